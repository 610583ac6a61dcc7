import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { changePassword } from '@/lib/account/change-password';
import { deleteAccount } from '@/lib/account/delete-account';
import { accountDeletion, passwordChange } from '@/lib/account/schema';
import { type ApiEnv, signedIn } from '@/lib/api/caller';
import { problem } from '@/lib/api/problem';
import { answers, done, json, security, token } from '@/lib/api/shapes';
import { issueToken } from '@/lib/auth/tokens';
import { tokenToWire } from '@/lib/auth/wire';

const { currentPassword, newPassword } = passwordChange.shape;
const passwordBody = z.strictObject({ current_password: currentPassword, new_password: newPassword });

export function accountRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'put',
      path: '/account/password',
      summary: 'Change your password; every session and token ends, the answer has a new one',
      middleware: [signedIn] as const,
      security,
      request: json(passwordBody),
      responses: answers(200, token),
    }),
    async (c) => {
      const { userId, sessionId } = c.get('identity');
      const { current_password, new_password } = c.req.valid('json');
      const input = { currentPassword: current_password, newPassword: new_password };
      const changed = await changePassword(userId, input);
      if (!changed.ok) return problem(c, changed.code) as never;
      const { sessionVersion } = changed.value;
      return c.json(tokenToWire(await issueToken('api', { userId, sessionId, sessionVersion })), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/account',
      summary: 'Delete your account and notifications; your posts and comments stay without your name',
      middleware: [signedIn] as const,
      security,
      request: json(accountDeletion),
      responses: done,
    }),
    async (c) => {
      const deleted = await deleteAccount(c.get('user').id, c.req.valid('json'));
      return deleted.ok ? c.body(null, 204) : (problem(c, deleted.code) as never);
    },
  );
}
