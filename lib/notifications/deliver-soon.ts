import type { UserView } from '@/lib/auth/schema';
import type { LeasedComment } from '@/lib/notifications/outbox-store';
import type { Audience, Listener } from '@/lib/preferences/audience';
import { singleton } from '@/lib/singleton';

/** A comment that was inserted with its lease. */
export interface Leased {
  comment: LeasedComment;
  /** Who wrote it and who may hear of it, with whether that is still so; null for a delivery to find out. */
  ahead: {
    sender: UserView;
    audience: Audience;
    others: ReadonlyMap<string, Listener>;
    isCurrent(): boolean;
  } | null;
}

/** The id of a comment, or one that was inserted with its lease. */
export type Waiting = string | Leased;

export interface Outbox {
  /** Delivers a comment soon; without one whatever waits. */
  kick(comment?: Waiting): void;
  /** A lease to insert a comment with; null when there is enough to do without it. */
  leaseAhead(): LeasedComment['outbox']['lease'];
  /** Resolves when a comment that was told is marked as such. */
  settled(commentId: string): Promise<void>;
  /** Takes away what belongs to deleted posts. */
  purge(): void;
  /** Stops sweeping; resolves when the comments kicked so far have been tried, or are left to others as there are many. */
  drain(): Promise<void>;
}

const shared = singleton<Outbox>('outbox');

/** Makes an outbox the one that everybody in this process asks; undefined when it has stopped. */
export function shareOutbox(outbox: Outbox | undefined): void {
  shared.set(outbox);
}

/** Asks this process's outbox to deliver a comment. Without one (a script) the next sweep of a server finds it. */
export function deliverSoon(comment: Waiting): void {
  shared.get()?.kick(comment);
}

/**
 * The lease of this process's outbox, for a comment that is about to be inserted and then handed to `deliverSoon`: its
 * delivery begins without a write and a read of its own. If this process dies in between, the comment waits until the
 * lease is over.
 */
export function leaseToInsertWith(): LeasedComment['outbox']['lease'] {
  return shared.get()?.leaseAhead() ?? null;
}

/** Waits until a comment that everybody was told of says so: a change of it is then told as one. */
export async function whenSettled(commentId: string): Promise<void> {
  await shared.get()?.settled(commentId);
}

/** Asks this process's outbox to take away what belongs to deleted posts. Without one a server does so later. */
export function purgeSoon(): void {
  shared.get()?.purge();
}
