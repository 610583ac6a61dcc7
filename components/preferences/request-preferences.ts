import { callApi } from '@/components/call-api';
import type { Preferences } from '@/lib/preferences/schema';
import { preferencesFromWire } from '@/lib/preferences/wire';
import type { ThreadLevel, WirePreferences, WireSubscription } from '@/lib/realtime/events';

type Answer = { preferences: WirePreferences };

/** @throws as `callApi` */
export async function requestBlock(userId: string, isBlocked: boolean): Promise<Preferences> {
  const answer = await callApi<Answer>(isBlocked ? 'PUT' : 'DELETE', `/users/${userId}/block`);
  return preferencesFromWire(answer.preferences);
}

/** Asks for the level of a thread, or sets it. @throws as `requestBlock` */
export async function requestLevel(postId: string, level?: ThreadLevel): Promise<ThreadLevel> {
  const path = `/posts/${postId}/subscription`;
  const { subscription } = await callApi<{ subscription: WireSubscription }>(
    level ? 'PUT' : 'GET',
    path,
    level && { level },
  );
  return subscription.level;
}
