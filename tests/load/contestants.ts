import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import mongoose from 'mongoose';
import { issueToken } from '@/lib/auth/tokens';
import { findEmbeddedDatabase } from '@/lib/db/embedded';
import type { Member } from '@/tests/load/orders';
import { CORES, pin } from '@/tests/load/process';
import { endWithUs } from '@/tests/support/child';
import { call } from '@/tests/support/person';
import { newDataDir, startServer } from '@/tests/support/server';
import { sessionCookie, TEST_SECRET } from '@/tests/support/session';
import { sidecarPid } from '@/tests/support/sidecar-pid';

export type Name = 'product' | 'floor' | 'bare';

/** A server that is measured. */
export interface Contestant {
  name: Name;
  url: string;
  pid: number;
  /** Of its database. */
  enginePid: number | undefined;
  /** The database itself, to put things where they would take a day to be written. */
  database(): mongoose.mongo.Db;
  people(count: number): Promise<Member[]>;
  post(owner: Member): Promise<string>;
  /** Heap after a full collection, in bytes, and what is held besides. */
  held(): Promise<Held>;
  stop(): Promise<void>;
}

/** What tests/faults/support/probe.mjs says. */
export interface Held {
  heapMB: number;
  rooms: number;
  sockets: number;
  listeners: number;
  timers: number;
}

const PROBE = 'tests/faults/support/probe.mjs';
const SETTINGS = {
  DEMO: 'off',
  RATE_LIMITS: 'off',
  LOG_LEVEL: 'warn',
  SOCKETS_PER_USER: '10000',
  AUTH_SECRET: TEST_SECRET,
};
// This process signs tokens as the product does.
Object.assign(process.env, SETTINGS);

/** Starts each, on the core of the servers. */
export async function startAll<Each extends Name>(names: readonly Each[]): Promise<Contestant[]> {
  const all: Contestant[] = [];
  for (const name of names) all.push(await start(name));
  return all;
}

export async function start(name: Name): Promise<Contestant> {
  const started = name === 'product' ? await startProduct() : await startBaseline(name);
  pin(started.pid, CORES.servers);
  if (started.enginePid) pin(started.enginePid, CORES.servers);
  return started;
}

async function startProduct(): Promise<Contestant> {
  const nodeArgs = ['--expose-gc', ...(process.env.PRODUCT_NODE_ARGS?.split(' ') ?? [])];
  const server = await startServer('built', SETTINGS, { preload: PROBE, nodeArgs });
  const uri = await findEmbeddedDatabase(server.dataDir);
  const connection = await mongoose.createConnection(uri ?? '', { dbName: 'tingting' }).asPromise();
  const database = () => connection.getClient().db('tingting');
  return {
    name: 'product',
    url: server.url,
    pid: server.pid,
    enginePid: await sidecarPid(server.dataDir),
    database,
    people: (count) => insertPeople(database(), server.url, count),
    post: (owner) => writePost(server.url, owner),
    held: () => server.ask<Held>('held'),
    async stop() {
      await connection.close();
      const code = await server.stop();
      if (code !== 0) throw new Error(`the product ended with ${code}:\n${server.output()}`);
    },
  };
}

async function startBaseline(name: 'floor' | 'bare'): Promise<Contestant> {
  const dataDir = await newDataDir();
  const args = ['--expose-gc', '--import', 'tsx', '--import', `./${PROBE}`, `tests/load/${name}.ts`];
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
    env: { ...process.env, NODE_ENV: 'production', DATA_DIR: dataDir },
  });
  endWithUs(child);
  const url = await readyOn(child);
  return {
    name,
    url,
    pid: child.pid ?? 0,
    enginePid: name === 'floor' ? await sidecarPid(dataDir) : undefined,
    database() {
      throw new Error(`nothing is to be put into the database of ${name}`);
    },
    // There a token is the id of its person.
    people: async (count) =>
      Array.from({ length: count }, () => new mongoose.Types.ObjectId().toString()).map((id) => ({
        id,
        token: id,
      })),
    post: (owner) => writePost(url, owner),
    async held() {
      const answered = once(child, 'message');
      child.send('held');
      return ((await answered) as [Held])[0];
    },
    async stop() {
      const ended = once(child, 'exit');
      child.kill();
      await ended;
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

function readyOn(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', (chunk: Buffer) => {
      const url = /ready on (http\S+)/.exec(chunk.toString())?.[1];
      if (url) resolve(url);
    });
    child.once('exit', (code) => reject(new Error(`a baseline ended with ${code}`)));
  });
}

/** People as registering makes them, without the time that a password costs. */
async function insertPeople(database: mongoose.mongo.Db, url: string, count: number): Promise<Member[]> {
  const docs = Array.from({ length: count }, () => {
    const _id = new mongoose.Types.ObjectId();
    const name = `p_${_id.toString()}`;
    return {
      _id,
      name,
      displayName: `Person ${name.slice(-4)}`,
      avatar: null,
      passwordHash: null,
      sessionVersion: 0,
      createdAt: new Date(),
    };
  });
  await database.collection('users').insertMany(docs);
  return Promise.all(
    docs.map(async ({ _id }) => {
      const id = _id.toString();
      const subject = { userId: id, sessionId: randomUUID(), sessionVersion: 0 };
      const { name, value } = await sessionCookie(url, id);
      return { id, token: (await issueToken('api', subject)).token, cookie: `${name}=${value}` };
    }),
  );
}

async function writePost(url: string, owner: Member): Promise<string> {
  const text = { title: 'Where to sit', body: 'Which seat do you take, and when?' };
  const headers = { authorization: `Bearer ${owner.token}` };
  const { post } = await call<{ post: { id: string } }>(url, 'POST', '/posts', text, headers);
  return post.id;
}
