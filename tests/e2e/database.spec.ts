import { expectBadge, expectInbox, msUntil } from '@/tests/e2e/tab';
import { expect, live, test as base } from '@/tests/e2e/test';
import { newPerson } from '@/tests/support/person';
import { TEST_SECRET } from '@/tests/support/session';
import { startServer, type TestServer } from '@/tests/support/server';
import { sidecarPid } from '@/tests/support/sidecar-pid';

/** A server of its own, whose database nobody else needs. */
const test = base.extend<{ server: TestServer }>({
  server: async ({}, use) => {
    const server = await startServer('built', { AUTH_SECRET: TEST_SECRET, DEMO: 'off' });
    await use(server);
    await server.stop();
  },
  url: async ({ server }, use) => use(server.url),
});

test('while the database hangs a writer keeps the text and is told, a reader keeps the state; then all goes on', async ({
  someone,
  server,
  expectedNoise,
}) => {
  test.setTimeout(90_000);
  // The browser's words for what is refused while the database is away.
  expectedNoise.push(/WebSocket connection to/, /ws\/notifications/, /ERR_EMPTY_RESPONSE/, /status of 50\d/);
  const [lan, minh] = await Promise.all([someone('Lan'), newPerson(server.url, 'Minh')]);
  // So long that its thread is out of view: what is looked at is read at once.
  const postId = await lan.post('A long story', 'Once upon a time.\n'.repeat(100));
  await minh.comment(postId, 'before');
  await lan.page.goto(`/posts/${postId}`);
  await live(lan.page);
  await expectBadge(1, lan.page);

  const own = lan.page.getByRole('article', { name: 'Lan' }).filter({ hasText: 'written while it hangs' });
  const pid = await sidecarPid(server.dataDir);
  const noticed = await msUntil(lan.page, 'reconnecting', () => void process.kill(pid, 'SIGSTOP'));
  try {
    await expectBadge(1, lan.page);
    const field = lan.page.getByLabel('Comment', { exact: true });
    await field.fill('written while it hangs');
    await lan.page.getByRole('button', { name: 'Comment', exact: true }).click();
    await expect(own).toContainText('Your text is safe here', { timeout: 20_000 });
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  const back = await msUntil(lan.page, 'live', () => undefined);
  console.log(`database hangs: the page says so after ${noticed} ms, live ${back} ms after it answers`);
  // It may have arrived after all, and then the thread says so by itself.
  const retry = own.getByRole('button', { name: 'Retry' });
  await expect(async () => {
    if (await retry.isVisible()) await retry.click({ timeout: 1_000 });
    await expect(own).not.toContainText('safe here', { timeout: 1_000 });
  }).toPass();
  await expect(own).toHaveCount(1);
  await minh.comment(postId, 'after');
  await expectInbox(lan.page, ['after', 'before']);
  await lan.page.reload();
  await expect(own).toHaveCount(1);
});
