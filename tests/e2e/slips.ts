import type { Page } from '@playwright/test';
import { watchTabs } from '@/tests/e2e/tab';
import { type NewSomeone, openHome, type Someone } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

/** Lan on the home page, and a post of hers that Minh comments on. */
export async function lanAndMinh(someone: NewSomeone) {
  const lan = await someone('Lan', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await watchTabs(lan.context);
  await openHome(lan.page);
  return { lan, minh, postId, page: lan.page };
}

export const slips = (page: Page) => page.locator('[data-toast]');
export const more = (page: Page, text: string) => page.getByRole('link', { name: text, exact: true });
export const seconds = (page: Page, count: number) => page.clock.runFor(count * 1_000);

/** Marks what these words say as read, on another device. */
export async function readElsewhere(lan: Someone, preview: string): Promise<void> {
  const { items } = await lan.call<{ items: { notification_id: string; preview: string }[] }>(
    'GET',
    '/notifications',
  );
  const id = items.find((item) => item.preview === preview)?.notification_id;
  await lan.call('POST', '/notifications/read', { ids: [id] });
}
