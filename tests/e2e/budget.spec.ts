import { gzipSync } from 'node:zlib';
import { expect, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

const BUDGET_BYTES = 170 * 1024;

test('the home page loads at most 170 KB of gzipped JavaScript, and no socket for a visitor', async ({
  page,
}) => {
  const scripts: Promise<Buffer>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script') scripts.push(response.body());
  });
  await page.goto('/', { waitUntil: 'networkidle' });
  const bodies = await Promise.all(scripts);
  const total = bodies.reduce((sum, body) => sum + gzipSync(body).length, 0);
  console.log(`home page: ${(total / 1024).toFixed(1)} KB of gzipped JavaScript in ${bodies.length} files`);
  expect(bodies.length).toBeGreaterThan(0);
  expect(total).toBeLessThanOrEqual(BUDGET_BYTES);
  expect(bodies.some((body) => body.includes('engine.io'))).toBe(false);
});

test('a first view with Vietnamese text, plain and bold, loads two font files', async ({ page, url }) => {
  const lan = await newPerson(url, 'Nguyễn Thị Hồng Ngọc');
  const postId = await lan.post('Trà nguội nhanh quá', 'Làm sao để trà nóng lâu hơn ở quán nhỏ của bà?');
  const fonts: string[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'font') fonts.push(response.url());
  });
  await page.goto(`/posts/${postId}`, { waitUntil: 'networkidle' });
  await page.evaluate(() => document.fonts.ready);
  expect(new Set(fonts).size).toBe(2);
  expect(fonts.every((address) => address.startsWith(url))).toBe(true);
});

test('every letter of Vietnamese is in the font', async ({ page }) => {
  await page.goto('/sign-in');
  const missing = await page.evaluate(async () => {
    const base = 'aăâeêioôơuưyđ';
    const marks = ['', '\u0300', '\u0309', '\u0303', '\u0301', '\u0323'];
    const letters = [...base, ...base.toUpperCase()].flatMap((letter) =>
      marks.map((mark) => `${letter}${mark}`.normalize('NFC')),
    );
    await document.fonts.ready;
    const family = getComputedStyle(document.body).fontFamily.split(',')[0] ?? '';
    const pen = document.createElement('canvas').getContext('2d');
    const width = (letter: string, fallback: string) => {
      if (!pen) return 0;
      pen.font = `400 64px ${family}, ${fallback}`;
      return pen.measureText(letter).width;
    };
    // A letter that the font lacks is as wide as the fallback draws it.
    return [...new Set(letters)].filter((letter) => width(letter, 'monospace') !== width(letter, 'serif'));
  });
  expect(missing).toEqual([]);
});
