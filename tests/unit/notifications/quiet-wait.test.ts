import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createQuietWait } from '@/components/notifications/quiet-wait';
import type { NotificationView } from '@/lib/notifications/schema';

const MINUTE_MS = 60_000;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Quiet for the next so many minutes. */
function quietFor(minutes: number) {
  const start = Date.now();
  let end: number | null = start + minutes * MINUTE_MS;
  const ended: { ids: string[]; isMore: boolean }[] = [];
  const wait = createQuietWait({
    endsAt: () => (end !== null && Date.now() < end ? new Date(end) : null),
    onEnd: (items, isMore) => ended.push({ ids: items.map(({ id }) => id), isMore }),
  });
  return { wait, ended, endNow: () => (end = null) };
}

function item(id: string): NotificationView {
  return { id } as NotificationView;
}

test('what came in quiet hours is told once, together, in the moment when they end', async () => {
  const { wait, ended } = quietFor(90.5);
  wait.keep([item('a')], false);
  await vi.advanceTimersByTimeAsync(30 * MINUTE_MS);
  wait.keep([item('b'), item('a')], false);
  await vi.advanceTimersByTimeAsync(60.5 * MINUTE_MS - 1);
  expect(ended).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toEqual([{ ids: ['a', 'b'], isMore: false }]);
  await vi.advanceTimersByTimeAsync(24 * 60 * MINUTE_MS);
  expect(ended).toHaveLength(1);
});

test('a timer that stood still while the computer slept is late by a minute at most', async () => {
  const { wait, ended } = quietFor(600);
  wait.keep([item('a')], false);
  await vi.advanceTimersByTimeAsync(10 * MINUTE_MS);
  // Asleep: the clock goes on, the timer does not.
  vi.setSystemTime(Date.now() + 700 * MINUTE_MS);
  await vi.advanceTimersByTimeAsync(MINUTE_MS);
  expect(ended).toEqual([{ ids: ['a'], isMore: false }]);
});

test('who wakes up after the end is told at once', () => {
  const { wait, ended } = quietFor(600);
  wait.keep([item('a')], false);
  vi.setSystemTime(Date.now() + 700 * MINUTE_MS);
  wait.look();
  expect(ended).toHaveLength(1);
});

test('waking up while it is still quiet tells nothing', () => {
  const { wait, ended } = quietFor(600);
  wait.keep([item('a')], false);
  wait.look();
  expect(ended).toEqual([]);
  expect(vi.getTimerCount()).toBe(1);
});

test('quiet hours that are turned off end now', () => {
  const { wait, ended, endNow } = quietFor(600);
  wait.keep([item('a')], false);
  endNow();
  wait.look();
  expect(ended).toEqual([{ ids: ['a'], isMore: false }]);
  expect(vi.getTimerCount()).toBe(0);
});

test('where nothing came nothing is told, and no timer runs', async () => {
  const { wait, ended } = quietFor(1);
  wait.keep([], false);
  expect(vi.getTimerCount()).toBe(0);
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  wait.look();
  expect(ended).toEqual([]);
});

test('what came is only the least there is when one catch-up said so, and that is forgotten with it', () => {
  const { wait, ended, endNow } = quietFor(10);
  wait.keep([item('a')], true);
  wait.keep([item('b')], false);
  endNow();
  wait.look();
  wait.keep([item('c')], false);
  expect(ended).toEqual([
    { ids: ['a', 'b'], isMore: true },
    { ids: ['c'], isMore: false },
  ]);
});

test('after it is stopped nothing is told', async () => {
  const { wait, ended } = quietFor(1);
  wait.keep([item('a')], false);
  wait.stop();
  await vi.advanceTimersByTimeAsync(2 * MINUTE_MS);
  expect(ended).toEqual([]);
});
