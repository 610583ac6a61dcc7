import type { PasswordChange } from '@/lib/account/schema';
import { hashPassword, passwordMatches, whyGuessable } from '@/lib/auth/password';
import type { SessionUser } from '@/lib/auth/schema';
import { replacePassword } from '@/lib/auth/session-store';
import { findAccountById } from '@/lib/auth/store';
import { tooOften } from '@/lib/rate-limits/limiter';
import { disconnectUser } from '@/lib/realtime/emit';
import { refused, type Outcome } from '@/lib/result';

/**
 * Gives a person a new password. Every session, token and socket they had is over from then on.
 * Refuses a wrong current password, a new one that everybody would try first, and the people of the demo.
 * @param ownSession a session whose sockets the caller hangs up, once its browser holds the new cookie
 * @returns the person with the version that new sessions carry
 */
export async function changePassword(
  userId: string,
  { currentPassword, newPassword }: PasswordChange,
  ownSession?: string,
): Promise<Outcome<SessionUser>> {
  const tooSoon = await tooOften('password', { person: userId });
  if (tooSoon) return tooSoon;
  const account = await findAccountById(userId);
  if (account?.isDemo) return refused('errors.demoShared');

  const guessable = whyGuessable(newPassword, account?.user.name ?? '');
  if (guessable) return refused(guessable, 'newPassword');
  const checkedHash = account?.passwordHash ?? null;
  const matches = await passwordMatches(checkedHash, currentPassword);
  if (!checkedHash || !matches) return refused('errors.passwordWrong', 'currentPassword');

  const person = await replacePassword(userId, checkedHash, await hashPassword(newPassword));
  // Another change came first: what was shown is not the current password any more.
  if (!person) return refused('errors.passwordWrong', 'currentPassword');
  disconnectUser(userId, ownSession);
  return { ok: true, value: person };
}
