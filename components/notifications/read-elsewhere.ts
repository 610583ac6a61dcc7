import type { NotificationView } from '@/lib/notifications/schema';

/**
 * Tabs of a browser tell each other what is being read: one that shows the thread in a window of its own makes an alert
 * in the next one needless. A tab in which a thread is looked at holds a lock of its name, so that asking costs nothing
 * while there is none. Pages on plain http have no locks, and every tab then speaks for itself.
 */
const LOCK = 'tingting.reading.';
const CHANNEL = 'tingting.reading';
/** A tab that does not answer is asleep. */
const ANSWER_MS = 1_500;

type Item = Pick<NotificationView, 'id' | 'postId' | 'commentId'>;
type Message = { ask: Item; from: string } | { answer: string; to: string; isRead: boolean };

const tab = Math.random().toString(36).slice(2);
/** Locks that this tab holds. */
const held = new Map<string, number>();

/** Answers other tabs while a thread is looked at here. @returns how to stop */
export function answerReaders(postId: string, isRead: (item: Item) => Promise<boolean>): () => void {
  if (!navigator.locks || typeof BroadcastChannel !== 'function') return () => undefined;
  const channel = new BroadcastChannel(CHANNEL);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (!('ask' in data) || data.ask.postId !== postId || !release) return;
    const { ask, from } = data;
    void isRead(ask).then((is) =>
      channel.postMessage({ answer: ask.id, to: from, isRead: is } satisfies Message),
    );
  };
  let release: (() => void) | undefined;
  const update = () => {
    const isLookedAt = document.visibilityState === 'visible';
    if (isLookedAt && !release) {
      const done = new Promise<void>((resolve) => (release = resolve));
      held.set(postId, (held.get(postId) ?? 0) + 1);
      void navigator.locks.request(LOCK + postId, { mode: 'shared' }, () => done);
    } else if (!isLookedAt) stop();
  };
  const stop = () => {
    if (!release) return;
    release();
    release = undefined;
    held.set(postId, (held.get(postId) ?? 1) - 1);
  };
  update();
  document.addEventListener('visibilitychange', update);
  return () => {
    document.removeEventListener('visibilitychange', update);
    stop();
    channel.close();
  };
}

/** Whether another tab of this browser shows a comment to somebody right now. */
export async function isReadElsewhere({ id, postId, commentId }: Item): Promise<boolean> {
  if (!navigator.locks || typeof BroadcastChannel !== 'function') return false;
  const { held: all = [] } = await navigator.locks.query();
  let awaited = all.filter(({ name }) => name === LOCK + postId).length - (held.get(postId) ?? 0);
  if (awaited <= 0) return false;
  const channel = new BroadcastChannel(CHANNEL);
  try {
    return await new Promise<boolean>((resolve) => {
      setTimeout(() => resolve(false), ANSWER_MS);
      channel.onmessage = ({ data }: MessageEvent<Message>) => {
        if (!('answer' in data) || data.answer !== id || data.to !== tab) return;
        awaited -= 1;
        if (data.isRead || awaited === 0) resolve(data.isRead);
      };
      channel.postMessage({ ask: { id, postId, commentId }, from: tab } satisfies Message);
    });
  } finally {
    channel.close();
  }
}
