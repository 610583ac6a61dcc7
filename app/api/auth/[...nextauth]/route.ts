import NextAuth from 'next-auth';
import type { NextRequest } from 'next/server';
import { authOptions } from '@/lib/auth/options';

type Context = { params: Promise<{ nextauth: string[] }> };

const refusal = (status: number) => new Response(null, { status });

const handle = async (request: NextRequest, context: Context) => {
  // Where next-auth's own client, which nobody here uses, reports what to write into the log.
  if ((await context.params).nextauth[0] === '_log') return refusal(404);
  try {
    // Built at each request: the secret is known only once the server has started.
    const answer = (await NextAuth(request as never, context as never, authOptions())) as Response;
    // It blames the server for an address to go on to that is none, and for a way to sign in that is not there.
    return answer.status === 500 ? refusal(400) : answer;
  } catch (error) {
    // next-auth answers for what our callbacks throw; what escapes it is input that it took for text and was none.
    if (error instanceof TypeError || error instanceof SyntaxError) return refusal(400);
    throw error;
  }
};

export { handle as GET, handle as POST };
