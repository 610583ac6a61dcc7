import type { Page } from '@playwright/test';
import { expect, live, type NewSomeone, type Someone, test } from '@/tests/e2e/test';
import {
  expectBadge,
  fallAsleep,
  expectInbox,
  look,
  openTab,
  shownToasts,
  toast,
  toastOf,
  watchTabs,
} from '@/tests/e2e/tab';
import { newPerson, type Person } from '@/tests/support/person';

/** A person with two tabs of one browser, and somebody who writes to them. */
async function twoTabs(
  someone: NewSomeone,
  { path = '', without }: { path?: string } & Parameters<typeof watchTabs>[1] = {},
) {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await watchTabs(lan.context, { without });
  const tabs = [await openTab(lan, path), await openTab(lan, path)] as const;
  return { lan, minh, postId, tabs };
}

/**
 * Comments one after another. Each waits for the toast of the one before it, so that all tabs have made up their
 * minds about all but the last.
 */
async function hearsEachOnce(tabs: readonly Page[], minh: Person, postId: string): Promise<void> {
  const comments = ['one', 'two', 'three', 'four'];
  for (const [before, body] of comments.entries()) {
    await minh.comment(postId, body);
    await expectBadge(before + 1, ...tabs);
    await expect.poll(() => shownToasts(...tabs)).toContain(toastOf(body));
  }
  const decided = (await shownToasts(...tabs)).filter((each) => each !== toastOf('four'));
  expect(decided.sort()).toEqual(['one', 'three', 'two'].map(toastOf));
}

test('of two tabs that are both looked at one shows the toast, and both count it', async ({ someone }) => {
  const { minh, postId, tabs } = await twoTabs(someone);
  await hearsEachOnce(tabs, minh, postId);
});

test('a tab that is looked at shows the toast before one that is hidden, every time', async ({ someone }) => {
  const { minh, postId, tabs } = await twoTabs(someone);
  const [seen, hidden] = tabs;
  await look(hidden, 'hidden');
  await hearsEachOnce(tabs, minh, postId);
  expect(await shownToasts(hidden)).toEqual([]);
  await look(seen, 'hidden');
  await look(hidden, 'visible');
  await minh.comment(postId, 'five');
  await expect(toast(hidden, /Minh commented five/)).toBeVisible();
});

test('of tabs that are all hidden one shows the toast', async ({ someone }) => {
  const { minh, postId, tabs } = await twoTabs(someone);
  for (const tab of tabs) await look(tab, 'hidden');
  await hearsEachOnce(tabs, minh, postId);
});

test('what one tab has shown another that was asleep does not show again, even when the first is closed', async ({
  someone,
}) => {
  const { minh, postId, tabs } = await twoTabs(someone);
  const [awake, asleep] = tabs;
  const wakeUp = await fallAsleep(asleep);
  await minh.comment(postId, 'one');
  await expect(toast(awake, /Minh commented one/)).toBeVisible();
  await awake.close();
  await wakeUp();
  await expectBadge(1, asleep);
  await minh.comment(postId, 'two');
  await expect(toast(asleep, /Minh commented two/)).toBeVisible();
  expect(await shownToasts(asleep)).toEqual([toastOf('two')]);
});

test('where a browser has no locks, one of two tabs shows the toast', async ({ someone }) => {
  const { minh, postId, tabs } = await twoTabs(someone, { without: ['locks'] });
  await hearsEachOnce(tabs, minh, postId);
  const [seen, hidden] = tabs;
  const before = await shownToasts(hidden);
  await look(hidden, 'hidden');
  await minh.comment(postId, 'five');
  await expect(toast(seen, /Minh commented five/)).toBeVisible();
  await minh.comment(postId, 'six');
  await expect(toast(seen, /Minh commented six/)).toBeVisible();
  expect(await shownToasts(hidden)).toEqual(before);
});

test('where tabs cannot talk at all, the one that is looked at shows the toast, and no hidden one', async ({
  someone,
}) => {
  const { minh, postId, tabs } = await twoTabs(someone, { without: ['locks', 'BroadcastChannel'] });
  const [seen, hidden] = tabs;
  await look(hidden, 'hidden');
  await hearsEachOnce(tabs, minh, postId);
  expect(await shownToasts(hidden)).toEqual([]);
  await look(seen, 'hidden');
  await look(hidden, 'visible');
  await minh.comment(postId, 'five');
  await expect(toast(hidden, /Minh commented five/)).toBeVisible();
  expect(await shownToasts(seen)).not.toContain(toastOf('five'));
});

