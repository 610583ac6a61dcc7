import type { CommentView } from '@/lib/comments/schema';

export interface ThreadRow {
  comment: CommentView;
  /** 0 for a comment on the post itself. */
  depth: number;
  parent: CommentView | null;
}

/**
 * Puts comments in reading order: each one followed by its replies, siblings oldest first. Any input order will
 * do, a repeated id counts once (the last wins), a comment without its parent stands at the root. Walks with a
 * stack of its own, so that depth has no limit.
 */
export function threadRows(comments: CommentView[]): ThreadRow[] {
  const byId = new Map(comments.map((comment) => [comment.id, comment]));
  const replies = new Map<string | null, CommentView[]>();
  for (const comment of byId.values()) {
    const parentId = comment.parentId && byId.has(comment.parentId) ? comment.parentId : null;
    const siblings = replies.get(parentId);
    if (siblings) siblings.push(comment);
    else replies.set(parentId, [comment]);
  }
  // Newest first, since what is pushed last is walked first.
  for (const siblings of replies.values()) siblings.sort((a, b) => (a.id < b.id ? 1 : -1));

  const rows: ThreadRow[] = [];
  const open: ThreadRow[] = (replies.get(null) ?? []).map((comment) => ({ comment, depth: 0, parent: null }));
  for (let row = open.pop(); row; row = open.pop()) {
    rows.push(row);
    const { comment, depth } = row;
    for (const reply of replies.get(comment.id) ?? []) {
      open.push({ comment: reply, depth: depth + 1, parent: comment });
    }
  }
  return rows;
}
