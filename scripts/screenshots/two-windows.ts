import { type Browser, expect } from '@playwright/test';
import type { Board } from '@/scripts/screenshots/board';
import { openPage, settled, visit } from '@/scripts/screenshots/camera';
import { COFFEE, LIVE } from '@/scripts/screenshots/conversations';
import { Film, FilmedWindow } from '@/scripts/screenshots/film';
import { saveFilm, savePicture } from '@/scripts/screenshots/pictures';
import type { Name } from '@/scripts/screenshots/scene';
import { SHARPNESS, Stage, WINDOW } from '@/scripts/screenshots/stage';

const WORD_MS = 100;
/** Where the slip, the bell and the badge are looked at while they move, in milliseconds of their animations. */
const MOTION = [60, 120, 180, 250, 330, 420];
const MOTION_MS = 60;

/** Hoa answers Minh in one window; in the other Minh sees the toast and the badge, and follows it. */
export async function filmTwoWindows(browser: Browser, board: Board): Promise<void> {
  const open = async (who: Name, path: string) => {
    const options = { viewport: WINDOW, deviceScaleFactor: SHARPNESS, locale: 'en' };
    const page = await openPage(browser, board, who, options);
    await visit(page, path);
    await page.addStyleTag({ content: '* { caret-animation: manual }' });
    await settled(page);
    return new FilmedWindow(page);
  };
  const hoa = await open('hoa', board.pathOf(COFFEE));
  const minh = await open('minh', '/');
  const film = new Film([hoa, minh]);

  await write(hoa, film);
  const motion = await holdMotion(minh);
  await hoa.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await hoa.rest();
  const own = hoa.page.getByRole('article', { name: 'Hoa Phạm' }).filter({ hasText: LIVE.says });
  await expect(own).toContainText('now');
  await expect(minh.page.locator('[data-toast]')).toBeVisible();
  await expect(minh.page.getByTestId('unread-badge')).toHaveText('1');
  await settled(hoa.page);
  for (const [n, at] of MOTION.entries()) {
    await motion.seek(at);
    await film.take(MOTION_MS, minh, ...(n === 0 ? [hoa] : []));
  }
  await motion.end();
  const told = await film.take(1_500, minh);
  await follow(minh, film);

  const stage = await Stage.open(browser, ['Hoa', 'Minh']);
  const frames = await film.develop(stage);
  await savePicture('two-windows', frames[told]!.png);
  await saveFilm('two-windows-live', frames);
}

/** Opens the reply to Minh and writes it, word by word; the pointer is left on the button that sends it. */
async function write(hoa: FilmedWindow, film: Film): Promise<void> {
  const row = hoa.page.getByRole('listitem').filter({ hasText: LIVE.to });
  const reply = row.getByRole('button', { name: 'Reply to Minh Trần' });
  await reply.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await film.take(700, hoa);
  await film.glide(hoa, reply);
  await reply.click();
  await hoa.rest();
  const field = row.getByLabel('Your reply');
  await expect(field).toBeFocused();
  await film.take(350, hoa);
  for (const word of LIVE.says.match(/\S+\s*/g) ?? []) {
    await field.pressSequentially(word);
    await film.take(WORD_MS, hoa);
  }
  await film.glide(hoa, row.getByRole('button', { name: 'Reply', exact: true }));
}

/** Clicks the toast, which leads to what Hoa wrote. */
async function follow(minh: FilmedWindow, film: Film): Promise<void> {
  const toast = minh.page.getByRole('status').getByRole('link', { name: /Hoa Phạm replied to you/ });
  await film.glide(minh, toast);
  await toast.click();
  await minh.rest();
  const article = minh.page.getByRole('article', { name: 'Hoa Phạm' }).filter({ hasText: LIVE.says });
  await expect(article).toBeInViewport();
  await expect(minh.page.getByTestId('unread-badge')).toHaveCount(0);
  await settled(minh.page);
  await film.take(2_000, minh);
}

/** Keeps what moves on a page from moving by itself. */
async function holdMotion({ page }: FilmedWindow) {
  const debug = await page.context().newCDPSession(page);
  await debug.send('Animation.enable');
  await debug.send('Animation.setPlaybackRate', { playbackRate: 0 });
  const seek = (ms: number) =>
    page.evaluate((at) => {
      for (const animation of document.getAnimations()) {
        animation.currentTime = Math.min(at, Number(animation.effect?.getComputedTiming().endTime));
      }
    }, ms);
  const end = async () => {
    await debug.send('Animation.setPlaybackRate', { playbackRate: 1 });
    await debug.detach();
    await settled(page);
  };
  return { seek, end };
}
