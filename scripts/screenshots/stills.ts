import { type Browser, expect, type Page } from '@playwright/test';
import type { Board } from '@/scripts/screenshots/board';
import { openPage, SCREENS, settled, visit } from '@/scripts/screenshots/camera';
import { COFFEE, TEA } from '@/scripts/screenshots/conversations';
import { savePicture } from '@/scripts/screenshots/pictures';
import type { Name } from '@/scripts/screenshots/scene';

type Locale = 'en' | 'vi';

interface Subject {
  who: Name | null;
  path(board: Board, locale: Locale): string;
  /** What is done on the page before its picture is taken. */
  act?(page: Page): Promise<void>;
}

const SUBJECTS = {
  feed: { who: 'lan', path: () => '/' },
  // Minh has read everything, so what he looks at changes nothing for the pictures after.
  thread: { who: 'minh', path: (board, locale) => board.pathOf(locale === 'vi' ? TEA : COFFEE) },
  inbox: { who: 'lan', path: () => '/', act: openInbox },
  history: { who: 'lan', path: () => '/notifications' },
  settings: { who: 'lan', path: () => '/settings' },
  'quiet-hours': { who: 'lan', path: () => '/settings', act: scrollToAlerts },
  'sign-in': { who: null, path: () => '/sign-in' },
} satisfies Record<string, Subject>;

/** Each page in the light and in the dark, each language on both screens; not every page in every way. */
const STILLS = [
  ['feed', 'desktop', 'en', ['light', 'dark']],
  ['feed', 'phone', 'en', ['light', 'dark']],
  ['thread', 'desktop', 'en', ['light', 'dark']],
  ['thread', 'desktop', 'vi', ['light']],
  ['thread', 'phone', 'en', ['light']],
  ['thread', 'phone', 'vi', ['dark']],
  ['inbox', 'desktop', 'en', ['light', 'dark']],
  ['inbox', 'phone', 'en', ['light', 'dark']],
  ['history', 'desktop', 'en', ['light', 'dark']],
  ['history', 'phone', 'vi', ['light']],
  ['settings', 'desktop', 'en', ['light', 'dark']],
  ['quiet-hours', 'phone', 'en', ['light']],
  ['settings', 'phone', 'vi', ['dark']],
  ['sign-in', 'desktop', 'en', ['light', 'dark']],
  ['sign-in', 'phone', 'vi', ['light']],
] as const;

/** Takes the pictures of single pages. */
export async function takeStills(browser: Browser, board: Board): Promise<void> {
  for (const [subject, screen, locale, themes] of STILLS) {
    const { who, path, act }: Subject = SUBJECTS[subject];
    for (const theme of themes) {
      const look = { ...SCREENS[screen], locale, colorScheme: theme, reducedMotion: 'reduce' } as const;
      const page = await openPage(browser, board, who, look);
      await visit(page, path(board, locale));
      await act?.(page);
      await settled(page);
      await savePicture(
        [subject, screen, theme, locale].join('-').replace('-en', ''),
        await page.screenshot(),
      );
      await page.context().close();
    }
  }
}

async function openInbox(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Notifications,/ }).click();
  await expect(page.getByRole('dialog').getByRole('link', { name: 'See all' })).toBeVisible();
}

/** To the half of the settings that is below a phone's edge. */
async function scrollToAlerts(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'How you hear of it' }).evaluate((heading) => {
    const header = document.querySelector('header')?.offsetHeight ?? 0;
    scrollBy(0, heading.getBoundingClientRect().top - header - 24);
  });
}
