import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { authenticate } from '@/lib/auth/accounts';
import { personOf, readSessionCookie } from '@/lib/auth/identify';
import { nextAuthLog } from '@/lib/auth/next-auth-log';
import { signInInput } from '@/lib/auth/schema';
import { endSession } from '@/lib/auth/session-store';
import { LIFETIMES, sinceOf, versionOf } from '@/lib/auth/tokens';
import { env } from '@/lib/env';
import { isObjectId } from '@/lib/id';

/** next-auth's settings: its cookie is the one that actions, REST and sockets read. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().authSecret,
    logger: nextAuthLog,
    session: { strategy: 'jwt', maxAge: LIFETIMES.session },
    // Its own pages would be in one language, and in no style of ours.
    pages: { signIn: '/sign-in', signOut: '/account', error: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'Tingting',
        credentials: { name: { label: 'Name' }, password: { label: 'Password', type: 'password' } },
        async authorize(credentials, { headers }) {
          const input = signInInput.safeParse({ name: credentials?.name, password: credentials?.password });
          const known =
            input.success && (await authenticate(input.data, textOf(headers?.['x-forwarded-for'])));
          if (!known || !known.ok) return null;
          // A session of before on that browser is over, as by the form.
          const before = await readSessionCookie(textOf(headers?.cookie));
          if (before.state === 'valid') await endSession(before.identity);
          return { id: known.value.user.id, sessionVersion: known.value.sessionVersion };
        },
      }),
    ],
    callbacks: {
      redirect: ({ url, baseUrl }) => ownAddress(url, baseUrl),
      jwt({ token, user }) {
        // A session keeps its id through every renewal of its cookie: sockets and sign-out go by it.
        return {
          aud: 'session',
          sub: user?.id ?? token.sub,
          sid: token.sid ?? randomUUID(),
          ver: user?.sessionVersion ?? versionOf(token),
          since: user ? Math.floor(Date.now() / 1000) : sinceOf(token),
        };
      },
      async session({ session, token }) {
        const { sub: userId, sid } = token;
        const isWhole = isObjectId(userId) && typeof sid === 'string';
        const user =
          isWhole && (await personOf({ userId, sessionId: sid, sessionVersion: versionOf(token) }));
        // An empty session is how next-auth says "signed out".
        return user ? { ...session, user: { id: user.id } } : ({} as typeof session);
      },
    },
    events: {
      async signOut({ token }) {
        const { sub: userId, sid: sessionId } = token ?? {};
        if (!token || !isObjectId(userId) || typeof sessionId !== 'string') return;
        await endSession({ userId, sessionId, sessionVersion: versionOf(token) });
      },
    },
  };
}

/** Where to go on: somewhere on this site, whatever was asked for. next-auth's own rule throws at what is no address. */
function ownAddress(url: unknown, baseUrl: string): string {
  if (typeof url !== 'string' || !URL.canParse(url, baseUrl)) return baseUrl;
  const { origin, href } = new URL(url, baseUrl);
  return origin === baseUrl ? href : baseUrl;
}

function textOf(header: unknown): string | undefined {
  return typeof header === 'string' ? header : undefined;
}
