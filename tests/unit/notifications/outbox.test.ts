import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deliver } from '@/lib/notifications/deliver';
import { type Outbox } from '@/lib/notifications/deliver-soon';
import { startOutbox } from '@/lib/notifications/outbox';
import { lease, leaseAhead, releaseLeases, settle, waitingIds } from '@/lib/notifications/outbox-store';

// The queue alone: the database and the delivery are stood in for.
vi.stubEnv('LOG_LEVEL', 'silent');
vi.mock('@/lib/notifications/outbox-store');
vi.mock('@/lib/notifications/expiry');
vi.mock('@/lib/notifications/refresh-posts');
vi.mock('@/lib/notifications/deliver', () => ({
  deliver: vi.fn(),
  LeaseLostError: class LeaseLostError extends Error {},
}));
const { LeaseLostError } = await import('@/lib/notifications/deliver');

let waiting: string[];
let leased: Set<string>;
let outbox: Outbox;
const delivered = (n: number) => vi.waitFor(() => expect(vi.mocked(settle)).toHaveBeenCalledTimes(n));

beforeEach(() => {
  vi.resetAllMocks();
  waiting = [];
  leased = new Set();
  const isFree = (id: string) => !leased.has(id);
  vi.mocked(waitingIds).mockImplementation(async (limit) => waiting.filter(isFree).slice(0, limit));
  vi.mocked(lease).mockImplementation(async (_, ids) => {
    const free = ids.filter(isFree);
    for (const id of free) leased.add(id);
    return {
      batch: ids.join(),
      until: Date.now() + 10_000,
      comments: free.map((id) => ({ _id: id, outbox: { attempts: 1 } })) as never,
    };
  });
  vi.mocked(releaseLeases).mockImplementation(async () => leased.clear());
  vi.mocked(settle).mockImplementation(async (_, comments, outcome) => {
    const done = comments.map(({ _id }) => _id as unknown as string);
    for (const id of done) leased.delete(id);
    if (outcome === 'done') waiting = waiting.filter((id) => !done.includes(id));
    return [];
  });
  outbox = startOutbox({ isAlone: false });
});
afterEach(() => outbox.drain());

test('a batch that cannot be delivered within its lease comes back in halves, until it can', async () => {
  vi.mocked(deliver).mockImplementation(async (comments) => {
    if (comments.length > 10) throw new LeaseLostError('too slow');
  });
  waiting = Array.from({ length: 40 }, (_, n) => `c${n}`);
  await vi.waitFor(
    () => {
      outbox.kick();
      expect(waiting).toEqual([]);
    },
    { timeout: 5_000, interval: 5 },
  );
  // Leases of an interruption are this worker's own to free, never everybody's.
  expect(vi.mocked(releaseLeases).mock.calls.flat()).not.toContain(null);
});

test('one comment that is always too slow counts its attempts and gets its backoff', async () => {
  vi.mocked(deliver).mockRejectedValue(new LeaseLostError('too slow'));
  outbox.kick('slow');
  await delivered(1);
  expect(vi.mocked(settle).mock.calls[0]?.[2]).toEqual({ retryAt: expect.any(Date) as Date });
});

test('a database that is away interrupts, and counts as no attempt', async () => {
  const away = Object.assign(new Error('connection closed'), { name: 'MongoNetworkError' });
  vi.mocked(deliver).mockRejectedValueOnce(away).mockResolvedValue();
  outbox.kick('one');
  await vi.waitFor(() => expect(vi.mocked(deliver)).toHaveBeenCalledTimes(1));
  expect(vi.mocked(settle)).not.toHaveBeenCalled();
  waiting = ['one'];
  await vi.waitFor(() => {
    outbox.kick();
    expect(vi.mocked(releaseLeases)).toHaveBeenCalledWith(expect.any(String));
  });
  await delivered(1);
  expect(vi.mocked(settle).mock.calls[0]?.[2]).toBe('done');
});

