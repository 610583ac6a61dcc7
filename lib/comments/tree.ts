import type { CommentView } from '@/lib/comments/schema';

export interface ThreadRow {
  comment: CommentView;
  /** 0 for a comment on the post itself. */
  depth: number;
  parent: CommentView | null;
  /** How many comments hang below it, at any depth; deleted ones are not counted. */
  replyCount: number;
}

interface ThreadRules {
  /** All of the thread is here: nothing can turn up below a deleted comment that has no replies. */
  isWhole?: boolean;
  /** A deleted comment that has to stay: somebody is writing below it. */
  keptId?: string;
}

/**
 * Puts comments in reading order: each one followed by its replies, siblings oldest first. Any input order will
 * do, a repeated id counts once (the newest version wins), a comment without its parent stands at the root. Of
 * what was deleted only placeholders above replies are left. Walks with a stack of its own, so that depth has no
 * limit.
 */
export function threadRows(comments: CommentView[], { isWhole, keptId }: ThreadRules = {}): ThreadRow[] {
  const byId = new Map<string, CommentView>();
  for (const comment of comments) byId.set(comment.id, newestVersion(byId.get(comment.id), comment));
  const rows = inReadingOrder(byId);
  countReplies(rows, keptId);
  if (!isWhole) return rows;
  return rows.filter(
    ({ comment, replyCount }) => !comment.deletedAt || replyCount > 0 || comment.id === keptId,
  );
}

/** Deleted is for good, an edit replaces what was before it; between equals the later one told. */
export function newestVersion(known: CommentView | undefined, next: CommentView): CommentView {
  if (!known || next.deletedAt) return next;
  const isOlder = known.deletedAt !== null || (known.editedAt ?? '') > (next.editedAt ?? '');
  return isOlder ? known : next;
}

/** Leaves out what hangs below a collapsed comment. */
export function openRows<Row extends ThreadRow>(rows: Row[], collapsed: ReadonlySet<string>): Row[] {
  let hiddenBelow = Infinity;
  return rows.filter(({ comment, depth }) => {
    if (depth > hiddenBelow) return false;
    hiddenBelow = collapsed.has(comment.id) ? depth : Infinity;
    return true;
  });
}

/** The comments above one that are here, from its parent up to the root. */
export function ancestorsOf(
  comment: Pick<CommentView, 'parentId'> | undefined,
  comments: ReadonlyMap<string, CommentView>,
): string[] {
  const ids: string[] = [];
  const above = (each = comment) => (each?.parentId ? comments.get(each.parentId) : undefined);
  for (let up = above(); up; up = up.parentId ? above(up) : undefined) ids.push(up.id);
  return ids;
}

/** The ids from the first comment of its branch down to a comment; its own alone where it is not here. */
export function pathTo(id: string, comments: ReadonlyMap<string, CommentView>): string[] {
  return [...ancestorsOf(comments.get(id), comments).toReversed(), id];
}

function inReadingOrder(byId: Map<string, CommentView>): ThreadRow[] {
  const replies = new Map<string | null, CommentView[]>();
  for (const comment of byId.values()) {
    const parentId = comment.parentId && byId.has(comment.parentId) ? comment.parentId : null;
    const siblings = replies.get(parentId);
    if (siblings) siblings.push(comment);
    else replies.set(parentId, [comment]);
  }
  // Newest first, since what is pushed last is walked first.
  for (const siblings of replies.values()) siblings.sort((a, b) => (a.id < b.id ? 1 : -1));

  const rowOf = (comment: CommentView, above: ThreadRow | null): ThreadRow => ({
    comment,
    depth: above ? above.depth + 1 : 0,
    parent: above?.comment ?? null,
    replyCount: 0,
  });
  const rows: ThreadRow[] = [];
  const open = (replies.get(null) ?? []).map((comment) => rowOf(comment, null));
  for (let row = open.pop(); row; row = open.pop()) {
    rows.push(row);
    for (const reply of replies.get(row.comment.id) ?? []) open.push(rowOf(reply, row));
  }
  return rows;
}

/** From the last row up: by then each one's own replies are counted. */
function countReplies(rows: ThreadRow[], keptId: string | undefined): void {
  const below = new Map<string, number>();
  for (const row of rows.toReversed()) {
    const { comment, parent } = row;
    row.replyCount = below.get(comment.id) ?? 0;
    const isThere = !comment.deletedAt || comment.id === keptId;
    if (parent) below.set(parent.id, (below.get(parent.id) ?? 0) + row.replyCount + (isThere ? 1 : 0));
  }
}
