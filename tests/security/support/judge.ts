import os from 'node:os';
import type { Attempt } from '@/tests/security/support/requests';
import type { Answer } from '@/tests/security/support/send';

const STACK = /\n\s+at .+(:\d+:\d+|<anonymous>)/;
const INSIDES = [
  STACK,
  /Mongo\w*Error/,
  /node_modules/,
  /dist\/server\.js/,
  /file:\/\/\//,
  new RegExp(process.cwd()),
  new RegExp(`${os.tmpdir()}/tingting`),
];
/** Lines that a server prints when all is well. */
const EXPECTED_LINES = [/^ready on http/, /^\{"level":"(debug|info)"/, /Running next\.config/, /^$/];

/** @throws when an answer is one that nobody may get, whatever was asked */
export function judge(attempt: Pick<Attempt, 'mustRefuse' | 'path'>, { status, type, text }: Answer): void {
  if (status >= 500) throw new Error(`answered ${status}: ${text.slice(0, 300)}`);
  if (attempt.mustRefuse && status < 400) throw new Error(`was done (${status}): ${text.slice(0, 300)}`);
  const isFile = status === 200 && /^text\/(javascript|css)/.test(type);
  const inside = isFile ? undefined : INSIDES.find((each) => each.test(text));
  if (inside) throw new Error(`tells of the server’s inside (${inside.source}): ${text.slice(0, 2_000)}`);
  const isProblem = type.startsWith('application/problem+json');
  const isApi = attempt.path.startsWith('/api/v1/');
  if (isApi && status >= 400 && text !== '' && !isProblem)
    throw new Error(`${status} is ${type}, no problem+json`);
}

/** Lines of a log that no input may bring about: warnings, errors, stack traces, and whatever else is not ours. */
export function surprisesIn(output: string): string[] {
  return output.split('\n').filter((line) => !EXPECTED_LINES.some((expected) => expected.test(line)));
}
