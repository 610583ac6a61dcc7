import type { HttpBindings } from '@hono/node-server';
import type { Context, MiddlewareHandler } from 'hono';
import { problem, refusalProblem } from '@/lib/api/problem';
import { identifyRequest, personOf } from '@/lib/auth/identify';
import type { Identity, UserView } from '@/lib/auth/schema';
import { type Source, sourceOf } from '@/lib/http/origin';
import { tooOften } from '@/lib/rate-limits/limiter';
import type { Act } from '@/lib/rate-limits/rates';

export interface ApiEnv {
  Variables: { user: UserView; identity: Identity };
}

/**
 * Refuses what a page of another site sends: a cookie goes along with it unasked. What carries a bearer token was sent
 * on purpose, and a browser asks CORS before it does.
 */
export const ownPagesOnly: MiddlewareHandler = async (c, next) => {
  const isRead = ['GET', 'HEAD', 'OPTIONS'].includes(c.req.method);
  const hasToken = c.req.header('authorization') !== undefined;
  if (!isRead && !hasToken && sourceOfCall(c) === 'foreign') return problem(c, 'errors.forbidden');
  await next();
};

/** Lets signed-in people through; a cookie counts only from this site's own pages, or where nothing is said. */
export const signedIn: MiddlewareHandler<ApiEnv> = async (c, next) => {
  const { reading, by } = await identifyRequest(c.req.raw.headers);
  if (reading.state === 'expired') return problem(c, 'errors.sessionExpired');
  const user = reading.state === 'valid' ? await personOf(reading.identity) : null;
  if (reading.state !== 'valid' || !user) return problem(c, 'errors.signInFirst');
  const source = sourceOfCall(c);
  if (by === 'cookie' && source !== 'own' && source !== 'unsaid') return problem(c, 'errors.forbidden');
  c.set('user', user);
  c.set('identity', reading.identity);
  // What was answered to one person is nothing for a cache.
  c.header('cache-control', 'no-store');
  await next();
};

/** Counts what is about to be done, by the person and by the address. */
export const limited =
  (act: Act): MiddlewareHandler<ApiEnv> =>
  async (c, next) => {
    const tooSoon = await tooOften(act, { person: c.get('user').id, address: addressOf(c) });
    if (tooSoon) return refusalProblem(c, tooSoon);
    await next();
  };

/** The address of a request, as the front door wrote it down: Hono itself shows headers as the client sent them. */
export function addressOf(c: Context): string | undefined {
  const { incoming } = c.env as HttpBindings;
  const address = incoming.headers['x-forwarded-for'];
  return typeof address === 'string' ? address : undefined;
}

function sourceOfCall(c: Context): Source {
  return sourceOf({ origin: c.req.header('origin'), fetchSite: c.req.header('sec-fetch-site') });
}
