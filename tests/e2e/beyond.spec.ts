import type { Page } from '@playwright/test';
import { soundsOf, twoTabs } from '@/tests/e2e/beyond';
import { shownToasts, toastOf } from '@/tests/e2e/tab';
import { expect, live, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

test.describe('title and icon', () => {
  test('follow the count on two devices and through navigations', async ({ someone }) => {
    const lan = await someone('Lan');
    const minh = await newPerson(lan.url, 'Minh');
    // Not the one that is talked about: what is in view there would be read.
    await lan.post('How to brew tea');
    const postId = await lan.post();
    const phone = await lan.otherDevice();
    await expect(lan.page).toHaveTitle('Tingting');
    const plain = await icon(lan.page);
    await lan.page.goto('/');
    await live(lan.page);
    await lan.page.evaluate(() => Object.assign(window, { isSamePage: true }));

    await minh.comment(postId, 'with water');
    await minh.comment(postId, 'with milk');
    for (const device of [lan.page, phone]) {
      await expect(device).toHaveTitle('(2) Tingting');
      await expect.poll(() => numberOnIcon(device)).toBe('2');
    }
    await lan.page.getByRole('link', { name: 'How to brew tea' }).click();
    await expect(lan.page).toHaveTitle('(2) How to brew tea · Tingting');
    await lan.page.getByRole('link', { name: 'Write a post' }).click();
    await expect(lan.page).toHaveTitle('(2) Write a post · Tingting');
    await lan.page.goBack();
    await expect(lan.page).toHaveTitle('(2) How to brew tea · Tingting');
    expect(await numberOnIcon(lan.page)).toBe('2');
    expect(await lan.page.evaluate(() => 'isSamePage' in window)).toBe(true);

    await lan.call('POST', '/notifications/read', { all: true });
    await expect(lan.page).toHaveTitle('How to brew tea · Tingting');
    await expect(phone).toHaveTitle('Tingting');
    for (const device of [lan.page, phone]) await expect.poll(() => icon(device)).toBe(plain);
    await lan.page.getByRole('link', { name: 'Tingting, home' }).click();
    await expect(lan.page).toHaveTitle('Tingting');
  });

  test('a title that looks like a count, or has double spaces, stays what it is', async ({ someone }) => {
    const lan = await someone('Lan', { isBlank: true });
    const minh = await newPerson(lan.url, 'Minh');
    const postId = await lan.post();
    await lan.page.goto(`/posts/${await lan.post('(3)  ways  to brew tea')}`);
    await live(lan.page);
    await minh.comment(postId, 'one');
    await expect(lan.page).toHaveTitle('(1) (3) ways to brew tea · Tingting');
    await minh.comment(postId, 'two');
    await expect(lan.page).toHaveTitle('(2) (3) ways to brew tea · Tingting');
    await lan.call('POST', '/notifications/read', { all: true });
    await expect(lan.page).toHaveTitle('(3) ways to brew tea · Tingting');
  });

  test('from 100 on the title says 99+; the icon says 9+ from 10 on', async ({ someone }) => {
    const lan = await someone('Lan');
    const minh = await newPerson(lan.url, 'Minh');
    const postId = await lan.post();
    const ten = () => Promise.all(Array.from({ length: 10 }, (_, index) => minh.comment(postId, `${index}`)));
    await ten();
    await expect(lan.page).toHaveTitle('(10) Tingting');
    await expect.poll(() => numberOnIcon(lan.page)).toBe('9+');
    for (let times = 1; times < 10; times++) await ten();
    await expect(lan.page).toHaveTitle('(99+) Tingting');
  });

  test('the icon carries the accent of the page', async ({ someone }) => {
    const lan = await someone('Lan');
    const minh = await newPerson(lan.url, 'Minh');
    await minh.comment(await lan.post(), 'one');
    await expect.poll(() => numberOnIcon(lan.page)).toBe('1');
    const disc = /<circle[^>]* fill="([^"]+)"\/><text/.exec(await svgOf(lan.page))?.[1];
    const badge = lan.page.getByTestId('unread-badge');
    expect(disc).toBe(await badge.evaluate((each) => getComputedStyle(each).backgroundColor));
  });

  test('signed out they are as for anybody, and the app has no badge', async ({ someone }) => {
    const { lan, minh, postId, tabs } = await twoTabs(someone);
    const [tab, other] = tabs;
    const plain = await icon(tab);
    await minh.comment(postId, 'one');
    for (const each of tabs) await expect(each).toHaveTitle('(1) Tingting');
    await tab.getByRole('button', { name: 'Account menu' }).click();
    await tab.getByRole('button', { name: 'Sign out' }).click();
    for (const each of [tab, other]) {
      await expect(each.getByRole('link', { name: 'Sign in' }).first()).toBeVisible();
      await expect(each).toHaveTitle('Tingting');
      await expect.poll(() => icon(each)).toBe(plain);
      await expect.poll(() => each.evaluate(() => window.appBadges.at(-1))).toBe('none');
    }
    await minh.comment(postId, 'two');
    await expect.poll(() => lan.unreadCount()).toBe(2);
    await expect(tab).toHaveTitle('Tingting');
  });

  test('the installed app carries the number, and none when all is read', async ({ someone }) => {
    const { lan, minh, postId, tabs } = await twoTabs(someone);
    for (const [count, body] of [
      [1, 'one'],
      [2, 'two'],
    ] as const) {
      await minh.comment(postId, body);
      for (const tab of tabs)
        await expect.poll(() => tab.evaluate(() => window.appBadges.at(-1))).toBe(count);
    }
    await lan.call('POST', '/notifications/read', { all: true });
    for (const tab of tabs) await expect.poll(() => tab.evaluate(() => window.appBadges.at(-1))).toBe('none');
  });
});

