import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type Axe from 'axe-core';
import { expect, type Page, test } from '@playwright/test';
import type { ListedState } from '@/preview/app/(bench)/preview/states/route';
import { LOCALES } from '@/i18n/locale';
import { groupBy } from '@/lib/group-by';
import { frameAddress, type Theme, WIDTHS } from '@/preview/bench/choices';
import { SHOW } from '@/preview/stage/show';
import {
  expectPicture,
  finishUpdate,
  HEIGHT,
  isUpdating,
  PICTURED,
  strayPictures,
  whyIncomparable,
} from '@/tests/e2e/pictures';
import { listen } from '@/tests/e2e/test';
import { startPreview } from '@/tests/support/preview-server';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const { resolve } = createRequire(import.meta.url);
const AXE = readFileSync(
  createRequire(resolve('@axe-core/playwright')).resolve('axe-core/axe.min.js'),
  'utf8',
);
const FEATURES = readdirSync('components', { withFileTypes: true }).filter((entry) => entry.isDirectory());
const WIDEST = Math.max(...WIDTHS);

interface Visit {
  component: string;
  state: string;
  address: string;
  /** The page shows another state of the same component. */
  isFollowing: boolean;
}

// The test says itself what it found in which state; a trace of hundreds of pages takes a sixth of their time.
test.use({ trace: 'off' });
// One server for all of them: the tests of this file run one after another, beside those of other files.
test.describe.configure({ mode: 'default', timeout: 180_000 });

let bench: Awaited<ReturnType<typeof startPreview>>;
let states: ListedState[];
let otherLook: string | undefined;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(180_000);
  bench = await startPreview();
  states = (await (await fetch(`${bench.url}/states`)).json()) as ListedState[];
  otherLook = await whyIncomparable(browser);
});

test.afterAll(() => bench?.stop());

for (const { name: feature } of FEATURES) {
  test(`every state of ${feature} is accessible, fits, is silent and looks as it did`, async ({
    browser,
  }) => {
    const page = await browser.newPage({ reducedMotion: 'reduce', timezoneId: 'UTC' });
    await page.addInitScript(AXE);
    await page.addInitScript(() => location.protocol !== 'about:' && localStorage.clear());
    const noise = listen(page);
    const found: string[] = [];
    const own = states.filter((each) => each.feature === feature);
    expect(own.length).toBeGreaterThan(0);
    for (const visit of visits(own)) {
      const { component, state } = visit;
      const note = (what: string[]) => found.push(...what.map((each) => `${component}, ${state}: ${each}`));
      await page.setViewportSize({ width: WIDEST, height: HEIGHT });
      await show(page, visit);
      note(await violations(page, { type: 'tag', values: TAGS }));
      // Only these rules look at colours.
      await wear(page, 'dark');
      note(await violations(page, { type: 'rule', values: ['color-contrast', 'link-in-text-block'] }));
      for (const width of [...WIDTHS].reverse()) {
        await page.setViewportSize({ width, height: HEIGHT });
        note(await overflow(page, width));
        const theme = PICTURED[width];
        if (!theme || otherLook) continue;
        await wear(page, theme);
        await expectPicture(page, component, state, theme);
      }
      note(noise.splice(0));
    }
    await page.close();
    expect(found).toEqual([]);
  });
}

test('the stored pictures are those of the states there are', async ({ browser }) => {
  if (isUpdating()) await finishUpdate(browser, states);
  // No reporter of the terminal prints the reason itself.
  if (otherLook) console.log(`  skipped: ${otherLook}`);
  // Another browser, or other fonts, draw the same page otherwise: there is nothing these pictures could show.
  test.skip(otherLook !== undefined, otherLook);
  expect(strayPictures(states), 'npm run preview:update removes them').toEqual([]);
});

test('the bench itself is accessible, and shows a state side by side', async ({ page }) => {
  await page.goto(`${bench.url}/Badge`);
  const frames = page.getByRole('region', { name: '99+ unread, frames' }).locator('iframe');
  await expect(frames).toHaveCount(12);
  await expect(frames.first().contentFrame().getByTestId('unread-badge')).toHaveText('99+');
  await page.getByRole('link', { name: '320', exact: true }).click();
  await expect(frames).toHaveCount(4);
  await page.evaluate(AXE);
  expect(await violations(page, { type: 'tag', values: TAGS })).toEqual([]);
});

/**
 * The states of each component in one language, then those in the other: together in one page, which is told to show
 * the next one. Only what the server draws is loaded anew.
 */
function visits(own: ListedState[]): Visit[] {
  const components = groupBy(own, ({ component }) => component);
  return [...components].flatMap(([component, all]) =>
    LOCALES.flatMap((locale, turn) =>
      // Those with a single state take turns as well.
      all
        .filter((_, n) => (n + component.length) % LOCALES.length === turn)
        .map(({ state, isOnServer }, n) => ({
          ...{ component, state, isFollowing: n > 0 && !isOnServer },
          address: frameAddress('light', locale, component, state),
        })),
    ),
  );
}

async function show(page: Page, { state, address, isFollowing }: Visit) {
  const isSpent = () => page.evaluate(() => 'waits' in document.documentElement.dataset);
  const ready = `html[data-stage=${JSON.stringify(state)}]:not([data-asking]):not(:has([data-doing]))`;
  const isReady = () => page.waitForSelector(ready, { state: 'attached', timeout: 10_000 });
  if (isFollowing && !(await isSpent())) {
    await wear(page, 'light');
    await page.evaluate(ask, [SHOW, state] as const);
    await isReady();
    if (!(await isSpent())) return;
  }
  await page.goto(new URL(address, bench.url).href);
  await isReady();
}

/** In the page. */
function ask([type, detail]: readonly [string, string]) {
  // What was typed in the state before is kept as a draft.
  localStorage.clear();
  document.dispatchEvent(new CustomEvent(type, { detail }));
}

async function wear(page: Page, theme: Theme) {
  await page.evaluate((next) => (document.documentElement.dataset.theme = next), theme);
}

async function violations(
  page: Page,
  runOnly: { type: 'tag' | 'rule'; values: string[] },
): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { axe } = window as unknown as { axe: typeof Axe };
    const { violations: found } = await axe.run({ runOnly: only, resultTypes: ['violations'] });
    return found.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`);
  }, runOnly);
}

async function overflow(page: Page, width: number): Promise<string[]> {
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  return over > 0 ? [`${over} px too wide at ${width}`] : [];
}
