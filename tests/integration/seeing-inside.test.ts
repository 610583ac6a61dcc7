import { readFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { startEmbeddedDatabase } from '@/lib/db/embedded';
import { Comment } from '@/lib/db/models/comment';
import { callAction } from '@/tests/support/action-caller';
import { type DatabaseProxy, readOnly, startDatabaseProxy } from '@/tests/support/database-proxy';
import { type Device, newPerson, type Person } from '@/tests/support/person';
import { newDataDir, startServer, type TestServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';

const TOKEN = 'a token for the metrics of a test';
const DRAIN_MS = 700;
const FULL = { code: 14_031, codeName: 'OutOfDiskSpace' };
const MAY_ONLY_READ = { code: 13, codeName: 'Unauthorized' };

const dataDir = await newDataDir();
const database = await startEmbeddedDatabase({ dataDir });
let proxy: DatabaseProxy;
let server: TestServer;
let owner: Person;
let writer: Person;
let device: Device;
let postId: string;

beforeAll(async () => {
  proxy = await startDatabaseProxy(database.uri);
  const settings = { METRICS_TOKEN: TOKEN, DRAIN_MS: String(DRAIN_MS), LOG_LEVEL: 'info' };
  server = await startServer('built', { MONGODB_URI: proxy.uri, AUTH_SECRET: TEST_SECRET, ...settings });
  await mongoose.connect(database.uri, { dbName: 'tingting' });
  [owner, writer] = await Promise.all([newPerson(server.url), newPerson(server.url)]);
  device = await owner.device();
  postId = await owner.post();
});
afterAll(async () => {
  await mongoose.disconnect();
  await proxy.close();
  await database.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const until = (check: () => void | Promise<void>) => vi.waitFor(check, { timeout: 10_000, interval: 20 });

async function readiness(): Promise<[number, unknown]> {
  const answer = await fetch(`${server.url}/readyz`);
  return [answer.status, await answer.json()];
}

async function metricsText(headers: Record<string, string> = {}): Promise<string> {
  return (await fetch(`${server.url}/metrics`, { headers })).text();
}

async function metric(name: string): Promise<number> {
  const line = (await metricsText()).split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.split(' ')[1] ?? NaN);
}

function postComment(body: Record<string, unknown>, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${server.url}/api/v1/posts/${postId}/comments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${writer.token}`, ...headers },
    body: JSON.stringify(body),
  });
}

async function commentAction(body: string) {
  const { name, value } = await sessionCookie(server.url, writer.user.id);
  return callAction(
    `${server.url}/posts/${postId}`,
    'postComment',
    { postId, body },
    { cookie: `${name}=${value}` },
  );
}

/** What the log says of a request, in order. */
function logged(request: string): { msg: string; comment?: string }[] {
  const lines = server
    .output()
    .split('\n')
    .filter((line) => line.startsWith('{'));
  return lines.map((line) => JSON.parse(line)).filter((line) => line.request === request);
}

test('a healthy server says so, part by part', async () => {
  expect((await fetch(`${server.url}/healthz`)).status).toBe(200);
  const outbox = { status: 'ok', pending: 0, oldest_age_seconds: 0 };
  expect(await readiness()).toEqual([200, { status: 'ok', database: 'ok', outbox }]);
});

test('metrics are for this machine and for the token, not for those behind a proxy', async () => {
  const status = async (headers: Record<string, string>) =>
    (await fetch(`${server.url}/metrics`, { headers })).status;
  expect(await status({})).toBe(200);
  expect(await status({ 'x-forwarded-for': '127.0.0.1' })).toBe(404);
  expect(await status({ forwarded: 'for=127.0.0.1' })).toBe(404);
  expect(await status({ 'x-forwarded-for': '1.2.3.4', authorization: `Bearer ${TOKEN}` })).toBe(200);
  expect(await status({ 'x-forwarded-for': '1.2.3.4', authorization: `Bearer ${TOKEN}.` })).toBe(404);
});

test('a request id follows a comment from the request through the outbox to the emit', async () => {
  const answer = await postComment({ body: 'by REST' }, { 'x-request-id': 'chosen-by-a-client' });
  const byRest = answer.headers.get('x-request-id') ?? '';
  expect(byRest).toMatch(/^[\da-f-]{36}$/);
  const action = await commentAction('by an action');
  expect(action.value?.ok).toBe(true);
  const byAction = (await Comment.findOne({ body: 'by an action' }).lean())?.outbox.request ?? '';

  for (const [request, body] of [
    [byRest, 'by REST'],
    [byAction, 'by an action'],
  ] as const) {
    await until(() => expect(logged(request)).toHaveLength(3));
    const stored = await Comment.findOne({ body }).lean();
    const comment = stored?._id.toString();
    expect(stored?.outbox.request).toBe(request);
    expect(logged(request)).toEqual([
      expect.objectContaining({ msg: 'comment accepted', comment }),
      expect.objectContaining({ msg: 'comment told', comment, people: 1 }),
      expect.objectContaining({ msg: 'comment delivered', comment, attempts: 1 }),
    ]);
  }
  expect(byAction).not.toBe(byRest);
  expect(server.output()).not.toContain('chosen-by-a-client');
});

test('metrics count what has happened, under few names', async () => {
  const text = await metricsText();
  expect(text).toMatch(/^tingting_comments_accepted_total 2$/m);
  expect(text).toMatch(/^tingting_notifications_total\{type="NEW_COMMENT",told="alert"\} 2$/m);
  expect(text).toMatch(/^tingting_delivery_seconds_count 2$/m);
  expect(text).toMatch(/^tingting_action_seconds_count\{action="postComment",outcome="done"\} 1$/m);
  expect(text).toMatch(
    /^tingting_rest_seconds_count\{method="POST",route="\/api\/v1\/posts\/:id\/comments",status="2xx"\} 1$/m,
  );
  expect(text).toMatch(/^tingting_database_seconds_count\{operation="bulkWrite",collection="comments"\} 2$/m);
  expect(text).toMatch(/^tingting_rooms\{kind="user"\} 1$/m);
  expect(text).toMatch(/^tingting_sockets 1$/m);
  expect(text).toMatch(/^tingting_part_up\{part="database_writes"\} 1$/m);

  for (const path of ['/api/v1/nothing-1', '/api/v1/nothing-2', '/api/v1/posts/nothing-3']) {
    await fetch(server.url + path);
  }
  await fetch(`${server.url}/healthz`, { method: 'PROPFIND' });
  const after = await metricsText();
  expect(after).toMatch(
    /^tingting_rest_seconds_count\{method="any",route="\/api\/v1\/\*",status="4xx"\} 2$/m,
  );
  expect(after).toMatch(/^tingting_refused_total\{door="rest",reason="notFound"\} \d+$/m);
  expect(after).not.toMatch(/nothing-|PROPFIND/);
});

test('a database that may only be read is named; whoever writes is told, and can send it again', async () => {
  proxy.refuse(readOnly(MAY_ONLY_READ));
  const refused = await postComment({ body: 'sent twice', client_key: 'sent-twice' });
  expect(refused.status).toBe(503);
  expect(refused.headers.get('content-type')).toBe('application/problem+json');
  expect(await refused.json()).toMatchObject({ code: 'unavailable' });
  const { value } = await commentAction('into the void');
  expect(value).toMatchObject({ ok: false, problem: { code: 'errors.unavailable' } });
  await until(async () =>
    expect(await readiness()).toEqual([
      503,
      expect.objectContaining({ status: 'unavailable', database: 'read_only' }),
    ]),
  );
  expect(await metric('tingting_part_up{part="database_writes"}')).toBe(0);
  // Who reads is served.
  expect((await fetch(`${server.url}/posts/${postId}`)).status).toBe(200);
  expect(device.socket.connected).toBe(true);

  proxy.forward();
  expect((await postComment({ body: 'sent twice', client_key: 'sent-twice' })).status).toBe(201);
  await until(async () => expect((await readiness())[0]).toBe(200));
  expect(await Comment.countDocuments({ body: 'sent twice' })).toBe(1);
  expect(await Comment.countDocuments({ body: 'into the void' })).toBe(0);
  await until(() => expect(device.notifications).toHaveLength(3));
});

test('a database that is locked, as for a backup, is named; what was sent meanwhile is saved when it is let go', async () => {
  const admin = mongoose.connection.db?.admin();
  await admin?.command({ fsync: 1, lock: true });
  const sent = postComment({ body: 'sent while it was locked' });
  await until(async () =>
    expect(await readiness()).toEqual([503, expect.objectContaining({ database: 'read_only' })]),
  );
  await admin?.command({ fsyncUnlock: 1 });
  expect((await sent).status).toBe(201);
  await until(() => expect(device.notifications).toHaveLength(4));
  await until(async () => expect((await readiness())[0]).toBe(200));
});

test('a database that gets full in the middle of a delivery costs no comment its attempts', async () => {
  proxy.refuse((command, collection) =>
    collection === 'notifications' && command === 'insert' ? FULL : null,
  );
  expect((await postComment({ body: 'accepted' })).status).toBe(201);
  await until(async () => expect(await metric('tingting_outbox_interrupted_total')).toBeGreaterThan(1));
  await until(async () => expect(await metric('tingting_outbox_pending')).toBe(1));
  proxy.forward();
  await until(() => expect(device.notifications).toHaveLength(5));
  await until(async () => {
    const { state, attempts } = (await Comment.findOne({ body: 'accepted' }).lean())?.outbox ?? {};
    expect([state, attempts]).toEqual(['done', 1]);
  });
});

test('an outbox that is too old is named, and is no reason to be taken out', async () => {
  const stuck = await Comment.findOne({ body: 'accepted' }).lean();
  const anHourAgo = new Date(Date.now() - 3_600_000);
  const inAnHour = new Date(Date.now() + 3_600_000);
  const waiting = { 'outbox.state': 'pending', 'outbox.notBefore': inAnHour, changedAt: anHourAgo } as const;
  await Comment.updateOne({ _id: stuck?._id }, { $set: waiting });
  await until(async () => {
    const [status, parts] = await readiness();
    expect([status, parts]).toEqual([
      200,
      expect.objectContaining({
        status: 'ok',
        outbox: expect.objectContaining({ status: 'late', pending: 1 }) as unknown,
      }),
    ]);
  });
  expect(await metric('tingting_outbox_oldest_seconds')).toBeGreaterThan(3_599);
});

test('every metric on the dashboard and in the alerts exists, and every alert says what to do', async () => {
  const text = await metricsText();
  const known = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(([, name]) => name));
  const dashboard = readFileSync('deploy/grafana.json', 'utf8');
  const rules = readFileSync('deploy/alerts.yml', 'utf8');
  const used = [...`${dashboard}${rules}`.matchAll(/\b(tingting|nodejs|process)_\w+/g)].map(([name]) =>
    name.replace(/_(bucket|sum|count)$/, ''),
  );
  expect(new Set(used).size).toBeGreaterThan(20);
  expect(used.filter((name) => !known.has(name))).toEqual([]);
  const own = [...known].filter((name) => name?.startsWith('tingting_'));
  const documented = readFileSync('docs/operations.md', 'utf8');
  expect(own.filter((name) => !documented.includes(`\`${name}`))).toEqual([]);

  const alerts = [...rules.matchAll(/^ +- alert: (\w+)$/gm)].map(([, name]) => name ?? '');
  const runbooks = [...rules.matchAll(/^ +runbook: docs\/operations\.md#(\S+)$/gm)].map(
    ([, anchor]) => anchor,
  );
  const headings = [...documented.matchAll(/^### ([\w-]+)$/gm)].map(([, name]) => name);
  const anchorOf = (name: string) => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
  expect(alerts.length).toBeGreaterThanOrEqual(7);
  expect(runbooks).toEqual(alerts.map(anchorOf));
  expect(headings).toEqual(expect.arrayContaining(runbooks));
});

test('a server that is told to stop says so at once, serves on while it drains, and goes', async () => {
  const from = Date.now();
  const ended = server.stop();
  const answer = await vi.waitFor(async () => {
    const ready = await fetch(`${server.url}/readyz`);
    expect(ready.status).toBe(503);
    return ready;
  });
  expect(await answer.json()).toMatchObject({ status: 'stopping', database: 'ok' });
  // That one may have come before the signal. From now on each is the last of its connection.
  const next = await fetch(`${server.url}/healthz`);
  expect([next.status, next.headers.get('connection')]).toEqual([200, 'close']);
  const accepted = await postComment({ body: 'the last one' });
  expect([accepted.status, accepted.headers.get('connection')]).toEqual([201, 'close']);
  await until(() => expect(device.notifications).toHaveLength(6));
  expect(device.socket.connected).toBe(true);
  expect(await ended).toBe(0);
  expect(Date.now() - from).toBeGreaterThanOrEqual(DRAIN_MS);
  expect(device.socket.connected).toBe(false);
});
