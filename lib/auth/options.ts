import { randomUUID } from 'node:crypto';
import type { NextAuthOptions } from 'next-auth';
import CredentialsProvider from 'next-auth/providers/credentials';
import { authenticate } from '@/lib/auth/accounts';
import { signInInput } from '@/lib/auth/schema';
import { LIFETIMES } from '@/lib/auth/tokens';
import { env } from '@/lib/env';
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
          return input.success ? authenticate(input.data) : null;
        },
      }),
    ],
    callbacks: {
      jwt({ token, user }) {
        // A session keeps its id through every renewal of its cookie: sockets and sign-out go by it.
        return { sub: user?.id ?? token.sub, sid: token.sid ?? randomUUID() };
      },
      session({ session, token }) {
        return { ...session, user: { id: token.sub ?? '' } };
      },
    },
    events: {
      signOut({ token }) {
        if (typeof token?.sid === 'string') disconnectSession(token.sid);
      },
    },
  };
}
