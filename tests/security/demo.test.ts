import { expect, test, vi } from 'vitest';
import { call, refusalOf } from '@/tests/support/person';
import { newDataDir, startServer } from '@/tests/support/server';

const LAN = { name: 'lan', password: 'tingting' };
const MINH = { name: 'minh', password: 'a horse of my own' };
const signIn = (url: string, account: object) => call<{ token: string }>(url, 'POST', '/auth/token', account);

test('the demo’s people are there while it is on, and nobody’s when it is off; who has such a name is not theirs', async () => {
  const dataDir = await newDataDir();
  const before = await startServer('built', { DEMO: 'off' }, { dataDir });
  await call(before.url, 'POST', '/auth/register', MINH);
  expect(await before.stop({ keepData: true })).toBe(0);

  const on = await startServer('built', { DEMO: 'on' }, { dataDir });
  await vi.waitFor(() => expect(on.output()).toMatch(/demo logins: lan, hoa /));
  const html = await (await fetch(on.url)).text();
  expect(html).toContain('Sign in as Lan');
  expect(html).not.toContain('Sign in as Minh');
  await expect(signIn(on.url, { ...MINH, password: 'tingting' })).rejects.toThrow(/401/);
  await signIn(on.url, MINH);
  const { token } = await signIn(on.url, LAN);
  const headers = { authorization: `Bearer ${token}` };
  await call(on.url, 'GET', '/notifications', undefined, headers);
  expect(await on.stop({ keepData: true })).toBe(0);

  const off = await startServer('built', { DEMO: 'off' }, { dataDir });
  await expect(signIn(off.url, LAN)).rejects.toThrow(/401.*signInWrong/);
  await expect(call(off.url, 'GET', '/notifications', undefined, headers)).rejects.toThrow(/401/);
  expect(await refusalOf(off.url, { auth: { token } })).toBe('unauthenticated');
  await signIn(off.url, MINH);
  expect(await off.stop()).toBe(0);
});
