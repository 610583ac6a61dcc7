import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiEnv, limited, signedIn } from '@/lib/api/caller';
import { answers, security, user } from '@/lib/api/shapes';
import { findUsersByNames, findUsersByPrefix } from '@/lib/auth/store';
import { userToWire } from '@/lib/auth/wire';
import { LIMITS } from '@/lib/limits';
import { pageInput } from '@/lib/page-input';

const MOST_NAMES = 100;

const peopleQuery = z
  .strictObject({
    prefix: z.string().min(1).max(LIMITS.displayNameMax).optional(),
    names: z
      .string()
      .regex(/^[a-z0-9_]+(,[a-z0-9_]+)*$/)
      .transform((names) => names.split(','))
      .pipe(z.array(z.string().max(LIMITS.nameMax)).max(MOST_NAMES))
      .optional(),
    limit: pageInput.limit.default(8),
  })
  .refine(({ prefix, names }) => (prefix === undefined) !== (names === undefined), 'errors.namesInvalid');

export function peopleRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/users',
      summary: 'People whose name begins with a prefix, or those of these names that exist',
      middleware: [signedIn, limited('search')] as const,
      security,
      request: { query: peopleQuery },
      responses: answers(200, z.object({ items: z.array(user) })),
    }),
    async (c) => {
      const { names, prefix = '', limit } = c.req.valid('query');
      const people = await (names ? findUsersByNames(names) : findUsersByPrefix(prefix, limit));
      return c.json({ items: people.map(userToWire) }, 200);
    },
  );
}
