import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { heldFor } from '@/lib/held-for';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('whoever asks while an answer is coming, or soon after it came, gets that one', async () => {
  let answer: (value: number) => void = () => undefined;
  const ask = vi.fn(() => new Promise<number>((resolve) => (answer = resolve)));
  const held = heldFor(1_000, ask);
  const both = [held(), held()];
  vi.advanceTimersByTime(5_000);
  const late = held();
  answer(1);
  expect(await Promise.all([...both, late])).toEqual([1, 1, 1]);
  vi.advanceTimersByTime(999);
  expect(await held()).toBe(1);
  expect(ask).toHaveBeenCalledTimes(1);

  vi.advanceTimersByTime(1);
  const next = held();
  answer(2);
  expect(await next).toBe(2);
});

test('a failure is told to those who waited for it, and not held', async () => {
  const ask = vi
    .fn<() => Promise<string>>()
    .mockRejectedValueOnce(new Error('away'))
    .mockResolvedValue('back');
  const held = heldFor(1_000, ask);
  await expect(Promise.all([held(), held()])).rejects.toThrow('away');
  expect(await held()).toBe('back');
  expect(ask).toHaveBeenCalledTimes(2);
});
