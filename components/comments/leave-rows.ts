import { commentRow } from '@/components/notifications/seen-comments';
import type { CommentView } from '@/lib/comments/schema';

/**
 * Moves the focus off comments that are being deleted, to what stands beside: a row that goes would take it along.
 * A deletion is told and answered in either order, and its button is off until the answer: the focus is nowhere then.
 * @param told what is about to be shown
 * @param comments what is shown now
 */
export function leaveRows(told: CommentView[], comments: ReadonlyMap<string, CommentView>): void {
  const going = told.filter(({ id, deletedAt }) => deletedAt && comments.get(id)?.deletedAt === null);
  const rows = going.map(({ id }) => commentRow(id));
  const at = rows.findIndex((row) => row !== null && hasFocus(row));
  const [id, row] = [going[at]?.id, rows[at]];
  if (!id || !row) return;
  const hasReplies = [...comments.values()].some(({ parentId, deletedAt }) => parentId === id && !deletedAt);
  const next = hasReplies ? row : beside(row, rows);
  const place = next?.querySelector<HTMLElement>('article') ?? document.getElementById('comments-title');
  place?.focus({ preventScroll: true });
}

function hasFocus(row: HTMLElement): boolean {
  // What is being written keeps its row.
  if (row.querySelector('textarea')) return false;
  const { activeElement } = document;
  const isNowhere = activeElement === null || activeElement === document.body;
  return row.contains(activeElement) || (isNowhere && row.querySelector('form#delete') !== null);
}

/** The nearest row that stays: the following one, or else the one before. */
function beside(row: HTMLElement, going: (Element | null)[]): Element | null {
  for (const side of ['nextElementSibling', 'previousElementSibling'] as const) {
    let next = row[side];
    while (next && going.includes(next)) next = next[side];
    if (next) return next;
  }
  return null;
}
