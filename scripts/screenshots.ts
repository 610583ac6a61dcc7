// npm run screenshots: makes the pictures of README and docs anew, from a board of its own. Run by hand; the pictures
// are committed.
import { chromium } from '@playwright/test';
import { buildWhenStale } from '@/scripts/build.mjs';
import { findChromium } from '@/scripts/chromium.mjs';
import { openBoard } from '@/scripts/screenshots/board';
import { finishPictures } from '@/scripts/screenshots/pictures';
import { takeStills } from '@/scripts/screenshots/stills';
import { filmTwoWindows } from '@/scripts/screenshots/two-windows';
import { prepare, root, say, stop } from '@/scripts/setup.mjs';

prepare();
await buildWhenStale(root, say);
const executablePath = await findChromium(say);
if (!executablePath) stop('There is no Chromium to take pictures with.');

const browser = await chromium.launch({
  executablePath,
  // Without hinting the letters stand where the font wants them, at every sharpness.
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--font-render-hinting=none'],
});
try {
  const board = await openBoard();
  try {
    say('pages');
    await takeStills(browser, board);
    say('two windows');
    await filmTwoWindows(browser, board);
  } finally {
    await board.stop();
  }
} finally {
  await browser.close();
}
await finishPictures();
