import type { InboxState } from '@/lib/notifications/schema';

/** Which revisions of an inbox are known, and the numbers of the highest. */
export interface Revisions extends InboxState {
  /** Everything up to this revision is known; a gap between it and `revision` asks for a snapshot. */
  completeRevision: number;
  /** Changes that overtook one before them. */
  aheadRevisions: ReadonlySet<number>;
}

/** Takes the numbers of a state, if it is newer. */
export function newest<View extends Revisions>(view: View, { revision, unreadCount }: InboxState): View {
  return revision > view.revision ? { ...view, revision, unreadCount } : view;
}

/** Takes a revision as known; those that overtook it join up with it. */
export function known<View extends Revisions>(view: View, revision: number): View {
  if (revision <= view.completeRevision) return view;
  const aheadRevisions = new Set(view.aheadRevisions).add(revision);
  let { completeRevision } = view;
  while (aheadRevisions.delete(completeRevision + 1)) completeRevision += 1;
  return { ...view, aheadRevisions, completeRevision };
}

/** The same revision with another number: a change whose revision was never given out, by a server that died at it. */
export function isOdd(view: Revisions, { revision, unreadCount }: InboxState): boolean {
  return revision === view.revision && unreadCount !== view.unreadCount;
}
