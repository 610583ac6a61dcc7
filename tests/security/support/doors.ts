import { io } from 'socket.io-client';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { type ActionAnswer, callAction } from '@/tests/support/action-caller';
import type { Person } from '@/tests/support/person';

/** Who may do a thing. */
export type Who =
  /** Everybody, signed in or not. */
  | 'anybody'
  /** Whoever is signed in. */
  | 'signed in'
  /** Whoever wrote the post or the comment. */
  | 'its author'
  /** Everybody for their own things, which is all that such a call can reach. */
  | 'oneself';

export type Answer = 'done' | 'sign in first' | 'not yours';

/** What lies on the board when a door is tried: a post, a comment and an unread notification, all of one person. */
export interface Things {
  postId: string;
  commentId: string;
  notificationId: string;
  /** Somebody else, whom both may block. */
  unlovedId: string;
}

/** Who calls; nobody has neither a token nor a cookie. */
export interface Caller {
  url: string;
  person: Person | null;
  cookie: string;
}

export interface Door {
  kind: 'REST' | 'action' | 'event' | 'page';
  name: string;
  who: Who;
  /** Whoever calls it is gone or signed out afterwards. */
  isLast?: boolean;
  open(caller: Caller, things: Things): Promise<Answer>;
}

type Body = Record<string, unknown>;
type Made<T> = (things: Things) => T;

/** Whose id stands in a path: that of the post, the comment, the notification or the person it names. */
function idIn(path: string, things: Things): string {
  if (path.startsWith('/comments')) return things.commentId;
  if (path.startsWith('/notifications')) return things.notificationId;
  return path.startsWith('/users') ? things.unlovedId : things.postId;
}

/** A call of the REST API, by bearer token. */
export function rest(
  name: string,
  who: Who,
  body?: Made<Body>,
  { query, ...rest }: { isLast?: boolean; query?: Made<string> } = {},
): Door {
  const [method = '', path = ''] = name.split(' ');
  return {
    kind: 'REST',
    name,
    who,
    ...rest,
    async open({ url, person }, things) {
      const address = path.replace('{id}', idIn(path, things)) + (query?.(things) ?? '');
      const { status } = await fetch(`${url}/api/v1${address}`, {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(person && { authorization: `Bearer ${person.token}` }),
        },
        body: body && JSON.stringify(body(things)),
      });
      return answerOf(name, status);
    },
  };
}

/** A server action, called as a page's script does. */
export function action(name: string, who: Who, fields: Made<Record<string, string>>, rest = {}): Door {
  return {
    kind: 'action',
    name,
    who,
    ...rest,
    async open({ url, cookie }, things) {
      const answer = await callAction(url, name, fields(things), { cookie });
      if (answer.redirect?.startsWith('/sign-in?')) return 'sign in first';
      if (answer.value?.problem) return answerOfProblem(name, answer);
      return answerOf(name, answer.status);
    },
  };
}

/** What a socket sends; nobody gets as far as sending. */
export function event(name: 'inbox:sync' | 'post:watch' | 'post:unwatch', who: Who): Door {
  return {
    kind: 'event',
    name,
    who,
    async open({ url, person }, { postId }) {
      const options = { path: SOCKET_PATH, transports: ['websocket'], forceNew: true, reconnection: false };
      const socket = io(url, { ...options, auth: person ? { token: person.token } : {} });
      try {
        const error = await new Promise<Error | null>((resolve) => {
          socket.once('connect', () => resolve(null));
          socket.once('connect_error', resolve);
        });
        if (error)
          return (error as Error & { data?: { code: string } }).data?.code === 'unauthenticated'
            ? 'sign in first'
            : 'not yours';
        const answer: object = await (name === 'inbox:sync'
          ? socket.emitWithAck(name)
          : socket.emitWithAck(name, postId));
        return 'error' in answer ? 'not yours' : 'done';
      } finally {
        socket.close();
      }
    },
  };
}

/** A page, opened by address. */
export function page(name: string, who: Who): Door {
  return {
    kind: 'page',
    name,
    who,
    async open({ url, cookie }, { postId }) {
      const address = url + name.replace('[id]', postId);
      const answer = await fetch(address, { headers: { cookie }, redirect: 'manual' });
      if (answer.headers.get('location')?.startsWith('/sign-in')) return 'sign in first';
      return answerOf(name, answer.status);
    },
  };
}

function answerOf(name: string, status: number): Answer {
  if (status < 400) return 'done';
  if (status === 401) return 'sign in first';
  if (status === 403 || status === 404) return 'not yours';
  throw new Error(`${name} answered ${status}`);
}

function answerOfProblem(name: string, { value }: ActionAnswer): Answer {
  const { code = '' } = value?.problem ?? {};
  if (['errors.notYours', 'errors.notFound', 'errors.postGone', 'errors.commentGone'].includes(code)) {
    return 'not yours';
  }
  throw new Error(`${name} answered ${code}`);
}
