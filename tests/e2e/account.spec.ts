import { expect, live, test } from '@/tests/e2e/test';
import { PASSWORD } from '@/tests/support/person';
import { newPerson } from '@/tests/support/person';

test('a new password: this device stays signed in and live, the other one is signed out', async ({
  someone,
}) => {
  const lan = await someone('Lan');
  const minh = await newPerson(lan.url, 'Minh');
  const phone = await lan.otherDevice();
  const postId = await lan.post();
  await lan.page.getByRole('button', { name: 'Account menu' }).click();
  await lan.page.getByRole('link', { name: 'Your account' }).click();
  await expect(lan.page.getByRole('heading', { name: 'Your account' })).toBeVisible();
  await expect(lan.page.getByRole('button', { name: 'Sign out', exact: true })).toBeHidden();

  await lan.page.getByLabel('Current password').fill('not this one');
  await lan.page.getByLabel('New password').fill('battery staple');
  await lan.page.getByRole('button', { name: 'Change password' }).click();
  await expect(lan.page.getByLabel('Current password')).toHaveAccessibleDescription(
    'This is not your current password. Check it and try again.',
  );
  const comesBack = lan.page.waitForEvent('websocket');
  await lan.page.getByLabel('Current password').fill(PASSWORD);
  await lan.page.getByRole('button', { name: 'Change password' }).click();
  await expect(lan.page.getByRole('status').filter({ hasText: 'Your password is changed.' })).toBeVisible();
  await expect(lan.page.getByLabel('Current password')).toHaveValue('');
  await expect(phone.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();

  await comesBack;
  await live(lan.page);
  await minh.comment(postId, 'still there?');
  await expect(lan.page.getByTestId('unread-badge')).toHaveText('1');
  await lan.page.reload();
  await live(lan.page);
});

test('a deleted account: signed out everywhere, on the home page', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const phone = await lan.otherDevice();
  await lan.page.goto('/account');
  await lan.page.getByLabel('Your password').fill(PASSWORD);
  await lan.page.getByRole('button', { name: 'Delete account' }).click();
  await lan.page.waitForURL((address) => address.pathname === '/');
  for (const page of [lan.page, phone]) {
    await expect(page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  }
});
