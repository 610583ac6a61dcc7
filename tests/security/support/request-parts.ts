import fc from 'fast-check';
import type { Route } from '@/tests/security/support/routes';
import { asHeader, strangeText, STRANGE_KEYS } from '@/tests/security/support/strange-values';

/** Of an address; what is longer the server need not even read. */
const LONGEST_PATH = 6_000;

/** A query of what may be asked and of what may not, or hardly a query at all. */
export function query(asks: string[], ids: string[]): fc.Arbitrary<string> {
  const key = fc.oneof(
    fc.constantFrom(...(asks.length ? asks : STRANGE_KEYS)),
    fc.constantFrom(...STRANGE_KEYS),
  );
  const good = fc.constantFrom(...ids, '1', '100', 'unread', 'NEW_REPLY', `1700000000000-${'0'.repeat(24)}`);
  const pair = fc
    .tuple(key, fc.oneof(strangeText, good))
    .map(([name, value]) => `${encodeURIComponent(name)}=${inPath(value)}`);
  const raw = strangeText.map((text) => asHeader(text).replace(/[\s#]/g, '+'));
  const all = fc.oneof(
    { weight: 5, arbitrary: fc.array(pair, { maxLength: 4 }).map((pairs) => pairs.join('&')) },
    {
      weight: 1,
      arbitrary: raw,
    },
  );
  return all.map((text) => text && `?${text}`);
}

/** The address of a route with its id, and with text where it takes any. */
export function pathOf(
  { path }: Pick<Route, 'path'>,
  id: fc.Arbitrary<string>,
  asked: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc
    .tuple(id, strangeText.map(inPath), asked)
    .map(([one, text, rest]) =>
      (path.replace('{id}', () => one).replace('{text}', () => text) + rest).slice(0, LONGEST_PATH),
    );
}

/** An id of something, or what only stands in its place. */
export function idOr(ids: string[]): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 5, arbitrary: fc.constantFrom(...ids) },
    { weight: 1, arbitrary: strangeText.map(inPath) },
  );
}

/** Percent-encoded, except what is so already, rightly or not. */
export function inPath(text: string): string {
  return text.startsWith('%') || text.startsWith('..')
    ? asHeader(text)
    : encodeURIComponent(text.toWellFormed());
}

/** A cookie that is read somewhere, with a value that is none. */
export const cookies: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom(
      'locale',
      'next-auth.session-token',
      'next-auth.csrf-token',
      'next-auth.callback-url',
      '__proto__',
    ),
    strangeText,
  )
  .map(([name, value]) => asHeader(`${name}=${value}`).slice(0, LONGEST_PATH));

/** What shows that somebody is asking, and shows nothing. */
export const credentials: fc.Arbitrary<Record<string, string>> = fc.oneof(
  cookies.map((cookie) => ({ cookie })),
  strangeText.map((text) => ({ authorization: asHeader(`Bearer ${text}`).slice(0, LONGEST_PATH) })),
  strangeText.map((text) => ({ authorization: asHeader(text).slice(0, LONGEST_PATH) })),
);

/** Headers that something on the way may believe. */
export function headers(): fc.Arbitrary<Record<string, string>> {
  const names = [
    'accept-language',
    'accept',
    'x-forwarded-for',
    'x-forwarded-host',
    'forwarded',
    'range',
    'referer',
  ]
    .concat([
      'user-agent',
      'if-none-match',
      'x-http-method-override',
      'x-middleware-subrequest',
      'content-encoding',
    ])
    .concat(['rsc', 'next-router-state-tree', 'next-router-prefetch', 'next-url', 'x-nonce', 'purpose']);
  const value = strangeText.map((text) => asHeader(text).slice(0, 2_000));
  return fc.dictionary(fc.constantFrom(...names), value, { maxKeys: 2 });
}

/** Mostly something, now and then nothing. */
export function maybe<T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> {
  return fc.option(arbitrary, { nil: undefined, freq: 6 });
}
