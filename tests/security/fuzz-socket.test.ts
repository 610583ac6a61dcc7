import type { Connection } from 'mongoose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectDelivery, expectNothingInherited } from '@/tests/security/support/alive';
import { fuzz, fuzzSeconds } from '@/tests/security/support/fuzz';
import { knock, shownAuth } from '@/tests/security/support/handshakes';
import { judge, surprisesIn } from '@/tests/security/support/judge';
import { type Packet, scripts } from '@/tests/security/support/packets';
import { exchange, handshake } from '@/tests/security/support/raw-socket';
import { send } from '@/tests/security/support/send';
import { digestOf, openDatabase } from '@/tests/security/support/stored';
import { Tally } from '@/tests/security/support/tally';
import { type Device, newPerson, type Person } from '@/tests/support/person';
import { startServer, type TestServer } from '@/tests/support/server';

const SECONDS = fuzzSeconds(3);
const timeout = SECONDS * 16_000 + 60_000;

const whole = new Tally();
let server: TestServer;
let database: Connection;
let bystander: Device;
let person: Person;
let postId: string;
let before: Record<string, string>;
const overheard: string[] = [];

beforeAll(async () => {
  server = await startServer('built', { DEMO: 'off', SOCKETS_PER_USER: '100' });
  database = await openDatabase(server.dataDir);
  person = await newPerson(server.url, 'Minh');
  const owner = await newPerson(server.url, 'Lan');
  postId = await owner.post();
  bystander = await owner.device();
  await bystander.socket.emitWithAck('post:watch', postId);
  bystander.socket.onAny((event: string) => overheard.push(event));
  before = await digestOf(database);
});
afterAll(async () => {
  console.log(whole.line('fuzz socket'));
  bystander.close();
  await database.close();
  expect(await server.stop()).toBe(0);
});

test('nothing but a token is let in, whatever is shown for one', { timeout }, async () => {
  const tally = new Tally(whole);
  await fuzz(
    { seconds: SECONDS * 0.2, isEnough: () => tally.count('handshake', /unauthenticated/) > 20 },
    async () => shownAuth,
    async (shown) => {
      const said = await handshake(server.url, shown);
      if (/(^|\x1e)40\{/.test(said)) throw new Error(`was let in: ${said}`);
      tally.add('handshake', /"code":"(\w+)"/.exec(said)?.[1] ?? said.slice(0, 40));
    },
  );
  expect(tally.count('handshake', /unauthenticated/)).toBeGreaterThan(0);
});

test('what is no handshake is refused in words', { timeout }, async () => {
  const tally = new Tally(whole);
  await fuzz(
    { seconds: SECONDS * 0.2 },
    async () => knock,
    async (each) => {
      const answer = await send(server.url, each);
      tally.add('knock', answer ? String(answer.status) : 'closed');
      if (answer) judge({ mustRefuse: false, path: '' }, answer);
    },
  );
});

test('what is no event gets an error, silence or a hang-up', { timeout }, async () => {
  const tally = new Tally(whole);
  await fuzz(
    { seconds: SECONDS * 0.6, isEnough: () => missing(tally).length === 0 },
    async () => scripts(postId),
    (script) => attempt(script, tally),
  );
  expect(missing(tally)).toEqual([]);
});

test('after all of it nobody has heard a thing, nothing is written, and the server is what it was', async () => {
  expect(overheard.filter((event) => event !== 'preferences')).toEqual([]);
  expect(bystander.socket.connected).toBe(true);
  expect(await digestOf(database)).toEqual(before);
  await expectDelivery(server.url);
  await expectNothingInherited(server.url);
  expect(surprisesIn(server.output())).toEqual([]);
});

/** What has to have happened: whoever was only hung up on has tried nothing. */
const OUTCOMES = [
  ['right', 'ok'],
  ['known event', 'invalid'],
  ['unknown event', 'unknown_event'],
  ['server’s event', 'unknown_event'],
  ['unknown event', 'too_many_events'],
  ['reserved event', 'hung up'],
  ['no event', 'hung up'],
  ['large', 'hung up'],
  ['malformed', 'hung up'],
  ['binary', 'hung up'],
] as const;

function missing(tally: Tally): string[] {
  const seldom = OUTCOMES.filter(([name, outcome]) => tally.count(name, new RegExp(`^${outcome}$`)) === 0);
  return seldom.map((each) => each.join(': '));
}

async function attempt(script: Packet[], tally: Tally): Promise<void> {
  const { answers, events, isHungUp } = await exchange(server.url, person.token, script);
  for (const { name, data, isRight } of script) {
    const answer = answers.get(/^2(\d+)\[/.exec(String(data))?.[1] ?? 'none');
    const code = (answer as { error?: { code?: string } } | undefined)?.error?.code;
    if (answer !== undefined && !isRight && code === undefined)
      throw new Error(`was done: ${JSON.stringify(answer)}`);
    if (code === 'unavailable') throw new Error(`was too much for the server: ${String(data)}`);
    tally.add(name, answer === undefined ? (isHungUp ? 'hung up' : 'silent') : (code ?? 'ok'));
  }
  const strange = events.filter((event) => !['inbox', 'preferences'].includes(event));
  if (strange.length > 0) throw new Error(`was told of ${strange.join()}`);
}
