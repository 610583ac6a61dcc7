import type { HttpBindings } from '@hono/node-server';
import { OpenAPIHono } from '@hono/zod-openapi';
import { performance } from 'node:perf_hooks';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { HTTPException } from 'hono/http-exception';
import { routePath } from 'hono/route';
import { timeout } from 'hono/timeout';
import { accountRoutes } from '@/lib/api/account-routes';
import { authRoutes } from '@/lib/api/auth-routes';
import { boardRoutes } from '@/lib/api/board-routes';
import { type ApiEnv, ownPagesOnly } from '@/lib/api/caller';
import { docsRoutes } from '@/lib/api/docs';
import type { ProcessFacts } from '@/lib/api/gauges';
import { inboxRoutes } from '@/lib/api/inbox-routes';
import { operationsRoutes } from '@/lib/api/operations';
import { peopleRoutes } from '@/lib/api/people-routes';
import { preferencesRoutes } from '@/lib/api/preferences-routes';
import { invalidProblem, problem } from '@/lib/api/problem';
import type { Env } from '@/lib/env';
import { LIMITS } from '@/lib/limits';
import { log } from '@/lib/log';
import { metrics } from '@/lib/metrics';

const ANSWER_MS = 6_000;

/** The REST API under `/api/v1` and the operations routes at the root. */
export function createApi(
  facts: ProcessFacts,
  settings: Pick<Env, 'corsOrigins' | 'redisUrl' | 'metricsToken'>,
): Hono {
  const { corsOrigins } = settings;
  const api = new OpenAPIHono<ApiEnv>({
    defaultHook: (result, c) => (result.success ? undefined : invalidProblem(c, result.error)),
  });
  // Whatever a call waits for, its caller gets an answer.
  api.use(timeout(ANSWER_MS, tooLate));
  api.use(limitBody);
  if (corsOrigins.length > 0) api.use(cors(openTo(corsOrigins)));
  api.use(ownPagesOnly);
  authRoutes(api);
  accountRoutes(api);
  boardRoutes(api);
  inboxRoutes(api);
  preferencesRoutes(api);
  peopleRoutes(api);
  docsRoutes(api);

  const app = new Hono();
  app.use(measured);
  operationsRoutes(app, facts, settings);
  app.route('/api/v1', api);
  app.notFound((c) => problem(c, 'errors.notFound'));
  app.onError((error, c) => {
    if (isStillSending(c) && isOfClient(error)) return problem(c, 'errors.bodyTooSlow');
    if (error instanceof HTTPException && error.status < 500) return problem(c, 'errors.jsonInvalid');
    log().error({ path: c.req.routePath, err: `${error.name}: ${error.message}` }, 'request failed');
    return problem(c, 'errors.unavailable');
  });
  return app;
}

/** By the pattern of the route, never by what a client wrote; what no route answers is one of its own. */
const measured: MiddlewareHandler = async (c, next) => {
  const from = performance.now();
  await next();
  const route = routePath(c, -1);
  const method = route.endsWith('*') ? 'any' : c.req.method;
  const status = `${Math.floor(c.res.status / 100)}xx`;
  metrics().rest.observe({ method, route, status }, (performance.now() - from) / 1000);
};

const tooLarge = (c: Context) => problem(c, 'errors.bodyTooLarge');
const limitWhileReading = bodyLimit({ maxSize: LIMITS.bodyBytes, onError: tooLarge });

/**
 * Refuses bodies that are too long. Where the length is named, by that alone: a look at the body makes a stream and a
 * request of the web's kind, a fifth of what a comment costs this process.
 */
const limitBody: MiddlewareHandler = async (c, next) => {
  if (c.req.header('transfer-encoding') !== undefined) return limitWhileReading(c, next);
  if (Number(c.req.header('content-length') ?? 0) > LIMITS.bodyBytes) return tooLarge(c) as Response;
  return next();
};

/** A body that comes a byte at a time is its sender's doing, and nothing for the log. */
function tooLate(c: Context): HTTPException {
  const message = `no answer within ${ANSWER_MS} ms`;
  return new HTTPException(isStillSending(c) ? 408 : 503, { message });
}

function isStillSending({ env }: Context): boolean {
  return (env as Partial<HttpBindings>).incoming?.complete === false;
}

/** Too late, or gone in the middle of its body. */
function isOfClient(error: Error & { code?: string }): boolean {
  return error instanceof HTTPException ? error.status === 408 : error.code === 'ECONNRESET';
}

/** Pages of these origins may call with a token; never with a cookie, since no credentials are allowed. */
function openTo(origins: string[]) {
  return {
    origin: origins,
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: ['Authorization', 'Content-Type'],
    exposeHeaders: ['Retry-After', 'X-Request-Id'],
    maxAge: 600,
  };
}

/** Whether a request belongs to the API rather than to Next. */
export function isApiPath(url: string): boolean {
  return url.startsWith('/api/v1/') || /^\/(healthz|readyz|metrics)(\?|$)/.test(url);
}
