import type { Server } from 'socket.io';
import {
  type ClientToServerEvents,
  type NodeEvents,
  postRoom,
  type ServerToClientEvents,
  sessionRoom,
  userRoom,
  type WireCommentChange,
  type WireInboxChange,
  type WireNotification,
  type WirePostChange,
  type WirePreferences,
  type WireSubscription,
} from '@/lib/realtime/events';
import type { SocketData } from '@/lib/realtime/fan-out';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

export type RealtimeServer = Server<ClientToServerEvents, ServerToClientEvents, NodeEvents, SocketData>;

const shared = singleton<RealtimeServer>('realtime');

/** Makes a server the one that every emit of this process goes through; undefined when it is closed. */
export function shareRealtimeServer(io: RealtimeServer | undefined): void {
  shared.set(io);
}

/** Tells every device of a person. Nobody connected, or no server (a script): nothing happens. */
export function emitNotification(userId: string, notification: WireNotification): void {
  shared.get()?.to(userRoom(userId)).emit('notification', notification);
}

export function emitInbox(userId: string, change: WireInboxChange): void {
  shared.get()?.to(userRoom(userId)).emit('inbox', change);
}

/** Tells everybody who has the post open. */
export function emitComment(postId: string, change: WireCommentChange): void {
  shared.get()?.to(postRoom(postId)).emit('comment', change);
}

export function emitPost(postId: string, change: WirePostChange): void {
  shared.get()?.to(postRoom(postId)).emit('post', change);
}

export function emitPreferences(userId: string, preferences: WirePreferences): void {
  shared.get()?.to(userRoom(userId)).emit('preferences', preferences);
}

export function emitSubscription(userId: string, subscription: WireSubscription): void {
  shared.get()?.to(userRoom(userId)).emit('subscription', subscription);
}

/** Hangs up every socket of a person, on every node; those of the session `except` stay. */
export function disconnectUser(userId: string, except?: string): void {
  announceHangUp(userRoom(userId));
  const sockets = shared.get()?.in(userRoom(userId));
  (except ? sockets?.except(sessionRoom(except)) : sockets)?.disconnectSockets(true);
}

/** Hangs up every socket of a session, on every node. */
export function disconnectSession(sessionId: string): void {
  announceHangUp(sessionRoom(sessionId));
  shared.get()?.in(sessionRoom(sessionId)).disconnectSockets(true);
}

/** Tells the other nodes that what they hold of somebody is old. */
export function tellNodesOfPerson(userId: string): void {
  otherNodes()?.serverSideEmit('person_changed', userId);
}

/** Tells the other nodes that what they hold of a post is old. */
export function tellNodesOfPost(postId: string): void {
  otherNodes()?.serverSideEmit('post_changed', postId);
}

function otherNodes(): RealtimeServer | undefined {
  return env().redisUrl ? shared.get() : undefined;
}

const hangUps = singleton<Map<string, number>>('hang-ups');
const REMEMBERED_MS = 60_000;

/** Hanging up misses a socket in the middle of its handshake; that one asks on arrival. */
export function wasHungUp(rooms: Iterable<string>, since: number): boolean {
  return [...rooms].some((room) => (hangUps.get()?.get(room) ?? 0) >= since);
}

function announceHangUp(room: string): void {
  noteHangUp(room);
  otherNodes()?.serverSideEmit('hung_up', room);
}

/** Remembers that the sockets of a room were hung up, here or on another node. */
export function noteHangUp(room: string): void {
  const now = Date.now();
  const recent = [...(hangUps.get() ?? [])].filter(([, at]) => now - at < REMEMBERED_MS);
  hangUps.set(new Map([...recent, [room, now]]));
}
