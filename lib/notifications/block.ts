import { emitPreferences } from '@/lib/realtime/emit';
import { retractFrom } from '@/lib/notifications/retract';
import type { Preferences } from '@/lib/preferences/schema';
import { saveBlock } from '@/lib/preferences/store';
import { preferencesToWire } from '@/lib/preferences/wire';
import type { Outcome } from '@/lib/result';

/**
 * Hears nothing more of a person, whose notifications leave the inbox; or lets them in again from now on. The person is
 * told nothing. Refuses oneself, nobody, and a list that is full.
 */
export async function blockPerson(
  userId: string,
  other: string,
  isBlocked: boolean,
): Promise<Outcome<Preferences>> {
  const saved = await saveBlock(userId, other, isBlocked);
  if (!saved.ok) return saved;
  emitPreferences(userId, preferencesToWire(saved.value));
  if (isBlocked) await retractFrom(userId, { actor: other });
  return saved;
}
