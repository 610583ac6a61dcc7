import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createSeenMarker } from '@/components/notifications/seen-marker';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('what has been on the screen', () => {
  it('is marked at once, and what comes meanwhile goes together', async () => {
    const { marker, calls } = recorder();
    marker.seen(['a']);
    marker.seen(['b', 'c']);
    await settle();
    expect(calls).toEqual([['a'], ['b', 'c']]);
  });

  it('is marked in requests of at most 100', async () => {
    const { marker, calls } = recorder();
    marker.seen(Array.from({ length: 250 }, (_, n) => String(n)));
    await settle();
    expect(calls.map((ids) => ids.length)).toEqual([100, 100, 50]);
  });

  it('waits for a server to tell', async () => {
    const { marker, calls } = recorder();
    marker.setReachable(false);
    marker.seen(['a']);
    await settle();
    expect(calls).toEqual([]);
    marker.setReachable(true);
    await settle();
    expect(calls).toEqual([['a']]);
  });

  it('is told again when that failed', async () => {
    const { marker, calls } = recorder({ failures: 2 });
    marker.seen(['a']);
    await vi.advanceTimersByTimeAsync(16_000);
    expect(calls).toEqual([['a'], ['a'], ['a']]);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(calls).toHaveLength(3);
  });
});

function recorder({ failures = 0 } = {}) {
  const calls: string[][] = [];
  const marker = createSeenMarker(async (ids) => {
    calls.push(ids);
    if (calls.length <= failures) throw new Error('not reached');
  });
  return { marker, calls };
}

const settle = () => vi.advanceTimersByTimeAsync(0);
