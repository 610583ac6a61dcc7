import { expect, test } from 'vitest';
import { isOwnOrigin } from '@/lib/http/origin';

test.each([
  ['http://localhost:3000', 'http://127.0.0.1:3000', true],
  ['http://127.0.0.1:3001', 'http://127.0.0.1:3000', false],
  ['https://board.example', 'https://board.example', true],
  ['https://evil.example', 'https://board.example', false],
  ['http://localhost:3000', 'https://board.example', false],
  ['null', 'http://127.0.0.1:3000', false],
])('%s acting on %s: %s', (origin, own, expected) => {
  expect(isOwnOrigin(origin, own)).toBe(expected);
});
