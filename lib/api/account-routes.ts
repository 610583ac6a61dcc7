import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { changePassword } from '@/lib/account/change-password';
import { deleteAccount } from '@/lib/account/delete-account';
import { accountDeletion, passwordChange } from '@/lib/account/schema';
import { signOutEverywhere } from '@/lib/account/sign-out-everywhere';
import { type ApiEnv, signedIn } from '@/lib/api/caller';
import { refusalProblem } from '@/lib/api/problem';
import { answers, done, json, security, token } from '@/lib/api/shapes';
import { endSession } from '@/lib/auth/session-store';
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
      if (!changed.ok) return refusalProblem(c, changed);
      const { sessionVersion } = changed.value;
      return c.json(tokenToWire(await issueToken('api', { userId, sessionId, sessionVersion })), 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/auth/sign-out',
      summary: 'End this session or token, and hang up its sockets',
      middleware: [signedIn] as const,
      security,
      responses: done,
    }),
    async (c) => {
      await endSession(c.get('identity'));
      return c.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/auth/sign-out-everywhere',
      summary: 'End every session and token of yours, and hang up their sockets',
      middleware: [signedIn] as const,
      security,
      responses: done,
    }),
    async (c) => {
      const ended = await signOutEverywhere(c.get('user'));
      return ended.ok ? c.body(null, 204) : refusalProblem(c, ended);
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
      return deleted.ok ? c.body(null, 204) : refusalProblem(c, deleted);
    },
  );
}
