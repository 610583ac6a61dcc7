import type { Preferences } from '@/lib/preferences/schema';
import { preferencesFromWire } from '@/lib/preferences/wire';
import type { ThreadLevel, WirePreferences, WireSubscription } from '@/lib/realtime/events';

type Answer = { preferences: WirePreferences };

/** The server refused, and said why in a sentence. */
export class RefusedError extends Error {
  override name = 'RefusedError';
}

/** @throws RefusedError with the server's sentence; TypeError when it cannot be reached */
export async function requestBlock(userId: string, isBlocked: boolean): Promise<Preferences> {
  const answer = await send<Answer>(isBlocked ? 'PUT' : 'DELETE', `/users/${userId}/block`);
  return preferencesFromWire(answer.preferences);
}

/** Asks for the level of a thread, or sets it. @throws as `requestBlock` */
export async function requestLevel(postId: string, level?: ThreadLevel): Promise<ThreadLevel> {
  const path = `/posts/${postId}/subscription`;
  const { subscription } = await send<{ subscription: WireSubscription }>(
    level ? 'PUT' : 'GET',
    path,
    level && { level },
  );
  return subscription.level;
}

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`/api/v1${path}`, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
    // The same click may leave the page.
    keepalive: true,
  });
  if (answer.ok) return (await answer.json()) as T;
  const { detail } = (await answer.json()) as { detail?: string };
  throw new RefusedError(detail ?? String(answer.status));
}
