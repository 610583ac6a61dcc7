import { rm } from 'node:fs/promises';
import { DEMO_PASSWORD } from '@/lib/auth/demo';
import { hashPassword } from '@/lib/auth/password';
import { User } from '@/lib/db/models/user';
import { openDatabase } from '@/lib/db/open';
import { parseEnv } from '@/lib/env';
import type { WireNotification, WireUser } from '@/lib/realtime/events';
import { converse, found } from '@/scripts/screenshots/converse';
import { type Name, PEOPLE, TIME_ZONE, TIMES } from '@/scripts/screenshots/scene';
import { call, Person } from '@/tests/support/person';
import { newDataDir, startServer, type TestServer } from '@/tests/support/server';
import { TEST_SECRET } from '@/tests/support/session';

export interface Board {
  url: string;
  people: Record<Name, Person>;
  /** The address of a conversation, by its title. */
  pathOf(title: string): string;
  stop(): Promise<void>;
}

/** Starts a server of its own on which people have talked for a weekend, and whose time then stands still. */
export async function openBoard(): Promise<Board> {
  const dataDir = await newDataDir();
  try {
    await insertPeople(dataDir);
    const settings = { DEMO: 'on', AUTH_SECRET: TEST_SECRET, LOG_LEVEL: 'warn', CLOCK_AT: TIMES.demo };
    const options = { dataDir, preload: 'scripts/screenshots/clock.mjs' };
    return await furnish(await startServer('built', settings, options));
  } catch (error) {
    await rm(dataDir, { recursive: true, force: true });
    throw error;
  }
}

async function furnish(server: TestServer): Promise<Board> {
  try {
    const people = await signInAll(server.url);
    const posts = await converse(server, people);
    await settleIn(people);
    const pathOf = (title: string) => `/posts/${found(posts, title)}`;
    return { url: server.url, people, pathOf, stop: async () => void (await server.stop()) };
  } catch (error) {
    await server.stop();
    throw error;
  }
}

/** Before there is a server, because no call lets one choose an id. */
async function insertPeople(dataDir: string): Promise<void> {
  const close = await openDatabase(parseEnv({ DATA_DIR: dataDir }));
  try {
    const passwordHash = await hashPassword(DEMO_PASSWORD);
    await User.create(PEOPLE.map(({ id, ...person }) => ({ ...person, _id: id, passwordHash })));
  } finally {
    await close();
  }
}

async function signInAll(url: string): Promise<Record<Name, Person>> {
  const entries = PEOPLE.map(async ({ name }) => {
    const { token, user } = await call<{ token: string; user: WireUser }>(url, 'POST', '/auth/token', {
      name,
      password: DEMO_PASSWORD,
    });
    return [name, new Person(url, token, user)] as const;
  });
  return Object.fromEntries(await Promise.all(entries)) as Record<Name, Person>;
}

/** Lan has not been here since yesterday, the others have read everything; and she sleeps with quiet hours. */
async function settleIn({ lan, ...others }: Record<Name, Person>): Promise<void> {
  const { items } = await lan.call<{ items: WireNotification['data'][] }>('GET', '/notifications?limit=100');
  const read = items.filter(({ created_at }) => Date.parse(created_at) < Date.parse(TIMES.unreadSince));
  await lan.call('POST', '/notifications/read', { ids: read.map(({ notification_id }) => notification_id) });
  await lan.call('PATCH', '/preferences', {
    sound: true,
    quiet_hours: { from: '22:00', to: '06:30', time_zone: TIME_ZONE },
  });
  for (const person of Object.values(others)) await person.call('POST', '/notifications/read', { all: true });
}
