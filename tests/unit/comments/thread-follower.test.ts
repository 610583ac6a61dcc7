import { describe, expect, it } from 'vitest';
import { createThreadFollower } from '@/components/comments/thread-follower';
import type { CommentView } from '@/lib/comments/schema';

const MINUTE_MS = 60_000;

describe('an open thread', () => {
  it('reads what was written between the page and its connection', async () => {
    const { follower, asked, answers, held } = thread({ minutes: [1, 2] });
    follower.onGap();
    answers.push([comment(3)]);
    await follower.onJoined();
    expect(asked).toEqual([1 * MINUTE_MS]);
    expect(held).toEqual([3]);
  });

  it('asks again from the same place until it had an answer, whatever is told meanwhile', async () => {
    const { follower, asked, answers } = thread({ minutes: [5] });
    follower.onGap();
    follower.onChange({ kind: 'created', comment: comment(9) });
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
    const { follower, asked, answers } = thread({ minutes: [5] });
    follower.onGap();
    answers.push([comment(6)], []);
    const first = follower.onJoined();
    follower.onGap();
    await first;
    await follower.onJoined();
    expect(asked).toEqual([4 * MINUTE_MS, 4 * MINUTE_MS]);
  });

  it('leaves to the button what lies behind it', async () => {
    const { follower, asked, answers } = thread({ minutes: [1], isWhole: false });
    follower.onGap();
    await follower.onJoined();
    expect(asked).toEqual([]);
    follower.onLoaded([comment(7)], true);
    follower.onGap();
    answers.push([]);
    await follower.onJoined();
    expect(asked).toEqual([6 * MINUTE_MS]);
  });
});

function thread({ minutes, isWhole = true }: { minutes: number[]; isWhole?: boolean }) {
  const asked: number[] = [];
  const answers: CommentView[][] = [];
  const held: number[] = [];
  const follower = createThreadFollower({
    comments: minutes.map(comment),
    isWhole,
    add: (...more) => held.push(...more.map(({ createdAt }) => Date.parse(createdAt) / MINUTE_MS)),
    async fetchSince(since) {
      asked.push(since);
      return answers.shift() ?? [];
    },
  });
  return { follower, asked, answers, held };
}

function comment(minute: number): CommentView {
  const author = { id: 'a'.repeat(24), name: 'minh', displayName: 'Minh', avatar: null };
  const createdAt = new Date(minute * MINUTE_MS).toISOString();
  const id = minute.toString(16).padStart(24, '0');
  return {
    id,
    postId: 'b'.repeat(24),
    parentId: null,
    author,
    body: '',
    createdAt,
    editedAt: null,
    deletedAt: null,
  };
}
