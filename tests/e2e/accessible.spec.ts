import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const PAGES = {
  reading: ['/', '/posts/:id', '/notifications'],
  writing: ['/posts/new', '/sign-in', '/register'],
  choosing: ['/settings', '/account'],
  'getting lost': ['/nothing/here', '/posts/000000000000000000000000', '/offline'],
};

for (const colorScheme of ['light', 'dark'] as const) {
  for (const [kind, paths] of Object.entries(PAGES)) {
    test(`axe finds nothing on any page for ${kind}, ${colorScheme}`, async ({
      someone,
      url,
      expectedNoise,
    }) => {
      expectedNoise.push(/status of 404/);
      const [lan, minh, hoa] = await Promise.all([
        someone('Lan Nguyễn', { isBlank: true }),
        newPerson(url),
        newPerson(url),
      ]);
      await lan.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const postId = await lan.post();
      await minh.comment(postId, 'something unread');
      await lan.call('PUT', `/users/${hoa.user.id}/block`);
      await lan.call('PATCH', '/preferences', {
        quiet_hours: { from: '22:00', to: '07:00', time_zone: 'Asia/Ho_Chi_Minh' },
      });
      for (const path of paths) {
        await lan.page.goto(path.replace(':id', postId));
        const { violations } = await new AxeBuilder({ page: lan.page }).withTags(TAGS).analyze();
        expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`)).toEqual([]);
      }
    });
  }
}

test('nothing scrolls sideways on a narrow phone, with the longest words', async ({ someone }) => {
  const lan = await someone('N'.repeat(60), { isBlank: true });
  await lan.page.setViewportSize({ width: 320, height: 640 });
  const postId = await lan.post('W'.repeat(200));
  let parent = await lan.comment(postId, 'x'.repeat(400));
  for (let depth = 0; depth < 8; depth++) parent = await lan.comment(postId, 'y'.repeat(120), parent.id);
  for (const path of ['/', `/posts/${postId}`, '/notifications', '/account', '/settings']) {
    await lan.page.goto(path);
    const overflow = await lan.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
