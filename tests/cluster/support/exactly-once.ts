import type { Connection } from 'mongoose';
import { expect, vi } from 'vitest';
import type { Neighbour } from '@/tests/cluster/support/people';
import type { Stream } from '@/tests/cluster/support/stream';
import type { Follower } from '@/tests/support/follower';

const SETTLED_MS = 20_000;

/**
 * Compares what was accepted with what is stored, and what is stored with what everybody's device holds and was told.
 * @param followers one a neighbour, in the same order
 * @returns how many notifications came as events, and how many by a snapshot only
 */
export async function expectExactlyOnce(
  store: Connection,
  stream: Stream,
  neighbours: Neighbour[],
  followers: Follower[],
): Promise<{ told: number; caughtUp: number }> {
  const comments = await store.collection('comments').find().project({ _id: 1 }).toArray();
  expect(comments.map(({ _id }) => String(_id)).sort()).toEqual(
    stream.accepted.map(({ comment }) => comment.id).sort(),
  );

  const patience = { timeout: SETTLED_MS, interval: 200 };
  const heard = neighbours.map(({ person }) => stream.heardBy(person.user.id));
  const stored = await vi.waitFor(async () => {
    const rows = await rowsByPerson(store);
    const each = neighbours.map(({ person }) => rows.get(person.user.id) ?? []);
    expect(each.map((own) => own.map(({ comment }) => comment).sort())).toEqual(heard);
    return each.map((own) => own.map(({ id }) => id));
  }, patience);

  // A device holds the newest; what it holds is what is stored, in order.
  await vi.waitFor(() => {
    for (const [n, { view }] of followers.entries()) {
      const all = stored[n] ?? [];
      expect(view.unreadCount).toBe(Math.min(all.length, 100));
      expect(view.items.map(({ id }) => id)).toEqual(all.slice(0, Math.max(view.items.length, 1)));
    }
  }, patience);

  const twice = followers.flatMap(({ told }) => [...told].filter(([, times]) => times !== 1));
  expect(twice).toEqual([]);
  const strange = followers.flatMap(({ told }, n) =>
    [...told.keys()].filter((id) => !stored[n]?.includes(id)),
  );
  expect(strange).toEqual([]);
  const told = followers.reduce((sum, follower) => sum + follower.told.size, 0);
  return { told, caughtUp: stored.flat().length - told };
}

/** The newest first, as an inbox shows them. */
async function rowsByPerson(store: Connection): Promise<Map<string, { id: string; comment: string }[]>> {
  const rows = await store.collection('notifications').find().sort({ createdAt: -1, _id: -1 }).toArray();
  const byPerson = new Map<string, { id: string; comment: string }[]>();
  for (const { _id, recipient, comment } of rows) {
    const own = byPerson.get(String(recipient)) ?? [];
    own.push({ id: String(_id), comment: String(comment) });
    byPerson.set(String(recipient), own);
  }
  return byPerson;
}
