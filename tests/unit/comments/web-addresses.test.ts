import { expect, test } from 'vitest';
import { webAddressesIn } from '@/lib/comments/web-addresses';

test.each([
  ['see https://a.example/x.', ['https://a.example/x']],
  ['(https://a.example/b_(c)) and more', ['https://a.example/b_(c)']],
  ['<https://a.example> "http://b.example"', ['https://a.example', 'http://b.example']],
  ['HTTPS://A.EXAMPLE/?q=1&r=2#f!', ['HTTPS://A.EXAMPLE/?q=1&r=2#f']],
  ['https://ví-dụ.example/đường dẫn', ['https://ví-dụ.example/đường']],
  ['javascript:alert(1) ftp://a.example xhttps://a.example https:// http://]', []],
  ['https://[ https://a.example:99999', []],
])('%s', (text, expected) => {
  const found = webAddressesIn(text);
  expect(found.map(({ href }) => href)).toEqual(expected);
  for (const { href, from, to } of found) expect(text.slice(from, to)).toBe(href);
});

// The library that was here before took 19 s for these: a test that hangs is one that fails.
test('texts that were made to be slow are not', () => {
  const long = (unit: string) => unit.repeat(Math.floor(20_000 / unit.length));
  for (const text of [
    `://${long('a.')}`,
    long('a+'),
    long('a-'),
    long('https://'),
    `https://a.example/${long(')')}`,
    long('https://a.b('),
    long('((((http://a.b'),
  ]) {
    webAddressesIn(text);
  }
});
