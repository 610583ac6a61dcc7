import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import mongoose from 'mongoose';
import { Server } from 'socket.io';
import { type RealtimeServer, shareRealtimeServer } from '@/lib/realtime/emit';
import { SOCKET_PATH, userRoom, type WireComment, type WireNotification } from '@/lib/realtime/events';

/** What a baseline does with what it is given; the rest is the same for all of them. */
export interface Keeper {
  /** Before the writer has the answer. */
  saveComment(comment: WireComment): Promise<void>;
  /** After it, and before anybody is told. */
  saveNotification(recipient: string, notification: WireNotification): Promise<void>;
}

/**
 * Serves as much of the wire contract as the measures need: posts, comments, and a notification to every device of the
 * post's author. A token is the id of its person, and whose post it is stands in memory: the least there can be.
 */
export async function serveBaseline(keeper: Keeper): Promise<void> {
  const owners = new Map<string, string>();
  const http = createServer((request, response) => void answer(request, response));
  // As the product has it, so that what is compared is not how the transport is set.
  const io: RealtimeServer = new Server(http, {
    path: SOCKET_PATH,
    addTrailingSlash: false,
    serveClient: false,
    perMessageDeflate: false,
    pingInterval: 10_000,
    pingTimeout: 5_000,
  });
  io.use((socket, next) => {
    void socket.join(userRoom(String(socket.handshake.auth.token)));
    next();
  });
  // Where a probe finds it.
  shareRealtimeServer(io);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const author = request.headers.authorization?.slice('Bearer '.length) ?? '';
    const given = await bodyOf(request);
    const [, , , , post] = (request.url ?? '').split('/');
    if (post === undefined) {
      const id = new mongoose.Types.ObjectId().toString();
      owners.set(id, author);
      return send(response, { post: { id } });
    }
    const owner = owners.get(post) ?? '';
    const comment = commentOf(post, author, String(given.body));
    await keeper.saveComment(comment);
    send(response, { comment });
    const notification = notificationOf(comment);
    await keeper.saveNotification(owner, notification);
    io.to(userRoom(owner)).emit('notification', notification);
  }

  http.listen(0, '127.0.0.1', () => {
    console.log(`ready on http://127.0.0.1:${(http.address() as AddressInfo).port}`);
  });
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return JSON.parse(text || '{}') as Record<string, unknown>;
}

function send(response: ServerResponse, body: object): void {
  response.writeHead(201, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function commentOf(post: string, author: string, body: string): WireComment {
  return {
    id: new mongoose.Types.ObjectId().toString(),
    post_id: post,
    parent_id: null,
    author: { id: author, name: 'somebody', display_name: 'Somebody', avatar: null },
    body,
    created_at: new Date().toISOString(),
    edited_at: null,
    deleted_at: null,
  };
}

function notificationOf({ id, post_id, author, body, created_at }: WireComment): WireNotification {
  return {
    type: 'NEW_COMMENT',
    data: {
      notification_id: new mongoose.Types.ObjectId().toString(),
      sender: { id: author.id, display_name: author.display_name, avatar: author.avatar },
      post_id,
      comment_id: id,
      preview: body.slice(0, 140),
      created_at,
    },
    inbox: { revision: 1, unread_count: 1 },
  };
}
