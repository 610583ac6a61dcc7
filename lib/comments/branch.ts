import type { ThreadRow } from '@/lib/comments/tree';

/** How many levels of replies are indented below the first comment of what is shown. */
export const DEEPEST_LEVEL = 6;

export interface ShownRow extends ThreadRow {
  /** Indentation: 0 for the first comment of what is shown, DEEPEST_LEVEL at most. */
  level: number;
  /** Its replies are not shown here, but as a thread of their own. */
  isContinued: boolean;
}

/**
 * The rows of the whole thread, or of one comment and what hangs below it, down to the deepest level.
 * @param rows in reading order
 * @param rootId null for the whole thread, as is one that is not there
 */
export function branchRows(rows: ThreadRow[], rootId: string | null): ShownRow[] {
  const first = rows.findIndex(({ comment }) => comment.id === rootId);
  const base = rows[first]?.depth ?? 0;
  const end = first < 0 ? -1 : rows.findIndex(({ depth }, n) => n > first && depth <= base);
  const branch = rows.slice(Math.max(first, 0), end < 0 ? rows.length : end);
  return branch
    .filter(({ depth }) => depth - base <= DEEPEST_LEVEL)
    .map((row) => {
      const level = row.depth - base;
      return { ...row, level, isContinued: level === DEEPEST_LEVEL && row.replyCount > 0 };
    });
}

/**
 * Where one comes out of a branch: the comment that it goes on from.
 * @param path the ids from the first comment of the whole thread down to that of the branch
 * @param rootId what is shown then; null is the whole thread
 */
export function exitOf(path: string[], rootId: string | null): string | undefined {
  const from = rootId === null ? 0 : path.indexOf(rootId);
  return path[from + DEEPEST_LEVEL] ?? path.at(-1);
}

/**
 * What has to be shown for a comment to be among it: what is shown now if it is, otherwise as much as possible.
 * @param path the ids from the first comment of its branch down to its own
 * @param rootId what is shown now; null is the whole thread
 * @returns the comment whose branch shows it, or null for the whole thread
 */
export function rootFor(path: string[], rootId: string | null): string | null {
  const depth = path.length - 1;
  const rootDepth = rootId === null ? 0 : path.indexOf(rootId);
  if (rootDepth >= 0 && depth - rootDepth <= DEEPEST_LEVEL) return rootId;
  const steps = Math.max(0, Math.ceil(depth / DEEPEST_LEVEL) - 1);
  return steps > 0 ? (path[steps * DEEPEST_LEVEL] ?? null) : null;
}
