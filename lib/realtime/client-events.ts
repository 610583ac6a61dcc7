import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import type { ClientSocket } from '@/lib/realtime/admit';
import { postRoom, type WireError, type WireSnapshot } from '@/lib/realtime/events';

/** Events a socket may send in a second; a page needs one or two. */
export const EVENTS_PER_SECOND = 20;

export interface Answers {
  snapshot(userId: string): Promise<WireSnapshot>;
  postExists(postId: string): Promise<boolean>;
  onError(error: unknown): void;
}

type Ack = (answer: unknown) => void;
type Handler = (...args: never[]) => Promise<unknown>;

/**
 * Answers what a client sends. Anything else gets an error in its ack and counts like everything does; a socket
 * that sends more than its share is told so and hung up.
 */
export function answerEvents(
  socket: ClientSocket,
  userId: string,
  answers: Answers,
  limiter: RateLimiterAbstract,
): void {
  const handlers: Record<string, { takes: (args: unknown[]) => boolean; handle: Handler }> = {
    'inbox:sync': { takes: (args) => args.length === 0, handle: () => answers.snapshot(userId) },
    'post:watch': {
      takes: isPostId,
      handle: async (postId: string) => {
        if (!(await answers.postExists(postId))) return socketError('not_found', 'There is no such post.');
        await socket.join(postRoom(postId));
        return { ok: true };
      },
    },
    'post:unwatch': {
      takes: isPostId,
      handle: async (postId: string) => {
        await socket.leave(postRoom(postId));
        return { ok: true };
      },
    },
  };

  socket.use(async ([event, ...given]) => {
    const last = given.at(-1);
    const ack: Ack = typeof last === 'function' ? (last as Ack) : () => undefined;
    const args = typeof last === 'function' ? given.slice(0, -1) : given;
    try {
      await limiter.consume(socket.id);
    } catch {
      // What a limiter rejects with is no error but how long to wait.
      ack(socketError('too_many_events', `At most ${EVENTS_PER_SECOND} events a second.`));
      socket.disconnect(true);
      return;
    }
    const known = Object.hasOwn(handlers, event) ? handlers[event] : undefined;
    if (!known) return ack(socketError('unknown_event', 'There is no such event.'));
    if (!known.takes(args)) return ack(socketError('invalid', `This is not what ${event} takes.`));
    try {
      ack(await known.handle(...(args as never[])));
    } catch (error) {
      answers.onError(error);
      ack(socketError('unavailable', 'That cannot be answered right now. Try again in a moment.'));
    }
  });
}

function isPostId(args: unknown[]): boolean {
  const [id] = args;
  return args.length === 1 && typeof id === 'string' && /^[0-9a-f]{24}$/.test(id);
}

function socketError(code: string, message: string): WireError {
  return { error: { code, message } };
}