test('text typed in one tab stands in the other, opened before or after, and survives a reload', async ({
  someone,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  const path = `/posts/${await lan.post()}`;
  const [first, before] = [await openTab(lan, path), await openTab(lan, path)];
  await field(first).fill('a thought');
  await expect(field(before)).toHaveValue('a thought');
  const after = await openTab(lan, path);
  await expect(field(after)).toHaveValue('a thought');
  await field(after).pressSequentially(' more');
  for (const tab of [first, before]) await expect(field(tab)).toHaveValue('a thought more');
  await first.reload();
  await expect(field(first)).toHaveValue('a thought more');
});

test('one text sent from two tabs is one comment and one notification', async ({ someone }) => {
  const lan = await someone('Lan');
  const minh = await someone('Minh', { isBlank: true });
  const postId = await lan.post();
  const path = `/posts/${postId}`;
  await minh.context.addInitScript(() => {
    // This browser's tabs do not hear of each other.
    window.addEventListener('storage', (event) => event.stopImmediatePropagation(), { capture: true });
  });
  const first = await openTab(minh, path);
  await field(first).fill('only once');
  const second = await openTab(minh, path);
  await expect(field(second)).toHaveValue('only once');
  for (const tab of [first, second]) {
    await send(tab);
    await expect(field(tab)).toHaveValue('');
    await expect(comments(tab, 'only once')).toHaveCount(1);
  }
  await expectHeard(lan, minh, postId, ['only once']);
});

test('what is sent in one tab disappears from the other; typed anew it is a second comment', async ({
  someone,
}) => {
  const lan = await someone('Lan');
  const minh = await someone('Minh', { isBlank: true });
  const postId = await lan.post();
  const path = `/posts/${postId}`;
  const [first, second] = [await openTab(minh, path), await openTab(minh, path)];
  await field(first).fill('+1');
  await expect(field(second)).toHaveValue('+1');
  await send(first);
  await expect(field(second)).toHaveValue('');
  for (const [tab, count] of [
    [second, 2],
    [first, 3],
  ] as const) {
    await field(tab).fill('+1');
    await send(tab);
    await expect(comments(tab, '+1')).toHaveCount(count);
  }
  await expectHeard(lan, minh, postId, ['+1', '+1', '+1']);
});

test('an answer that is lost: the thread shows the comment once, and there is one notification', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_FAILED/);
  const lan = await someone('Lan');
  const minh = await someone('Minh', { isBlank: true });
  const postId = await lan.post();
  await minh.page.goto(`/posts/${postId}`);
  await live(minh.page);
  const isAborted = loseNextAnswer(minh.page);
  await field(minh.page).fill('did it arrive?');
  await send(minh.page);
  await isAborted;
  await expect(comments(minh.page, 'did it arrive?')).toHaveCount(1);
  await expect(minh.page.getByText('Your text is safe here')).toHaveCount(0);
  await expectHeard(lan, minh, postId, ['did it arrive?']);
});

/** Minh has sent a comment on a post of Lan's, and neither its answer nor the thread says that it arrived. */
async function unanswered(someone: NewSomeone, body: string) {
  const lan = await someone('Lan');
  const minh = await someone('Minh', { isBlank: true });
  const postId = await lan.post();
  await deafen(minh.page);
  await minh.page.goto(`/posts/${postId}`);
  void loseNextAnswer(minh.page);
  await field(minh.page).fill(body);
  await send(minh.page);
  return { lan, minh, postId };
}

test('an answer that is lost while nobody tells what arrived: sent again it is one comment', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_FAILED/);
  const { lan, minh, postId } = await unanswered(someone, 'did it arrive?');
  const own = comments(minh.page, 'did it arrive?');
  await expect(own).toContainText('Your text is safe here; try again in a moment.');
  await own.getByRole('button', { name: 'Retry' }).click();
  await expect(own).not.toContainText('safe here');
  await expect(own).toHaveCount(1);
  await expectHeard(lan, minh, postId, ['did it arrive?']);
});

