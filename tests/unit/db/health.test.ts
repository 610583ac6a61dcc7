import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { withinDeadline } from '@/lib/db/deadline';
import { watchDatabase } from '@/lib/db/health';
import { isUnavailable } from '@/lib/db/unavailable';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('two failed pings in a row say down once, the next good one says up once', async () => {
  const said: string[] = [];
  const answers = [true, false, true, false, false, false, true, true];
  const ping = vi.fn(() => (answers.shift() ? Promise.resolve() : Promise.reject(new Error('away'))));
  const stop = watchDatabase({ down: () => said.push('down'), up: () => said.push('up') }, ping);
  const after: string[] = [];
  for (let n = 0; n < 8; n++) {
    await vi.advanceTimersByTimeAsync(1_000);
    after.push(said.join());
  }
  expect(after).toEqual(['', '', '', '', 'down', 'down', 'down,up', 'down,up']);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(ping).toHaveBeenCalledTimes(8);
  expect(vi.getTimerCount()).toBe(0);
});

test('what never answers becomes an error that says so, and leaves no timer', async () => {
  const waiting = withinDeadline(new Promise(() => undefined), 500);
  const failed = expect(waiting).rejects.toSatisfy(isUnavailable);
  await vi.advanceTimersByTimeAsync(500);
  await failed;
  expect(await withinDeadline(Promise.resolve('in time'), 500)).toBe('in time');
  expect(vi.getTimerCount()).toBe(0);
});

test.each([
  ['a broken pipe', Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }), true],
  ['a primary that steps down', Object.assign(new Error('not primary'), { code: 10_107 }), true],
  ['mongoose without a connection', new Error('Operation `x` buffering timed out after 5000ms'), true],
  ['a duplicate key', Object.assign(new Error('E11000'), { code: 11_000 }), false],
  ['a mistake of ours', new TypeError('undefined is not a function'), false],
])('%s: the database is away %#', (_, error, expected) => {
  expect(isUnavailable(error)).toBe(expected);
});
