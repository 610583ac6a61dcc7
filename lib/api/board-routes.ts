import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { type ApiEnv, signedIn } from '@/lib/api/caller';
import { problem } from '@/lib/api/problem';
import {
  answers,
  comment,
  commentBody,
  idParam,
  json,
  pageQuery,
  pageShape,
  security,
  post,
} from '@/lib/api/shapes';
import { insertComment, listComments } from '@/lib/comments/store';
import { tellOfComment } from '@/lib/comments/tell';
import { commentToWire } from '@/lib/comments/wire';
import { postInput } from '@/lib/posts/schema';
import { findPost, insertPost, listPosts, postExists } from '@/lib/posts/store';
import { postToWire } from '@/lib/posts/wire';

export function boardRoutes(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(
    createRoute({
      method: 'post',
      path: '/posts',
      summary: 'Write a post',
      middleware: [signedIn] as const,
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
      middleware: [signedIn] as const,
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
      if (!inserted.ok) return problem(c, inserted.code) as never;
      // The answer is on its way before anybody is told.
      setImmediate(() => tellOfComment(inserted.value));
      return c.json({ comment: commentToWire(inserted.value) }, 201);
    },
  );

  api.openapi(
    createRoute({
      method: 'get',
      path: '/posts/{id}/comments',
      summary: 'Comments of a post, oldest first',
      request: { params: idParam, query: pageQuery },
      responses: answers(200, pageShape(comment)),
    }),
    async (c) => {
      const { id } = c.req.valid('param');
      if (!(await postExists(id))) return problem(c, 'errors.postGone') as never;
      const page = await listComments(id, c.req.valid('query'));
      return c.json({ items: page.items.map(commentToWire), next_cursor: page.nextCursor }, 200);
    },
  );
}
