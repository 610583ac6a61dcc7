import type { CommentView } from '@/lib/comments/schema';
import { newestVersion } from '@/lib/comments/tree';

/** What a page knows of the thread it shows. */
export interface ThreadState {
  comments: ReadonlyMap<string, CommentView>;
  /** Where the rest of the thread begins, or null when all of it is here. */
  cursor: string | null;
  /** What others wrote since the page was opened, and was not seen yet; in order of arrival. */
  arrivals: readonly string[];
  /** The post was deleted while it was open. */
  isGone: boolean;
  /** What one's own comments were called on their way, by id: their rows stay the same ones. */
  sentAs: ReadonlyMap<string, string>;
  /** Whose page it is; nobody's own comment is news to them. */
  userId: string | null;
  /** When the server read the first page, in ISO 8601: what is older is no news. */
  readAt: string;
}

export type ThreadEvent =
  /** A page that was asked for. */
  | { kind: 'page'; comments: CommentView[]; cursor: string | null }
  /** What was told, or looked for after a time in which nothing was told. */
  | { kind: 'told'; comments: CommentView[] }
  /** One's own, sent from here. */
  | { kind: 'arrived'; comment: CommentView; sentAs: string }
  | { kind: 'seen'; ids: string[] }
  | { kind: 'gone' };

export function threadOf(page: {
  comments: CommentView[];
  nextCursor: string | null;
  readAt: string;
  userId: string | null;
}): ThreadState {
  const { comments, nextCursor, readAt, userId } = page;
  const empty = { comments: new Map(), arrivals: [], isGone: false, sentAs: new Map() };
  const state = { ...empty, cursor: nextCursor, userId, readAt };
  return threadReducer(state, { kind: 'page', comments, cursor: nextCursor });
}

/** Applies what came in. Repeats and any order end in the newest version of each comment. */
export function threadReducer(state: ThreadState, event: ThreadEvent): ThreadState {
  switch (event.kind) {
    case 'page':
      return { ...withComments(state, event.comments), cursor: furthest(state.cursor, event.cursor) };
    case 'told':
      return withTold(state, event.comments);
    case 'arrived':
      return {
        ...withTold(state, [event.comment]),
        sentAs: new Map(state.sentAs).set(event.comment.id, event.sentAs),
      };
    case 'seen':
      return withoutArrivals(state, new Set(event.ids));
    case 'gone':
      return { ...state, isGone: true };
  }
}

/** The id of the last comment of what was loaded in order; null when nothing is missing. */
export function reachOf({ cursor }: Pick<ThreadState, 'cursor'>): string | null {
  return cursor && (cursor.split('-')[1] ?? null);
}

function withTold(state: ThreadState, told: CommentView[]): ThreadState {
  const isKnown = (id: string) => state.comments.has(id);
  // Written before this page was made, and not on it: it lies behind the button for more.
  const isBehind = ({ id, createdAt }: CommentView) =>
    state.cursor !== null && createdAt < state.readAt && !isKnown(id);
  const comments = told.filter((comment) => !isBehind(comment));
  const next = withComments(state, comments);
  const isNews = ({ id, author, createdAt }: CommentView) =>
    !isKnown(id) &&
    author.id !== state.userId &&
    createdAt >= state.readAt &&
    !next.comments.get(id)?.deletedAt;
  const arrivals = [...new Set([...state.arrivals, ...comments.filter(isNews).map(({ id }) => id)])];
  const gone = arrivals.filter((id) => next.comments.get(id)?.deletedAt);
  return withoutArrivals({ ...next, arrivals }, new Set(gone));
}

function withComments(state: ThreadState, more: CommentView[]): ThreadState {
  const comments = new Map(state.comments);
  for (const comment of more) comments.set(comment.id, newestVersion(comments.get(comment.id), comment));
  return { ...state, comments };
}

function withoutArrivals(state: ThreadState, ids: ReadonlySet<string>): ThreadState {
  const arrivals = state.arrivals.filter((id) => !ids.has(id));
  return arrivals.length === state.arrivals.length ? state : { ...state, arrivals };
}

/** A page that reaches less far than what is here does not make anything missing. */
function furthest(a: string | null, b: string | null): string | null {
  const [idA, idB] = [reachOf({ cursor: a }), reachOf({ cursor: b })];
  if (idA === null || idB === null) return null;
  return idA > idB ? a : b;
}
