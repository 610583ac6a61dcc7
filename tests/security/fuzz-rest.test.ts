import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectDelivery, expectNothingInherited } from '@/tests/security/support/alive';
import { Impersonator, SECRET } from '@/tests/security/support/credentials';
import { fuzz, fuzzSeconds } from '@/tests/security/support/fuzz';
import { judge, surprisesIn } from '@/tests/security/support/judge';
import { rawRequest } from '@/tests/security/support/raw-requests';
import { anyAttempts, type Attempt, refusedAttempts } from '@/tests/security/support/requests';
import { describedRoutes, type Route } from '@/tests/security/support/routes';
import { send, sendRaw } from '@/tests/security/support/send';
import { digestOf, openDatabase, strangersIn } from '@/tests/security/support/stored';
import { Tally } from '@/tests/security/support/tally';
import { newPerson, type Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

const SECONDS = fuzzSeconds(4);
/** Whoever is told to sign in first has tried nothing. */
const LET_IN = /^(2..|40[02-9]|422)$/;
const timeout = SECONDS * 16_000 + 60_000;

const whole = new Tally();
let server: TestServer;
let database: Connection;
let routes: Route[];
let owner: Person;
let people: Impersonator;

beforeAll(async () => {
  server = await startServer('built', { AUTH_SECRET: SECRET, DEMO: 'off' });
  database = await openDatabase(server.dataDir);
  routes = await describedRoutes(server.url);
  owner = await newPerson(server.url, 'Lan');
  people = await Impersonator.on(server.url, database);
});
afterAll(async () => {
  console.log(whole.line('fuzz rest'));
  await database.close();
  expect(await server.stop()).toBe(0);
});

test('the routes are those that the server describes', () => {
  expect(routes.length).toBeGreaterThan(25);
  expect(routes.map(({ name }) => name)).toContain('POST /posts/{id}/comments');
});

test('what has to be refused is refused in words, and nothing is written', { timeout }, async () => {
  const ids = await newIds();
  const inputs = refusedAttempts(routes, ids);
  const before = await digestOf(database);
  const tally = new Tally(whole);
  await fuzz(
    { seconds: SECONDS * 0.5, isEnough: () => untried(tally, /./).length === 0 },
    async () => inputs,
    (each) => attempt(each, tally),
  );
  expect(await digestOf(database)).toEqual(before);
  expect(untried(tally, /./)).toEqual([]);
});

test('what is no HTTP ends the connection, and nothing is written', { timeout }, async () => {
  const before = await digestOf(database);
  const tally = new Tally(whole);
  await fuzz(
    { seconds: SECONDS * 0.1 },
    async () => rawRequest,
    async (bytes) => {
      const answer = await sendRaw(server.url, bytes);
      // The last one: before it may come a 100.
      const status = Number([...answer.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].at(-1)?.[1] ?? 0);
      judge({ mustRefuse: false, path: '' }, { status, type: '', text: answer });
      tally.add('raw', status === 0 ? 'closed' : String(status));
    },
  );
  expect(await digestOf(database)).toEqual(before);
});

test('whatever is sent, only what the schemas know is kept', { timeout }, async () => {
  const tally = new Tally(whole);
  const round = async () => anyAttempts(routes, await newIds());
  await fuzz({ seconds: SECONDS * 0.4, isEnough: () => untried(tally, LET_IN).length === 0 }, round, (each) =>
    attempt(each, tally),
  );
  expect(await strangersIn(database)).toEqual([]);
  // Whoever was let in nowhere has tried nothing.
  expect(untried(tally, LET_IN)).toEqual([]);
});

test('after all of it the server is what it was, and its log has nothing to tell', async () => {
  await expectDelivery(server.url);
  await expectNothingInherited(server.url);
  expect(surprisesIn(server.output())).toEqual([]);
});

/** Routes of which nothing has ended like this yet. */
function untried(tally: Tally, outcome: RegExp): string[] {
  return routes.map(({ name }) => name).filter((name) => tally.count(name, outcome) === 0);
}

async function attempt(each: Attempt, tally: Tally): Promise<void> {
  const headers = await people.credentials(each.as, each.headers);
  const answer = await send(server.url, { ...each, headers });
  tally.add(each.name, answer ? String(answer.status) : 'closed');
  if (answer) judge(each, answer);
}

/** Ids of what is there, somebody else's and one's own, and one of nothing. */
async function newIds(): Promise<string[]> {
  const person = await people.signedIn();
  const [theirs, mine] = [await owner.post(), await person.post()];
  const [comment, own] = [await owner.comment(mine, 'hello'), await person.comment(theirs, 'hello')];
  return [theirs, mine, comment.id, own.id, owner.user.id, 'f'.repeat(24)];
}
