import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Finishing, finishTogether } from '@/lib/notifications/finish';
import { type LeasedComment, settle } from '@/lib/notifications/outbox-store';
import { refreshPosts } from '@/lib/notifications/refresh-posts';

// The pace alone: the database is stood in for.
vi.stubEnv('LOG_LEVEL', 'silent');
vi.mock('@/lib/notifications/outbox-store');
vi.mock('@/lib/notifications/refresh-posts');

const on = { isAlone: false, changed: vi.fn(), interrupted: vi.fn() };
let finishing: Finishing;
let countMs: number;

beforeEach(() => {
  vi.resetAllMocks();
  vi.useFakeTimers();
  countMs = 5;
  vi.mocked(refreshPosts).mockImplementation(() => new Promise((resolve) => setTimeout(resolve, countMs)));
  vi.mocked(settle).mockResolvedValue([]);
  finishing = finishTogether(on);
});
afterEach(() => vi.useRealTimers());

const LEASE_MS = 10_000;
const tell = (...ids: string[]) =>
  finishing.add(
    { batch: 'b', until: Date.now() + LEASE_MS, comments: [] },
    ids.map((id) => ({ _id: id, outbox: { attempts: 1 } }) as unknown as LeasedComment),
  );
const finished = () => vi.mocked(settle).mock.calls.map(([, comments]) => comments.map(({ _id }) => _id));

test('the first is finished at once, what comes soon after it together', async () => {
  tell('a');
  await vi.advanceTimersByTimeAsync(10);
  expect(finished()).toEqual([['a']]);
  tell('b');
  await vi.advanceTimersByTimeAsync(50);
  tell('c', 'd');
  await vi.advanceTimersByTimeAsync(50);
  expect(finished()).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(200);
  expect(finished()).toEqual([['a'], ['b', 'c', 'd']]);
});

test('under a steady stream a post that takes long to count is counted for a twentieth of the time', async () => {
  countMs = 40;
  for (let n = 0; n < 500; n++) {
    tell(`c${n}`);
    await vi.advanceTimersByTimeAsync(10);
  }
  // Five seconds: once at once, then each 40 × 20 ms.
  expect(vi.mocked(refreshPosts).mock.calls.length).toBeLessThanOrEqual(7);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(finished().flat()).toHaveLength(500);
});

test('however long counting takes, what was told is finished well before its lease is over', async () => {
  countMs = 1_000;
  tell('a');
  await vi.advanceTimersByTimeAsync(1_100);
  expect(finished()).toEqual([['a']]);
  tell(...Array.from({ length: 4_000 }, (_, n) => `c${n}`));
  // Five seconds would be its turn.
  await vi.advanceTimersByTimeAsync(4_000 + countMs + 10);
  expect(finished().flat()).toHaveLength(4_001);
  // All of one post at once: it is counted once.
  expect(vi.mocked(refreshPosts)).toHaveBeenCalledTimes(2);
});

test('whoever changes a comment waits until it is finished, even if that has just begun without it', async () => {
  tell('a');
  await vi.advanceTimersByTimeAsync(2);
  tell('b');
  const settled = finishing.flushFor('b').then(() => 'settled');
  await vi.advanceTimersByTimeAsync(5);
  expect(finished()).toEqual([['a']]);
  await vi.advanceTimersByTimeAsync(10);
  expect(finished()).toEqual([['a'], ['b']]);
  await expect(settled).resolves.toBe('settled');
});

test('what could not be written is kept, and tried again when asked and not before', async () => {
  const away = Object.assign(new Error('connection closed'), { name: 'MongoNetworkError' });
  vi.mocked(settle).mockRejectedValueOnce(away);
  tell('a');
  await vi.advanceTimersByTimeAsync(5_000);
  expect(on.interrupted).toHaveBeenCalledTimes(1);
  expect(finished()).toHaveLength(1);
  const flushed = finishing.flush();
  await vi.advanceTimersByTimeAsync(10);
  await flushed;
  expect(finished()).toEqual([['a'], ['a']]);
});
