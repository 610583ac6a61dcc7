import { type ActionAnswer, callAction } from '@/tests/support/action-caller';
import { PASSWORD, type Person } from '@/tests/support/person';
import { io } from 'socket.io-client';
import { SOCKET_PATH } from '@/lib/realtime/events';

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

/** Every door of the board, and who may go through: the table of docs/security.md, tried by access.test.ts. */
export const DOORS: Door[] = [
  rest('POST /auth/register', 'anybody', () => ({ name: newName(), password: PASSWORD })),
  rest('POST /auth/token', 'anybody', () => ({ name: 'lan', password: 'tingting' })),
  rest('POST /auth/sign-out', 'oneself', undefined, { isLast: true }),
  rest('POST /auth/sign-out-everywhere', 'oneself', undefined, { isLast: true }),
  rest('POST /ws/token', 'oneself'),
  rest('PUT /account/password', 'oneself', () => CHANGE_ON_WIRE, { isLast: true }),
  rest('DELETE /account', 'oneself', () => ({ password: PASSWORD }), { isLast: true }),
  rest('GET /posts', 'anybody'),
  rest('POST /posts', 'signed in', () => ({ title: 'A title', body: 'A body' })),
  rest('GET /posts/titles', 'anybody', undefined, { query: ({ postId }) => `?ids=${postId}` }),
  rest('GET /posts/{id}', 'anybody'),
  rest('DELETE /posts/{id}', 'its author'),
  rest('GET /posts/{id}/comments', 'anybody'),
  rest('POST /posts/{id}/comments', 'signed in', () => ({ body: 'A comment' })),
  rest('GET /posts/{id}/subscription', 'oneself'),
  rest('PUT /posts/{id}/subscription', 'oneself', () => ({ level: 'muted' })),
  rest('PATCH /comments/{id}', 'its author', () => ({ body: 'Changed' })),
  rest('DELETE /comments/{id}', 'its author'),
  rest('GET /notifications', 'oneself'),
  rest('POST /notifications/read', 'oneself', ({ notificationId }) => ({ ids: [notificationId] })),
  rest('POST /notifications/unread', 'oneself', ({ notificationId }) => ({ ids: [notificationId] })),
  rest('DELETE /notifications/{id}', 'oneself'),
  rest('GET /preferences', 'oneself'),
  rest('PATCH /preferences', 'oneself', () => ({ sound: true })),
  rest('PUT /users/{id}/block', 'oneself'),
  rest('DELETE /users/{id}/block', 'oneself'),
  rest('GET /users', 'signed in', undefined, { query: () => '?prefix=la' }),
  action('chooseLocale', 'anybody', () => ({ locale: 'vi' })),
  action('register', 'anybody', () => ({ name: newName(), password: PASSWORD, next: '/' })),
  action('signIn', 'anybody', () => ({ name: 'lan', password: 'tingting', next: '/' })),
  action('signInAsDemo', 'anybody', () => ({ name: 'lan', next: '/' })),
  action('signOut', 'anybody', () => ({}), { isLast: true }),
  action('submitPassword', 'oneself', () => CHANGE, { isLast: true }),
  action('submitSignOutEverywhere', 'oneself', () => ({}), { isLast: true }),
  action('submitDeletion', 'oneself', () => ({ password: PASSWORD }), { isLast: true }),
  action('writePost', 'signed in', () => ({ title: 'A title', body: 'A body' })),
  action('postComment', 'signed in', ({ postId }) => ({ postId, body: 'A comment' })),
  action('changeComment', 'its author', ({ commentId }) => ({ id: commentId, body: 'Changed' })),
  action('removeComment', 'its author', ({ commentId }) => ({ id: commentId })),
  action('removePost', 'its author', ({ postId }) => ({ id: postId })),
  action('saveSwitch', 'oneself', () => ({ name: 'sound', isOn: 'true' })),
  action('savePreview', 'oneself', () => ({ preview: 'sender' })),
  action('saveQuietHours', 'oneself', () => ({ isOn: 'false' })),
  action('unblock', 'oneself', ({ unlovedId }) => ({ userId: unlovedId })),
  event('inbox:sync', 'oneself'),
  event('post:watch', 'signed in'),
  event('post:unwatch', 'signed in'),
  page('/', 'anybody'),
  page('/posts/[id]', 'anybody'),
  page('/sign-in', 'anybody'),
  page('/register', 'anybody'),
  page('/offline', 'anybody'),
  page('/posts/new', 'signed in'),
  page('/notifications', 'oneself'),
  page('/settings', 'oneself'),
  page('/account', 'oneself'),
];

const NEW_PASSWORD = 'another horse';
const CHANGE = { currentPassword: PASSWORD, newPassword: NEW_PASSWORD };
const CHANGE_ON_WIRE = { current_password: PASSWORD, new_password: NEW_PASSWORD };

/** Whose id stands in a path: that of the post, the comment, the notification or the person it names. */
function idIn(path: string, things: Things): string {
  if (path.startsWith('/comments')) return things.commentId;
  if (path.startsWith('/notifications')) return things.notificationId;
  return path.startsWith('/users') ? things.unlovedId : things.postId;
}

function rest(
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

function action(name: string, who: Who, fields: Made<Record<string, string>>, rest = {}): Door {
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

function event(name: 'inbox:sync' | 'post:watch' | 'post:unwatch', who: Who): Door {
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

function page(name: string, who: Who): Door {
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

function newName(): string {
  return `n_${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`;
}
