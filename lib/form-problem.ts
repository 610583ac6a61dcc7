import { getLocale, getTranslations } from 'next-intl/server';
import type { ZodError } from 'zod';
import { invalidInput } from '@/lib/invalid';
import { LIMITS } from '@/lib/limits';
import { metrics } from '@/lib/metrics';
import { failed, type Refusal, type Result } from '@/lib/result';
import { waitInWords } from '@/lib/wait-in-words';

const SECRET_FIELDS = ['password', 'currentPassword', 'newPassword'];

/** A refused form: sentences in the reader's language, and what was typed except passwords. */
export async function formProblem<T>(
  form: FormData,
  reason: ZodError | Omit<Refusal, 'ok'>,
): Promise<Result<T>> {
  // What is wrong with an input has many names, and one reason.
  const why = 'issues' in reason ? 'invalid' : reason.code.replace('errors.', '');
  metrics().refused.inc({ door: 'form', reason: why });
  const [t, locale] = await Promise.all([getTranslations(), getLocale()]);
  const seconds = 'retryAfter' in reason ? reason.retryAfter : undefined;
  const wait = seconds === undefined ? '' : waitInWords(seconds, locale);
  const say = (code: string) => t(code as never, { ...LIMITS, wait } as never) as string;
  const { code, fields } =
    'issues' in reason
      ? invalidInput(reason)
      : { code: reason.code, fields: reason.field ? { [reason.field]: reason.code } : {} };
  return failed<T>({
    code,
    message: say(code),
    fields: Object.fromEntries(Object.entries(fields).map(([name, each]) => [name, say(each)])),
    values: typedValues(form),
  });
}

/**
 * The fields of a form, without what React adds and what was left empty. An action is an address like any other: what is
 * sent to it need not be a form, and then has no fields.
 */
export function formFields(form: unknown): Record<string, unknown> {
  if (!(form instanceof FormData)) return {};
  return Object.fromEntries([...form].filter(([name, value]) => !name.startsWith('$') && value !== ''));
}

function typedValues(form: FormData): Record<string, string> {
  const kept = Object.entries(formFields(form)).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && !SECRET_FIELDS.includes(entry[0]),
  );
  return Object.fromEntries(kept);
}
