import type { InboxState, ReadInput, UnreadInput } from '@/lib/notifications/schema';
import { inboxFromWire } from '@/lib/notifications/wire';
import type { WireInbox } from '@/lib/realtime/events';

/** The server does not have it: it was deleted, here or on another device. */
export class GoneError extends Error {
  override name = 'GoneError';
}

/**
 * Marks as read on the server.
 * @throws GoneError; Error when the server cannot be reached or refuses
 */
export function requestRead(input: ReadInput): Promise<InboxState> {
  return sendForInbox('/read', 'upTo' in input ? { up_to: input.upTo } : input);
}

/** Marks as unread again. @throws as `requestRead` */
export function requestUnread(input: UnreadInput): Promise<InboxState> {
  return sendForInbox('/unread', input);
}

/** Deletes one. @throws as `requestRead` */
export async function requestRemoval(id: string): Promise<void> {
  await send('DELETE', `/${id}`);
}

async function sendForInbox(path: string, body: object): Promise<InboxState> {
  const answer = await send('POST', path, body);
  return inboxFromWire(((await answer.json()) as { inbox: WireInbox }).inbox);
}

async function send(method: string, path: string, body?: object): Promise<Response> {
  const answer = await fetch(`/api/v1/notifications${path}`, {
    method,
    ...(body && { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    // It arrives even when the same click leaves the page.
    keepalive: true,
  });
  if (answer.status === 404) throw new GoneError(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer;
}
