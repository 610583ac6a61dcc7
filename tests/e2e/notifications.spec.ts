import { expect, live, signIn, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

test('a comment shows a toast and a badge to the post’s owner, and the toast leads to it', async ({
  someone,
}) => {
  const lan = await someone('Lan Nguyễn');
  const minh = await someone('Minh Trần', { isBlank: true });
  const postId = await lan.post('Rain and coffee');
  await minh.page.goto(`/posts/${postId}`);
  await minh.page.getByLabel('Comment', { exact: true }).fill('The window seat.');
  await minh.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(minh.page.getByRole('article', { name: 'Minh Trần' })).toContainText('The window seat.');

  const toast = lan.page.getByRole('link', { name: /Minh Trần commented/ });
  await expect(toast.first()).toBeVisible();
  await expect(lan.page.getByRole('button', { name: 'Notifications, 1 unread' })).toBeVisible();
  await expect(lan.page.getByTestId('unread-badge')).toHaveText('1');
  await toast.first().click();
  await expect(lan.page).toHaveURL(new RegExp(`/posts/${postId}\\?comment=`));
  await expect(lan.page.getByRole('article', { name: 'Minh Trần' })).toBeVisible();
  await expect(lan.page.getByRole('button', { name: 'Notifications', exact: true })).toBeVisible();
  await live(minh.page);
  await expect(minh.page.getByTestId('unread-badge')).toHaveCount(0);
});

test('a reply reaches its parent’s author and the owner, each once', async ({ someone }) => {
  const [lan, minh, hoa] = await Promise.all([someone('Lan'), someone('Minh'), someone('Hoa')]);
  const postId = await lan.post();
  await minh.comment(postId, 'Minh was here');
  await expect(lan.page.getByTestId('unread-badge')).toHaveText('1');
  await hoa.page.goto(`/posts/${postId}`);
  await hoa.page.getByRole('button', { name: 'Reply to Minh' }).click();
  await hoa.page.getByLabel('Your reply').fill('So was Hoa');
  await hoa.page.getByRole('button', { name: 'Reply', exact: true }).click();
  await expect(hoa.page.getByRole('article', { name: 'Hoa' })).toContainText('So was Hoa');

  await expect(minh.page.getByTestId('unread-badge')).toHaveText('1');
  await expect(lan.page.getByTestId('unread-badge')).toHaveText('2');
  await minh.page.getByRole('button', { name: 'Notifications, 1 unread' }).click();
  const panel = minh.page.getByRole('dialog', { name: 'Notifications' });
  await expect(panel.getByRole('listitem')).toHaveText([/Hoa replied to you/]);
});

test('two devices of one person both hear, and reading on one clears the other', async ({ someone }) => {
  const lan = await someone('Lan');
  const minh = await newPerson(lan.url, 'Minh');
  const phone = await lan.otherDevice();
  const postId = await lan.post();
  await minh.comment(postId, 'one');
  await minh.comment(postId, 'two');
  for (const page of [lan.page, phone]) await expect(page.getByTestId('unread-badge')).toHaveText('2');

  await lan.page.getByRole('button', { name: 'Notifications, 2 unread' }).click();
  const panel = lan.page.getByRole('dialog', { name: 'Notifications' });
  await panel.getByRole('button', { name: '2 in all' }).click();
  await panel.getByRole('button', { name: 'Mark as read' }).first().click();
  for (const page of [lan.page, phone]) await expect(page.getByTestId('unread-badge')).toHaveText('1');
  await panel.getByRole('button', { name: 'Mark all as read' }).click();
  for (const page of [lan.page, phone]) await expect(page.getByTestId('unread-badge')).toHaveCount(0);
});

test('what happened while offline is there on return', async ({ someone, expectedNoise }) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/);
  const lan = await someone('Lan');
  const minh = await newPerson(lan.url, 'Minh');
  const postId = await lan.post();
  await lan.context.setOffline(true);
  await expect(lan.page.locator('[data-connection="live"]')).toHaveCount(0);
  await minh.comment(postId, 'while you were away');
  await lan.context.setOffline(false);
  await live(lan.page);
  await expect(lan.page.getByTestId('unread-badge')).toHaveText('1');
  await lan.page.goto('/notifications');
  await expect(lan.page.getByRole('main').getByRole('listitem')).toHaveText([/while you were away/]);
});

