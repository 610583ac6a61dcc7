import type { ThreadListener } from '@/components/notifications/thread-watch';
import type { CommentView } from '@/lib/comments/schema';

/** Read again from before the last known one: a comment may become visible after one that is younger. */
const OVERLAP_MS = 60_000;
const TRIES = 8;
const PAUSE_MS = 500;

export interface ThreadFollower extends ThreadListener {
  /** More of the thread was loaded by hand. */
  onLoaded(comments: CommentView[], isWhole: boolean): void;
}

/**
 * Keeps an open thread complete: adds what is told, and after a time in which nothing was told reads what was
 * missed. Of a thread that is not loaded to its end, that lies behind the button for more.
 * @param deps.fetchSince reads what was written from a time on, in milliseconds since 1970
 */
export function createThreadFollower(deps: {
  comments: CommentView[];
  isWhole: boolean;
  add(...comments: CommentView[]): void;
  fetchSince(since: number): Promise<CommentView[]>;
}): ThreadFollower {
  let { isWhole } = deps;
  let knownAt = newestAt(deps.comments);
  /** Nothing before this is missing; null while nothing is missing at all. */
  let missedFrom: number | null = knownAt;
  let gaps = 0;
  return {
    onChange({ comment }) {
      knownAt = Math.max(knownAt, newestAt([comment]));
      deps.add(comment);
    },
    onGap() {
      gaps += 1;
      missedFrom ??= knownAt;
    },
    async onJoined() {
      const seen = gaps;
      for (let tries = 1; tries <= TRIES && missedFrom !== null && isWhole && gaps === seen; tries++) {
        try {
          deps.add(...(await deps.fetchSince(missedFrom - OVERLAP_MS)));
          if (gaps === seen) missedFrom = null;
        } catch {
          // Not reached, or overloaded. If it goes on, joining the next time finds the same gap.
          await new Promise((resolve) =>
            setTimeout(resolve, PAUSE_MS * 2 ** Math.min(tries, 6) * Math.random()),
          );
        }
      }
    },
    onLoaded(comments, isNowWhole) {
      isWhole = isNowWhole;
      knownAt = Math.max(knownAt, newestAt(comments));
      if (isWhole) missedFrom = knownAt;
      deps.add(...comments);
    },
  };
}

function newestAt(comments: CommentView[]): number {
  return Math.max(0, ...comments.map(({ createdAt }) => Date.parse(createdAt)));
}
