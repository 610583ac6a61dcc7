import { expect, test } from 'vitest';
import { backoffMs } from '@/lib/notifications/backoff';

test('backoff doubles its bound, up to a minute', () => {
  const most = () => 0.999_999;
  expect([1, 2, 3, 20].map((attempts) => backoffMs(attempts, most))).toEqual([399, 799, 1599, 59_999]);
});

test('full jitter may wait not at all', () => {
  expect(backoffMs(5, () => 0)).toBe(0);
});
