import { randomUUID } from 'node:crypto';
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { addressOf, type ApiEnv, limited, signedIn } from '@/lib/api/caller';
import { refusalProblem } from '@/lib/api/problem';
import { answers, json, security, token, user } from '@/lib/api/shapes';
import { authenticate, createAccount } from '@/lib/auth/accounts';
import { registerInput, signInInput } from '@/lib/auth/schema';
import { issueToken } from '@/lib/auth/tokens';
import { tokenToWire, userToWire } from '@/lib/auth/wire';

const { name, password, displayName } = registerInput.shape;
const registration = z.strictObject({ name, password, display_name: displayName });

export function authRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/auth/register',
      summary: 'Make an account',
      request: json(registration),
      responses: answers(201, z.object({ user })),
    }),
    async (c) => {
      const input = c.req.valid('json');
      const account = { ...input, displayName: input.display_name };
      const created = await createAccount(account, addressOf(c));
      if (!created.ok) return refusalProblem(c, created);
      return c.json({ user: userToWire(created.value) }, 201);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/auth/token',
      summary: 'Get a bearer token, good for REST and for the socket',
      request: json(signInInput),
      responses: answers(200, token.extend({ user })),
    }),
    async (c) => {
      const known = await authenticate(c.req.valid('json'), addressOf(c));
      if (!known.ok) return refusalProblem(c, { ...known, field: undefined });
      const { user: person, sessionVersion } = known.value;
      const issued = await issueToken('api', { userId: person.id, sessionId: randomUUID(), sessionVersion });
      return c.json({ ...tokenToWire(issued), user: userToWire(person) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/ws/token',
      summary: 'Get a 60-second token for a socket of the current session',
      middleware: [signedIn, limited('socketConnect')] as const,
      security,
      responses: answers(200, token),
    }),
    async (c) => {
      const { expiresAt, ...identity } = c.get('identity');
      const issued = await issueToken('socket', { ...identity, sessionEndsAt: expiresAt });
      return c.json(tokenToWire(issued), 200);
    },
  );
}
