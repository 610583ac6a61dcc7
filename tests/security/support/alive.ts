import { randomUUID } from 'node:crypto';
import { expect, vi } from 'vitest';
import type { WireUser } from '@/lib/realtime/events';
import { call, newPerson, PASSWORD } from '@/tests/support/person';

const until = (check: () => void) => vi.waitFor(check, { timeout: 10_000, interval: 10 });

/** The server is what it was: a comment arrives at its owner's device, once. */
export async function expectDelivery(url: string): Promise<void> {
  const [owner, writer] = [await newPerson(url, 'Lan'), await newPerson(url, 'Hoa')];
  const device = await owner.device();
  await writer.comment(await owner.post(), 'still here');
  await until(() => expect(device.notifications.map(({ data }) => data.preview)).toEqual(['still here']));
  device.close();
}

/** What is not said is not there: an object of the server inherits nothing that somebody has sent. */
export async function expectNothingInherited(url: string): Promise<void> {
  const name = `q_${randomUUID().slice(0, 8)}`;
  const { user } = await call<{ user: WireUser }>(url, 'POST', '/auth/register', {
    name,
    password: PASSWORD,
  });
  expect(user).toEqual({ id: user.id, name, display_name: name, avatar: null });
  const person = await newPerson(url);
  const postId = await person.post();
  const [first, second] = [await person.comment(postId, 'one'), await person.comment(postId, 'two')];
  expect([first.parent_id, second.parent_id]).toEqual([null, null]);
  const page = await call<{ items: unknown[] }>(url, 'GET', `/posts/${postId}/comments`);
  expect(page.items).toEqual([first, second]);
  await expect(
    call(url, 'POST', '/auth/token', { name: person.user.name, password: `${PASSWORD}!` }),
  ).rejects.toThrow(/401/);
}
