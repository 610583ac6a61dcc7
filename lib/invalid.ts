import type { ZodError } from 'zod';

/** Message codes of a refused input: one for the whole, one for each field. */
export interface InvalidInput {
  code: string;
  fields: Record<string, string>;
}

/** Turns zod's issues into message codes; schemas spell theirs as `errors.…`. */
export function invalidInput(error: ZodError): InvalidInput {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const code = codeOf(issue);
    const names = issue.code === 'unrecognized_keys' ? issue.keys : [String(issue.path[0] ?? '')];
    for (const name of names) fields[name] ??= code;
  }
  return { code: Object.values(fields)[0] ?? 'errors.invalid', fields };
}

function codeOf(issue: ZodError['issues'][number]): string {
  if (issue.message.startsWith('errors.')) return issue.message;
  return issue.code === 'unrecognized_keys' ? 'errors.unexpectedField' : 'errors.invalid';
}
