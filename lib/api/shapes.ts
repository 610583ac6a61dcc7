import { z } from '@hono/zod-openapi';
import { commentInput } from '@/lib/comments/schema';
import { objectId } from '@/lib/id';
import { inboxFilter, notificationType } from '@/lib/notifications/schema';
import { pageInput } from '@/lib/page-input';

const id = z.string().openapi({ example: '65f0c0ffee65f0c0ffee65f0' });
const time = z.string().openapi({ format: 'date-time' });

export const user = z
  .object({ id, name: z.string(), display_name: z.string(), avatar: z.string().nullable() })
  .openapi('User');

export const post = z
  .object({
    id,
    author: user,
    title: z.string(),
    body: z.string(),
    comment_count: z.number(),
    created_at: time,
  })
  .openapi('Post');

export const comment = z
  .object({
    id,
    post_id: id,
    parent_id: id.nullable(),
    author: user,
    body: z.string(),
    created_at: time,
    edited_at: time.nullable(),
    deleted_at: time.nullable(),
  })
  .openapi('Comment');

export const notification = z
  .object({
    notification_id: id,
    type: notificationType,
    sender: z.object({ id, display_name: z.string(), avatar: z.string().nullable() }),
    post_id: id,
    comment_id: id,
    preview: z.string(),
    created_at: time,
    read_at: time.nullable(),
  })
  .openapi('Notification');

export const inbox = z.object({ revision: z.number(), unread_count: z.number() }).openapi('Inbox');

export const preferences = z
  .object({
    version: z.number(),
    kinds: z.object({ NEW_COMMENT: z.boolean(), NEW_REPLY: z.boolean(), NEW_MENTION: z.boolean() }),
    toasts: z.boolean(),
    sound: z.boolean(),
    quiet_hours: z.object({ from: z.string(), to: z.string(), time_zone: z.string() }).nullable(),
    preview: z.enum(['all', 'sender', 'nothing']),
    blocked: z.array(id),
  })
  .openapi('Preferences');

export const subscription = z
  .object({ post_id: id, level: z.enum(['following', 'normal', 'muted']) })
  .openapi('Subscription');

export const token = z.object({ token: z.string(), expires_at: time });

export const problemShape = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    code: z.string(),
    errors: z.array(z.object({ field: z.string(), detail: z.string() })).optional(),
  })
  .openapi('Problem');

export const idParam = z.object({ id: objectId });
export const pageQuery = z.strictObject(pageInput);
export const commentsQuery = z.strictObject({
  ...pageInput,
  changed_since: z.coerce
    .number({ error: 'errors.sinceInvalid' })
    .int('errors.sinceInvalid')
    .min(0, 'errors.sinceInvalid')
    .max(8.64e15, 'errors.sinceInvalid')
    .optional(),
});
export const inboxQuery = z.strictObject({
  ...pageInput,
  filter: inboxFilter,
  type: notificationType.optional(),
});

/** Requests in the wire's snake_case; the rules are those of the forms. */
export const commentBody = z.strictObject({
  body: commentInput.shape.body,
  parent_id: objectId.nullish(),
  client_key: commentInput.shape.clientKey,
});

export const pageShape = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next_cursor: z.string().nullable() });

const problems = {
  description: 'Problem',
  content: { 'application/problem+json': { schema: problemShape } },
};

/** An answer without a body, or a problem. */
export const done = { 204: { description: 'Done' }, default: problems } as {
  204: { description: string };
};

/** A JSON answer and the problems that every call may end in. */
export const answers = <S extends number, T extends z.ZodType>(status: S, schema: T) =>
  ({
    [status]: { description: 'Done', content: { 'application/json': { schema } } },
    default: problems,
  }) as Record<S, { description: string; content: { 'application/json': { schema: T } } }>;

export const json = <T extends z.ZodType>(schema: T) => ({
  body: { required: true, content: { 'application/json': { schema } } },
});

/** The session cookie or a bearer token. */
export const security: Record<string, string[]>[] = [{ session: [] }, { bearer: [] }];
