import type { IncomingMessage } from 'node:http';
import { env } from '@/lib/env';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Where a request says it comes from: a page of this site, one of `CORS_ORIGINS`, a page of another site, or nothing said
 * (a script, or a browser that reads a page of its own).
 */
export type Source = 'own' | 'listed' | 'foreign' | 'unsaid';

/** Reads what a browser says and no page can change: `Origin`, and `Sec-Fetch-Site` where there is none. */
export function sourceOf(said: { origin: string | undefined; fetchSite: string | undefined }): Source {
  const { origin, fetchSite } = said;
  if (origin !== undefined) {
    if (isOwnOrigin(origin)) return 'own';
    return env().corsOrigins.includes(origin) ? 'listed' : 'foreign';
  }
  // Another port of this machine is another site's page all the same, and sends our cookies along.
  return fetchSite === 'cross-site' || fetchSite === 'same-site' ? 'foreign' : 'unsaid';
}

/** The same of a request as Node has it. */
export function sourceOfRequest({ headers }: IncomingMessage): Source {
  const site = headers['sec-fetch-site'];
  return sourceOf({ origin: headers.origin, fetchSite: typeof site === 'string' ? site : undefined });
}

/**
 * Whether a browser page of this origin may act with a cookie. The names of this machine are one origin
 * while the server is reached through loopback.
 */
export function isOwnOrigin(origin: string, publicUrl = env().publicUrl): boolean {
  if (!URL.canParse(origin)) return false;
  const own = new URL(publicUrl);
  const other = new URL(origin);
  if (own.origin === other.origin) return true;
  const bothLocal = LOOPBACK.has(own.hostname) && LOOPBACK.has(other.hostname);
  return bothLocal && own.protocol === other.protocol && own.port === other.port;
}
