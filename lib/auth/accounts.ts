import { hashPassword, passwordMatches } from '@/lib/auth/password';
import type { RegisterInput, SessionUser, SignInInput, UserView } from '@/lib/auth/schema';
import { findAccount, insertUser } from '@/lib/auth/store';
import type { Outcome } from '@/lib/result';

/** Makes an account; without a display name the name serves. */
export async function createAccount(input: RegisterInput): Promise<Outcome<UserView>> {
  const passwordHash = await hashPassword(input.password);
  return insertUser({ name: input.name, displayName: input.displayName || input.name, passwordHash });
}

/** @returns the person, or null alike for an unknown name and for a wrong password, in the same time */
export async function authenticate(input: SignInInput): Promise<SessionUser | null> {
  const account = await findAccount(input.name.trim().toLowerCase());
  const matches = await passwordMatches(account?.passwordHash ?? null, input.password);
  if (!account || !matches) return null;
  return { user: account.user, sessionVersion: account.sessionVersion };
}
