import type { ThreadListener } from '@/components/notifications/thread-watch';
import type { CommentView } from '@/lib/comments/schema';

/** Read again from before the last known change: one may become visible after another that is younger. */
const OVERLAP_MS = 60_000;
const TRIES = 8;
const PAUSE_MS = 500;

/**
 * Keeps an open thread complete: passes on what is told, and after a time in which nothing was told reads what was
 * written, edited or deleted meanwhile.
 * @param deps.readAt when the server read what the page shows, in milliseconds since 1970
 * @param deps.fetchChanges reads what has changed from a time on, in milliseconds since 1970
 */
export function createThreadFollower(deps: {
  readAt: number;
  apply(comments: CommentView[]): void;
  fetchChanges(since: number): Promise<CommentView[]>;
  onGone(): void;
}): ThreadListener {
  let knownAt = deps.readAt;
  /** Nothing before this is missing; null while nothing is missing at all. */
  let missedFrom: number | null = knownAt;
  let gaps = 0;
  return {
    onChange({ comment }) {
      knownAt = Math.max(knownAt, changedAt(comment));
      deps.apply([comment]);
    },
    onGap() {
      gaps += 1;
      missedFrom ??= knownAt;
    },
    async onJoined() {
      const seen = gaps;
      for (let tries = 1; tries <= TRIES && missedFrom !== null && gaps === seen; tries++) {
        try {
          deps.apply(await deps.fetchChanges(missedFrom - OVERLAP_MS));
          if (gaps === seen) missedFrom = null;
        } catch {
          // Not reached, or overloaded. If it goes on, joining the next time finds the same gap.
          await new Promise((resolve) =>
            setTimeout(resolve, PAUSE_MS * 2 ** Math.min(tries, 6) * Math.random()),
          );
        }
      }
    },
    onGone: deps.onGone,
  };
}

function changedAt({ createdAt, editedAt, deletedAt }: CommentView): number {
  return Math.max(...[createdAt, editedAt ?? '', deletedAt ?? ''].map((at) => Date.parse(at) || 0));
}
