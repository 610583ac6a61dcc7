import { randomBytes } from 'node:crypto';
import { type NextRequest, NextResponse } from 'next/server';
import { renewedSession } from '@/lib/auth/renewal';
import { sessionCookie } from '@/lib/auth/tokens';
import { env } from '@/lib/env';
import { pagePolicy } from '@/lib/http/content-security-policy';

/** Gives each page a Content-Security-Policy with a nonce of its own, and keeps the session of whoever comes back alive. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { publicUrl, isProduction } = env();
  const nonce = randomBytes(16).toString('base64');
  const policy = pagePolicy({ nonce, publicUrl, isDevelopment: !isProduction });

  const headers = new Headers(request.headers);
  // Next gives the nonce it finds here to the scripts it writes; layout.tsx gives it to the others.
  headers.set('content-security-policy', policy);
  headers.set('x-nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('content-security-policy', policy);

  const cookie = sessionCookie();
  const renewed = request.method === 'GET' && (await renewedSession(request.cookies.get(cookie.name)?.value));
  if (renewed) response.cookies.set({ ...cookie, value: renewed });
  return response;
}

export const config = {
  // Pages and what next-auth shows; not files, nor the API, which is answered before Next.
  matcher: ['/((?!_next/|api/v1/|api/auth/session|.*\\.(?:ico|js|png|svg|txt|webmanifest|woff2)$).*)'],
};
