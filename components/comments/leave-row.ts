import { commentRow } from '@/components/notifications/seen-comments';
import type { CommentView } from '@/lib/comments/schema';

/** Moves the focus to the row beside a comment that is being deleted: a row that goes would take it along. */
export function leaveRow(id: string, comments: ReadonlyMap<string, CommentView>): void {
  if ([...comments.values()].some(({ parentId, deletedAt }) => parentId === id && !deletedAt)) return;
  const row = commentRow(id);
  const beside = row?.nextElementSibling ?? row?.previousElementSibling;
  const next = beside?.querySelector('article') ?? document.getElementById('comments-title');
  next?.focus({ preventScroll: true });
}
