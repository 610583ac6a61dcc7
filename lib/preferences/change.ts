import { postExists } from '@/lib/posts/store';
import type { Preferences, PreferencesPatch, ThreadLevel } from '@/lib/preferences/schema';
import { savePreferences, saveThreadLevel } from '@/lib/preferences/store';
import { preferencesToWire } from '@/lib/preferences/wire';
import { emitPreferences, emitSubscription } from '@/lib/realtime/emit';
import { refused, type Outcome } from '@/lib/result';

/** Changes what a person wishes to hear, and tells all their devices. */
export async function changePreferences(
  userId: string,
  patch: PreferencesPatch,
): Promise<Outcome<Preferences>> {
  const saved = await savePreferences(userId, patch);
  if (!saved) return refused('errors.notFound');
  emitPreferences(userId, preferencesToWire(saved));
  return { ok: true, value: saved };
}

/** Follows, unfollows or mutes a thread, on all devices. Refuses a thread that is gone. */
export async function changeThreadLevel(
  userId: string,
  postId: string,
  level: ThreadLevel,
): Promise<Outcome<ThreadLevel>> {
  if (!(await postExists(postId))) return refused('errors.postGone');
  await saveThreadLevel(userId, postId, level);
  emitSubscription(userId, { post_id: postId, level });
  return { ok: true, value: level };
}
