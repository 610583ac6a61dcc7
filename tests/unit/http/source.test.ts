import { expect, test, vi } from 'vitest';
import { sourceOf } from '@/lib/http/origin';

vi.mock('@/lib/env', () => ({
  env: () => ({ publicUrl: 'https://board.example', corsOrigins: ['https://friend.example'] }),
}));

test.each([
  ['https://board.example', undefined, 'own'],
  ['https://friend.example', undefined, 'listed'],
  ['https://friend.example.evil.example', undefined, 'foreign'],
  ['http://board.example', undefined, 'foreign'],
  ['null', undefined, 'foreign'],
  ['', undefined, 'foreign'],
  // An origin says more than a site does.
  ['https://board.example', 'cross-site', 'own'],
  [undefined, 'cross-site', 'foreign'],
  [undefined, 'same-site', 'foreign'],
  [undefined, 'same-origin', 'unsaid'],
  [undefined, 'none', 'unsaid'],
  [undefined, undefined, 'unsaid'],
])('Origin %s, Sec-Fetch-Site %s: %s', (origin, fetchSite, expected) => {
  expect(sourceOf({ origin, fetchSite })).toBe(expected);
});
