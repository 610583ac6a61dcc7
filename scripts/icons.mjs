// @ts-check
// npm run icons: draws app/icon.svg as every picture that browsers, phones and other sites ask for. Run by hand; the
// pictures are committed.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { icoOf } from './ico.mjs';
import { socialCard } from './social-card.mjs';

const icon = readFileSync('app/icon.svg', 'utf8');
// Phones round the corners themselves, and a mask may take all but the middle 80 %.
const square = icon.replace(/ rx="\d+"/, '');
const maskable = square.replace(/<g transform="[^"]+">/, '<g transform="translate(6.4 5.95) scale(.6)">');

const browser = await chromium.launch({
  executablePath: await findChromium(console.log),
  args: ['--no-sandbox'],
});
const page = await browser.newPage();

const sizes = [16, 32, 48];
const small = [];
for (const size of sizes) small.push({ size, png: await draw(icon, size) });
mkdirSync('public/icons', { recursive: true });
// Not in app: a second link would compete with the icon that carries the count.
writeFileSync('public/favicon.ico', icoOf(small));
writeFileSync('app/apple-icon.png', await draw(square, 180));
writeFileSync('public/icons/192.png', await draw(icon, 192));
writeFileSync('public/icons/512.png', await draw(icon, 512));
writeFileSync('public/icons/maskable-512.png', await draw(maskable, 512));

await page.setViewportSize({ width: 1200, height: 630 });
await page.setContent(socialCard(icon));
await page.evaluate(() => document.fonts.ready);
writeFileSync('app/opengraph-image.png', await page.screenshot());
await browser.close();

/** @param {string} svg @param {number} size */
async function draw(svg, size) {
  await page.setViewportSize({ width: size, height: size });
  await page.setContent(`<style>body { margin: 0 } svg { display: block; width: 100vw }</style>${svg}`);
  return page.screenshot({ omitBackground: true });
}
