import type { Page } from '@playwright/test';
import { expectBadge, toast } from '@/tests/e2e/tab';
import { expect, live, type NewSomeone, openHome, test } from '@/tests/e2e/test';
import { comment, lanReads, openPost, send } from '@/tests/e2e/thread';
import { newPerson } from '@/tests/support/person';

const PAGES = ['/', '/posts/:id', '/notifications', '/settings', '/account', '/posts/new'];

/** What somebody may set who reads better so: WCAG 2.2, success criterion 1.4.12. */
const SPACED = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
  p { margin-bottom: 2em !important }`;

test.describe('at 200 % zoom', () => {
  // A browser that zooms has half as many pixels, each twice as large.
  test.use({ viewport: { width: 640, height: 400 }, deviceScaleFactor: 2 });

  test('nothing is cut off or out of reach', async ({ someone }) => {
    const { lan, path } = await lanWithNews(someone);
    for (const page of PAGES) {
      await lan.page.goto(path(page));
      expect(await wrongIn(lan.page), page).toEqual([]);
    }
  });
});

test.describe('with wide text spacing', () => {
  // Styles of a person's own come from the browser, which no policy of a page stops.
  test.use({ bypassCSP: true });

  for (const width of [320, 1280]) {
    test(`nothing is cut off, ${width} px wide`, async ({ someone }) => {
      const { lan, path } = await lanWithNews(someone);
      await lan.page.setViewportSize({ width, height: 800 });
      for (const page of PAGES) {
        await lan.page.goto(path(page));
        await lan.page.addStyleTag({ content: SPACED });
        expect(await wrongIn(lan.page), page).toEqual([]);
      }
    });
  }
});

for (const reducedMotion of ['reduce', 'no-preference'] as const) {
  const isCalm = reducedMotion === 'reduce';
  test(`${isCalm ? 'who wants no motion sees none' : 'motion is seen by everybody else'}`, async ({
    someone,
  }) => {
    const { lan, minh, postId } = await lanReads(someone);
    await lan.page.emulateMedia({ reducedMotion });
    await lan.page.addInitScript(() => {
      window.motions = [];
      for (const kind of ['animationstart', 'transitionrun'] as const) {
        document.addEventListener(kind, ({ target }) =>
          window.motions.push(`${kind} ${(target as Element).className}`),
        );
      }
    });
    await openHome(lan.page);
    await minh.comment(postId, 'something new');
    await toast(lan.page, 'Minh commented').waitFor();
    await expectBadge(1, lan.page);
    await lan.page.setViewportSize({ width: 390, height: 800 });
    await lan.page.getByRole('button', { name: /^Notifications/ }).click();
    await lan.page
      .getByRole('dialog')
      .getByRole('link', { name: /something new/ })
      .click();
    await live(lan.page);
    await expect(comment(lan.page, 'something new')).toBeFocused();
    await send(lan.page, 'an answer');
    await expect(comment(lan.page, 'an answer')).toBeVisible();
    const motions = await lan.page.evaluate(() => window.motions);
    // The toast, the bell, the badge and the sheet; a comment that is lit.
    if (isCalm) expect(motions).toEqual([]);
    else expect(motions.length).toBeGreaterThan(3);
  });
}

test.describe('in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test('the exact time is in a tooltip, in the zone of the reader', async ({ page, url }) => {
    const minh = await newPerson(url, 'Minh');
    const postId = await minh.post();
    const { created_at } = await minh.comment(postId, 'a comment');
    await page.goto(`/posts/${postId}`);
    const time = comment(page, 'a comment').locator('time');
    const tokyo = new Intl.DateTimeFormat('en', { timeStyle: 'short', timeZone: 'Asia/Tokyo' });
    // Without what comes after it: the space before AM is another one in each engine.
    const [clock = ''] = tokyo.format(new Date(created_at)).split(/\s/u);
    await expect(async () => {
      await page.mouse.move(0, 0);
      await time.hover();
      expect(await time.getAttribute('title')).toContain(clock);
    }).toPass({ timeout: 5_000 });
  });
});

declare global {
  interface Window {
    /** What has begun to move since the page was opened. */
    motions: string[];
  }
}

async function lanWithNews(someone: NewSomeone) {
  const { lan, minh, postId } = await lanReads(someone);
  let parent = await minh.comment(postId, 'Where does the bus to the pottery village leave?');
  for (let depth = 0; depth < 7; depth++) {
    parent = await lan.comment(postId, 'From the old station, not from the new one.', parent.id);
  }
  await minh.comment(postId, 'And at what time, @nobody_knows?', parent.id);
  await openPost(lan.page, postId);
  return { lan, path: (page: string) => page.replace(':id', postId) };
}

/** What is wider than the window, and texts that are cut off, but for those that are cut to so many lines. */
function wrongIn(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const wrong: string[] = [];
    const { scrollWidth } = document.documentElement;
    if (scrollWidth > innerWidth) wrong.push(`${scrollWidth - innerWidth} px too wide`);
    for (const element of document.querySelectorAll<HTMLElement>('body *')) {
      const style = getComputedStyle(element);
      const isMeant = style.webkitLineClamp !== 'none' || style.textOverflow === 'ellipsis';
      const isShown = element.checkVisibility({ visibilityProperty: true }) && element.clientWidth > 1;
      if (isMeant || !isShown || style.overflow === 'visible') continue;
      const isCut = style.overflowY !== 'auto' && element.scrollHeight > element.clientHeight + 1;
      if (isCut || element.scrollWidth > element.clientWidth + 1) wrong.push(element.outerHTML.slice(0, 120));
    }
    return wrong;
  });
}
