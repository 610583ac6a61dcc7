import { submissionKeyOf } from '@/components/comments/client-key';
import type { Draft } from '@/components/comments/draft-store';
import type { OutgoingComment, OutgoingStorage, SendProblem } from '@/components/comments/outgoing-storage';
import type { CommentView } from '@/lib/comments/schema';
import { plainText } from '@/lib/plain-text';

/** Longer than any request takes: whoever sent it is not there any more. */
const LONGEST_MS = 20_000;
/** Clocks of browser and server differ by about so much. */
const CLOCKS_MS = 1_000;

export interface Outgoing {
  /** In the order they were sent. */
  all(): readonly OutgoingComment[];
  subscribe(listener: () => void): () => void;
  send(draft: Draft, parentId: string | null): OutgoingComment;
  /** The same again, with the same key. */
  retry(key: string): void;
  /** Takes one back that has not arrived, so that its text can be a draft again. */
  takeBack(key: string): OutgoingComment | undefined;
  /**
   * The thread shows a comment of this person: if it is one of these it has arrived, whatever became of its answer.
   * @param isNews it was written while this page was open
   */
  onShown(comment: CommentView, isNews: boolean): void;
  /** Listens to the other tabs, and to the page going away. */
  start(): () => void;
}

/**
 * Keeps the comments that are on their way, one after another so that they stay in order.
 * @param deps.request throws SendRefused with a problem, anything else when no answer came
 * @param deps.onArrived is told which comment it became
 * @param deps.onRefused is told of a text that will not be taken; answers whether it has gone back to its field
 * @param deps.onFailed is told of one that was sent from here and waits with its problem
 */
export function createOutgoing(deps: {
  storage: OutgoingStorage;
  request(comment: OutgoingComment): Promise<CommentView>;
  onArrived(comment: CommentView, outgoing: OutgoingComment): void;
  onRefused(comment: OutgoingComment): boolean;
  onFailed(comment: OutgoingComment): void;
}): Outgoing {
  const { storage } = deps;
  const listeners = new Set<() => void>();
  const own = new Set<string>();
  let held: readonly OutgoingComment[] = [];
  let line = Promise.resolve();

  const hold = (next: OutgoingComment[]) => {
    held = next.sort((a, b) => (a.sentAt < b.sentAt ? -1 : 1));
    listeners.forEach((listener) => listener());
  };
  const keep = (comment: OutgoingComment) => {
    storage.save(comment);
    hold([...held.filter(({ key }) => key !== comment.key), comment]);
  };
  const find = (key: string) => held.find((comment) => comment.key === key);
  const drop = (key: string) => {
    storage.remove(key);
    hold(held.filter((comment) => comment.key !== key));
  };
  const arrive = (comment: CommentView, outgoing: OutgoingComment) => {
    drop(outgoing.key);
    deps.onArrived(comment, outgoing);
  };
  const post = async (comment: OutgoingComment) => {
    try {
      arrive(await deps.request(comment), comment);
    } catch (error) {
      // Seen in the thread meanwhile: then only its answer was lost.
      if (!find(comment.key)) return;
      const failed = { ...comment, problem: problemOf(error) };
      keep(failed);
      if (failed.problem.isFinal && deps.onRefused(failed)) drop(comment.key);
      else deps.onFailed(failed);
    } finally {
      own.delete(comment.key);
    }
  };
  const queue = (comment: OutgoingComment) => {
    own.add(comment.key);
    keep(comment);
    line = line.then(() => post(comment));
  };
  const expire = (comment: OutgoingComment) => {
    const left = Date.parse(comment.sentAt) + LONGEST_MS - Date.now();
    setTimeout(() => {
      const now = find(comment.key);
      if (now && !now.problem && !own.has(now.key)) keep({ ...now, problem: UNANSWERED });
    }, left);
  };
  return {
    all: () => held,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    send({ key: draftKey, body }, parentId) {
      const key = submissionKeyOf(draftKey, body);
      const comment = { key, draftKey, parentId, body, sentAt: new Date().toISOString(), problem: null };
      queue(comment);
      return comment;
    },
    retry(key) {
      const comment = find(key);
      if (comment?.problem) queue({ ...comment, problem: null });
    },
    takeBack(key) {
      const comment = find(key);
      if (!comment?.problem) return undefined;
      drop(key);
      return comment;
    },
    onShown(comment, isNews) {
      const isSame = ({ parentId, body, sentAt }: OutgoingComment) =>
        parentId === comment.parentId &&
        plainText(body).trim() === comment.body &&
        (isNews || Date.parse(comment.createdAt) >= Date.parse(sentAt) - CLOCKS_MS);
      const same = held.find(isSame);
      if (same) arrive(comment, same);
    },
    start() {
      const stored = storage.load();
      const isStored = ({ key }: OutgoingComment) => stored.some((each) => each.key === key);
      hold([...held.filter((each) => !isStored(each)), ...stored]);
      held.filter(({ problem }) => !problem).forEach(expire);
      const stop = storage.onChange((key, comment) => {
        hold([...held.filter((each) => each.key !== key), ...(comment ? [comment] : [])]);
        if (comment && !comment.problem) expire(comment);
      });
      // Whoever opens the post next cannot know how far these came, and may send them again.
      const leave = () =>
        held
          .filter(({ key }) => own.has(key))
          .forEach((each) => storage.save({ ...each, problem: UNANSWERED }));
      window.addEventListener('pagehide', leave);
      return () => {
        stop();
        window.removeEventListener('pagehide', leave);
      };
    },
  };
}

/** The server answered, and did not take the comment. */
export class SendRefused extends Error {
  override name = 'SendRefused';
  constructor(readonly problem: SendProblem) {
    super('refused');
  }
}

const UNANSWERED: SendProblem = { sentence: null, isOffline: false, isFinal: false };

function problemOf(error: unknown): SendProblem {
  return error instanceof SendRefused ? error.problem : { ...UNANSWERED, isOffline: !navigator.onLine };
}
