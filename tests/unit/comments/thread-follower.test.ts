import { describe, expect, it } from 'vitest';
import { createThreadFollower } from '@/components/comments/thread-follower';
import { comment } from '@/tests/unit/comments/comment';

const MINUTE_MS = 60_000;

describe('an open thread', () => {
  it('reads what has changed between the page and its connection', async () => {
    const { follower, asked, answers, held } = thread({ readAt: 2 });
    follower.onGap();
    answers.push([at(1, { editedAt: 3 }), at(3)]);
    await follower.onJoined();
    expect(asked).toEqual([1 * MINUTE_MS]);
    expect(held).toEqual([1, 3]);
  });

  it('asks again from the same place until it had an answer, whatever is told meanwhile', async () => {
    const { follower, asked, answers } = thread({ readAt: 5 });
    follower.onGap();
    follower.onChange({ kind: 'created', comment: at(9) });
    follower.onGap();
    answers.push([]);
    await follower.onJoined();
    await follower.onJoined();
    follower.onGap();
    answers.push([]);
    await follower.onJoined();
    expect(asked).toEqual([4 * MINUTE_MS, 8 * MINUTE_MS]);
  });

  it('does not count an answer that was on its way when the connection was lost again', async () => {
    const { follower, asked, answers } = thread({ readAt: 5 });
    follower.onGap();
    answers.push([at(6)], []);
    const first = follower.onJoined();
    follower.onGap();
    await first;
    await follower.onJoined();
    expect(asked).toEqual([4 * MINUTE_MS, 4 * MINUTE_MS]);
  });

  it('knows of an edit or a deletion as late as it was made', async () => {
    const { follower, asked, answers } = thread({ readAt: 1 });
    follower.onGap();
    answers.push([]);
    await follower.onJoined();
    follower.onChange({ kind: 'edited', comment: at(1, { editedAt: 8 }) });
    follower.onChange({ kind: 'deleted', comment: at(1, { editedAt: 8, deletedAt: 9 }) });
    follower.onGap();
    answers.push([]);
    await follower.onJoined();
    expect(asked).toEqual([0, 8 * MINUTE_MS]);
  });
});

function thread({ readAt }: { readAt: number }) {
  const asked: number[] = [];
  const answers: ReturnType<typeof comment>[][] = [];
  const held: number[] = [];
  const follower = createThreadFollower({
    readAt: readAt * MINUTE_MS,
    apply: (comments) => held.push(...comments.map(({ createdAt }) => Date.parse(createdAt) / MINUTE_MS)),
    async fetchChanges(since) {
      asked.push(since);
      return answers.shift() ?? [];
    },
    onGone: () => undefined,
  });
  return { follower, asked, answers, held };
}

/** A comment of a minute. */
function at(minute: number, change: { editedAt?: number; deletedAt?: number } = {}) {
  const time = (each?: number) => (each === undefined ? null : new Date(each * MINUTE_MS).toISOString());
  return comment(minute, {
    createdAt: time(minute) ?? '',
    editedAt: time(change.editedAt),
    deletedAt: time(change.deletedAt),
  });
}
