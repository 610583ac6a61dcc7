import { expect, test, vi } from 'vitest';
import { call, refusalOf } from '@/tests/support/person';
import { newDataDir, startServer } from '@/tests/support/server';

const LAN = { name: 'lan', password: 'tingting' };
const signIn = (url: string, account: object) => call<{ token: string }>(url, 'POST', '/auth/token', account);

test('with the demo off nobody is one of its people any more; with it on they are again', async () => {
  const dataDir = await newDataDir();
  const on = await startServer('built', { DEMO: 'on' }, { dataDir });
  const { token } = await signIn(on.url, LAN);
  expect(await on.stop({ keepData: true })).toBe(0);

  const off = await startServer('built', { DEMO: 'off' }, { dataDir });
  await expect(signIn(off.url, LAN)).rejects.toThrow(/401.*signInWrong/);
  const headers = { authorization: `Bearer ${token}` };
  await expect(call(off.url, 'GET', '/notifications', undefined, headers)).rejects.toThrow(/401/);
  expect(await refusalOf(off.url, { auth: { token } })).toBe('unauthenticated');
  const { items } = await call<{ items: object[] }>(off.url, 'GET', '/posts');
  expect(items.length).toBeGreaterThan(0);
  expect(await off.stop({ keepData: true })).toBe(0);

  const again = await startServer('built', { DEMO: 'on' }, { dataDir });
  await call(again.url, 'GET', '/notifications', undefined, headers);
  expect(await again.stop()).toBe(0);
});

test('somebody who has the name of one of the demo’s people is not given to everybody', async () => {
  const dataDir = await newDataDir();
  const off = await startServer('built', { DEMO: 'off' }, { dataDir });
  const minh = { name: 'minh', password: 'a horse of my own' };
  await call(off.url, 'POST', '/auth/register', minh);
  expect(await off.stop({ keepData: true })).toBe(0);

  const on = await startServer('built', { DEMO: 'on' }, { dataDir });
  await vi.waitFor(() => expect(on.output()).toMatch(/demo logins: lan, hoa /));
  const html = await (await fetch(on.url)).text();
  expect(html).toContain('Sign in as Lan');
  expect(html).not.toContain('Sign in as Minh');
  await expect(signIn(on.url, { ...minh, password: 'tingting' })).rejects.toThrow(/401/);
  await signIn(on.url, minh);
  expect(await on.stop()).toBe(0);
});
