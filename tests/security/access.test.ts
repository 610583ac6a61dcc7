import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { DOORS } from '@/tests/security/access';
import type { Answer, Caller, Door, Things } from '@/tests/security/support/doors';
import { actionsOfBuild } from '@/tests/support/action-caller';
import { call, newPerson, type Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

let server: TestServer;
/** Comments on everything, so that there is something to be told of. */
let writer: Person;
/** Whom the others block. */
let unloved: Person;
let people: [Person, Person];

beforeAll(async () => {
  server = await startServer('built', { AUTH_SECRET: TEST_SECRET });
  [writer, unloved] = await twoPeople();
  people = await twoPeople();
});
afterAll(async () => {
  expect(await server.stop()).toBe(0);
});

const REFUSED: Answer[] = ['sign in first', 'not yours'];

for (const door of DOORS) {
  test(`${door.kind} ${door.name} is for ${door.who}`, async () => {
    const [owner, other] = door.isLast ? await twoPeople() : people;
    const things = await thingsOf(owner);
    const nobody: Caller = { url: server.url, person: null, cookie: '' };
    const before = isOfOneself(door) && (await belongings(owner, things));

    const asNobody = await door.open(nobody, things);
    const asOther = await door.open(await callerOf(other), things);
    if (door.who === 'anybody') expect([asNobody, asOther]).toEqual(['done', 'done']);
    else expect(asNobody).toBe('sign in first');
    if (door.who === 'signed in') expect(asOther).toBe('done');
    if (door.who === 'its author') expect(REFUSED).toContain(asOther);
    if (isOfOneself(door)) expect(await belongings(owner, things)).toEqual(before);

    expect(await door.open(await callerOf(owner), things)).toBe('done');
  });
}

test('every route, action, event and page of the build is in the table, and in the documentation', async () => {
  const { paths } = await call<{ paths: Record<string, object> }>(server.url, 'GET', '/openapi.json');
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const contract = readFileSync('lib/realtime/events.ts', 'utf8').split('interface ClientToServerEvents')[1];
  const events = [...(contract?.split('\n}')[0] ?? '').matchAll(/^ {2}'(\S+)':/gm)].map(([, name]) => name);
  const pages = Object.entries(
    JSON.parse(readFileSync('.next/app-path-routes-manifest.json', 'utf8')) as Record<string, string>,
  ).filter(
    ([file, address]) => (file.endsWith('/page') || address === '/offline') && !address.startsWith('/_'),
  );

  const named = (kind: Door['kind']) => DOORS.filter((door) => door.kind === kind).map(({ name }) => name);
  expect(named('REST').sort()).toEqual(routes.sort());
  expect(named('action').sort()).toEqual([...actionsOfBuild().keys()].sort());
  expect(named('event').sort()).toEqual(events.sort());
  expect(named('page').sort()).toEqual(pages.map(([, address]) => address).sort());

  const documented =
    readFileSync('docs/security.md', 'utf8').match(/^\| (REST|action|event|page) .*$/gm) ?? [];
  const cells = documented.map((line) =>
    line
      .split('|')
      .map((cell) => cell.trim().replaceAll('`', ''))
      .join('|'),
  );
  expect(cells).toEqual(DOORS.map(({ kind, name, who }) => `|${kind}|${name}|${who}|`));
});

async function twoPeople(): Promise<[Person, Person]> {
  return [await newPerson(server.url, 'Lan'), await newPerson(server.url, 'Minh')];
}

/** Whether another person's call could only ever reach their own things. */
function isOfOneself({ who }: Door): boolean {
  return who === 'oneself' || who === 'its author';
}

async function callerOf(person: Person): Promise<Caller> {
  const { name, value } = await sessionCookie(server.url, person.user.id);
  return { url: server.url, person, cookie: `${name}=${value}` };
}

async function thingsOf(owner: Person): Promise<Things> {
  const postId = await owner.post();
  const { id: commentId } = await owner.comment(postId, 'mine');
  const { id: heardOf } = await writer.comment(postId, 'for you');
  const notificationId = await vi.waitFor(
    async () => {
      const { items } = await owner.call<{ items: { notification_id: string; comment_id: string }[] }>(
        'GET',
        '/notifications',
      );
      const arrived = items.find(({ comment_id }) => comment_id === heardOf);
      if (!arrived) throw new Error('not there yet');
      return arrived.notification_id;
    },
    { timeout: 10_000, interval: 10 },
  );
  return { postId, commentId, notificationId, unlovedId: unloved.user.id };
}

/** Those of these things that are somebody's own, and their wishes, as they see them. */
async function belongings(owner: Person, { postId, commentId, notificationId }: Things): Promise<unknown> {
  const [inbox, preferences, subscription, { post }, comments] = await Promise.all([
    owner.call<{ items: { notification_id: string }[] }>('GET', '/notifications'),
    owner.call('GET', '/preferences'),
    owner.call('GET', `/posts/${postId}/subscription`),
    owner.call<{ post: { title: string; body: string } }>('GET', `/posts/${postId}`),
    owner.call<{ items: { id: string }[] }>('GET', `/posts/${postId}/comments`),
  ]);
  return {
    preferences,
    subscription,
    // Not the count of its comments, which follows a moment later.
    post: [post.title, post.body],
    comment: comments.items.find(({ id }) => id === commentId),
    notification: inbox.items.find(({ notification_id }) => notification_id === notificationId),
  };
}
