import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSnapshotAsker } from '@/components/notifications/snapshot-asker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function asker({ answers = [] as boolean[], isNeeded = (): boolean => false, random = () => 0.5 } = {}) {
  const ask = vi.fn(() => Promise.resolve(answers.shift() ?? true));
  return { ask, asker: createSnapshotAsker({ ask, isNeeded, random }) };
}

test('wishes before the question become one question', async () => {
  const { ask, asker: one } = asker();
  one.askWithin(2_000);
  one.askWithin(1_000);
  one.askWithin(4_000);
  expect(vi.getTimerCount()).toBe(1);
  await vi.advanceTimersByTimeAsync(499);
  expect(ask).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).toHaveBeenCalledTimes(1);
});

test('a doubt that has gone when it is looked at asks nothing', async () => {
  let isNeeded = true;
  const { ask, asker: one } = asker({ isNeeded: () => isNeeded });
  one.askIfNeeded();
  isNeeded = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ask).not.toHaveBeenCalled();
});

test('without an answer it asks again, ever more seldom', async () => {
  const { ask, asker: one } = asker({ answers: Array.from({ length: 50 }, () => false) });
  one.askWithin(0);
  await vi.advanceTimersByTimeAsync(5_000);
  const soon = ask.mock.calls.length;
  expect(soon).toBeGreaterThan(2);
  await vi.advanceTimersByTimeAsync(300_000);
  const calls = ask.mock.calls.length;
  expect(calls - soon).toBeLessThan(300_000 / 10_000);
  one.stop();
  await vi.advanceTimersByTimeAsync(300_000);
  expect(ask).toHaveBeenCalledTimes(calls);
});

test('a thousand tabs with the same reason spread over the time they are given', async () => {
  const asked: number[] = [];
  const from = Date.now();
  for (let n = 0; n < 1_000; n++) {
    const ask = () => Promise.resolve(asked.push(Date.now() - from) > 0);
    createSnapshotAsker({ ask, isNeeded: () => false }).askWithin(2_000);
  }
  await vi.advanceTimersByTimeAsync(2_000);
  expect(asked).toHaveLength(1_000);
  const slots = Array.from(
    { length: 20 },
    (_, n) => asked.filter((at) => Math.min(19, Math.floor(at / 100)) === n).length,
  );
  expect(Math.max(...slots)).toBeLessThan(120);
});
