import { performance } from 'node:perf_hooks';
import { chromium, type Page } from '@playwright/test';
import { newPerson, PASSWORD, type Person } from '@/tests/support/person';
import { startServer } from '@/tests/support/server';

// npm run bench:browser: how long a person waits, on this machine, in one run. Medians and 90th percentiles.
const STARTS = 5;
const ROUNDS = 30;

const figures = (times: number[]) => {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? NaN).toFixed(0);
  return `p50 ${at(0.5)} ms, p90 ${at(0.9)} ms, n=${times.length}`;
};

const starts: number[] = [];
for (let n = 0; n < STARTS; n++) {
  const began = performance.now();
  const started = await startServer('built');
  starts.push(performance.now() - began);
  await started.stop();
}
console.log(`start → ready, fresh data folder   ${figures(starts)}`);

const server = await startServer('built');
const browser = await chromium.launch({
  ...(process.env.CHROMIUM_PATH && { executablePath: process.env.CHROMIUM_PATH }),
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
});

async function signedIn(person: Person): Promise<Page> {
  const page = await (await browser.newContext({ baseURL: server.url, locale: 'en-GB' })).newPage();
  await page.goto('/sign-in');
  await page.getByLabel('Name', { exact: true }).fill(person.user.name);
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.locator('[data-connection="live"]').waitFor({ state: 'attached' });
  return page;
}

/** When an element with this text first stands in the page; both pages share this machine's clock. */
function standsAt(page: Page, selector: string, text: string): Promise<number> {
  return page.evaluate(
    ([each, wanted]) =>
      new Promise<number>((resolve) => {
        const observer = new MutationObserver(() => {
          const isThere = [...document.querySelectorAll(each)].some((node) =>
            node.textContent?.includes(wanted),
          );
          if (!isThere) return;
          observer.disconnect();
          resolve(performance.timeOrigin + performance.now());
        });
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
    [selector, text] as const,
  );
}

async function commentByClick(page: Page, body: string): Promise<{ clicked: number; shown: number }> {
  await page.getByLabel('Comment', { exact: true }).fill(body);
  const shown = standsAt(page, 'article', body);
  const clicked = await page.evaluate(() => {
    const now = performance.timeOrigin + performance.now();
    document.querySelector<HTMLButtonElement>('#comment button')?.click();
    return now;
  });
  return { clicked, shown: await shown };
}

const [owner, writer] = [await newPerson(server.url, 'Lan'), await newPerson(server.url, 'Minh')];
const [reading, writing] = [await signedIn(owner), await signedIn(writer)];
const [theirs, own] = [await owner.post('Somebody hears'), await writer.post('Nobody hears')];
const toToast: number[] = [];
const withDelivery: number[] = [];
const without: number[] = [];
for (let n = 0; n < ROUNDS; n++) {
  // Taking turns: the same page, once with somebody to tell and once with nobody.
  await writing.goto(`/posts/${theirs}`, { waitUntil: 'networkidle' });
  const toast = standsAt(reading, 'a', `heard ${n}.`);
  const heard = await commentByClick(writing, `heard ${n}.`);
  toToast.push((await toast) - heard.clicked);
  withDelivery.push(heard.shown - heard.clicked);
  await writing.goto(`/posts/${own}`, { waitUntil: 'networkidle' });
  const unheard = await commentByClick(writing, `unheard ${n}.`);
  without.push(unheard.shown - unheard.clicked);
}
console.log(`click → toast in the other browser ${figures(toToast)}`);
console.log(`click → own comment, one hears     ${figures(withDelivery)}`);
console.log(`click → own comment, nobody hears  ${figures(without)}`);
await browser.close();
await server.stop();
