import { randomUUID } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { personOf } from '@/lib/auth/identify';
import type { Identity, SessionUser, UserView } from '@/lib/auth/schema';
import { endSession } from '@/lib/auth/session-store';
import { issueToken, readToken, sessionCookie, sessionCookieName } from '@/lib/auth/tokens';
import type { Whom } from '@/lib/rate-limits/limiter';

/** The session of the current request, or null. Read once a request. */
export const currentIdentity = cache(async (): Promise<Identity | null> => {
  const token = (await cookies()).get(sessionCookieName())?.value;
  const reading = token ? await readToken('session', token) : null;
  return reading?.state === 'valid' ? reading.identity : null;
});

/** The person of the current request, or null when signed out, here or by a change elsewhere. */
export const currentUser = cache(async (): Promise<UserView | null> => {
  const identity = await currentIdentity();
  return identity && personOf(identity);
});

/** The address of the current request, as the front door wrote it down. */
export async function callerAddress(): Promise<string | undefined> {
  return (await headers()).get('x-forwarded-for') ?? undefined;
}

/** Whom the current request is counted by. */
export async function callerOf(user: UserView): Promise<Whom> {
  return { person: user.id, address: await callerAddress() };
}

/** The person of the current request; somebody signed out is sent to sign in and brought back. */
export async function requireUser(): Promise<UserView> {
  const user = await currentUser();
  if (user) return user;
  const from = (await headers()).get('referer');
  const path = from && URL.canParse(from) ? new URL(from).pathname : '/';
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/**
 * Signs a person in on this browser, with a session of its own; one that was there before is over. With a session id that
 * session goes on.
 */
export async function startSession(
  { user, sessionVersion }: SessionUser,
  sessionId: string = randomUUID(),
): Promise<void> {
  const before = await currentIdentity();
  const { token } = await issueToken('session', { userId: user.id, sessionId, sessionVersion });
  (await cookies()).set({ ...sessionCookie(), value: token });
  if (before && before.sessionId !== sessionId) await endSession(before);
}

/** Takes this browser's session away, and ends it wherever else a copy of its cookie may be. */
export async function dropSession(): Promise<void> {
  const identity = await currentIdentity();
  // Deleted with all it was set with: a browser does not let go of a `__Secure-` cookie otherwise.
  (await cookies()).set({ ...sessionCookie(), value: '', maxAge: 0 });
  if (identity) await endSession(identity);
}
