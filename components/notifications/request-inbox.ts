import { callApi, RefusedError } from '@/components/call-api';
import type { InboxState, ReadInput, UnreadInput } from '@/lib/notifications/schema';
import { inboxFromWire } from '@/lib/notifications/wire';
import type { WireInbox } from '@/lib/realtime/events';

/** Marks as read on the server. @throws as `callApi` */
export function requestRead(input: ReadInput): Promise<InboxState> {
  return mark('read', 'upTo' in input ? { up_to: input.upTo } : input);
}

/** Marks as unread again. @throws as `callApi` */
export function requestUnread(input: UnreadInput): Promise<InboxState> {
  return mark('unread', input);
}

/** Deletes one. @throws as `callApi` */
export function requestRemoval(id: string): Promise<void> {
  return callApi('DELETE', `/notifications/${id}`);
}

/** Whether the server does not have what was meant: it was deleted, here or on another device. */
export function isGone(error: unknown): boolean {
  return error instanceof RefusedError && error.status === 404;
}

async function mark(how: 'read' | 'unread', body: object): Promise<InboxState> {
  return inboxFromWire((await callApi<{ inbox: WireInbox }>('POST', `/notifications/${how}`, body)).inbox);
}
