/**
 * The wire contract between server and browser, shared by both ends. Keys are snake_case on the wire, ids are
 * 24-hex strings, times ISO 8601 in UTC. This file imports nothing.
 */
export const SOCKET_PATH = '/api/v1/ws/notifications';

export type NotificationType = 'NEW_COMMENT' | 'NEW_REPLY' | 'NEW_MENTION';

export type RefusalCode = 'unauthenticated' | 'token_expired' | 'forbidden_origin' | 'too_many_connections';

export interface WireSender {
  id: string;
  display_name: string;
  /** URL path, or null when there is no picture. */
  avatar: string | null;
}

export interface WireUser extends WireSender {
  name: string;
}

export interface WireInbox {
  /** Grows by one with every change of the inbox; an older state never replaces a newer one. */
  revision: number;
  /** 0..100; 100 means "100 or more". */
  unread_count: number;
}

export interface WireNotificationData {
  notification_id: string;
  sender: WireSender;
  post_id: string;
  comment_id: string;
  preview: string;
  created_at: string;
}

/** A row of the history: the event's data, its type and when it was read. */
export interface WireNotificationItem extends WireNotificationData {
  type: NotificationType;
  read_at: string | null;
}

export interface WireNotification {
  type: NotificationType;
  data: WireNotificationData;
  inbox: WireInbox;
}

export interface WireInboxChange extends WireInbox {
  /** Stored without an alert: their sender has already sent as many as one person may in a minute. */
  quiet?: WireNotificationItem[];
  read?: string[] | 'all';
  /** Marked as unread again. */
  unread?: string[];
  retracted?: string[];
}

export interface WireSnapshot extends WireInbox {
  items: WireNotificationItem[];
}

export interface WireComment {
  id: string;
  post_id: string;
  parent_id: string | null;
  author: WireUser;
  body: string;
  created_at: string;
  edited_at: string | null;
  deleted_at: string | null;
}

export interface WireCommentChange {
  kind: 'created' | 'edited' | 'deleted';
  comment: WireComment;
}

export interface WirePostChange {
  kind: 'deleted';
  post_id: string;
}

/** How much a person hears of a thread: every comment, what is addressed to them, or nothing. */
export type ThreadLevel = 'following' | 'normal' | 'muted';

export interface WireSubscription {
  post_id: string;
  level: ThreadLevel;
}

export interface WirePreferences {
  /** Grows by one with every change; an older one never replaces a newer one. */
  version: number;
  kinds: Record<NotificationType, boolean>;
  toasts: boolean;
  sound: boolean;
  /** Wall clock times `HH:MM` in an IANA time zone, or null without quiet hours. */
  quiet_hours: { from: string; to: string; time_zone: string } | null;
  /** What an alert shows: name and text, the name alone, or neither. */
  preview: 'all' | 'sender' | 'nothing';
  /** Ids of people of whom nothing is to be heard. */
  blocked: string[];
}

export interface WireError {
  error: {
    code: string;
    message: string;
    /** Seconds, where trying again later helps. */
    retry_after?: number;
  };
}

export interface ServerToClientEvents {
  notification: (notification: WireNotification) => void;
  inbox: (change: WireInboxChange) => void;
  comment: (change: WireCommentChange) => void;
  post: (change: WirePostChange) => void;
  preferences: (preferences: WirePreferences) => void;
  subscription: (subscription: WireSubscription) => void;
}

/** What nodes tell each other. */
export interface NodeEvents {
  /** The sockets of a room were hung up; one that is in the middle of its handshake is as well. */
  hung_up: (room: string) => void;
  /** What decides about somebody's sessions, or what they wish to hear, has changed. */
  person_changed: (userId: string) => void;
  /** A post is gone, or what somebody has chosen to hear of it has changed. */
  post_changed: (postId: string) => void;
  /** Something was told that other nodes could not be told. */
  missed: () => void;
}

export interface ClientToServerEvents {
  'inbox:sync': (ack: (answer: WireSnapshot | WireError) => void) => void;
  'post:watch': (postId: string, ack?: (answer: { ok: true } | WireError) => void) => void;
  'post:unwatch': (postId: string, ack?: (answer: { ok: true } | WireError) => void) => void;
}

export const userRoom = (userId: string) => `user:${userId}`;
export const sessionRoom = (sessionId: string) => `session:${sessionId}`;
/** How the name of every room of a post begins. */
export const POST_ROOM = 'post:';
export const postRoom = (postId: string) => `${POST_ROOM}${postId}`;
