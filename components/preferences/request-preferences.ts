import type { Preferences, PreferencesPatch } from '@/lib/preferences/schema';
import { preferencesFromWire } from '@/lib/preferences/wire';
import type { ThreadLevel, WirePreferences, WireSubscription } from '@/lib/realtime/events';

type Answer = { preferences: WirePreferences };

/** The server refused, and said why: the code of its problem. */
export class RefusedError extends Error {
  override name = 'RefusedError';
  constructor(readonly code: string) {
    super(code);
  }
}

/** @throws RefusedError; TypeError when the server cannot be reached */
export async function requestPreferences(patch: PreferencesPatch): Promise<Preferences> {
  const { quietHours, ...rest } = patch;
  const hours = quietHours && {
    from: quietHours.from,
    to: quietHours.to,
    time_zone: quietHours.timeZone,
  };
  const body = { ...rest, ...(quietHours !== undefined && { quiet_hours: hours }) };
  return preferencesFromWire((await send<Answer>('PATCH', '/preferences', body)).preferences);
}

/** @throws as `requestPreferences` */
export async function requestBlock(userId: string, isBlocked: boolean): Promise<Preferences> {
  const answer = await send<Answer>(isBlocked ? 'PUT' : 'DELETE', `/users/${userId}/block`);
  return preferencesFromWire(answer.preferences);
}

/** @throws as `requestPreferences` */
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
  const { code } = (await answer.json()) as { code?: string };
  throw new RefusedError(code ?? String(answer.status));
}
