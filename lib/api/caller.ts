import type { MiddlewareHandler } from 'hono';
import { problem } from '@/lib/api/problem';
import { identifyRequest, personOf } from '@/lib/auth/identify';
import { isOwnOrigin } from '@/lib/auth/origin';
import type { Identity, UserView } from '@/lib/auth/schema';

export interface ApiEnv {
  Variables: { user: UserView; identity: Identity };
}

/** Lets signed-in people through; a cookie counts only on reads and on writes from the site's own pages. */
export const signedIn: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { reading, by } = await identifyRequest(c.req.raw.headers);
  if (reading.state === 'expired') return problem(c, 'errors.sessionExpired');
  const user = reading.state === 'valid' ? await personOf(reading.identity) : null;
  if (reading.state !== 'valid' || !user) return problem(c, 'errors.signInFirst');

  const origin = c.req.header('origin');
  const isForeign = origin !== undefined && !isOwnOrigin(origin);
  if (by === 'cookie' && c.req.method !== 'GET' && isForeign) return problem(c, 'errors.forbidden');
  c.set('user', user);
  c.set('identity', reading.identity);
  await next();
};
