import type { Page } from '@playwright/test';
import { expectBadge, expectInbox, toast } from '@/tests/e2e/tab';
import { expect, live, type Someone, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';
import { sessionCookie } from '@/tests/support/session';

interface WirePreferences {
  kinds: Record<string, boolean>;
  toasts: boolean;
  preview: string;
  quiet_hours: { from: string; to: string; time_zone: string } | null;
}

async function saved(person: Someone): Promise<WirePreferences> {
  return (await person.call<{ preferences: WirePreferences }>('GET', '/preferences')).preferences;
}

async function openSettings(page: Page): Promise<Page> {
  await page.goto('/settings');
  await live(page);
  return page;
}

const switchOf = (page: Page, name: string) => page.getByRole('switch', { name, exact: true });

test('a switch changes on the other device at once, and is found by the menu', async ({ someone }) => {
  const lan = await someone('Lan Nguyễn');
  await lan.page.getByRole('button', { name: 'Account menu' }).click();
  await lan.page.getByRole('link', { name: 'Settings' }).click();
  await expect(lan.page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible();
  const phone = await openSettings(await lan.otherDevice());
  for (const name of ['Replies', 'Toasts']) {
    await expect(switchOf(phone, name)).toBeChecked();
    await switchOf(lan.page, name).click();
    for (const device of [lan.page, phone]) await expect(switchOf(device, name)).not.toBeChecked();
  }
  await expect(switchOf(phone, 'Sound')).not.toBeChecked();
  await phone.getByText('Sound', { exact: true }).click();
  for (const device of [lan.page, phone]) await expect(switchOf(device, 'Sound')).toBeChecked();

  // Back and forth faster than the answers come: the last wish counts.
  for (let click = 0; click < 5; click++) await switchOf(phone, 'Mentions').click();
  for (const device of [lan.page, phone]) await expect(switchOf(device, 'Mentions')).not.toBeChecked();
  await phone.reload();
  await expect(switchOf(phone, 'Mentions')).not.toBeChecked();
  await expect(switchOf(phone, 'New comments')).toBeChecked();
  expect((await saved(lan)).kinds).toEqual({ NEW_COMMENT: true, NEW_REPLY: false, NEW_MENTION: false });
});

test('the sound can be heard before it is chosen', async ({ someone }) => {
  const { page } = await someone('Lan Nguyễn', { isBlank: true });
  await page.addInitScript(() => {
    const { start } = OscillatorNode.prototype;
    OscillatorNode.prototype.start = function (when) {
      document.body.dataset.tones = String(Number(document.body.dataset.tones ?? 0) + 1);
      start.call(this, when);
    };
  });
  await openSettings(page);
  await page.getByRole('button', { name: 'Play it' }).click();
  await expect(page.locator('body[data-tones="2"]')).toBeAttached();
  await expect(switchOf(page, 'Sound')).not.toBeChecked();
});

test('a kind that is switched off stays silent, and the others are heard', async ({ someone }) => {
  const lan = await someone('Lan Nguyễn', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh Trần');
  const postId = await lan.post();
  const mine = await lan.comment(postId, 'what I said');
  await openSettings(lan.page);
  await switchOf(lan.page, 'New comments').click();
  await expect.poll(async () => (await saved(lan)).kinds.NEW_COMMENT).toBe(false);

  await minh.comment(postId, 'a comment');
  await minh.comment(postId, 'a reply', mine.id);
  await expect(toast(lan.page, 'Minh Trần replied to you a reply')).toBeVisible();
  await expectBadge(1, lan.page);
  await switchOf(lan.page, 'New comments').click();
  await expect.poll(async () => (await saved(lan)).kinds.NEW_COMMENT).toBe(true);
  await minh.comment(postId, 'one more comment');
  await expect(toast(lan.page, 'Minh Trần commented one more comment')).toBeVisible();
  await expectBadge(2, lan.page);
  await expectInbox(lan.page, ['one more comment', 'a reply']);
});

test('an alert shows who and what, who alone, or neither', async ({ someone }) => {
  const lan = await someone('Lan Nguyễn', { isBlank: true });
  const minh = await newPerson(lan.url, 'Minh Trần');
  const postId = await lan.post();
  const phone = await openSettings(await lan.otherDevice());
  await openSettings(lan.page);
  await expect(lan.page.getByRole('radio', { name: 'Who and what' })).toBeChecked();
  await minh.comment(postId, 'the first secret');
  // A toast under the pointer does not go by itself: it follows, too.
  await toast(phone, 'Minh Trần commented the first secret').hover();

  await lan.page.getByRole('radio', { name: 'Who alone' }).check();
  await expect(phone.getByRole('radio', { name: 'Who alone' })).toBeChecked();
  await expect(toast(phone, /^Minh Trần commented$/)).toBeVisible();
  await minh.comment(postId, 'the second secret');
  await expect(toast(phone, 'and 1 more from Minh Trần')).toBeVisible();
  await expect(toast(phone, /^Minh Trần commented$/)).toHaveCount(1);

  await lan.page.getByRole('radio', { name: 'Neither' }).check();
  await expect(phone.getByRole('radio', { name: 'Neither' })).toBeChecked();
  await minh.comment(postId, 'the third secret');
  await expect(toast(phone, 'and 2 more')).toBeVisible();
  await expect(toast(phone, /^New comment$/)).toHaveCount(1);
  await expect(phone.getByRole('status').getByText(/Minh|secret/)).toHaveCount(0);
});

test.describe('in Tokyo', () => {
  test.use({ contextOptions: { timezoneId: 'Asia/Tokyo' } });

  test('quiet hours begin with this browser’s time zone and are saved as they are typed', async ({
    someone,
  }) => {
    const lan = await someone('Lan Nguyễn', { isBlank: true });
    const phone = await openSettings(await lan.otherDevice());
    await openSettings(lan.page);
    await expect(lan.page.getByLabel('Time zone')).toHaveCount(0);
    await switchOf(lan.page, 'Quiet hours').click();
    for (const device of [lan.page, phone]) {
      await expect(switchOf(device, 'Quiet hours')).toBeChecked();
      await expect(device.getByLabel('From')).toHaveValue('22:00');
      await expect(device.getByLabel('Time zone')).toHaveValue('Asia/Tokyo');
    }
    await lan.page.getByLabel('From').fill('23:30');
    await expect(phone.getByLabel('From')).toHaveValue('23:30');
    await lan.page.getByLabel('Time zone').selectOption('Europe/Berlin');
    await expect(phone.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
    expect((await saved(lan)).quiet_hours).toEqual({
      from: '23:30',
      to: '07:00',
      time_zone: 'Europe/Berlin',
    });

    await switchOf(phone, 'Quiet hours').click();
    for (const device of [lan.page, phone]) {
      await expect(switchOf(device, 'Quiet hours')).not.toBeChecked();
      await expect(device.getByLabel('From')).toHaveCount(0);
    }
    expect((await saved(lan)).quiet_hours).toBeNull();
  });
});

test('a time or a zone that cannot be is refused beside its field, and nothing has changed', async ({
  someone,
}) => {
  const lan = await someone('Lan Nguyễn', { isBlank: true });
  await lan.call('PATCH', '/preferences', {
    quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Asia/Ho_Chi_Minh' },
  });
  const before = { from: '22:00', to: '07:00', time_zone: 'Asia/Ho_Chi_Minh' };
  await openSettings(lan.page);
  const [from, to, zone] = ['From', 'To', 'Time zone'].map((name) =>
    lan.page.getByLabel(name, { exact: true }),
  );
  await expect(zone!).toHaveValue('Asia/Ho_Chi_Minh');

  await to!.fill('22:00');
  await expect(to!).toHaveAccessibleDescription('Quiet hours must end at another time than they begin.');
  await expect(from!).toHaveAccessibleDescription('');
  expect((await saved(lan)).quiet_hours).toEqual(before);
  // What was typed stays, to be put right.
  await expect(to!).toHaveValue('22:00');
  await to!.fill('06:00');
  await expect(to!).toHaveAccessibleDescription('');
  await expect.poll(async () => (await saved(lan)).quiet_hours?.to).toBe('06:00');

  await zone!.evaluate((select: HTMLSelectElement) => {
    select.options[select.selectedIndex === 0 ? 1 : 0]!.value = 'Mars/Olympus';
  });
  await zone!.selectOption('Mars/Olympus');
  await expect(zone!).toHaveAccessibleDescription('There is no such time zone. Choose one from the list.');
  expect((await saved(lan)).quiet_hours).toEqual({ ...before, to: '06:00' });
});

test.describe('without a connection', () => {
  test.use({ expectedNoise: [/ERR_INTERNET_DISCONNECTED/] });

  test('what does not reach the server goes back to what was saved, and says so', async ({ someone }) => {
    const lan = await someone('Lan Nguyễn', { isBlank: true });
    await openSettings(lan.page);
    await lan.page.route('**/settings', (route) => route.abort('internetdisconnected'));
    await switchOf(lan.page, 'Toasts').click();
    await expect(switchOf(lan.page, 'Toasts')).toHaveAccessibleDescription(/is not saved/);
    await expect(switchOf(lan.page, 'Toasts')).toBeChecked();
    await lan.page.unroute('**/settings');
    await switchOf(lan.page, 'Toasts').click();
    await expect(switchOf(lan.page, 'Toasts')).not.toBeChecked();
    await expect(switchOf(lan.page, 'Toasts')).not.toHaveAccessibleDescription(/is not saved/);
  });
});

test('without a script everything can be set by forms', async ({ browser, url }) => {
  const [lan, minh] = [await newPerson(url, 'Lan'), await newPerson(url, 'Minh Trần')];
  await lan.call('PUT', `/users/${minh.user.id}/block`);
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: url, locale: 'en-GB' });
  await context.addCookies([await sessionCookie(url, lan.user.id)]);
  const page = await context.newPage();
  await page.goto('/settings');
  await switchOf(page, 'Replies').click();
  await expect(switchOf(page, 'Replies')).not.toBeChecked();
  await switchOf(page, 'Quiet hours').click();
  await page.getByLabel('To', { exact: true }).fill('22:00');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await expect(page.getByLabel('To', { exact: true })).toHaveAccessibleDescription(
    /must end at another time/,
  );
  await page.getByLabel('To', { exact: true }).fill('05:00');
  await page.getByLabel('Time zone').selectOption('Europe/Berlin');
  await page.getByRole('button', { name: 'Save' }).first().click();
  await page.goto('/settings');
  await expect(page.getByLabel('To', { exact: true })).toHaveValue('05:00');
  await expect(page.getByLabel('Time zone')).toHaveValue('Europe/Berlin');
  await page.getByRole('radio', { name: 'Neither' }).check();
  await page.getByRole('button', { name: 'Save' }).last().click();
  await page.getByRole('button', { name: 'Unblock Minh Trần' }).click();
  await expect(page.getByText('You have blocked nobody.')).toBeVisible();
  await page.goto('/settings');
  await expect(page.getByRole('radio', { name: 'Neither' })).toBeChecked();
  await context.close();
});

test('somebody signed out is sent to sign in, and brought back', async ({ page }) => {
  await page.goto('/settings');
  await expect(page).toHaveURL('/sign-in?next=/settings');
});
