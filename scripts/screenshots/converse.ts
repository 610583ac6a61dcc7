import { expect } from '@playwright/test';
import type { WireComment } from '@/lib/realtime/events';
import { CONVERSATIONS } from '@/scripts/screenshots/conversations';
import { type Name, TIMES } from '@/scripts/screenshots/scene';
import type { Person } from '@/tests/support/person';
import type { TestServer } from '@/tests/support/server';

/** Writes everything in the order of time. @returns the ids of the posts, by title */
export async function converse(
  server: TestServer,
  people: Record<Name, Person>,
): Promise<Map<string, string>> {
  const posts = new Map<string, string>();
  const comments = new Map<string, string>();
  const { items } = await people.lan.call<{ items: { id: string; title: string }[] }>('GET', '/posts');
  for (const { id, title } of items) {
    posts.set(title, id);
    const page = await people.lan.call<{ items: WireComment[] }>('GET', `/posts/${id}/comments`);
    for (const comment of page.items) comments.set(comment.body, comment.id);
  }
  const written = CONVERSATIONS.flatMap(({ title, post, comments: replies }) => [
    ...(post
      ? [{ ...post, write: async () => posts.set(title, await people[post.by].post(title, post.body)) }]
      : []),
    ...replies.map(({ at, by, says, to }) => ({
      at,
      write: async () => {
        const parentId = to && found(comments, to);
        comments.set(says, (await people[by].comment(found(posts, title), says, parentId)).id);
      },
    })),
  ]);
  for (const { at, write } of written.sort((a, b) => a.at.localeCompare(b.at))) {
    // A lease that time jumps over is lost, so what was said before is delivered first.
    await delivered(server.url, comments.size);
    await server.ask(at);
    await write();
  }
  await delivered(server.url, comments.size);
  await server.ask(TIMES.now);
  return posts;
}

/** Waits until so many comments have reached everybody. */
async function delivered(url: string, count: number): Promise<void> {
  const total = async () => {
    const text = await (await fetch(`${url}/metrics`)).text();
    return Number(/^tingting_outbox_delivered_total (\d+)/m.exec(text)?.[1]);
  };
  await expect.poll(total, { intervals: [20] }).toBe(count);
}

/** Of what has such a beginning: a text need not be repeated to be pointed at. */
export function found(ids: Map<string, string>, beginning: string): string {
  const [, id] = [...ids].find(([text]) => text.startsWith(beginning)) ?? [];
  if (!id) throw new Error(`nobody has written "${beginning}"`);
  return id;
}
