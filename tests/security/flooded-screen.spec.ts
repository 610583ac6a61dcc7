import { RATES } from '@/lib/rate-limits/rates';
import { expectBadge, openBell, shownToasts, watchTabs } from '@/tests/e2e/tab';
import { expect, openHome, test as base } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';
import { startServer } from '@/tests/support/server';
import { TEST_SECRET } from '@/tests/support/session';

const SHARE = RATES.alert[0].times;

// A server of its own: the one of the other tests counts nothing.
const test = base.extend({
  url: async ({}, use) => {
    const server = await startServer('built', { AUTH_SECRET: TEST_SECRET, RATE_LIMITS: 'on' });
    await use(server.url);
    await server.stop();
  },
  // The network is taken away for a moment.
  expectedNoise: async ({}, use) => use([/ERR_INTERNET_DISCONNECTED/]),
});

test('one person fills nobody’s screen: one slip, ten alerts a minute, and everything is in the inbox', async ({
  someone,
  url,
}) => {
  const lan = await someone('Lan', { isBlank: true });
  const [minh, hoa] = await Promise.all([newPerson(url, 'Minh'), newPerson(url, 'Hoa')]);
  const postId = await lan.post();
  await watchTabs(lan.context);
  await openHome(lan.page);

  for (let n = 1; n <= SHARE + 4; n++) {
    await minh.comment(postId, `no. ${n}`);
    await expectBadge(n, lan.page);
    await expect(lan.page.locator('[data-toast]')).toHaveCount(1);
  }
  await hoa.comment(postId, 'from another');
  await expect(lan.page.locator('[data-toast]').filter({ hasText: 'from another' })).toBeVisible();
  await expectBadge(SHARE + 5, lan.page);
  const told = await shownToasts(lan.page);
  expect(told.filter((each) => each.startsWith('Minh')).length).toBeLessThanOrEqual(SHARE);
  expect(told.join()).not.toContain(`no. ${SHARE + 1}`);

  const panel = await openBell(lan.page);
  await panel.getByRole('button', { name: new RegExp(`^${SHARE + 5} unread Hoa and Minh`) }).click();
  await expect(panel.getByText(`no. ${SHARE + 4}`)).toBeVisible();
  // Told quietly is told: neither a page that is opened anew nor one that slept makes up for it.
  await lan.page.reload();
  await expectBadge(SHARE + 5, lan.page);
  await lan.page.context().setOffline(true);
  await lan.page.context().setOffline(false);
  await hoa.comment(postId, 'once more');
  await expect(lan.page.locator('[data-toast]').filter({ hasText: 'once more' })).toBeVisible();
  expect((await shownToasts(lan.page)).join()).not.toContain('Minh');
});
