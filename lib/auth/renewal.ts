import { issueToken, readToken } from '@/lib/auth/tokens';

const DAY_MS = 24 * 3600 * 1000;

/**
 * A session that is used goes on: its cookie is replaced once a day. One that has been ended is renewed in vain, since the
 * new cookie carries the same id and version.
 * @returns the new token, or null where there is none to renew yet
 */
export async function renewedSession(token: string | undefined, now = Date.now()): Promise<string | null> {
  const reading = token ? await readToken('session', token) : null;
  if (reading?.state !== 'valid' || now - reading.identity.issuedAt < DAY_MS) return null;
  return (await issueToken('session', reading.identity)).token;
}
