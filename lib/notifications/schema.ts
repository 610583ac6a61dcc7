import { z } from 'zod';
import { objectId } from '@/lib/id';
import type { NotificationType } from '@/lib/realtime/events';

export interface SenderView {
  id: string;
  displayName: string;
  avatar: string | null;
}

export interface NotificationView {
  id: string;
  type: NotificationType;
  sender: SenderView;
  postId: string;
  commentId: string;
  preview: string;
  createdAt: string;
  readAt: string | null;
}

export interface InboxState {
  revision: number;
  /** 0..100; 100 means "100 or more". */
  unreadCount: number;
}

/** The newest items with the state they belong to. */
export interface InboxSnapshot extends InboxState {
  items: NotificationView[];
}

export const readInput = z.union(
  [
    z.strictObject({ ids: z.array(objectId).min(1).max(100) }),
    z.strictObject({ upTo: objectId }),
    z.strictObject({ all: z.literal(true) }),
  ],
  { error: 'errors.readInvalid' },
);

export type ReadInput = z.infer<typeof readInput>;

export const unreadInput = z.union(
  [
    z.strictObject({ ids: z.array(objectId).min(1).max(100) }),
    z.strictObject({ revision: z.number().int().min(0) }),
  ],
  { error: 'errors.unreadInvalid' },
);

export type UnreadInput = z.infer<typeof unreadInput>;

export const notificationType = z.enum(['NEW_COMMENT', 'NEW_REPLY', 'NEW_MENTION'], {
  error: 'errors.typeInvalid',
});

export const inboxFilter = z.enum(['all', 'unread'], { error: 'errors.filterInvalid' }).default('all');
export type InboxFilter = z.infer<typeof inboxFilter>;