test.describe('sound', () => {
  test('there is none unless it was turned on', async ({ someone }) => {
    const { minh, postId, tabs } = await twoTabs(someone);
    for (const tab of tabs) await tab.getByRole('main').click({ position: { x: 1, y: 1 } });
    for (const body of ['one', 'two']) {
      await minh.comment(postId, body);
      await expect.poll(() => shownToasts(...tabs)).toContain(toastOf(body));
    }
    expect(await soundsOf(...tabs)).toBe(0);
  });

  test('turned on it plays once in a browser: two soft tones, over in 600 ms', async ({ someone }) => {
    const { lan, minh, postId, tabs } = await twoTabs(someone);
    await lan.call('PATCH', '/preferences', { sound: true });
    const startedAt = Date.now();
    for (const tab of tabs) {
      await tab.getByRole('main').click({ position: { x: 1, y: 1 } });
      await tab.clock.setFixedTime(startedAt);
    }
    await minh.comment(postId, 'one');
    await expect.poll(() => soundsOf(...tabs)).toBe(1);
    // In a burst it does not play again; after a pause it does.
    await minh.comment(postId, 'two');
    await expect.poll(() => shownToasts(...tabs)).toContain(toastOf('two'));
    expect(await soundsOf(...tabs)).toBe(1);
    for (const tab of tabs) await tab.clock.setFixedTime(startedAt + 2_000);
    await minh.comment(postId, 'three');
    await expect.poll(() => soundsOf(...tabs)).toBe(2);

    const heard = await Promise.all(tabs.map(hear)).then((each) => each.find(Boolean));
    console.log(`chime: ${JSON.stringify(heard)}`);
    expect(heard?.endsAtMs).toBeLessThan(600);
    expect(heard?.endsAtMs).toBeGreaterThan(300);
    expect(heard?.peak).toBeLessThan(0.2);
    expect(heard?.peak).toBeGreaterThan(0.05);
    expect(heard?.last).toBeLessThan(0.001);
  });

  test('a browser in which nothing was clicked yet stays silent and does not complain', async ({
    someone,
  }) => {
    const { lan, minh, postId, tabs } = await twoTabs(someone);
    const complaints: string[] = [];
    for (const tab of tabs) {
      tab.on('console', (message) => complaints.push(message.text()));
      // What a test asks a page counts as a click for this browser.
      await tab.evaluate(() =>
        Object.defineProperty(navigator, 'userActivation', { value: { hasBeenActive: false } }),
      );
    }
    await lan.call('PATCH', '/preferences', { sound: true });
    for (const body of ['one', 'two']) {
      await minh.comment(postId, body);
      await expect.poll(() => shownToasts(...tabs)).toContain(toastOf(body));
    }
    expect(await soundsOf(...tabs)).toBe(0);
    expect(complaints).toEqual([]);
  });
});

/** Plays what a tab has begun, and listens. */
function hear(tab: Page) {
  return tab.evaluate(async () => {
    const [sound] = window.sounds;
    if (!sound) return undefined;
    const samples = (await sound.startRendering()).getChannelData(0).map(Math.abs);
    const last = samples.findLastIndex((sample) => sample > 0);
    return {
      endsAtMs: Math.round((last / sound.sampleRate) * 1000),
      peak: samples.reduce((most, sample) => Math.max(most, sample), 0),
      last: samples[last] ?? 0,
    };
  });
}

function icon(page: Page): Promise<string> {
  return page.evaluate(() => document.querySelector<HTMLLinkElement>('link[rel~="icon"]')?.href ?? '');
}

async function svgOf(page: Page): Promise<string> {
  return decodeURIComponent((await icon(page)).replace('data:image/svg+xml,', ''));
}

async function numberOnIcon(page: Page): Promise<string | undefined> {
  return /<text[^>]*>([^<]*)</.exec(await svgOf(page))?.[1];
}
