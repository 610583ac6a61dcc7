import type { Page } from '@playwright/test';
import type { WireInbox, WireNotificationItem } from '@/lib/realtime/events';
import {
  expectBadge,
  fallAsleep,
  expectInbox,
  look,
  msUntil,
  openTab,
  shownToasts,
  toast,
  toastOf,
  watchTabs,
} from '@/tests/e2e/tab';
import { expect, live, type NewSomeone, test as base } from '@/tests/e2e/test';
import { newPerson, type Person } from '@/tests/support/person';
import { type Proxy, startProxy } from '@/tests/support/proxy';
import { freePort, startServer } from '@/tests/support/server';
import { TEST_SECRET } from '@/tests/support/session';

interface Network extends Proxy {
  /** The page's origin: the proxy's. */
  url: string;
  /** Past the proxy, for those whose network is fine. */
  direct: string;
  /** Stops the server and keeps its data. */
  stopServer(): Promise<void>;
  /** Starts it again where it was. */
  startServer(): Promise<void>;
}

const test = base.extend<object, { network: Network }>({
  network: [
    async ({}, use) => {
      const [port, serverPort] = [await freePort(), await freePort()];
      const url = `http://127.0.0.1:${port}`;
      const proxy = await startProxy(port, serverPort);
      const start = (dataDir?: string) =>
        startServer(
          'built',
          { AUTH_SECRET: TEST_SECRET, PUBLIC_URL: url, PORT: String(serverPort) },
          { dataDir },
        );
      let server = await start();
      await use({
        url,
        direct: `http://127.0.0.1:${serverPort}`,
        ...proxy,
        async stopServer() {
          await server.stop({ keepData: true });
        },
        async startServer() {
          server = await start(server.dataDir);
        },
      });
      console.log(`the proxy of this worker: ${JSON.stringify(proxy.counts)}`);
      await server.stop();
      await proxy.close();
    },
    { scope: 'worker' },
  ],
  url: async ({ network }, use) => use(network.url),
  // What the browser says of a connection that is lost or refused: the socket's, and the one that catching up with the
  // thread or the inbox happens to use, or the icon on which the number is drawn. For anything else there is no excuse.
  expectedNoise: async ({}, use) =>
    use([
      /^console: WebSocket connection to 'ws:\S+' failed/,
      /^(console|request): .*ws\/notifications\/\?\S+transport=polling/,
      /^(console|request): .*\/api\/v1\/(posts\/\w+\/comments|notifications)\?/,
      /^(console|request): .*\/api\/v1\/(posts\/\w+\/subscription|preferences)( |$)/,
      /^(console|request): .*\/icon\.svg/,
    ]),
});

test.afterEach(({ network }) => network.forward());

test('a connection that is cut comes back by itself, with what was written meanwhile', async ({
  someone,
  network,
}) => {
  const { minh, postId, tab } = await reader(someone, network);
  const noticed = await msUntil(tab, 'reconnecting', () => {
    network.refuse();
    network.cut();
  });
  for (const body of ['one', 'two', 'three']) await minh.comment(postId, body);
  const back = await msUntil(tab, 'live', () => network.forward());
  console.log(`cut: noticed after ${noticed} ms, live again ${back} ms after the network was back`);
  await expectInbox(tab, [/three/, /two/, /one/]);
  await expectBadge(3, tab);
  for (const body of ['one', 'two', 'three']) await expect(thread(tab, body)).toHaveCount(1);
});