test('however many are kicked, what waits in the database has its turn', async () => {
  let deliveries = 0;
  let sweptAt = Infinity;
  vi.mocked(deliver).mockImplementation(async (comments) => {
    deliveries += 1;
    if (comments.some(({ _id }) => (_id as unknown as string) === 'left behind')) sweptAt = deliveries;
    // Each delivery brings more to deliver, as a flood does.
    if (deliveries < 40) for (let n = 0; n < 100; n++) outbox.kick(`k${deliveries}-${n}`);
  });
  waiting = ['left behind'];
  for (let n = 0; n < 100; n++) outbox.kick(`k0-${n}`);
  outbox.kick();
  await vi.waitFor(() => expect(deliveries).toBeGreaterThanOrEqual(40), 5_000);
  expect(sweptAt).toBeLessThan(20);
});

test('draining tries what was kicked and takes nothing new', async () => {
  vi.mocked(deliver).mockResolvedValue();
  outbox.kick('last');
  const drained = outbox.drain();
  outbox.kick('too late');
  await drained;
  expect(vi.mocked(lease).mock.calls.map(([, ids]) => ids)).toEqual([['last']]);
});

test('draining hands over what it cannot deliver soon', async () => {
  vi.mocked(deliver).mockImplementation(() => new Promise((resolve) => setTimeout(resolve, 400)));
  for (let n = 0; n < 500; n++) outbox.kick(`k${n}`);
  const from = Date.now();
  await outbox.drain();
  expect(Date.now() - from).toBeLessThan(3_000);
  const tried = vi.mocked(lease).mock.calls.flatMap(([, ids]) => ids).length;
  expect(tried).toBeGreaterThan(0);
  expect(tried).toBeLessThan(500);
});

test('what is edited while it is being delivered is delivered again at once', async () => {
  vi.mocked(settle).mockImplementationOnce(async () => {
    leased.clear();
    return ['c1'];
  });
  outbox.kick('c1');
  await delivered(2);
  expect(vi.mocked(lease).mock.calls.map(([, ids]) => ids)).toEqual([['c1'], ['c1']]);
});

test('who may hear is not asked again while that is known of every comment in hand', async () => {
  vi.mocked(leaseAhead).mockImplementation((worker, batch) => ({
    ...{ worker, batch },
    until: new Date(Date.now() + 10_000),
  }));
  const audienceOf = (post: string, listener: string) => ({
    posts: new Set([post]),
    listeners: new Map([[listener, {}]]),
  });
  const kick = (id: string, audience: object, isCurrent = true) =>
    outbox.kick({
      comment: { _id: id, outbox: { attempts: 1, lease: outbox.leaseAhead() } } as never,
      ahead: {
        sender: { id: `${id}'s` } as never,
        audience: audience as never,
        others: new Map([[`whom ${id} answers`, {} as never]]),
        isCurrent: () => isCurrent,
      },
    });
  /** What a delivery knew of comments that came while another was under way. */
  const knownOf = async (come: () => void) => {
    const told = vi.mocked(deliver).mock.calls.length;
    let release = () => undefined as void;
    vi.mocked(deliver).mockImplementationOnce(() => new Promise((resolve) => (release = resolve)));
    kick('first', audienceOf('p0', 'hoa'));
    await vi.waitFor(() => expect(vi.mocked(deliver)).toHaveBeenCalledTimes(told + 1));
    come();
    release();
    await vi.waitFor(() => expect(vi.mocked(deliver)).toHaveBeenCalledTimes(told + 2));
    const [comments, { known }] = vi.mocked(deliver).mock.calls.at(-1) ?? [[], {}];
    expect(comments).toHaveLength(2);
    return known;
  };

  const both = await knownOf(() => {
    kick('a', audienceOf('p1', 'lan'));
    kick('b', audienceOf('p2', 'minh'));
  });
  expect([...(both?.senders.keys() ?? [])]).toEqual(["a's", "b's"]);
  expect([...(both?.audience.posts ?? [])]).toEqual(['p1', 'p2']);
  expect([...(both?.audience.listeners.keys() ?? [])]).toEqual([
    'lan',
    'minh',
    'whom a answers',
    'whom b answers',
  ]);
  const notBoth = await knownOf(() => {
    kick('a', audienceOf('p1', 'lan'));
    kick('b', audienceOf('p2', 'minh'), false);
  });
  expect(notBoth).toBeUndefined();
  // None was leased again.
  expect(vi.mocked(lease)).not.toHaveBeenCalled();
});
