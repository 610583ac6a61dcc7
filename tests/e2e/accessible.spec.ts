import AxeBuilder from '@axe-core/playwright';
import { expect, test } from '@/tests/e2e/test';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

for (const colorScheme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${colorScheme}`, async ({ someone }) => {
    const [lan, minh] = await Promise.all([someone('Lan Nguyễn'), someone('Minh Trần')]);
    await lan.page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const postId = await lan.post();
    await minh.comment(postId, 'something unread');
    const reading = ['/', `/posts/${postId}`, '/notifications'];
    for (const path of [...reading, '/posts/new', '/account', '/sign-in', '/register']) {
      await lan.page.goto(path);
      const { violations } = await new AxeBuilder({ page: lan.page }).withTags(TAGS).analyze();
      expect(violations.map(({ id, nodes }) => `${path}: ${id} ${nodes[0]?.html}`)).toEqual([]);
    }
  });
}

test('nothing scrolls sideways on a narrow phone, with the longest words', async ({ someone }) => {
  const lan = await someone('N'.repeat(60));
  await lan.page.setViewportSize({ width: 320, height: 640 });
  const postId = await lan.post('W'.repeat(200));
  let parent = await lan.comment(postId, 'x'.repeat(400));
  for (let depth = 0; depth < 8; depth++) parent = await lan.comment(postId, 'y'.repeat(120), parent.id);
  for (const path of ['/', `/posts/${postId}`, '/notifications', '/account']) {
    await lan.page.goto(path);
    const overflow = await lan.page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    expect(overflow, path).toBeLessThanOrEqual(0);
  }
});
