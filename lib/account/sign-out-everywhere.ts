import type { UserView } from '@/lib/auth/schema';
import { endAllSessions, sessionStateOf } from '@/lib/auth/session-store';
import { refused, type Outcome } from '@/lib/result';

/** Ends every session, token and socket of a person. Refuses the people of the demo, whom others are at this moment. */
export async function signOutEverywhere(user: UserView): Promise<Outcome<null>> {
  if ((await sessionStateOf(user.id))?.isDemo) return refused('errors.demoShared');
  await endAllSessions(user.id);
  return { ok: true, value: null };
}
