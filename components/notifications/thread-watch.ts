import type { ClientSocket } from '@/components/notifications/inbox-events';
import type { CommentView } from '@/lib/comments/schema';
import { commentFromWire } from '@/lib/comments/wire';
import type { WireCommentChange } from '@/lib/realtime/events';
import { CATCH_UP_WITHIN_MS } from '@/lib/realtime/reconnect';

export interface CommentChange {
  kind: WireCommentChange['kind'];
  comment: CommentView;
}

export interface ThreadListener {
  onChange(change: CommentChange): void;
  /** From here until it is joined, comments may not be told. */
  onGap(): void;
  /** The thread is told of again: time to look for what was missed. */
  onJoined(): void;
  /** The post was deleted, with all that belongs to it. */
  onGone(): void;
}

export interface ThreadWatch {
  /** Hears of a post's comments until the function it returns is called, on whatever socket there is. */
  watch(postId: string, listener: ThreadListener): () => void;
  /** Follows the open threads on a socket, each time that it connects. */
  attach(socket: ClientSocket): void;
}

/** A join that failed for a reason that may pass is tried again after once to twice this. */
const AGAIN_MS = 2_000;

/** Keeps which threads this tab has open. */
export function createThreadWatch(): ThreadWatch {
  const watched = new Map<string, Set<ThreadListener>>();
  let socket: ClientSocket | undefined;

  const tellGone = (postId: string) => watched.get(postId)?.forEach((listener) => listener.onGone());
  const join = (postId: string, withinMs: number) => {
    if (!socket?.connected) return;
    watched.get(postId)?.forEach((listener) => listener.onGap());
    socket.emit('post:watch', postId, (answer) => {
      if ('error' in answer && answer.error.code === 'not_found') return tellGone(postId);
      if (!watched.has(postId)) return;
      if ('error' in answer) setTimeout(() => join(postId, 0), AGAIN_MS * (1 + Math.random()));
      else
        setTimeout(() => watched.get(postId)?.forEach((each) => each.onJoined()), Math.random() * withinMs);
    });
  };
  return {
    watch(postId, listener) {
      const all = watched.get(postId) ?? new Set();
      watched.set(postId, all.add(listener));
      if (all.size === 1) join(postId, 0);
      return () => {
        all.delete(listener);
        if (all.size > 0) return;
        watched.delete(postId);
        if (socket?.connected) socket.emit('post:unwatch', postId);
      };
    },
    attach(next) {
      socket = next;
      let hasConnected = false;
      socket.on('connect', () => {
        for (const postId of watched.keys()) join(postId, hasConnected ? CATCH_UP_WITHIN_MS : 0);
        hasConnected = true;
      });
      socket.on('comment', ({ kind, comment }) => {
        const change = { kind, comment: commentFromWire(comment) };
        watched.get(comment.post_id)?.forEach((listener) => listener.onChange(change));
      });
      socket.on('post', ({ post_id }) => tellGone(post_id));
    },
  };
}
