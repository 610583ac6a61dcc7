import { withinDeadline } from '@/lib/db/deadline';
import { metrics } from '@/lib/metrics';
import { type Lease, type LeasedComment, settle } from '@/lib/notifications/outbox-store';
import { orPutBack } from '@/lib/notifications/put-back';
import { refreshPosts } from '@/lib/notifications/refresh-posts';
import { logDelivered } from '@/lib/notifications/trace';

/** So far apart: what is told meanwhile waits for the next. */
const TOGETHER_MS = 200;
/** In one go; the posts are counted for each, so there should be few. */
const TOGETHER = 5_000;
/** A post of very many comments takes long to count: then further apart, so that it is a twentieth of the time. */
const APART = 19;
const FARTHEST_MS = 3_000;
/** Begun so long before a lease ends: past it another would tell of the comment again. */
const IN_TIME_MS = 6_000;

export interface Finishing {
  /** Takes what was told; its posts are counted and its marks are written soon. */
  add(lease: Lease, comments: LeasedComment[]): void;
  /** Does so now. What could not be written waits for the next call. @throws any error of the database */
  flush(): Promise<void>;
  /** Does so when this comment is among them: whoever changes it must not find it half done. */
  flushFor(commentId: string): Promise<void>;
}

/**
 * Ends deliveries, many in one go. Everybody has been told by then, so nobody waits for it; a crash in between delivers
 * once more, which changes nothing.
 * @param on.isAlone no other process ends deliveries at the same posts
 * @param on.changed gets ids of comments that changed meanwhile and wait again
 * @param on.interrupted called when nothing can be written now
 */
export function finishTogether(on: {
  isAlone: boolean;
  changed(ids: string[]): void;
  interrupted(error: unknown): void;
}): Finishing {
  const told: { batch: string; until: number; comment: LeasedComment }[] = [];
  let together = TOGETHER;
  let timer: NodeJS.Timeout | undefined;
  let notBefore = -Infinity;
  let running: Promise<void> | undefined;
  let following: Promise<void> | undefined;

  /** Ends what was told by now; under a steady stream there would be no end to more. */
  const finish = async () => {
    for (let left = told.length; left > 0;) {
      const some = told.slice(0, Math.min(left, together));
      const batches = [...new Set(some.map(({ batch }) => batch))];
      try {
        await orPutBack(
          batches,
          some.map(({ comment }) => comment),
          async (comments) => {
            await withinDeadline(refreshPosts(comments, on));
            const changed = await withinDeadline(settle(batches, comments, 'done'));
            metrics().delivered.inc(comments.length - changed.length);
            logDelivered(comments, changed);
            on.changed(changed);
          },
        );
      } catch (error) {
        // What is too much for a slow database must not come back as it was.
        together = Math.max(1, Math.floor(together / 2));
        throw error;
      }
      told.splice(0, some.length);
      left -= some.length;
      together = Math.min(TOGETHER, together * 2);
    }
  };
  const begin = () => {
    clearTimeout(timer);
    timer = undefined;
    const from = performance.now();
    const finished = finish().finally(() => {
      const now = performance.now();
      notBefore = now + Math.min(FARTHEST_MS, Math.max(TOGETHER_MS, (now - from) * APART));
      running = undefined;
    });
    running = finished.then(soon, () => undefined);
    return finished;
  };
  const soon = () => {
    // The end of the one that is under way finds what has come meanwhile.
    if (running || told.length === 0) return;
    const [first] = told;
    const inTime = first ? first.until - IN_TIME_MS - Date.now() : Infinity;
    const ms = Math.min(notBefore - performance.now(), inTime);
    timer ??= setTimeout(() => void begin().catch(on.interrupted), ms);
  };
  const flush = (): Promise<void> => {
    if (!running) return begin();
    // One after another: two at the same post would count it twice for nothing. One that has not begun takes all.
    following ??= running.then(() => {
      following = undefined;
      return running ? flush() : begin();
    });
    return following;
  };
  return {
    add({ batch, until }, comments) {
      told.push(...comments.map((comment) => ({ batch, until, comment })));
      soon();
    },
    flush,
    async flushFor(commentId) {
      if (told.some(({ comment }) => comment._id.toString() === commentId)) await flush();
    },
  };
}
