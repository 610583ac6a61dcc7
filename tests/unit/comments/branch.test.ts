import { expect, test } from 'vitest';
import { branchRows, DEEPEST_LEVEL, exitOf, rootFor } from '@/lib/comments/branch';
import { threadRows } from '@/lib/comments/tree';
import { comment, idOf } from '@/tests/unit/comments/comment';

/** 1, each answered by the next one, and a comment beside them. */
const rows = (depth: number) =>
  threadRows([
    ...Array.from({ length: depth + 1 }, (_, n) => comment(n + 1, n > 0 ? { parent: n } : {})),
    comment(90),
  ]);
const drawn = (depth: number, root: number | null) =>
  branchRows(rows(depth), root === null ? null : idOf(root)).map(
    ({ comment: { body }, level, isContinued }) => `${'-'.repeat(level)}${body}${isContinued ? '…' : ''}`,
  );

test('what hangs too deep is left out, and the one above it says so', () => {
  expect(DEEPEST_LEVEL).toBe(6);
  expect(drawn(6, null)).toEqual(['c1', '-c2', '--c3', '---c4', '----c5', '-----c6', '------c7', 'c90']);
  expect(drawn(7, null)).toEqual(['c1', '-c2', '--c3', '---c4', '----c5', '-----c6', '------c7…', 'c90']);
});

test('a branch by itself begins at the left, goes as deep again, and ends where it ends', () => {
  expect(drawn(8, 7)).toEqual(['c7', '-c8', '--c9']);
  expect(drawn(14, 7).at(-1)).toBe('------c13…');
});

test('a branch whose first comment is not there is the whole thread', () => {
  expect(drawn(1, 50)).toEqual(['c1', '-c2', 'c90']);
});

test('what is shown stays as it is while it holds the comment', () => {
  const path = [...'abcdefghijklmnopqrstu'];
  expect(rootFor(path.slice(0, 7), null)).toBe(null);
  expect(rootFor(path.slice(0, 10), 'e')).toBe('e');
});

test('otherwise as much is shown as holds it', () => {
  const path = [...'abcdefghijklmnopqrstu'];
  expect(rootFor(path.slice(0, 8), null)).toBe('g');
  expect(rootFor(path.slice(0, 13), null)).toBe('g');
  expect(rootFor(path.slice(0, 14), null)).toBe('m');
  expect(rootFor(path.slice(0, 3), 'elsewhere')).toBe(null);
  expect(rootFor(path.slice(0, 12), 'a')).toBe('g');
});

test('one comes out of a branch where it goes on from, in the whole thread and in a branch above', () => {
  const path = [...'abcdefghijklm'];
  expect(exitOf(path, null)).toBe('g');
  expect(exitOf(path, 'g')).toBe('m');
  expect(exitOf(['a', 'b'], null)).toBe('b');
});
