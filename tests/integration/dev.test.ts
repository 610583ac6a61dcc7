import { expect, test, vi } from 'vitest';
import { newPerson, PASSWORD } from '@/tests/support/person';
import { PlainBrowser } from '@/tests/support/plain-form';
import { startServer } from '@/tests/support/server';

test(
  'in dev mode, where modules are copied, an action still reaches the socket',
  { timeout: 120_000 },
  async () => {
    const server = await startServer('dev');
    try {
      const [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
      const device = await owner.device();
      const postId = await owner.post();
      const browser = new PlainBrowser(server.url);
      await browser.submit('/sign-in', { name: writer.user.name, password: PASSWORD });
      await browser.submit(`/posts/${postId}`, { body: 'from dev', postId });
      await vi.waitFor(
        () => expect(device.notifications.map(({ data }) => data.preview)).toEqual(['from dev']),
        20_000,
      );
      device.close();
    } finally {
      await server.stop();
    }
  },
);

test('a wrong setting stops the start with its name and what is allowed', async () => {
  await expect(startServer('built', { PORT: 'abc' })).rejects.toThrow(
    /PORT must be a whole number from 0 to 65535/,
  );
});
