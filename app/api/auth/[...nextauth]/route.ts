import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/auth/options';

type Context = { params: Promise<{ nextauth: string[] }> };

// Built at each request: the secret is known only once the server has started.
const handle = (request: NextRequest, context: Context) =>
  NextAuth(request as never, context as never, authOptions()) as Promise<Response>;

export { handle as GET, handle as POST };
