import { expectBadge, inboxRows, toast } from '@/tests/e2e/tab';
import { expect, type Someone, test } from '@/tests/e2e/test';

/** Lan with two devices, and a post of hers that Minh comments on. */
async function lanAndMinh(someone: (name: string) => Promise<Someone>) {
  const [lan, minh] = await Promise.all([someone('Lan Nguyễn'), someone('Minh Trần')]);
  return { lan, minh, phone: await lan.otherDevice(), postId: await lan.post('Bánh mì') };
}

test('muted from its toast, a thread is silent on every device; Undo brings it back', async ({ someone }) => {
  const { lan, minh, phone, postId } = await lanAndMinh(someone);
  await minh.comment(postId, 'the first');
  await expect(toast(phone, /the first/)).toBeVisible();
  await lan.page.getByRole('status').getByRole('button', { name: 'Mute this conversation' }).click();
  await expect(lan.page.getByText('You will hear nothing more of this.')).toBeVisible();
  // The toast of a thread that is muted goes on the other device as well.
  for (const device of [lan.page, phone]) await expect(toast(device, /the first/)).toHaveCount(0);

  const other = await lan.post('Phở');
  await minh.comment(postId, 'unheard');
  await minh.comment(other, 'heard');
  for (const device of [lan.page, phone])
    await expect(toast(device, 'Minh Trần commented on your post heard')).toBeVisible();
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
    await expect(inboxRows(device)).toContainText(['back again', 'heard', 'the first']);
  }
});
