import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiEnv, limited, signedIn } from '@/lib/api/caller';
import { problem, refusalProblem } from '@/lib/api/problem';
import {
  answers,
  comment,
  commentBody,
  commentsQuery,
  done,
  idParam,
  json,
  pageQuery,
  pageShape,
  security,
  post,
} from '@/lib/api/shapes';
import { deleteComment, editComment } from '@/lib/comments/change';
import { commentEdit } from '@/lib/comments/schema';
import { listChangedComments, listComments } from '@/lib/comments/read';
import { insertComment } from '@/lib/comments/store';
import { tellOfComment, tellOfDeletedPost } from '@/lib/comments/tell';
import { commentToWire } from '@/lib/comments/wire';
import { objectId } from '@/lib/id';
import { LIMITS } from '@/lib/limits';
import { deletePost } from '@/lib/posts/delete-post';
import { postInput } from '@/lib/posts/schema';
import { findPost, insertPost, listPosts, postExists, postTitles } from '@/lib/posts/store';
import { postToWire } from '@/lib/posts/wire';

const titlesQuery = z.strictObject({
  ids: z
    .string({ error: 'errors.idInvalid' })
    .transform((ids) => ids.split(','))
    .pipe(z.array(objectId).max(LIMITS.pageMax, 'errors.idsTooMany')),
});

export function boardRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/posts',
      summary: 'Write a post',
      middleware: [signedIn, limited('post')] as const,
      security,
      request: json(postInput),
      responses: answers(201, z.object({ post })),
    }),
    async (c) => c.json({ post: postToWire(await insertPost(c.req.valid('json'), c.get('user'))) }, 201),
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/posts',
      summary: 'The feed, newest activity first',
      request: { query: pageQuery },
      responses: answers(200, pageShape(post)),
    }),
    async (c) => {
      const page = await listPosts(c.req.valid('query'));
      return c.json({ items: page.items.map(postToWire), next_cursor: page.nextCursor }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/posts/titles',
      summary: 'The titles of those of these posts that are there',
      request: { query: titlesQuery },
      responses: answers(200, z.object({ items: z.array(post.pick({ id: true, title: true })) })),
    }),
    async (c) => {
      const titles = await postTitles(c.req.valid('query').ids);
      return c.json({ items: [...titles].map(([id, title]) => ({ id, title })) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/posts/{id}',
      summary: 'One post',
      request: { params: idParam },
      responses: answers(200, z.object({ post })),
    }),
    async (c) => {
      const found = await findPost(c.req.valid('param').id);
      return found ? c.json({ post: postToWire(found) }, 200) : (problem(c, 'errors.postGone') as never);
    },
  );

  api.openapi(
    createRoute({
      method: 'post',
      path: '/posts/{id}/comments',
      summary: 'Comment, or reply to a comment',
      middleware: [signedIn, limited('comment')] as const,
      security,
      request: { params: idParam, ...json(commentBody) },
      responses: answers(201, z.object({ comment })),
    }),
    async (c) => {
      const { body, parent_id, client_key } = c.req.valid('json');
      const input = {
        postId: c.req.valid('param').id,
        parentId: parent_id ?? null,
        body,
        clientKey: client_key,
      };
      const inserted = await insertComment(input, c.get('user'));
      if (!inserted.ok) return refusalProblem(c, inserted);
      // The answer is on its way before anybody is told.
      if (!inserted.isRepeat) setImmediate(() => tellOfComment(inserted.value, 'created', inserted.leased));
      return c.json({ comment: commentToWire(inserted.value) }, 201);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/posts/{id}/comments',
      summary: 'Comments of a post, oldest first; or what was written, edited or deleted since a time',
      request: { params: idParam, query: commentsQuery },
      responses: answers(200, pageShape(comment)),
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      if (!(await postExists(id))) return problem(c, 'errors.postGone') as never;
      const { changed_since, ...asked } = c.req.valid('query');
      const page = await (changed_since === undefined
        ? listComments(id, asked)
        : listChangedComments(id, new Date(changed_since), asked));
      return c.json({ items: page.items.map(commentToWire), next_cursor: page.nextCursor }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'patch',
      path: '/comments/{id}',
      summary: 'Edit your comment; only people named for the first time are notified',
      middleware: [signedIn, limited('edit')] as const,
      security,
      request: { params: idParam, ...json(commentEdit) },
      responses: answers(200, z.object({ comment })),
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const edited = await editComment(id, c.req.valid('json').body, c.get('user'));
      if (!edited.ok) return refusalProblem(c, edited);
      setImmediate(() => tellOfComment(edited.value, 'edited'));
      return c.json({ comment: commentToWire(edited.value) }, 200);
    },
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/comments/{id}',
      summary: 'Delete your comment and take back what was told of it',
      middleware: [signedIn, limited('edit')] as const,
      security,
      request: { params: idParam },
      responses: done,
    }),
    async (c) => {
      const deleted = await deleteComment(c.req.valid('param').id, c.get('user'));
      if (!deleted.ok) return refusalProblem(c, deleted);
      setImmediate(() => tellOfComment(deleted.value, 'deleted'));
      return c.body(null, 204);
    },
  );

  api.openapi(
    createRoute({
      method: 'delete',
      path: '/posts/{id}',
      summary: 'Delete your post with all that belongs to it',
      middleware: [signedIn, limited('edit')] as const,
      security,
      request: { params: idParam },
      responses: done,
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      const deleted = await deletePost(id, c.get('user').id);
      if (!deleted.ok) return refusalProblem(c, deleted);
      setImmediate(() => tellOfDeletedPost(id));
      return c.body(null, 204);
    },
  );
}
