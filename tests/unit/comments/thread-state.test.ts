import { describe, expect, it } from 'vitest';
import { reachOf, type ThreadEvent, threadOf, threadReducer } from '@/components/comments/thread-state';
import type { CommentView } from '@/lib/comments/schema';
import { AT, comment, idOf, minh } from '@/tests/unit/comments/comment';

const READ_AT = new Date(100).toISOString();
const byMinh = (n: number, change: Parameters<typeof comment>[1] = {}) =>
  comment(n, { author: minh, ...change });

describe('an open thread', () => {
  it('keeps what others write meanwhile as unseen, in order, until it is seen', () => {
    const told = after({ kind: 'told', comments: [byMinh(101), byMinh(102)] });
    expect(told.arrivals).toEqual([idOf(101), idOf(102)]);
    const again = threadReducer(told, { kind: 'told', comments: [byMinh(102)] });
    expect(threadReducer(again, { kind: 'seen', ids: [idOf(101)] }).arrivals).toEqual([idOf(102)]);
  });

  it('holds nothing for news that is one’s own, was there before, or is gone again', () => {
    const own = comment(101);
    const late = byMinh(99);
    const gone = byMinh(102, { deletedAt: AT });
    const { arrivals, comments } = after({ kind: 'told', comments: [own, late, gone] });
    expect(arrivals).toEqual([]);
    expect(comments.size).toBe(4);
  });

  it('forgets an arrival that is deleted before anybody saw it', () => {
    const told = after({ kind: 'told', comments: [byMinh(101)] });
    const deleted = { kind: 'told' as const, comments: [byMinh(101, { deletedAt: AT })] };
    expect(threadReducer(told, deleted).arrivals).toEqual([]);
  });

  it('leaves to the button what was written before and lies behind it, but not its later versions', () => {
    const cursor = cursorAt(1);
    const state = after({ kind: 'told', comments: [byMinh(50), byMinh(101)] }, { cursor });
    expect([...state.comments.keys()]).toEqual([idOf(1), idOf(101)]);
    const edit = { kind: 'told' as const, comments: [comment(1, { body: 'new', editedAt: AT })] };
    expect(threadReducer(state, edit).comments.get(idOf(1))?.body).toBe('new');
  });

  it('reaches as far as the furthest page that was loaded', () => {
    const open = after(
      { kind: 'page', comments: [comment(5)], cursor: cursorAt(5) },
      { cursor: cursorAt(1) },
    );
    expect(reachOf(open)).toBe(idOf(5));
    const back = threadReducer(open, { kind: 'page', comments: [comment(1)], cursor: cursorAt(1) });
    expect(reachOf(back)).toBe(idOf(5));
    const whole = threadReducer(back, { kind: 'page', comments: [comment(6)], cursor: null });
    expect(threadReducer(whole, { kind: 'page', comments: [], cursor: cursorAt(5) }).cursor).toBeNull();
  });

  it('remembers what one’s own comment was called on its way, so that its row stays', () => {
    const state = after({ kind: 'arrived', comment: comment(101), sentAs: 'outgoing-1' });
    expect(state.sentAs.get(idOf(101))).toBe('outgoing-1');
    expect(state.comments.get(idOf(101))?.body).toBe('c101');
  });
});

/** Lan's page of her own comment 1, read at 100, after one event. */
function after(event: ThreadEvent, { cursor = null as string | null } = {}) {
  const comments: CommentView[] = [comment(1)];
  return threadReducer(threadOf({ comments, nextCursor: cursor, readAt: READ_AT, userId: idOf(0) }), event);
}

function cursorAt(n: number): string {
  return `${n}-${idOf(n)}`;
}
