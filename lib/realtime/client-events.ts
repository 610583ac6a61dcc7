import type { RateLimiterAbstract } from 'rate-limiter-flexible';
import { z } from 'zod';
import { objectId } from '@/lib/id';
import { metrics } from '@/lib/metrics';
import type { ClientSocket } from '@/lib/realtime/admit';
import { postRoom, type WireError, type WireSnapshot } from '@/lib/realtime/events';

/** Events a socket may send in a second; a page needs one or two. */
export const EVENTS_PER_SECOND = 20;

export interface Answers {
  snapshot(userId: string): Promise<WireSnapshot>;
  postExists(postId: string): Promise<boolean>;
  /** @returns seconds to wait, or null */
  tooManyEvents(userId: string): Promise<number | null>;
  tooManySnapshots(userId: string): Promise<number | null>;
  onError(error: unknown): void;
}

type Ack = (answer: unknown) => void;

interface Asking {
  socket: ClientSocket;
  userId: string;
  answers: Answers;
}

type Handler = (asking: Asking, ...args: never[]) => Promise<unknown>;

const nothing = z.tuple([]);
const onePost = z.tuple([objectId]);

/** What a client may ask. Not made for each socket: there are many, and most ask nothing. */
const HANDLERS: Record<string, { takes: z.ZodType; handle: Handler }> = {
  'inbox:sync': {
    takes: nothing,
    async handle({ userId, answers }) {
      const wait = await answers.tooManySnapshots(userId);
      return wait === null ? answers.snapshot(userId) : tooFast(wait);
    },
  },
  'post:watch': {
    takes: onePost,
    async handle({ socket, answers }, postId: string) {
      if (!(await answers.postExists(postId))) return socketError('not_found', 'There is no such post.');
      await socket.join(postRoom(postId));
      return { ok: true };
    },
  },
  'post:unwatch': {
    takes: onePost,
    async handle({ socket }, postId: string) {
      await socket.leave(postRoom(postId));
      return { ok: true };
    },
  },
};

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
  socket.use(async ([event, ...given]) => {
    const last = given.at(-1);
    const ack: Ack = typeof last === 'function' ? (last as Ack) : () => undefined;
    const args = typeof last === 'function' ? given.slice(0, -1) : given;
    try {
      await limiter.consume(socket.id);
    } catch {
      // What a limiter rejects with is no error but how long to wait.
      metrics().refused.inc({ door: 'socket', reason: 'too_many_events' });
      ack(socketError('too_many_events', `At most ${EVENTS_PER_SECOND} events a second.`));
      socket.disconnect(true);
      return;
    }
    const known = Object.hasOwn(HANDLERS, event) ? HANDLERS[event] : undefined;
    if (!known) return ack(socketError('unknown_event', 'There is no such event.'));
    if (!known.takes.safeParse(args).success) {
      return ack(socketError('invalid', `This is not what ${event} takes.`));
    }
    try {
      const wait = await answers.tooManyEvents(userId);
      if (wait !== null) return ack(tooFast(wait));
      ack(await known.handle({ socket, userId, answers }, ...(args as never[])));
    } catch (error) {
      answers.onError(error);
      ack(socketError('unavailable', 'That cannot be answered right now. Try again in a moment.'));
    }
  });
}

function tooFast(wait: number): WireError {
  const { error } = socketError('too_fast', `Try again in ${wait} s.`);
  return { error: { ...error, retry_after: wait } };
}

function socketError(code: string, message: string): WireError {
  return { error: { code, message } };
}