test('ten cuts in a row while comments keep coming lose nothing and tell nothing twice', async ({
  someone,
  network,
}) => {
  const { lan, minh, postId, tab } = await reader(someone, network);
  let isDone = false;
  const writing = (async () => {
    let written = 0;
    for (; !isDone && written < 90; written++) {
      await minh.comment(postId, `no. ${written}`);
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return written;
  })();
  for (let cuts = 0; cuts < 10; cuts++) {
    await msUntil(tab, 'reconnecting', () => network.cut());
    await live(tab);
  }
  isDone = true;
  const written = await writing;
  await expect.poll(async () => (await inboxOf(lan, network)).unread_count).toBe(written);
  await expectBadge(written, tab);
  const { items } = await historyOf(lan, network);
  expect(items).toHaveLength(written);
  const newest = items.slice(0, 8).map(({ preview }) => new RegExp(`${preview}(?!\\d)`));
  await expectInbox(tab, newest, { andMore: true });
  await expect(tab.getByRole('article', { name: 'Minh' })).toHaveCount(written);
  const shown = (await shownToasts(tab)).filter((each) => each.startsWith('Minh'));
  expect(shown).toEqual([...new Set(shown)]);
  console.log(`ten cuts: ${written} comments, ${shown.length} of them with a toast of their own`);
});

test('a connection of which one direction has ended comes back', async ({ someone, network }) => {
  const { minh, postId, tab } = await reader(someone, network);
  for (const [told, direction] of (['browser', 'server'] as const).entries()) {
    const noticed = await msUntil(tab, 'reconnecting', () => network.halfClose(direction));
    await live(tab);
    console.log(`half-closed towards the ${direction}: noticed after ${noticed} ms`);
    await minh.comment(postId, `after ${direction}`);
    await expectBadge(told + 1, tab);
    await expect(thread(tab, `after ${direction}`)).toHaveCount(1);
  }
  await expectInbox(tab, [/after server/, /after browser/]);
  expect(await shownToasts(tab)).toEqual(['after browser', 'after server'].map(toastOf));
});

test('with 800 ms of delay both ways everything comes through, once', async ({ someone, network }) => {
  const { minh, postId, tab } = await reader(someone, network);
  network.delay(800);
  await msUntil(tab, 'reconnecting', () => network.cut());
  await live(tab);
  for (const body of ['one', 'two']) await minh.comment(postId, body);
  await tab.getByLabel('Comment', { exact: true }).fill('from far away');
  await tab.getByRole('button', { name: 'Comment', exact: true }).click();
  for (const body of ['one', 'two', 'from far away']) await expect(thread(tab, body)).toHaveCount(1);
  await expectInbox(tab, [/two/, /one/]);
  await expectBadge(2, tab);
  expect((await shownToasts(tab)).sort()).toEqual(['one', 'two'].map(toastOf));
});

test('a connection that swallows everything is noticed on wake, and replaced', async ({
  someone,
  network,
}) => {
  const { minh, postId, tab } = await reader(someone, network);
  await look(tab, 'hidden');
  network.blackhole();
  await minh.comment(postId, 'nobody hears');
  const noticed = await msUntil(tab, 'reconnecting', () => look(tab, 'visible'));
  const back = await msUntil(tab, 'live', () => network.forward());
  console.log(`swallowed: noticed ${noticed} ms after waking, live ${back} ms after the network was back`);
  // Sooner than its heartbeat would notice.
  expect(noticed).toBeLessThan(10_000);
  await expect(toast(tab, /nobody hears/)).toBeVisible();
  await expectBadge(1, tab);
});

test('a connection that swallows everything is noticed by its heartbeat', async ({ someone, network }) => {
  const { minh, postId, tab } = await reader(someone, network);
  // By then no question is open any more: silence is all there is to notice.
  await minh.comment(postId, 'all is well');
  await expect(toast(tab, /all is well/)).toBeVisible();
  const noticed = await msUntil(tab, 'reconnecting', () => network.blackhole());
  await minh.comment(postId, 'nobody hears');
  const back = await msUntil(tab, 'live', () => network.forward());
  console.log(
    `swallowed: noticed after ${noticed} ms of heartbeat, live ${back} ms after the network was back`,
  );
  await expectInbox(tab, [/nobody hears/, /all is well/]);
  await expectBadge(2, tab);
});

test('a server that stops and starts again: the text stays, the page comes back, and it can be sent', async ({
  someone,
  network,
}) => {
  const { lan, minh, postId, tab } = await reader(someone, network);
  const field = tab.getByLabel('Comment', { exact: true });
  await field.fill('written before');
  let stopped: Promise<void> | undefined;
  const noticed = await msUntil(tab, 'reconnecting', () => {
    stopped = network.stopServer();
  });
  await stopped;
  await expect(field).toHaveValue('written before');
  await network.startServer();
  const back = await msUntil(tab, 'live', () => undefined);
  console.log(`restart: noticed after ${noticed} ms, live again ${back} ms after the server was ready`);
  await tab.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(tab.getByRole('article', { name: lan.user.display_name })).toContainText('written before');
  await expect(field).toHaveValue('');
  await minh.comment(postId, 'welcome back');
  await expect(toast(tab, /welcome back/)).toBeVisible();
});

test('a laptop that slept wakes up to one summary and a right inbox', async ({ someone, network }) => {
  const { lan, minh, postId, tab } = await reader(someone, network);
  await look(tab, 'hidden');
  const wakeUp = await fallAsleep(tab);
  network.refuse();
  network.cut();
  for (const body of ['one', 'two', 'three']) await minh.comment(postId, body);
  await expect.poll(async () => (await inboxOf(lan, network)).unread_count).toBe(3);
  network.forward();
  await wakeUp();
  await look(tab, 'visible');
  await expect(toast(tab, '3 while you were away')).toBeVisible();
  await expectInbox(tab, [/three/, /two/, /one/]);
  await expectBadge(3, tab);
  await minh.comment(postId, 'good morning');
  await expect(toast(tab, /good morning/)).toBeVisible();
  expect(await shownToasts(tab)).toEqual(['3 while you were away: See all', toastOf('good morning')]);
});

/**
 * Somebody who has a post of theirs open behind the proxy, and another person who does not need it. The post is so long
 * that its thread is out of view: what is looked at needs no toast, and is read at once.
 */
async function reader(someone: NewSomeone, { direct }: Network) {
  const [lan, minh] = await Promise.all([someone('Lan'), newPerson(direct, 'Minh')]);
  const postId = await lan.post('A long story', 'Once upon a time.\n'.repeat(100));
  await watchTabs(lan.context);
  const tab = await openTab(lan, `/posts/${postId}`);
  await lan.page.close();
  return { lan, minh, postId, tab };
}

function thread(tab: Page, body: string) {
  return tab.getByRole('article').filter({ hasText: body });
}

/** What the server has, asked past the network. */
async function historyOf({ token, user }: Person, { direct }: Network) {
  const answer = await fetch(`${direct}/api/v1/notifications?limit=100`, {
    headers: { authorization: `Bearer ${token}` },
  });
  if (!answer.ok) throw new Error(`the history of ${user.name}: ${answer.status}`);
  return (await answer.json()) as { items: WireNotificationItem[]; inbox: WireInbox };
}

async function inboxOf(person: Person, network: Network): Promise<WireInbox> {
  return (await historyOf(person, network)).inbox;
}
