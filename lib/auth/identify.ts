import { isShut } from '@/lib/auth/demo';
import type { Identity, UserView } from '@/lib/auth/schema';
import { sessionStateOf } from '@/lib/auth/session-store';
import { readToken, sessionCookieName, type TokenReading } from '@/lib/auth/tokens';

/** The value of a cookie in a `Cookie` header. */
export function cookieValue(header: string | null | undefined, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (at > 0 && pair.slice(0, at).trim() === name) return decodeURIComponent(pair.slice(at + 1).trim());
  }
  return undefined;
}

/** The session in a `Cookie` header. */
export async function readSessionCookie(header: string | null | undefined): Promise<TokenReading> {
  let token: string | undefined;
  try {
    token = cookieValue(header, sessionCookieName());
  } catch {
    // A cookie that is not percent-encoded text is nobody's session.
  }
  return token ? readToken('session', token) : { state: 'invalid' };
}

/**
 * The person a session or token belongs to, or null when it is over: signed out, here or everywhere, the password changed
 * since, or the account gone.
 */
export async function personOf(
  identity: Pick<Identity, 'userId' | 'sessionId' | 'sessionVersion'>,
): Promise<UserView | null> {
  const state = await sessionStateOf(identity.userId);
  if (state?.sessionVersion !== identity.sessionVersion || isShut(state)) return null;
  return state.endedSessions.includes(identity.sessionId) ? null : state.user;
}

/**
 * Who opens a socket: a token when one is given, else the session cookie.
 * @throws MongooseError when the database is unreachable: that says nothing about who is asking
 */
export async function identifySocket(handshake: {
  token: unknown;
  cookie: string | undefined;
}): Promise<Identity | 'unauthenticated' | 'token_expired'> {
  const reading =
    handshake.token === undefined
      ? await readSessionCookie(handshake.cookie)
      : await readHandshakeToken(handshake.token);
  if (reading.state === 'expired') return 'token_expired';
  const isSignedIn = reading.state === 'valid' && (await personOf(reading.identity)) !== null;
  return isSignedIn ? reading.identity : 'unauthenticated';
}

/** Who makes a request: `Authorization: Bearer` when given, else the session cookie. */
export async function identifyRequest(
  headers: Headers,
): Promise<{ reading: TokenReading; by: 'bearer' | 'cookie' }> {
  const bearer = /^Bearer\s+(\S+)$/i.exec(headers.get('authorization') ?? '')?.[1];
  if (bearer) return { reading: await readToken('api', bearer), by: 'bearer' };
  return { reading: await readSessionCookie(headers.get('cookie')), by: 'cookie' };
}

async function readHandshakeToken(token: unknown): Promise<TokenReading> {
  if (typeof token !== 'string') return { state: 'invalid' };
  const reading = await readToken('socket', token);
  return reading.state === 'invalid' ? readToken('api', token) : reading;
}
