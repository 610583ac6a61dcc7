import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { authenticate } from '@/lib/auth/accounts';
import { personOf } from '@/lib/auth/identify';
import { signInInput } from '@/lib/auth/schema';
import { LIFETIMES, versionOf } from '@/lib/auth/tokens';
import { env } from '@/lib/env';
import { isObjectId } from '@/lib/id';
import { disconnectSession } from '@/lib/realtime/emit';

/** next-auth's settings: its cookie is the one that actions, REST and sockets read. */
export function authOptions(): NextAuthOptions {
  return {
    secret: env().authSecret,
    session: { strategy: 'jwt', maxAge: LIFETIMES.session },
    pages: { signIn: '/sign-in' },
    providers: [
      CredentialsProvider({
        name: 'Tingting',
        credentials: { name: { label: 'Name' }, password: { label: 'Password', type: 'password' } },
        async authorize(credentials) {
          const input = signInInput.safeParse({ name: credentials?.name, password: credentials?.password });
          const person = input.success ? await authenticate(input.data) : null;
          return person && { id: person.user.id, sessionVersion: person.sessionVersion };
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        // A session keeps its id through every renewal of its cookie: sockets and sign-out go by it.
        return {
          sub: user?.id ?? token.sub,
          sid: token.sid ?? randomUUID(),
          ver: user?.sessionVersion ?? versionOf(token),
        };
      },
      async session({ session, token }) {
        const { sub: userId } = token;
        const user = isObjectId(userId) && (await personOf({ userId, sessionVersion: versionOf(token) }));
        // An empty session is how next-auth says "signed out".
        return user ? { ...session, user: { id: user.id } } : ({} as typeof session);
      },
    },
    events: {
      signOut({ token }) {
        if (typeof token?.sid === 'string') disconnectSession(token.sid);
      },
    },
  };
}
