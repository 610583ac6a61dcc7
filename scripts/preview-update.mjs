// @ts-check
// npm run preview:update: takes the pictures anew of every state that no longer looks as it did. Run by hand, looked at,
// and committed. What follows goes to Playwright: npm run preview:update -- --grep 'state of posts'
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import sharp from 'sharp';
import { findChromium } from './chromium.mjs';
import { prepare, root, say, stop } from './setup.mjs';

const FOLDER = path.join(root, 'preview/pictures');

prepare({ withDatabase: false });
const chromium = await findChromium(say);
if (!chromium) stop('There is no Chromium to take pictures with.');

const from = Date.now();
const playwright = 'node_modules/@playwright/test/cli.js';
const { status } = spawnSync(
  process.execPath,
  [playwright, 'test', 'preview.spec', '--project=bench', '-u', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      CHROMIUM_PATH: chromium,
      BENCH_ALONE: '1',
      PICTURES: process.argv.length > 2 ? 'some' : 'all',
    },
  },
);
await shrink();
process.exit(status ?? 1);

/** The browser packs a picture in a hurry: packed with patience it is a third as large, and the same in every pixel. */
async function shrink() {
  const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
    .map((name) => path.join(FOLDER, name))
    .filter((file) => file.endsWith('.webp') && statSync(file).mtimeMs >= from);
  for (const file of files) {
    writeFileSync(file, await sharp(readFileSync(file)).webp({ lossless: true, effort: 6 }).toBuffer());
  }
  say(`${files.length} pictures taken anew`);
}
