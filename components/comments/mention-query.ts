import type { UserView } from '@/lib/auth/schema';
import { parseMentions } from '@/lib/comments/mentions';

/** What is being written behind an `@`, right before the caret. */
export interface MentionQuery {
  /** Offset of the `@`. */
  from: number;
  /** What stands between it and the caret; a name, or how somebody is called. */
  query: string;
}

/** Behind the `@` a person may be looked for by any letters, those with accents too. */
const BEGUN = /@([\p{L}\p{M}\p{N}_]{0,30})$/u;
const LONGEST = 64;

/** The mention that the caret is in, or null where an `@` is none. */
export function mentionQuery(text: string, caret: number): MentionQuery | null {
  const found = BEGUN.exec(text.slice(Math.max(0, caret - LONGEST), caret));
  if (!found) return null;
  const from = caret - found[0].length;
  // Any name would do: whether an @ may stand here is for the text around it to say.
  const asIf = `${text.slice(0, from)}@somebody ${text.slice(caret)}`;
  const isMention = parseMentions(asIf).some((mention) => mention.from === from);
  return isMention ? { from, query: found[1] ?? '' } : null;
}

/** Whether somebody's name, or a word of what they are called, begins like this; accents may be left out. */
export function isMeant({ name, displayName }: UserView, query: string): boolean {
  const wanted = plain(query);
  return [name, ...plain(displayName).split(/\s+/u)].some((word) => word.startsWith(wanted));
}

/** As the server searches. */
function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('đ', 'd');
}
