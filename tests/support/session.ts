import { randomUUID } from 'node:crypto';
import jwt from 'next-auth/jwt';

/** What the servers of the browser tests sign with. */
export const TEST_SECRET = 'only servers of tests are signed with this';

/** The cookie of a session that signing in would have made, without the form. */
export async function sessionCookie(url: string, userId: string) {
  const token = { sub: userId, sid: randomUUID(), ver: 0 };
  return { name: 'next-auth.session-token', value: await jwt.encode({ token, secret: TEST_SECRET }), url };
}
