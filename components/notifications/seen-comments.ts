import { answerReaders, isReadElsewhere } from '@/components/notifications/read-elsewhere';
import type { NotificationView } from '@/lib/notifications/schema';

/** Where a comment is on its page; hidden in a collapsed branch, or not (yet) loaded, it is nowhere. */
export type Place = 'in view' | 'above' | 'below' | 'nowhere';

/** What the sticky header covers. */
const MARGIN = '-56px 0px 0px 0px';
/** Close enough together that half a screen of a very long comment is noticed. */
const STEPS = Array.from({ length: 51 }, (_, step) => step / 50);
/** The comment and its notification are told side by side; one that comes later than this is not being read. */
const TOGETHER_MS = 1_000;

/** The row of a comment, if it is on the page. */
export function commentRow(commentId: string): HTMLElement | null {
  return document.getElementById(`comment-${commentId}`);
}

/**
 * Whether a notification is about what is on the screen right now, in any tab of this browser: then it needs no alert.
 * Waits for a comment of an open thread that is told a moment after its notification.
 */
export async function isBeingRead(item: NotificationView): Promise<boolean> {
  const [isHere, isElsewhere] = [isReadHere(item), isReadElsewhere(item)];
  return (await isHere) || (await isElsewhere);
}

/** Makes a thread known as one that is looked at, as long as it is. @returns how to stop */
export function showThread(postId: string): () => void {
  return answerReaders(postId, isReadHere);
}

type Item = Pick<NotificationView, 'postId' | 'commentId'>;

async function isReadHere({ postId, commentId }: Item): Promise<boolean> {
  const thread = document.querySelector(`[data-thread="${postId}"]`);
  if (!thread || document.visibilityState !== 'visible') return false;
  return new Promise((resolve) => {
    const decide = (isRead: boolean) => {
      clearTimeout(timer);
      appearing.disconnect();
      stopLooking?.();
      resolve(isRead);
    };
    let stopLooking: (() => void) | undefined;
    const lookWhenThere = () => {
      if (stopLooking || !commentRow(commentId)) return;
      stopLooking = watchComments([commentId], ([look]) => look && decide(look.place === 'in view'));
    };
    const timer = setTimeout(() => decide(false), TOGETHER_MS);
    const appearing = new MutationObserver(lookWhenThere);
    appearing.observe(thread, { childList: true, subtree: true });
    lookWhenThere();
  });
}

export interface Look {
  id: string;
  place: Place;
}

/**
 * Tells where comments are, at once and whenever that changes, while the page is looked at. Half of a comment, or half
 * a screen of a long one, counts as in view.
 * @returns how to stop
 */
export function watchComments(ids: string[], onLook: (looks: Look[]) => void): () => void {
  const looks = new Map<string, Look>();
  let changed = new Set<string>();
  const tell = () => {
    if (document.visibilityState !== 'visible' || changed.size === 0) return;
    const now = [...changed].flatMap((id) => looks.get(id) ?? []);
    changed = new Set();
    onLook(now);
  };
  const note = (id: string, place: Place) => {
    if (looks.get(id)?.place === place) return;
    looks.set(id, { id, place });
    changed.add(id);
  };
  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) note(entry.target.id.replace('comment-', ''), placeOf(entry));
      tell();
    },
    { rootMargin: MARGIN, threshold: STEPS },
  );
  for (const id of ids) {
    const row = commentRow(id);
    if (row) observer.observe(row);
    else note(id, 'nowhere');
  }
  queueMicrotask(tell);
  document.addEventListener('visibilitychange', tell);
  return () => {
    observer.disconnect();
    document.removeEventListener('visibilitychange', tell);
  };
}

function placeOf({
  boundingClientRect: row,
  intersectionRect,
  rootBounds,
}: IntersectionObserverEntry): Place {
  const screen = rootBounds ?? { top: 0, height: window.innerHeight };
  if (row.height > 0 && intersectionRect.height >= Math.min(row.height, screen.height) / 2) return 'in view';
  return row.top < screen.top ? 'above' : 'below';
}
