import { describe, expect, test } from 'vitest';
import type { CommentView } from '@/lib/comments/schema';
import { ancestorsOf, newestVersion, openRows, threadRows } from '@/lib/comments/tree';
import { AT, comment, idOf } from '@/tests/unit/comments/comment';

const drawn = (rows: ReturnType<typeof threadRows>) =>
  rows.map(({ comment: { body, deletedAt }, depth }) => `${'-'.repeat(depth)}${deletedAt ? '×' : ''}${body}`);
const shape = (comments: CommentView[], rules?: Parameters<typeof threadRows>[1]) =>
  drawn(threadRows(comments, rules));
const gone = (n: number, parent?: number) => comment(n, { parent, deletedAt: AT });

test('replies follow what they answer, oldest first', () => {
  const replies = [comment(3, { parent: 1 }), comment(4, { parent: 3 }), comment(5, { parent: 1 })];
  expect(shape([comment(1), comment(2), ...replies])).toEqual(['c1', '-c3', '--c4', '-c5', 'c2']);
});

test('any order of arrival gives the same thread', () => {
  const all = [comment(4, { parent: 3 }), comment(2), comment(3, { parent: 1 }), comment(1)];
  expect(shape(all)).toEqual(['c1', '-c3', '--c4', 'c2']);
});

test('a repeated comment counts once, in its newest version, in whatever order they come', () => {
  const edited = comment(1, { body: 'edited', editedAt: AT });
  for (const versions of [
    [comment(1), edited],
    [edited, comment(1)],
  ]) {
    expect(shape(versions)).toEqual(['edited']);
  }
  expect(newestVersion(gone(1), edited).deletedAt).toBe(AT);
  expect(newestVersion(edited, gone(1)).deletedAt).toBe(AT);
});

test('a reply whose parent is not here stands at the root', () => {
  expect(shape([comment(7, { parent: 3 })])).toEqual(['c7']);
});

test('20,000 comments, each a reply to the one before, are walked without overflow', () => {
  const deep = Array.from({ length: 20_000 }, (_, n) => comment(n + 1, n > 0 ? { parent: n } : {}));
  const rows = threadRows(deep, { isWhole: true });
  expect(rows.at(-1)?.depth).toBe(19_999);
  expect(rows[0]?.replyCount).toBe(19_999);
});

test('replies are counted at any depth, without what was deleted', () => {
  const all = [comment(1), gone(2, 1), comment(3, { parent: 2 }), comment(4, { parent: 1 }), gone(5, 4)];
  expect(threadRows(all).map(({ replyCount }) => replyCount)).toEqual([2, 1, 0, 0, 0]);
});

describe('what was deleted', () => {
  test('stays as a placeholder above replies, and goes without', () => {
    const all = [gone(1), comment(2, { parent: 1 }), gone(3), comment(4)];
    expect(shape(all, { isWhole: true })).toEqual(['×c1', '-c2', 'c4']);
  });

  test('goes with the last reply below it, all the way up', () => {
    const all = [gone(1), gone(2, 1), gone(3, 2), comment(4)];
    expect(shape(all, { isWhole: true })).toEqual(['c4']);
  });

  test('stays while replies may be on a page that was not loaded', () => {
    expect(shape([gone(1), gone(2, 1)], { isWhole: false })).toEqual(['×c1', '-×c2']);
  });

  test('stays while somebody writes below it, and what is above it too', () => {
    const all = [gone(1), gone(2, 1), gone(3)];
    expect(shape(all, { isWhole: true, keptId: idOf(2) })).toEqual(['×c1', '-×c2']);
  });
});

test('a collapsed comment hides all that hangs below it, and nothing else', () => {
  const replies = [comment(2, { parent: 1 }), comment(3, { parent: 2 }), comment(5, { parent: 4 })];
  const rows = threadRows([comment(1), ...replies, comment(4)]);
  expect(drawn(openRows(rows, new Set([idOf(1)])))).toEqual(['c1', 'c4', '-c5']);
  expect(drawn(openRows(rows, new Set([idOf(2), idOf(4)])))).toEqual(['c1', '-c2', 'c4']);
});

test('the comments above one are those that are here, from its parent up', () => {
  const all = [comment(2, { parent: 1 }), comment(3, { parent: 2 }), comment(4, { parent: 3 })];
  const held = new Map(all.map((each) => [each.id, each]));
  expect(ancestorsOf(held.get(idOf(4)), held)).toEqual([idOf(3), idOf(2)]);
  expect(ancestorsOf(undefined, held)).toEqual([]);
});