test('text that was changed after an answer was lost is a comment of its own', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_FAILED/);
  const { lan, minh, postId } = await unanswered(someone, 'the first half');
  await minh.page.getByRole('button', { name: 'Edit again' }).click();
  await expect(field(minh.page)).toHaveValue('the first half');
  await expect(field(minh.page)).toBeFocused();
  await field(minh.page).pressSequentially(', and the second');
  await send(minh.page);
  await expect(comments(minh.page, 'the first half, and the second')).toHaveCount(1);
  await expectHeard(lan, minh, postId, ['the first half, and the second', 'the first half']);
});

test('what did not arrive survives a reload, stands in the other tab too, and is sent from there', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_FAILED/);
  const lan = await someone('Lan');
  const minh = await someone('Minh', { isBlank: true });
  const postId = await lan.post();
  const path = `/posts/${postId}`;
  const [first, second] = [await openTab(minh, path), await openTab(minh, path)];
  await first.route(COMMENTS, (route) => route.abort(), { times: 1 });
  await field(first).fill('not lost');
  await send(first);
  for (const tab of [first, second]) {
    await expect(comments(tab, 'not lost').getByRole('button', { name: 'Retry' })).toBeVisible();
    await expect(field(tab)).toHaveValue('');
  }
  await first.reload();
  await expect(comments(first, 'not lost')).toContainText('Your text is safe here');
  await second.getByRole('button', { name: 'Retry' }).click();
  for (const tab of [first, second]) {
    await expect(tab.getByRole('button', { name: 'Retry' })).toHaveCount(0);
    await expect(comments(tab, 'not lost')).toHaveCount(1);
  }
  await expectHeard(lan, minh, postId, ['not lost']);
});

test('what is typed on while a comment is being sent is the next one', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await someone('Minh', { isBlank: true });
  const path = `/posts/${await lan.post()}`;
  const [first, second] = [await openTab(minh, path), await openTab(minh, path)];
  await field(first).fill('a question');
  const answer = await holdNextAnswer(first);
  await send(first);
  await expect(comments(first, 'a question')).toContainText('sending…');
  await answer.isSent;
  await field(first).pressSequentially('and a second one');
  answer.release();
  await expect(comments(first, 'a question')).not.toContainText('sending…');
  for (const tab of [first, second]) await expect(field(tab)).toHaveValue('and a second one');
  await first.reload();
  await expect(field(first)).toHaveValue('and a second one');
  await expect(comments(first, 'a question')).toHaveCount(1);
});

const COMMENTS = '**/api/v1/posts/*/comments';

function field(tab: Page) {
  return tab.getByLabel('Comment', { exact: true });
}

async function send(tab: Page): Promise<void> {
  await tab.getByRole('button', { name: 'Comment', exact: true }).click();
}

function comments(tab: Page, text: string) {
  return tab.getByRole('article', { name: 'Minh' }).filter({ has: tab.getByText(text, { exact: true }) });
}

/** These and no others, newest first: one more comment comes last, and what was told before it is all there was. */
async function expectHeard(lan: Someone, minh: Someone, postId: string, bodies: string[]): Promise<void> {
  await expect(minh.page.getByText('sending…')).toHaveCount(0);
  await minh.comment(postId, 'the last one');
  await expectBadge(bodies.length + 1, lan.page);
  await expectInbox(lan.page, ['the last one', ...bodies]);
}

/** The next comment reaches the server, its answer never comes back. @returns when that has happened */
function loseNextAnswer(tab: Page): Promise<void> {
  return new Promise((resolve) => {
    void tab.route(
      COMMENTS,
      async (route) => {
        await route.fetch();
        await route.abort();
        resolve();
      },
      { times: 1 },
    );
  });
}

/** Nothing is told to this page: what it knows it has asked for. */
async function deafen(tab: Page): Promise<void> {
  await tab.routeWebSocket(/ws\/notifications/, () => undefined);
  await tab.route(/ws\/notifications.*polling/, (route) => route.abort());
}

/** The next comment reaches the server, and its answer comes when it is let through. */
async function holdNextAnswer(tab: Page) {
  let release = () => {};
  let sent = () => {};
  const isReleased = new Promise<void>((resolve) => (release = resolve));
  const isSent = new Promise<void>((resolve) => (sent = resolve));
  await tab.route(
    COMMENTS,
    async (route) => {
      sent();
      await isReleased;
      await route.fulfill({ response: await route.fetch() });
    },
    { times: 1 },
  );
  return { isSent, release };
}
