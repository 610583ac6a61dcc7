import { LIMITS } from '@/lib/limits';

/** A place in a list ordered by time and id. */
export interface Cursor {
  at: Date;
  id: string;
}

export const CURSOR_FORM = /^(\d{1,15})-([0-9a-f]{24})$/;

export interface Page<T> {
  items: T[];
  /** Where the next page begins, or null at the end. */
  nextCursor: string | null;
}

export function cursorAt(at: Date, id: { toString(): string }): string {
  return `${at.getTime()}-${id.toString()}`;
}

/** @returns null for anything that is not a cursor */
export function parseCursor(text: string | null | undefined): Cursor | null {
  const match = CURSOR_FORM.exec(text ?? '');
  return match ? { at: new Date(Number(match[1])), id: match[2] as string } : null;
}

/** What is asked for: where a page begins, or null for the first one, and how many rows it has. */
export function pageAsked(page: { cursor?: string | null; limit?: number }): {
  from: Cursor | null;
  limit: number;
} {
  return { from: parseCursor(page.cursor), limit: page.limit ?? LIMITS.pageDefault };
}

/** Cuts a list that was read one longer than asked for, and says where the next page begins. */
export function pageOf<Doc, View>(
  docs: Doc[],
  limit: number,
  view: (doc: Doc) => View,
  place: (doc: Doc) => string,
): Page<View> {
  const shown = docs.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(view), nextCursor: docs.length > limit && last ? place(last) : null };
}
