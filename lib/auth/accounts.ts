import { isShut } from '@/lib/auth/demo';
import { hashPassword, passwordMatches, whyGuessable } from '@/lib/auth/password';
import type { RegisterInput, SessionUser, SignInInput, UserView } from '@/lib/auth/schema';
import { findAccount, insertUser } from '@/lib/auth/store';
import { forgive, tooOften } from '@/lib/rate-limits/limiter';
import { refused, type Outcome } from '@/lib/result';

/**
 * Makes an account; without a display name the name serves. Refuses a name that is taken or looks like one that is, and
 * passwords that everybody would try first.
 * @param address of whoever asks, to count it
 */
export async function createAccount(
  input: RegisterInput,
  address: string | undefined,
): Promise<Outcome<UserView>> {
  const tooSoon = await tooOften('register', { address });
  if (tooSoon) return tooSoon;
  const guessable = whyGuessable(input.password, input.name);
  if (guessable) return refused(guessable, 'password');
  const passwordHash = await hashPassword(input.password);
  return insertUser({ name: input.name, displayName: input.displayName || input.name, passwordHash });
}

/**
 * Checks name and password. Refuses an unknown name and a wrong password alike, in the same time, and whoever guesses.
 * @param address of whoever asks, to count it
 */
export async function authenticate(
  input: SignInInput,
  address: string | undefined,
): Promise<Outcome<SessionUser>> {
  const name = input.name.trim().toLowerCase();
  const tooSoon = await tooOften('signIn', { name, address });
  if (tooSoon) return tooSoon;
  const account = await findAccount(name);
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
  if (!account || !matches || isShut(account)) return refused('errors.signInWrong', 'password');
  await forgive('signIn', { name, address });
  return { ok: true, value: { user: account.user, sessionVersion: account.sessionVersion } };
}
