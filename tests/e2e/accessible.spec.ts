import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

// With what is no criterion of WCAG but good practice: one main landmark, all in a landmark, headings in order.
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Only these rules look at colours: all that can be otherwise in the other theme. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

const PAGES = {
  reading: ['/', '/posts/:id', '/notifications'],
  writing: ['/posts/new', '/sign-in', '/register'],
  choosing: ['/settings', '/account'],
  'getting lost': ['/nothing/here', '/posts/000000000000000000000000', '/offline'],
};

for (const [kind, paths] of Object.entries(PAGES)) {
  test(`axe finds nothing on any page for ${kind}, light or dark`, async ({
    someone,
    url,
    expectedNoise,
  }) => {
    expectedNoise.push(/status of 404/);
    const [lan, minh, hoa] = await Promise.all([
      someone('Lan Nguyễn', { isBlank: true }),
      newPerson(url),
      newPerson(url),
    ]);
    const postId = await lan.post();
    await minh.comment(postId, 'something unread');
    await lan.call('PUT', `/users/${hoa.user.id}/block`);
    await lan.call('PATCH', '/preferences', {
      quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Asia/Ho_Chi_Minh' },
    });
    for (const path of paths) {
      await wear(lan.page, 'light');
      await lan.page.goto(path.replace(':id', postId));
      const found = await violations(axe(lan.page).withTags(TAGS));
      await wear(lan.page, 'dark');
      // What is shown offline names no theme: its styles ask the browser.
      await expect(lan.page.locator('html:not([data-theme="light"])')).toBeAttached();
      found.push(...(await violations(axe(lan.page).withRules(COLOURS))));
      expect(found, path).toEqual([]);
    }
  });
}

test('nothing scrolls sideways on a narrow phone, with the longest words', async ({ someone }) => {
  const lan = await someone('N'.repeat(60), { isBlank: true });
  await lan.page.setViewportSize({ width: 320, height: 640 });
  const postId = await lan.post('W'.repeat(200));
  let parent = await lan.comment(postId, 'x'.repeat(400));
  for (let depth = 0; depth < 8; depth++) parent = await lan.comment(postId, 'y'.repeat(120), parent.id);
  for (const path of ['/', `/posts/${postId}`, '/notifications', '/account', '/settings']) {
    await lan.page.goto(path);
    const overflow = await lan.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});

test('on a wide screen nothing scrolls sideways, and a line stays short enough to read', async ({
  someone,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  await lan.page.setViewportSize({ width: 2560, height: 1440 });
  const postId = await lan.post('A question', 'A line of a long story, and so on. '.repeat(20));
  await lan.page.goto(`/posts/${postId}`);
  expect(await lan.page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBe(0);
  const width = await lan.page.getByText(/A line of a long story/).evaluate((element) => element.clientWidth);
  expect(width).toBeLessThanOrEqual(720);
});

test.describe('on a touch screen', () => {
  test.use({ contextOptions: { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } } });

  test('everything that is touched is 44 px high', async ({ someone, url }) => {
    const [lan, minh] = [await someone('Lan', { isBlank: true }), await newPerson(url, 'Minh')];
    const postId = await lan.post();
    await minh.comment(postId, 'something unread');
    for (const path of ['/', '/posts/:id', '/notifications', '/settings', '/account', '/posts/new']) {
      await lan.page.goto(path.replace(':id', postId));
      await lan.page.evaluate(() => document.fonts.ready);
      expect(await lan.page.evaluate(smallTargets), path).toEqual([]);
    }
  });
});

function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  return page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
}

/** These pages have no frames, so their findings need no second page to be put together in. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode();
}

async function violations(builder: AxeBuilder): Promise<string[]> {
  const { violations: found } = await builder.analyze();
  return found.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
}

/** In the page: controls of less than 44 px; links within a sentence are as high as their line. */
function smallTargets(): string[] {
  return [...document.querySelectorAll<HTMLElement>('button, input, select, textarea, a[href]')]
    .filter((element) => element.checkVisibility() && getComputedStyle(element).display !== 'inline')
    .filter((element) => element.getAttribute('type') !== 'hidden' && !element.matches('.sr-only'))
    .map((element) => element.closest('label') ?? element)
    .filter((element) => Math.round(element.getBoundingClientRect().height) < 44)
    .map((element) => `${element.getBoundingClientRect().height} px: ${element.outerHTML.slice(0, 150)}`);
}
