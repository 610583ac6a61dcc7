import { createClient } from '@redis/client';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import type { WireCommentChange } from '@/lib/realtime/events';
import { Follower } from '@/tests/support/follower';
import { type Cluster, startCluster } from '@/tests/support/nodes';
import { Device, newPerson, Person, refusalOf } from '@/tests/support/person';
import { hasRedis } from '@/tests/support/redis';

const isThere = hasRedis();
if (!isThere) console.log('skipped: there is no redis-server here, and it could not be installed');

const MOST_SOCKETS = 4;

/** For whatever comes in milliseconds on a machine that has nothing else to do. */
const waitFor = <T>(check: () => T | Promise<T>) => vi.waitFor(check, { timeout: 20_000, interval: 20 });

let cluster: Cluster;
let first: string;
let second: string;

const at = (url: string, { token, user }: Person) => new Person(url, token, user);

async function device(url: string, { token }: Person): Promise<Device> {
  const opened = await Device.open(url, { auth: { token } });
  onTestFinished(() => opened.close());
  return opened;
}

// Without a Redis there are no two nodes; the reason is printed above.
describe.skipIf(!isThere)('two nodes', () => {
  beforeAll(async () => {
    cluster = await startCluster({ SOCKETS_PER_USER: String(MOST_SOCKETS), LOG_LEVEL: 'warn' });
    [first, second] = [cluster.nodes[0].url, cluster.nodes[1].url];
  });
  afterAll(() => cluster.stop());

  test('tell each other’s people of comments and replies, both ways and once', async () => {
    const [owner, writer] = [await newPerson(first), await newPerson(second)];
    const postId = await owner.post();
    const ownersThere = await device(second, owner);
    const ownersHere = await device(first, owner);
    const writersThere = await device(first, writer);

    const comment = await writer.comment(postId, 'from the second node');
    await owner.comment(postId, 'and back from the first', comment.id);
    for (const each of [ownersHere, ownersThere, writersThere]) {
      await waitFor(() => expect(each.notifications).toHaveLength(1));
    }
    expect(ownersHere.notifications[0]?.type).toBe('NEW_COMMENT');
    expect(writersThere.notifications[0]?.type).toBe('NEW_REPLY');
    // Whatever else was on its way has come before the answer to this.
    await owner.call('POST', '/notifications/read', { all: true });
    for (const each of [ownersHere, ownersThere]) {
      await waitFor(() => expect(each.inboxes.at(-1)).toMatchObject({ unread_count: 0, read: 'all' }));
      expect(each.notifications).toHaveLength(1);
    }
  });

  test('show a post that is open on one what was written on the other', async () => {
    const [owner, reader] = [await newPerson(first), await newPerson(second)];
    const postId = await owner.post();
    const { socket } = await device(second, reader);
    const changes: WireCommentChange[] = [];
    socket.on('comment', (change) => changes.push(change));
    expect(await socket.emitWithAck('post:watch', postId)).toEqual({ ok: true });
    const { id } = await owner.comment(postId, 'seen there');
    await waitFor(() => expect(changes.map(({ comment }) => comment.id)).toEqual([id]));
  });

  test('sign out on one ends sockets and tokens on the other, at once', async () => {
    const person = await newPerson(first);
    const { socket } = await device(second, person);
    const there = at(second, person);
    await there.unreadCount();
    const from = performance.now();
    await person.call('POST', '/auth/sign-out-everywhere');
    await waitFor(() => expect(socket.connected).toBe(false));
    await vi.waitFor(() => expect(there.unreadCount()).rejects.toThrow('401'), {
      interval: 5,
      timeout: 1_000,
    });
    console.log(`signed out on the other node after ${Math.round(performance.now() - from)} ms`);
  });

  test('go by what was muted or deleted on the other, at once', async () => {
    const [owner, follower, writer] = [
      await newPerson(first),
      await newPerson(second),
      await newPerson(second),
    ];
    const postId = await owner.post();
    await follower.call('PUT', `/posts/${postId}/subscription`, { level: 'following' });
    const heard = (await device(second, follower)).notifications;
    await writer.comment(postId, 'who hears is known on the second now');
    const from = performance.now();
    await owner.call('PATCH', '/preferences', { kinds: { NEW_COMMENT: false } });
    await vi.waitFor(
      async () => {
        const { id } = await writer.comment(postId, 'for the follower alone');
        // Both are told together.
        await waitFor(() => expect(heard.map(({ data }) => data.comment_id)).toContain(id));
        const { items } = await owner.call<{ items: { comment_id: string }[] }>('GET', '/notifications');
        expect(items.map((item) => item.comment_id)).not.toContain(id);
      },
      { interval: 5, timeout: 1_500 },
    );
    console.log(`muted on the other node after ${Math.round(performance.now() - from)} ms`);
    await owner.call('DELETE', `/posts/${postId}`);
    await vi.waitFor(() => expect(writer.comment(postId, 'too late')).rejects.toThrow('404'), {
      interval: 5,
      timeout: 1_500,
    });
  });

  test('count a person’s sockets together, and not those of a node that died', async () => {
    const person = await newPerson(first);
    const open = () => Promise.all([first, first, second, second].map((url) => device(url, person)));
    const [leaving] = await open();
    const full = (url: string) => refusalOf(url, { auth: { token: person.token } });
    expect([await full(first), await full(second)]).toEqual(['too_many_connections', 'too_many_connections']);
    leaving?.close();
    await waitFor(() => device(second, person));
    expect(await full(first)).toBe('too_many_connections');

    const redis = await createClient({ url: cluster.redis.url }).connect();
    onTestFinished(() => redis.destroy());
    // What a node that is alive writes again every few seconds.
    for (const key of await redis.keys('tingting:node:*')) await redis.del(key);
    await device(first, person);
    await waitFor(async () => expect(await redis.keys('tingting:node:*')).toHaveLength(2));
    // It was forgotten that the second node has three of them; by then it has written so again.
    await waitFor(async () => expect(await full(first)).toBe('too_many_connections'));
  });

  test('a socket that comes back to the other node gets what it missed, once and in order', async () => {
    const [owner, writer] = [await newPerson(first), await newPerson(first)];
    const postId = await owner.post();
    const before = await device(first, owner);
    const changes: string[] = [];
    before.socket.on('comment', ({ comment }) => changes.push(comment.body));
    await before.socket.emitWithAck('post:watch', postId);
    await writer.comment(postId, 'one');
    await waitFor(() => expect(before.notifications).toHaveLength(1));

    await cutOff(before);
    for (const body of ['two', 'three']) await writer.comment(postId, body);
    await waitFor(async () => expect(await owner.unreadCount()).toBe(3));
    await comeBack(before, second);
    expect(before.socket.recovered).toBe(true);
    await waitFor(() => expect(changes).toEqual(['one', 'two', 'three']));
    await waitFor(() =>
      expect(before.notifications.map(({ data }) => data.preview)).toEqual(['one', 'two', 'three']),
    );
    // It watches the post as before, without having asked again.
    await writer.comment(postId, 'four');
    await waitFor(() => expect(changes).toEqual(['one', 'two', 'three', 'four']));
    expect(before.notifications.length).toBeLessThanOrEqual(4);
  });

  test('what was missed is given to nobody else, and not to a session that is over', async () => {
    const [owner, writer, thief] = [await newPerson(first), await newPerson(first), await newPerson(first)];
    const postId = await owner.post();
    const before = await device(first, owner);
    await writer.comment(postId, 'one');
    await waitFor(() => expect(before.notifications).toHaveLength(1));
    await cutOff(before);
    await writer.comment(postId, 'two');
    await waitFor(async () => expect(await owner.unreadCount()).toBe(2));
    before.socket.auth = { token: thief.token };
    await comeBack(before, second);
    expect((await before.socket.emitWithAck('inbox:sync')) as object).toMatchObject({ items: [] });
    expect(before.notifications).toHaveLength(1);
    await writer.comment(postId, 'three');
    await waitFor(async () => expect(await owner.unreadCount()).toBe(3));
    expect(before.notifications).toHaveLength(1);
  });

  test('each keeps its people told while Redis hangs and is gone; afterwards nobody has missed anything', async () => {
    const [owner, writer, leaving] = [await newPerson(first), await newPerson(first), await newPerson(first)];
    const postId = await owner.post();
    const [here, there] = [first, second].map((url) => new Follower(owner, { url }));
    if (!here || !there) throw new Error('two devices');
    onTestFinished(() => [here, there].forEach((each) => each.close()));
    for (const each of [here, there]) await each.live();
    const { socket: left } = await device(second, leaving);
    const toldHere = async (how: string) => {
      const from = performance.now();
      const { id } = await writer.comment(postId, `while Redis ${how}`);
      await waitFor(() => expect(here.view.items.map(({ commentId }) => commentId)).toContain(id));
      console.log(`told on the same node while Redis ${how}: ${Math.round(performance.now() - from)} ms`);
    };

    process.kill(cluster.redis.pid, 'SIGSTOP');
    await toldHere('hangs');
    await cluster.redis.kill();
    await toldHere('is gone');
    await leaving.call('POST', '/auth/sign-out-everywhere');
    expect(there.told.size).toBe(0);
    await cluster.redis.start();

    await waitFor(() => expect(there.view).toMatchObject({ unreadCount: 2, items: { length: 2 } }));
    await waitFor(() => expect(left.connected).toBe(false));
    await writer.comment(postId, 'together again');
    await waitFor(() => expect(there.told.size).toBe(1));
    expect([...here.told.values()]).toEqual([1, 1, 1]);
  });
});

/** As a network that goes away does. */
async function cutOff({ socket }: Device): Promise<void> {
  const gone = new Promise((resolve) => socket.once('disconnect', resolve));
  socket.io.engine.close();
  await gone;
}

async function comeBack({ socket }: Device, url: string): Promise<void> {
  Object.assign(socket.io, { uri: url });
  const back = new Promise((resolve, reject) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('connect_error', reject);
  });
  socket.connect();
  await back;
}
