import type { InboxState, ReadInput } from '@/lib/notifications/schema';
import { inboxFromWire } from '@/lib/notifications/wire';
import type { WireInbox } from '@/lib/realtime/events';

/**
 * Marks as read on the server. `keepalive` lets it arrive even when the same click leaves the page.
 * @throws Error when the server cannot be reached or refuses
 */
export async function requestRead(input: ReadInput): Promise<InboxState> {
  const answer = await fetch('/api/v1/notifications/read', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify('upTo' in input ? { up_to: input.upTo } : input),
    keepalive: true,
  });
  if (!answer.ok) throw new Error(`read: ${answer.status}`);
  return inboxFromWire(((await answer.json()) as { inbox: WireInbox }).inbox);
}
