import type { AccountDeletion } from '@/lib/account/schema';
import { passwordMatches } from '@/lib/auth/password';
import { deleteUser } from '@/lib/auth/session-store';
import { findAccountById } from '@/lib/auth/store';
import { forgetInbox } from '@/lib/notifications/forget';
import { forgetListener } from '@/lib/preferences/held-audience';
import { forgetSubscriptions } from '@/lib/preferences/store';
import { tooOften } from '@/lib/rate-limits/limiter';
import { disconnectUser } from '@/lib/realtime/emit';
import { refused, type Outcome } from '@/lib/result';

/**
 * Deletes a person and what they were told; their posts and comments stay, without a name. Refuses a wrong
 * password, and the people of the demo.
 */
export async function deleteAccount(userId: string, { password }: AccountDeletion): Promise<Outcome<null>> {
  const tooSoon = await tooOften('password', { person: userId });
  if (tooSoon) return tooSoon;
  const account = await findAccountById(userId);
  if (account?.isDemo) return refused('errors.demoShared');
  if (account && !(await passwordMatches(account.passwordHash, password))) {
    return refused('errors.passwordWrong', 'password');
  }
  // Before and after: a crash in between leaves a person who can ask again, or nothing but what has come in meanwhile.
  await forgetInbox(userId);
  await deleteUser(userId);
  forgetListener(userId);
  disconnectUser(userId);
  await forgetInbox(userId);
  await forgetSubscriptions({ user: userId });
  return { ok: true, value: null };
}
