import { createHash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import jwt, { type JWT } from 'next-auth/jwt';
import type { Identity } from '@/lib/auth/schema';
import { env } from '@/lib/env';
import { isObjectId } from '@/lib/id';
import { singleton } from '@/lib/singleton';

const { encode, decode } = jwt;

/** What a token is good for. Each says so and has a key of its own, so one can never pass as the other. */
export type Audience = 'session' | 'api' | 'socket';

const SALTS: Record<Audience, string> = { session: '', api: 'tingting-api', socket: 'tingting-socket' };

/** Life of a token in seconds. */
export const LIFETIMES: Record<Audience, number> = {
  session: 30 * 24 * 3600,
  api: 7 * 24 * 3600,
  socket: 60,
};

/** However often a session is renewed: so many seconds after signing in the password is asked for again. */
const LONGEST_SESSION = 180 * 24 * 3600;

export type TokenReading =
  { state: 'valid'; identity: Identity } | { state: 'expired' } | { state: 'invalid' };

/** Cookie of the session as next-auth names it; the prefix makes browsers insist on https. */
export function sessionCookieName(publicUrl = env().publicUrl): string {
  return publicUrl.startsWith('https:') ? '__Secure-next-auth.session-token' : 'next-auth.session-token';
}

/** How the session's cookie is set: out of reach of scripts, and of requests that other sites cause in the background. */
export function sessionCookie(publicUrl = env().publicUrl) {
  return {
    name: sessionCookieName(publicUrl),
    httpOnly: true,
    sameSite: 'lax',
    secure: publicUrl.startsWith('https:'),
    path: '/',
    maxAge: LIFETIMES.session,
  } as const;
}

/**
 * Encrypts a token for one audience.
 * @param subject.startedAt when the person signed in, in milliseconds since 1970; now when left out
 * @param lifetime seconds from now
 * @returns the token, and when it ends in milliseconds since 1970
 */
export async function issueToken(
  audience: Audience,
  subject: {
    userId: string;
    sessionId: string;
    sessionVersion: number;
    startedAt?: number;
    sessionEndsAt?: number;
  },
  lifetime = LIFETIMES[audience],
): Promise<{ token: string; expiresAt: number }> {
  const expiresAt = (Math.floor(Date.now() / 1000) + lifetime) * 1000;
  const token = await encode({
    token: {
      aud: audience,
      sub: subject.userId,
      sid: subject.sessionId,
      ver: subject.sessionVersion,
      since: Math.floor((subject.startedAt ?? Date.now()) / 1000),
      sessionEndsAt: subject.sessionEndsAt,
    },
    secret: secret(),
    maxAge: lifetime,
    salt: SALTS[audience],
  });
  return { token, expiresAt };
}

/** Decrypts a token of one audience; anything forged or of another audience is `invalid`. */
export async function readToken(audience: Audience, token: string): Promise<TokenReading> {
  let claims: JWT | null;
  try {
    claims = await claimsOf(audience, token);
  } catch (error) {
    // jose throws for what is forged, damaged or over; nothing else happens in there.
    return { state: (error as { code?: string }).code === 'ERR_JWT_EXPIRED' ? 'expired' : 'invalid' };
  }
  if (!claims || !isObjectId(claims.sub) || typeof claims.sid !== 'string') return { state: 'invalid' };
  if (claims.aud !== undefined && claims.aud !== audience) return { state: 'invalid' };
  const issuedAt = Number(claims.iat) * 1000;
  const startedAt = sinceOf(claims) * 1000;
  const expiresAt = Math.min(Number(claims.exp) * 1000, startedAt + LONGEST_SESSION * 1000);
  if (!(expiresAt > 0)) return { state: 'invalid' };
  // next-auth forgives 15 seconds; a 60-second token should not live for 75.
  if (expiresAt <= Date.now()) return { state: 'expired' };
  // A socket token only opens the door: the connection lasts as long as the session behind it.
  const endsAt = typeof claims.sessionEndsAt === 'number' ? claims.sessionEndsAt : expiresAt;
  return {
    state: 'valid',
    identity: {
      userId: claims.sub,
      sessionId: claims.sid,
      sessionVersion: versionOf(claims),
      issuedAt,
      startedAt,
      expiresAt: endsAt,
    },
  };
}

/** Tokens whose claims are remembered. */
const MOST_REMEMBERED = 2_000;
const remembered = singleton<LRUCache<string, JWT>>('token-claims');

/**
 * What a token says, which is the same for as long as it is whole: whether its time is over and its session still counts
 * is asked every time. Decrypting derives a key from the secret each time, dearer than a query; whoever calls often
 * calls with the same token. By its digest, so that tokens do not lie about.
 */
async function claimsOf(audience: Audience, token: string): Promise<JWT | null> {
  const claims = remembered.get() ?? new LRUCache<string, JWT>({ max: MOST_REMEMBERED });
  remembered.set(claims);
  const digest = createHash('sha256').update(`${secret()} ${audience} ${token}`).digest('base64');
  const known = claims.get(digest);
  if (known) return known;
  const decoded = await decode({ token, secret: secret(), salt: SALTS[audience] });
  if (decoded) claims.set(digest, decoded);
  return decoded;
}

/** The session version of a token; one from before there were versions carries the first. */
export function versionOf(claims: JWT): number {
  return typeof claims.ver === 'number' ? claims.ver : 0;
}

/** When the person signed in, in seconds since 1970; of a token from before that was kept, when it was made. */
export function sinceOf(claims: JWT): number {
  return typeof claims.since === 'number' ? claims.since : Number(claims.iat);
}

function secret(): string {
  const value = env().authSecret;
  if (!value) throw new Error('AUTH_SECRET is not loaded');
  return value;
}
