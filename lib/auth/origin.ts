import { env } from '@/lib/env';

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

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
