import { randomUUID } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { cache } from 'react';
import { personOf } from '@/lib/auth/identify';
import type { Identity, SessionUser, UserView } from '@/lib/auth/schema';
import { issueToken, LIFETIMES, readToken, sessionCookieName } from '@/lib/auth/tokens';
import { env } from '@/lib/env';

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

/** The person of the current request; somebody signed out is sent to sign in and brought back. */
export async function requireUser(): Promise<UserView> {
  const user = await currentUser();
  if (user) return user;
  const from = (await headers()).get('referer');
  const path = from && URL.canParse(from) ? new URL(from).pathname : '/';
  redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Signs a person in on this browser; with a session id that session goes on. */
export async function startSession(
  { user, sessionVersion }: SessionUser,
  sessionId: string = randomUUID(),
): Promise<void> {
  const { token } = await issueToken('session', { userId: user.id, sessionId, sessionVersion });
  (await cookies()).set(sessionCookieName(), token, {
    httpOnly: true,
    sameSite: 'lax',
    secure: env().publicUrl.startsWith('https:'),
    path: '/',
    maxAge: LIFETIMES.session,
  });
}

/** Takes this browser's session away. */
export async function endSession(): Promise<void> {
  (await cookies()).delete(sessionCookieName());
}
