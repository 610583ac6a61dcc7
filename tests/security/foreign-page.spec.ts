import type { Page } from '@playwright/test';
import { SOCKET_PATH } from '@/lib/realtime/events';
import { expectBadge } from '@/tests/e2e/tab';
import { expect, type NewSomeone, openHome, test as base } from '@/tests/e2e/test';
import { type Neighbour, startNeighbour } from '@/tests/security/support/neighbour';
import { actionsOfBuild } from '@/tests/support/action-caller';
import { newPerson } from '@/tests/support/person';

const test = base.extend<{ neighbour: Neighbour }>({
  neighbour: async ({}, use) => {
    const neighbour = await startNeighbour();
    await use(neighbour);
    await neighbour.close();
  },
  // What is refused there is complained of there.
  expectedNoise: async ({}, use) =>
    use([/403|CORS|Failed to fetch|ERR_FAILED|ERR_BLOCKED|frame-ancestors|refused to connect|WebSocket/]),
});

/** Lan is signed in, and has opened a page of another origin in the same browser. */
async function lureLan(someone: NewSomeone, neighbour: Neighbour) {
  const lan = await someone('Lan');
  const lure = await lan.context.newPage();
  await lure.goto(neighbour.url);
  // The cookie does go along: only the server can tell the two pages apart.
  const sent = await lan.context.cookies(neighbour.url);
  expect(sent.map(({ name }) => name)).toContain('next-auth.session-token');
  return { lan, lure };
}

/** Speaks Engine.IO by hand, as no client of ours would. @returns all that the server said before it hung up */
function overhear(page: Page, address: string): Promise<string[]> {
  return page.evaluate(
    (url) =>
      new Promise<string[]>((resolve) => {
        const said: string[] = [];
        const socket = new WebSocket(url);
        socket.onmessage = ({ data }) => {
          said.push(String(data));
          if (String(data).startsWith('0')) socket.send('40');
        };
        socket.onclose = () => resolve(said);
      }),
    address,
  );
}

test('a foreign page’s socket hears nothing, though the cookie goes along', async ({
  someone,
  neighbour,
  url,
}) => {
  const { lan, lure } = await lureLan(someone, neighbour);
  const socket = `${url.replace('http', 'ws')}${SOCKET_PATH}/?EIO=4&transport=websocket`;
  const listening = overhear(lure, socket);
  const minh = await newPerson(url, 'Minh');
  await minh.comment(await lan.post(), 'for Lan alone');
  await expectBadge(1, lan.page);
  const said = await listening;
  expect(said.filter((each) => each.startsWith('4'))).toEqual([
    '44{"message":"forbidden_origin","data":{"code":"forbidden_origin"}}',
  ]);

  const polled = await lure.evaluate(async (address) => {
    const answer = await fetch(address, { credentials: 'include' }).catch((error: Error) => error.name);
    return typeof answer === 'string' ? answer : answer.text();
  }, `${url}${SOCKET_PATH}/?EIO=4&transport=polling`);
  expect(polled).toBe('TypeError');
});

test('a foreign page’s requests change nothing and read nothing', async ({ someone, neighbour, url }) => {
  const { lan, lure } = await lureLan(someone, neighbour);
  const tried = await lure.evaluate(async (address) => {
    const json = JSON.stringify({ title: 'forged', body: 'forged' });
    const said = (path: string, init: RequestInit) =>
      fetch(address + path, { credentials: 'include', ...init }).then(
        (answer) => answer.type,
        (error: Error) => error.name,
      );
    return [
      await said('/api/v1/posts', { method: 'POST', body: json, mode: 'no-cors' }),
      await said('/api/v1/posts', {
        method: 'POST',
        body: json,
        headers: { 'content-type': 'application/json' },
      }),
      await said('/api/v1/notifications', {}),
      await said('/api/v1/notifications', { mode: 'no-cors' }),
      await said('/api/auth/signout', { method: 'POST', body: new URLSearchParams(), mode: 'no-cors' }),
    ];
  }, url);
  // Also what was sent blindly: an answer of ours is for pages of ours alone (CORP).
  expect(tried).toEqual(Array.from(tried, () => 'TypeError'));
  await expectUntouched(lan.page);
});

test('a foreign page’s forms get nowhere, and it cannot frame a page of ours', async ({
  someone,
  neighbour,
  url,
}) => {
  const { lan, lure } = await lureLan(someone, neighbour);
  const actions = actionsOfBuild();
  for (const [name, fields] of [
    ['signOut', {}],
    ['chooseLocale', { locale: 'vi' }],
    ['signInAsDemo', { name: 'minh' }],
  ] as const) {
    await lure.goto(neighbour.url);
    const answered = lure.waitForResponse((response) => response.request().method() === 'POST');
    await lure.evaluate(
      ([action, id, values]) => {
        const form = Object.assign(document.createElement('form'), {
          action,
          method: 'post',
          enctype: 'multipart/form-data',
        });
        for (const [field, value] of [[`$ACTION_ID_${id}`, ''], ...Object.entries(values)] as [
          string,
          string,
        ][]) {
          form.append(Object.assign(document.createElement('input'), { name: field, value }));
        }
        document.body.append(form);
        form.submit();
      },
      [`${url}/`, actions.get(name)?.id ?? '', fields as Record<string, string>] as const,
    );
    expect((await answered).status(), name).toBe(403);
    await expect(lure.getByText('A page of another site may not do this here.')).toBeVisible();
  }
  await lure.goto(neighbour.url);
  await lure.evaluate(
    (src) => document.body.append(Object.assign(document.createElement('iframe'), { src })),
    `${url}/account`,
  );
  const frame = await lure.locator('iframe').elementHandle();
  const inside = await frame?.contentFrame();
  await expect.poll(() => inside?.url()).toContain('chrome-error:');
  await expectUntouched(lan.page);
});

/** Lan is still Lan, reads English, and nobody has written for her. */
async function expectUntouched(page: Page): Promise<void> {
  await openHome(page);
  await expect(page.getByRole('button', { name: 'Account menu' })).toBeVisible();
  await expect(page.getByText('forged')).toHaveCount(0);
}
