import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiEnv, limited, signedIn } from '@/lib/api/caller';
import { problem, refusalProblem } from '@/lib/api/problem';
import { answers, idParam, json, preferences, security, subscription } from '@/lib/api/shapes';
import { blockPerson } from '@/lib/notifications/block';
import { findPost } from '@/lib/posts/store';
import { changePreferences, changeThreadLevel } from '@/lib/preferences/change';
import { preferencesPatch, threadLevelInput } from '@/lib/preferences/schema';
import { loadPreferences, threadLevel } from '@/lib/preferences/store';
import { preferencesToWire } from '@/lib/preferences/wire';

const { kinds, toasts, sound, quietHours, preview } = preferencesPatch.shape;
const hours = z.strictObject({ from: z.unknown(), to: z.unknown(), time_zone: z.unknown() });
const patchBody = z.strictObject({
  kinds,
  toasts,
  sound,
  // The rules are those of the settings page; only the name of the zone is spelled as the wire does.
  quiet_hours: hours
    .nullish()
    .transform((value) => value && { from: value.from, to: value.to, timeZone: value.time_zone })
    .pipe(quietHours),
  preview,
});

export function preferencesRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/preferences',
      summary: 'What you wish to hear, and how',
      middleware: [signedIn] as const,
      security,
      responses: answers(200, z.object({ preferences })),
    }),
    async (c) =>
      c.json({ preferences: preferencesToWire(await loadPreferences(c.get('user').id)) }, 200) as never,
  );

  api.openapi(
    createRoute({
      method: 'patch',
      path: '/preferences',
      summary: 'Change some of it, on every device',
      middleware: [signedIn, limited('settings')] as const,
      security,
      request: json(patchBody),
      responses: answers(200, z.object({ preferences })),
    }),
    async (c) => {
      const { quiet_hours, ...rest } = c.req.valid('json');
      const patch = { ...rest, ...(quiet_hours !== undefined && { quietHours: quiet_hours }) };
      const changed = await changePreferences(c.get('user').id, patch);
      if (!changed.ok) return refusalProblem(c, changed);
      return c.json({ preferences: preferencesToWire(changed.value) }, 200) as never;
    },
  );

  for (const method of ['put', 'delete'] as const) {
    const isBlocked = method === 'put';
    api.openapi(
      createRoute({
        method,
        path: '/users/{id}/block',
        summary: isBlocked
          ? 'Hear nothing more of a person; their notifications leave your inbox'
          : 'Let a person in again',
        middleware: [signedIn, limited('settings')] as const,
        security,
        request: { params: idParam },
        responses: answers(200, z.object({ preferences })),
      }),
      async (c) => {
        const changed = await blockPerson(c.get('user').id, c.req.valid('param').id, isBlocked);
        if (!changed.ok) return refusalProblem(c, changed);
        return c.json({ preferences: preferencesToWire(changed.value) }, 200) as never;
      },
    );
  }

  api.openapi(
    createRoute({
      method: 'get',
      path: '/posts/{id}/subscription',
      summary: 'How much you hear of a thread',
      middleware: [signedIn] as const,
      security,
      request: { params: idParam },
      responses: answers(200, z.object({ subscription })),
    }),
    async (c) => {
      const post = await findPost(c.req.valid('param').id);
      if (!post) return problem(c, 'errors.postGone') as never;
      const level = await threadLevel(c.get('user').id, post);
      return c.json({ subscription: { post_id: post.id, level } }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'put',
      path: '/posts/{id}/subscription',
      summary: 'Follow a thread, hear only what is addressed to you, or mute it',
      middleware: [signedIn, limited('settings')] as const,
      security,
      request: { params: idParam, ...json(z.strictObject({ level: threadLevelInput })) },
      responses: answers(200, z.object({ subscription })),
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const changed = await changeThreadLevel(c.get('user').id, id, c.req.valid('json').level);
      if (!changed.ok) return refusalProblem(c, changed);
      return c.json({ subscription: { post_id: id, level: changed.value } }, 200);
    },
  );
}
