import { expectBadge, expectInbox, toast } from '@/tests/e2e/tab';
import { expect, live, type NewSomeone, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

/** Lan with two devices, and a post of hers that Minh comments on. */
async function lanAndMinh(someone: NewSomeone) {
  const lan = await someone('Lan Nguyễn');
  const minh = await newPerson(lan.url, 'Minh Trần');
  return { lan, minh, phone: await lan.otherDevice(), postId: await lan.post('Bánh mì') };
}

test('muted from its toast, a thread is silent on every device; Undo brings it back', async ({ someone }) => {
  const { lan, minh, phone, postId } = await lanAndMinh(someone);
  await minh.comment(postId, 'the first');
  await expect(toast(phone, /the first/)).toBeVisible();
  await lan.page.getByRole('status').getByRole('button', { name: 'Mute this conversation' }).click();
  await lan.page.getByText('You will hear nothing more of this.').hover();
  // The toast of a thread that is muted goes on the other device as well.
  for (const device of [lan.page, phone]) await expect(toast(device, /the first/)).toHaveCount(0);

  const other = await lan.post('Phở');
  await minh.comment(postId, 'unheard');
  await minh.comment(other, 'heard');
  for (const device of [lan.page, phone])
    await expect(toast(device, 'Minh Trần commented heard')).toBeVisible();
  await expectBadge(2, lan.page, phone);

  await lan.page.getByRole('button', { name: 'Undo' }).click();
  await expect(lan.page.getByText('You will hear nothing more of this.')).toHaveCount(0);
  await expect(async () => {
    const { subscription } = await lan.call<{ subscription: { level: string } }>(
      'GET',
      `/posts/${postId}/subscription`,
    );
    expect(subscription.level).toBe('following');
  }).toPass();
  await minh.comment(postId, 'back again');
  for (const device of [lan.page, phone]) {
    await expect(toast(device, /back again/)).toBeVisible();
    await expectBadge(3, device);
    await expectInbox(device, ['back again', 'the first', 'heard']);
  }
});

test('a toast leads to its comment with a reply begun, and is read', async ({ someone, url }) => {
  const [lan, minh] = await Promise.all([someone('Lan Nguyễn'), newPerson(url, 'Minh')]);
  const comment = await minh.comment(await lan.post(), 'what do you think?');
  await toast(lan.page, /what do you think/).hover();
  await lan.page.getByRole('status').getByRole('link', { name: 'Reply' }).click();
  const reply = lan.page.locator(`#comment-${comment.id}`).getByRole('textbox', { name: 'Your reply' });
  await expect(reply).toBeFocused();
  await expectBadge(0, lan.page);
});

test('followed on its page, a thread of somebody else is heard; unfollowed, only what is addressed to one', async ({
  someone,
}) => {
  const minh = await someone('Minh Trần', { isBlank: true });
  const [lan, tab] = await Promise.all([newPerson(minh.url), minh.otherDevice()]);
  const postId = await lan.post('Bánh mì');
  for (const device of [minh.page, tab]) {
    await device.goto(`/posts/${postId}`);
    await live(device);
    await expect(device.getByText('You hear of replies and mentions.')).toBeVisible();
  }
  await minh.page.getByRole('button', { name: 'Follow', exact: true }).click();
  for (const device of [minh.page, tab]) {
    await expect(device.getByRole('button', { name: 'Following' })).toBeVisible();
    await expect(device.getByText('You hear of every comment.')).toBeVisible();
  }
  await tab.getByRole('button', { name: 'Following' }).click();
  await expect(minh.page.getByText('You hear of replies and mentions.')).toBeVisible();
  await minh.page.getByRole('button', { name: 'Follow', exact: true }).click();
  await expect(tab.getByText('You hear of every comment.')).toBeVisible();

  // Away from the post, on every device: what is looked at is read.
  for (const device of [minh.page, tab]) {
    await device.goto('/');
    await live(device);
  }
  await lan.comment(postId, 'for those who follow');
  for (const device of [minh.page, tab]) await expectBadge(1, device);
  await minh.call('PUT', `/posts/${postId}/subscription`, { level: 'normal' });
  await lan.comment(postId, 'for nobody');
  await lan.comment(postId, `hỏi @${minh.user.name}`);
  for (const device of [minh.page, tab]) await expectBadge(2, device);
  await expectInbox(tab, ['mentioned you', 'for those who follow']);
});

test('unmuted, one’s own post is heard as before; a reply’s toast follows its thread', async ({
  someone,
}) => {
  const { lan, minh, postId } = await lanAndMinh(someone);
  await lan.page.goto(`/posts/${postId}`);
  await live(lan.page);
  await lan.page.getByRole('button', { name: 'Mute', exact: true }).click();
  await lan.page.getByRole('button', { name: 'Muted' }).click();
  await expect(lan.page.getByText('You hear of every comment.', { exact: true })).toBeVisible();

  const theirs = await minh.post('Phở');
  const own = await lan.comment(theirs, 'mine');
  await minh.comment(theirs, 'an answer', own.id);
  await toast(lan.page, /an answer/).hover();
  await lan.page.getByRole('button', { name: 'Follow this conversation' }).click();
  // One says so of the own post already.
  const followed = lan.page.getByText('You will hear of every comment.');
  await expect(followed).toHaveCount(2);
  await followed.last().hover();
  await minh.comment(theirs, 'for those who follow');
  await expect(toast(lan.page, /for those who follow/)).toBeVisible();
  await lan.page.getByRole('button', { name: 'Undo' }).first().click();
  await expect(async () => {
    const { subscription } = await lan.call<{ subscription: object }>('GET', `/posts/${theirs}/subscription`);
    expect(subscription).toMatchObject({ level: 'normal' });
  }).toPass();
});

test('a level that another device chose meanwhile is right again after a reconnection', async ({
  someone,
}) => {
  const { lan, postId } = await lanAndMinh(someone);
  await lan.page.goto(`/posts/${postId}`);
  await live(lan.page);
  await expect(lan.page.getByText('You hear of every comment.')).toBeVisible();
  await lan.context.setOffline(true);
  await expect(lan.page.locator('[data-connection="offline"]')).toBeAttached();
  await lan.call('PUT', `/posts/${postId}/subscription`, { level: 'muted' });
  await lan.context.setOffline(false);
  await expect(lan.page.getByText('You hear nothing of this.')).toBeVisible();
  await expect(lan.page.getByRole('button', { name: 'Muted' })).toBeVisible();
});

test('news is not pushed aside by what the person did', async ({ someone }) => {
  const { lan, minh, postId } = await lanAndMinh(someone);
  const others = await Promise.all(['one', 'two'].map((title) => lan.post(title)));
  const { page } = lan;
  await minh.comment(postId, 'to be muted');
  // No toast goes by itself while one is under the pointer.
  await toast(page, /to be muted/).hover();
  const [an, hoa] = await Promise.all([newPerson(lan.url, 'An'), newPerson(lan.url, 'Hoa')]);
  await an.comment(others[0]!, 'news 0');
  await hoa.comment(others[1]!, 'news 1');
  await expect(toast(page, /news|muted/)).toHaveCount(3);
  const slip = page.locator('[data-toast]', { hasText: 'to be muted' });
  // By the keyboard, which goes on at what takes it back.
  await slip.getByRole('button', { name: 'Mute this conversation' }).press('Enter');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeFocused();
  await expect(toast(page, /to be muted/)).toHaveCount(0);
  await minh.comment(others[0]!, 'news 2');
  await expect(toast(page, /news 2/)).toBeVisible();
  for (const news of [/news 0/, /news 1/]) await expect(toast(page, news)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeVisible();
});

test('of a blocked person nothing is heard any more, on any device, and they are not told', async ({
  someone,
  url,
}) => {
  const [lan, minh, hoa] = await Promise.all([someone('Lan Nguyễn'), newPerson(url, 'Minh'), newPerson(url)]);
  const [phone, postId] = await Promise.all([lan.otherDevice(), lan.post()]);
  await minh.comment(postId, 'from minh');
  await hoa.comment(postId, 'from hoa');
  for (const each of [lan.page, phone]) await expectInbox(each, ['from hoa', 'from minh']);
  const told: string[] = [];
  const device = await minh.device();
  device.socket.onAny((event: string) => told.push(event));

  await phone.goto(`/posts/${postId}`);
  await live(phone);
  await phone.getByRole('button', { name: 'More about Minh' }).click();
  const block = phone.getByRole('button', { name: 'Block Minh', exact: true });
  await expect(block).toHaveAccessibleDescription(/no more notifications from Minh.*They are not told/);
  await block.click();
  await expect(phone.getByText('Minh is blocked.')).toBeVisible();
  for (const each of [lan.page, phone]) await expectInbox(each, ['from hoa']);

  await minh.comment(postId, `@${lan.user.name} do you hear me?`);
  await hoa.comment(postId, 'hoa again');
  for (const each of [lan.page, phone]) {
    await expectInbox(each, ['hoa again', 'from hoa']);
  }
  expect(told).toEqual([]);
  device.close();
});

test('who is unblocked is heard again; taken back, they are silent, on every device', async ({
  someone,
  url,
}) => {
  const [lan, minh] = await Promise.all([someone('Lan Nguyễn', { isBlank: true }), newPerson(url, 'Minh')]);
  const [phone, postId] = await Promise.all([lan.otherDevice(), lan.post()]);
  await lan.page.goto('/settings');
  await live(lan.page);
  const both = [lan.page, phone];
  // Blocked elsewhere: the list learns whom, without the page being opened anew.
  await lan.call('PUT', `/users/${minh.user.id}/block`);
  await lan.page.getByRole('button', { name: 'Unblock Minh' }).click();
  await expect(lan.page.getByText('You have blocked nobody.')).toBeVisible();
  // A toast under the pointer does not go by itself.
  await lan.page.getByText('You may hear from Minh again.').hover();
  await minh.comment(postId, 'heard again');
  await expectBadge(1, ...both);

  await lan.page.getByRole('button', { name: 'Undo' }).click();
  await expect(lan.page.getByRole('button', { name: 'Unblock Minh' })).toBeVisible();
  await expectBadge(0, ...both);
});