test('signing out ends the live connection, signing in begins one', async ({ someone }) => {
  const lan = await someone('Lan');
  const secondTab = await lan.context.newPage();
  await secondTab.goto('/');
  await live(secondTab);
  await lan.page.getByRole('button', { name: 'Account menu' }).click();
  await lan.page.getByRole('button', { name: 'Sign out' }).click();
  await expect(lan.page.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  await expect(secondTab.getByRole('link', { name: 'Sign in', exact: true })).toBeVisible();
  await signIn(lan.page, lan.user.name);
  await expect(lan.page.getByRole('button', { name: 'Account menu' })).toBeVisible();
});

test('register, post and comment with the keyboard alone', async ({ page }) => {
  const name = `k_${crypto.randomUUID().slice(0, 8)}`;
  await page.goto('/register');
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type('Khánh');
  await page.keyboard.press('Tab');
  await page.keyboard.type('a long password');
  await page.keyboard.press('Enter');
  await page.waitForURL((address) => address.pathname === '/');
  await live(page);
  await page.getByRole('link', { name: 'Write a post' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Write a post' })).toBeVisible();
  await page.getByLabel('Title').focus();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Tab');
  await page.keyboard.type('No mouse near.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'By keyboard' })).toBeVisible();
  await page.getByLabel('Comment', { exact: true }).focus();
  await page.keyboard.type('And a comment.');
  await page.keyboard.press('Control+Enter');
  await expect(page.getByRole('article', { name: 'Khánh' })).toContainText('And a comment.');
  await expect(page.getByTestId('unread-badge')).toHaveCount(0);
});

test('a refused comment keeps its text and says why beside the field', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  await lan.page.goto(`/posts/${await lan.post()}`);
  const field = lan.page.getByLabel('Comment', { exact: true });
  await field.fill('   ');
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(field).toHaveAccessibleDescription('Write something first.');
  await expect(field).toBeFocused();
  await field.fill('x'.repeat(5001));
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
  await expect(field).toHaveAccessibleDescription(/Keep it under 5,000 characters/);
  await expect(field).toHaveValue('x'.repeat(5001));
});

test('a double click is one comment', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  await lan.page.goto(`/posts/${await lan.post()}`);
  await lan.page.getByLabel('Comment', { exact: true }).fill('only once');
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).dblclick();
  await expect(lan.page.getByText('only once')).toHaveCount(1);
  await lan.page.reload();
  await expect(lan.page.getByRole('article', { name: 'Lan' }).filter({ hasText: 'only once' })).toHaveCount(
    1,
  );
});

test('a link in a comment is safe, and markup stays text', async ({ someone }) => {
  const lan = await someone('Lan', { isBlank: true });
  const postId = await lan.post();
  await lan.comment(postId, '<b>bold</b> https://example.org/a javascript:alert(1)');
  await lan.page.goto(`/posts/${postId}`);
  const link = lan.page.getByRole('link', { name: 'https://example.org/a' });
  await expect(link).toHaveAttribute('rel', 'nofollow noopener ugc');
  await expect(lan.page.getByText('<b>bold</b>')).toBeVisible();
  await expect(lan.page.locator('a[href^="javascript"]')).toHaveCount(0);
});

test('two replies to the same comment are two replies', async ({ someone }) => {
  const lan = await someone('Lan');
  const minh = await someone('Minh', { isBlank: true });
  const postId = await lan.post();
  await lan.comment(postId, 'reply to me');
  await minh.page.goto(`/posts/${postId}`);
  for (const text of ['the first', 'the second']) {
    await minh.page.getByRole('button', { name: 'Reply to Lan' }).click();
    await minh.page.getByLabel('Your reply').fill(text);
    await minh.page.getByRole('button', { name: 'Reply', exact: true }).click();
    await expect(minh.page.getByRole('article', { name: 'Minh' }).filter({ hasText: text })).toHaveCount(1);
  }
  await expect(lan.page.getByTestId('unread-badge')).toHaveText('2');
});

test('a comment that cannot be sent stands in the thread, says that it is safe, and is sent again', async ({
  someone,
  expectedNoise,
}) => {
  expectedNoise.push(/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/);
  const lan = await someone('Lan', { isBlank: true });
  await lan.page.goto(`/posts/${await lan.post()}`);
  await live(lan.page);
  await lan.page.getByLabel('Comment', { exact: true }).fill('written in a tunnel');
  await lan.context.setOffline(true);
  await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
  const own = lan.page.getByRole('article', { name: 'Lan' }).filter({ hasText: 'written in a tunnel' });
  await expect(own).toContainText('You are offline. Your text is safe here.');
  await lan.context.setOffline(false);
  await own.getByRole('button', { name: 'Retry' }).click();
  await expect(own).not.toContainText('safe here');
  await lan.page.reload();
  await expect(own).toHaveCount(1);
});
