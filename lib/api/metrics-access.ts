import { createHash, timingSafeEqual } from 'node:crypto';
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';

const LOOPBACK_NAME = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;
const LOOPBACK_ADDRESS = /^(::1|(::ffff:)?127(\.\d+){3})$/;
/** What proxies write. Any of them says that somebody else is behind the connection. */
const FORWARDED = /^(forwarded|via|x-real-ip|x-forwarded-.+)$/;

/**
 * Whether a request may read the metrics: it comes from this machine and from no proxy on it, or carries the token.
 * @param token `METRICS_TOKEN`; undefined lets nobody in by token
 */
export function mayReadMetrics(c: Context, token: string | undefined): boolean {
  const bearer = /^Bearer (.+)$/i.exec(c.req.header('authorization') ?? '')?.[1];
  if (token !== undefined && bearer !== undefined && isSame(bearer, token)) return true;
  return isFromHere(c);
}

/** By the connection itself. The name guards against proxies that write nothing, and pages whose name leads here. */
function isFromHere(c: Context): boolean {
  const { incoming } = c.env as HttpBindings;
  if (!LOOPBACK_ADDRESS.test(incoming.socket.remoteAddress ?? '')) return false;
  // As they were sent: the front door writes headers of its own into `incoming.headers`.
  const sent = incoming.rawHeaders.filter((_, index) => index % 2 === 0);
  if (sent.some((name) => FORWARDED.test(name.toLowerCase()))) return false;
  return LOOPBACK_NAME.test(c.req.header('host') ?? '');
}

/** In the same time whatever is given: two hashes are compared. */
function isSame(given: string, token: string): boolean {
  const [a, b] = [given, token].map((each) => createHash('sha256').update(each).digest());
  return a !== undefined && b !== undefined && timingSafeEqual(a, b);
}
