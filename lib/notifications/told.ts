import type { NotificationView } from '@/lib/notifications/schema';

/** Whether a row is read, as of a revision: of two that differ the higher one is right. */
export interface Told {
  revision: number;
  isRead: boolean;
  /** From the answer to a request: its revision may be another change's, so a message has to confirm it. */
  isClaim: boolean;
}

export type ToldRows = ReadonlyMap<string, Told>;

/** Ids of rows, by what became of them. */
export interface Marks {
  read?: string[];
  unread?: string[];
  retracted?: string[];
}

/** More than a person reads in a session; the oldest are forgotten first. */
export const REMEMBERED_IDS = 2_000;

/** What rows say of themselves, read at a revision. */
export function toldByRows(items: NotificationView[], revision: number): Map<string, Told> {
  return new Map(
    items.map(({ id, readAt }) => [id, { revision, isRead: readAt !== null, isClaim: false }] as const),
  );
}

/** What a message says of rows, as far as nothing later is known of them. */
export function toldByMarks(
  known: ToldRows,
  { read = [], unread = [] }: Marks,
  revision: number,
  isClaim: boolean,
): Map<string, Told> {
  const said = [...read.map((id) => [id, true] as const), ...unread.map((id) => [id, false] as const)];
  return new Map(
    said
      .filter(([id]) => {
        const before = known.get(id)?.revision ?? -1;
        return isClaim ? revision > before : revision >= before;
      })
      .map(([id, isRead]) => [id, { revision, isRead, isClaim }]),
  );
}

/** Lays news over what is known. @param limit how many rows are remembered */
export function withTold(known: ToldRows, news: ToldRows, limit: number): ToldRows {
  if (news.size === 0) return known;
  // What is told of anew goes to the end, so that it is forgotten last.
  const rest = [...known].filter(([id]) => !news.has(id));
  return new Map([...rest, ...news].slice(-limit));
}

/** Without what only answers said: rows that were read since know better. */
export function confirmed(known: ToldRows): ToldRows {
  return hasClaim(known) ? new Map([...known].filter(([, { isClaim }]) => !isClaim)) : known;
}

/** Whether there is an answer that no message has confirmed, of a revision up to this one. */
export function hasClaim(known: ToldRows, upTo = Infinity): boolean {
  for (const { isClaim, revision } of known.values()) if (isClaim && revision <= upTo) return true;
  return false;
}
