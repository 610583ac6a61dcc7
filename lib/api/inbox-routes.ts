import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiEnv, limited, signedIn } from '@/lib/api/caller';
import { problem, refusalProblem } from '@/lib/api/problem';
import {
  answers,
  done,
  idParam,
  inbox,
  inboxQuery,
  json,
  notification,
  pageShape,
  security,
} from '@/lib/api/shapes';
import { objectId } from '@/lib/id';
import { markRead, markUnread } from '@/lib/notifications/mark-read';
import { retractFrom } from '@/lib/notifications/retract';
import { unreadInput } from '@/lib/notifications/schema';
import { listNotifications } from '@/lib/notifications/store';
import { inboxToWire, notificationToWire } from '@/lib/notifications/wire';

const readBody = z.union(
  [
    z.strictObject({ ids: z.array(objectId).min(1).max(100) }),
    z.strictObject({ up_to: objectId }),
    z.strictObject({ all: z.literal(true) }),
  ],
  { error: 'errors.readInvalid' },
);

export function inboxRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'get',
      path: '/notifications',
      summary: 'Your notifications, newest first',
      middleware: [signedIn, limited('snapshot')] as const,
      security,
      request: { query: inboxQuery },
      responses: answers(200, pageShape(notification).extend({ inbox })),
    }),
    async (c) => {
      const page = await listNotifications(c.get('user').id, c.req.valid('query'));
      return c.json(
        {
          items: page.items.map(notificationToWire),
          next_cursor: page.nextCursor,
          inbox: inboxToWire(page.inbox),
        },
        200,
      );
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/notifications/read',
      summary: 'Mark as read, on every device',
      middleware: [signedIn, limited('markRead')] as const,
      security,
      request: json(readBody),
      responses: answers(200, z.object({ inbox })),
    }),
    async (c) => {
      const body = c.req.valid('json');
      const marked = await markRead(c.get('user').id, 'up_to' in body ? { upTo: body.up_to } : body);
      return marked.ok ? c.json({ inbox: inboxToWire(marked.value) }, 200) : refusalProblem(c, marked);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/notifications/unread',
      summary: 'Mark as unread again; with the revision of a bulk read, take that one back',
      middleware: [signedIn, limited('markRead')] as const,
      security,
      request: json(unreadInput),
      responses: answers(200, z.object({ inbox })),
    }),
    async (c) => {
      const marked = await markUnread(c.get('user').id, c.req.valid('json'));
      return marked.ok ? c.json({ inbox: inboxToWire(marked.value) }, 200) : refusalProblem(c, marked);
    },
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/notifications/{id}',
      summary: 'Delete one, on every device',
      middleware: [signedIn, limited('markRead')] as const,
      security,
      request: { params: idParam },
      responses: done,
    }),
    async (c) => {
      const count = await retractFrom(c.get('user').id, { _id: c.req.valid('param').id });
      return count > 0 ? c.body(null, 204) : (problem(c, 'errors.notFound') as never);
    },
  );
}
