import type { Context } from 'hono';
import { getCookie } from 'hono/cookie';
import { createTranslator } from 'use-intl/core';
import type { ZodError } from 'zod';
import { localeOf } from '@/i18n/locale';
import { invalidInput } from '@/lib/invalid';
import { LIMITS } from '@/lib/limits';
import { metrics } from '@/lib/metrics';
import type { Refusal } from '@/lib/result';
import { waitInWords } from '@/lib/wait-in-words';
import en from '@/messages/en.json';
import vi from '@/messages/vi.json';

const STATUS: Record<
  string,
  { status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 415 | 422 | 429 | 503; title: string }
> = {
  'errors.signInFirst': { status: 401, title: 'Unauthorized' },
  'errors.sessionExpired': { status: 401, title: 'Unauthorized' },
  'errors.signInWrong': { status: 401, title: 'Unauthorized' },
  'errors.forbidden': { status: 403, title: 'Forbidden' },
  'errors.passwordWrong': { status: 403, title: 'Forbidden' },
  'errors.demoShared': { status: 403, title: 'Forbidden' },
  'errors.notYours': { status: 403, title: 'Forbidden' },
  'errors.commentGone': { status: 404, title: 'Not Found' },
  'errors.blockSelf': { status: 422, title: 'Unprocessable Content' },
  'errors.blockedTooMany': { status: 422, title: 'Unprocessable Content' },
  'errors.mentionsTooMany': { status: 422, title: 'Unprocessable Content' },
  'errors.notFound': { status: 404, title: 'Not Found' },
  'errors.postGone': { status: 404, title: 'Not Found' },
  'errors.bodyTooSlow': { status: 408, title: 'Request Timeout' },
  'errors.nameTaken': { status: 409, title: 'Conflict' },
  'errors.bodyTooLarge': { status: 413, title: 'Content Too Large' },
  'errors.parentGone': { status: 422, title: 'Unprocessable Content' },
  'errors.tooFast': { status: 429, title: 'Too Many Requests' },
  'errors.nameAlike': { status: 409, title: 'Conflict' },
  'errors.unavailable': { status: 503, title: 'Service Unavailable' },
};

const SENTENCES = {
  en: createTranslator({ locale: 'en', messages: en }),
  vi: createTranslator({ locale: 'vi', messages: vi }),
};

/**
 * Answers with RFC 9457 problem details, in the caller's language. Unknown codes are the caller's mistake: 400.
 * @param retryAfter seconds; RFC 9110 §10.2.3
 */
export function problem(
  c: Context,
  code: string,
  fields: Record<string, string> = {},
  retryAfter: number | undefined = undefined,
) {
  const locale = localeOf(getCookie(c, 'locale'), c.req.header('accept-language') ?? null);
  const wait = retryAfter === undefined ? '' : waitInWords(retryAfter, locale);
  const sentence = (each: string) => SENTENCES[locale](each as never, { ...LIMITS, wait } as never) as string;
  const { status, title } = STATUS[code] ?? { status: 400 as const, title: 'Bad Request' };
  // What is wrong with an input has many names, and one reason.
  metrics().refused.inc({ door: 'rest', reason: STATUS[code] ? nameOf(code) : 'invalid' });
  const errors = Object.entries(fields).map(([field, each]) => ({ field, detail: sentence(each) }));
  const body = {
    type: 'about:blank',
    title,
    status,
    detail: sentence(code),
    code: nameOf(code),
  };
  return c.body(JSON.stringify({ ...body, ...(errors.length > 0 && { errors }) }), status, {
    'content-type': 'application/problem+json',
    'content-language': locale,
    ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }),
  });
}

function nameOf(code: string): string {
  return code.replace('errors.', '');
}

/** Answers why something was not done; a refusal of a form's field names it, as a refusal by its schema does. */
export function refusalProblem(c: Context, { code, field, retryAfter }: Omit<Refusal, 'ok'>) {
  const name = field && WIRE_FIELDS[field];
  return problem(c, code, name ? { [name]: code } : {}, retryAfter) as never;
}

const WIRE_FIELDS: Record<string, string> = {
  body: 'body',
  parentId: 'parent_id',
  name: 'name',
  displayName: 'display_name',
  password: 'password',
  currentPassword: 'current_password',
  newPassword: 'new_password',
};

/** Answers a refused input, naming fields as the wire does. */
export function invalidProblem(c: Context, error: ZodError) {
  const { code, fields } = invalidInput(error);
  return problem(c, code, fields);
}
