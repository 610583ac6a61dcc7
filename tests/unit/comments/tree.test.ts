import { expect, test } from 'vitest';
import type { CommentView } from '@/lib/comments/schema';
import { threadRows } from '@/lib/comments/tree';

function comment(n: number, parent: number | null = null, body = `c${n}`): CommentView {
  const id = (each: number) => String(each).padStart(24, '0');
  const author = { id: id(0), name: 'lan', displayName: 'Lan', avatar: null };
  const createdAt = new Date(n).toISOString();
  return {
    id: id(n),
    postId: id(0),
    parentId: parent === null ? null : id(parent),
    author,
    body,
    createdAt,
    editedAt: null,
    deletedAt: null,
  };
}

const shape = (comments: CommentView[]) =>
  threadRows(comments).map((row) => `${'-'.repeat(row.depth)}${row.comment.body}`);

test('replies follow what they answer, oldest first', () => {
  expect(shape([comment(1), comment(2), comment(3, 1), comment(4, 3), comment(5, 1)])).toEqual([
    'c1',
    '-c3',
    '--c4',
    '-c5',
    'c2',
  ]);
});

test('any order of arrival gives the same thread', () => {
  expect(shape([comment(4, 3), comment(2), comment(3, 1), comment(1)])).toEqual(['c1', '-c3', '--c4', 'c2']);
});

test('a repeated comment counts once, in its latest form', () => {
  expect(shape([comment(1), comment(1, null, 'edited')])).toEqual(['edited']);
});

test('a reply whose parent is not here stands at the root', () => {
  expect(shape([comment(7, 3)])).toEqual(['c7']);
});

test('20,000 comments, each a reply to the one before, are walked without overflow', () => {
  const deep = Array.from({ length: 20_000 }, (_, index) => comment(index + 1, index || null));
  expect(threadRows(deep).at(-1)?.depth).toBe(19_999);
});
