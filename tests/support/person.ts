import { randomBytes } from 'node:crypto';
import { io, type Socket } from 'socket.io-client';
import {
  type ClientToServerEvents,
  type ServerToClientEvents,
  SOCKET_PATH,
  type WireComment,
  type WireInbox,
  type WireInboxChange,
  type WireNotification,
  type WireUser,
} from '@/lib/realtime/events';

export type TestSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

export const PASSWORD = 'correct horse';

/** A new person on a server, by REST. */
export async function newPerson(url: string, displayName = 'Lan Nguyễn'): Promise<Person> {
  const name = `p_${randomBytes(6).toString('hex')}`;
  await call(url, 'POST', '/auth/register', { name, password: PASSWORD, display_name: displayName });
  const { token, user } = await call<{ token: string; user: WireUser }>(url, 'POST', '/auth/token', {
    name,
    password: PASSWORD,
  });
  return new Person(url, token, user);
}

export class Person {
  constructor(
    readonly url: string,
    readonly token: string,
    readonly user: WireUser,
  ) {}

  call<T = Record<string, unknown>>(method: string, path: string, body?: unknown): Promise<T> {
    return call<T>(this.url, method, path, body, { authorization: `Bearer ${this.token}` });
  }

  async post(title = 'A question', body = 'What now?'): Promise<string> {
    const answer = await this.call<{ post: { id: string } }>('POST', '/posts', { title, body });
    return answer.post.id;
  }

  async comment(postId: string, body: string, parentId?: string, clientKey?: string): Promise<WireComment> {
    const answer = await this.call<{ comment: WireComment }>('POST', `/posts/${postId}/comments`, {
      body,
      ...(parentId && { parent_id: parentId }),
      ...(clientKey && { client_key: clientKey }),
    });
    return answer.comment;
  }

  /** By what the server holds. */
  async unreadCount(): Promise<number> {
    const { inbox } = await this.call<{ inbox: WireInbox }>('GET', '/notifications');
    return inbox.unread_count;
  }

  /** A device of this person that remembers what it heard. */
  async device(): Promise<Device> {
    return Device.open(this.url, { auth: { token: this.token } });
  }
}

export class Device {
  readonly notifications: WireNotification[] = [];
  readonly inboxes: WireInboxChange[] = [];

  private constructor(readonly socket: TestSocket) {
    socket.on('notification', (event) => this.notifications.push(event));
    socket.on('inbox', (event) => this.inboxes.push(event));
  }

  static async open(url: string, options: Parameters<typeof io>[1]): Promise<Device> {
    const device = new Device(
      io(url, {
        path: SOCKET_PATH,
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        ...options,
      }),
    );
    // What everybody gets who connects; whatever comes after it has a cause.
    const welcome = (['inbox', 'preferences'] as const).map(
      (event) => new Promise<void>((resolve) => device.socket.once(event, () => resolve())),
    );
    await new Promise<void>((resolve, reject) => {
      device.socket.once('connect', resolve);
      device.socket.once('connect_error', reject);
    });
    await Promise.all(welcome);
    return device;
  }

  close(): void {
    this.socket.close();
  }
}

export async function call<T = Record<string, unknown>>(
  url: string,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<T> {
  const answer = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { ...(body !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  return (answer.status === 204 ? undefined : await answer.json()) as T;
}

/** Why a socket is refused: the code of the contract. */
export async function refusalOf(url: string, options: Parameters<typeof io>[1]): Promise<string> {
  const socket = io(url, {
    path: SOCKET_PATH,
    forceNew: true,
    reconnection: false,
    transports: ['websocket'],
    ...options,
  });
  try {
    return await new Promise<string>((resolve, reject) => {
      socket.once('connect_error', (error) =>
        resolve((error as Error & { data?: { code: string } }).data?.code ?? error.message),
      );
      socket.once('connect', () => reject(new Error('it was let in')));
    });
  } finally {
    socket.close();
  }
}
