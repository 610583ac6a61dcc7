import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Audience } from '@/tests/load/audience';
import { marked, type Writing, type Written } from '@/tests/load/orders';
import { callAction } from '@/tests/support/action-caller';

// Idle ones are closed before a server does so, after 5 s: a request on one that is just being closed would be refused.
const agent = new Agent({ keepAlive: true, maxSockets: 512, timeout: 3_000 });
/** A timer may come this much late; the rest is waited out by looking at the clock. */
const TIMER_MS = 2;

/** Writes comments at a pace, and listens until everybody has heard of them. */
export async function write(writing: Writing, audience: Audience): Promise<Written> {
  const { threads, count, pace } = writing;
  const run = randomBytes(4).toString('hex');
  const tally = audience.begin(run);
  const listening = threads.map(({ owner }) => audience.devicesOf(owner));
  const [plannedAt, sentAt, answeredAt] = [[], [], []] as number[][] as [number[], number[], number[]];

  const writeOne = async (n: number, planned = performance.now()) => {
    const thread = threads[n % threads.length];
    if (!thread) throw new Error('there is no thread to write to');
    audience.expect(n, listening[n % threads.length] ?? 0);
    tally.sent(n, thread.owner);
    plannedAt[n] = planned;
    sentAt[n] = performance.now();
    const isAccepted = await send(writing, n, thread.post, marked(run, n));
    answeredAt[n] = performance.now();
    tally.answered(n, isAccepted);
    if (!isAccepted) audience.forget(n);
  };

  const startedAt = performance.now();
  if (pace === 'one by one') {
    for (let n = 0; n < count; n++) {
      await writeOne(n);
      await audience.heardAll();
    }
  } else if ('inFlight' in pace) {
    let next = 0;
    const worker = async () => {
      while (next < count) await writeOne(next++);
    };
    await Promise.all(Array.from({ length: pace.inFlight }, worker));
  } else {
    await onSchedule(count, 1000 / pace.perSecond, writeOne);
  }
  await audience.heardAll();
  const endedAt = Math.max(audience.lastAt, ...answeredAt);
  await audience.linger();
  const at = (n: number) => plannedAt[n] ?? NaN;
  return {
    count: tally.count(),
    answered: answeredAt.map((time, n) => time - at(n)),
    heardByAll: plannedAt.map((time, n) => {
      const last = audience.lastOf.get(n);
      return last === undefined ? null : last - time;
    }),
    late: sentAt.map((time, n) => time - at(n)),
    tookMs: endedAt - startedAt,
  };
}

/**
 * Sends each at the time that was set for it before the first was sent, whatever became of the others: a server that
 * stops for a moment is charged for everybody who would have come meanwhile.
 */
async function onSchedule(
  count: number,
  everyMs: number,
  send: (n: number, planned: number) => Promise<void>,
): Promise<void> {
  const from = performance.now() + everyMs;
  const all: Promise<void>[] = [];
  for (let n = 0; n < count; n++) {
    const planned = from + n * everyMs;
    const left = planned - performance.now();
    if (left > TIMER_MS) await sleep(left - TIMER_MS);
    while (performance.now() < planned) await turn();
    all.push(send(n, planned));
  }
  await Promise.all(all);
}

/** @returns whether it was accepted */
async function send(
  { url, writers, asAction }: Writing,
  n: number,
  post: string,
  body: string,
): Promise<boolean> {
  if (asAction) {
    const cookie = asAction.cookies[n % asAction.cookies.length] ?? '';
    const headers = { cookie, origin: url };
    const answer = await callAction(`${url}/posts/${post}`, 'postComment', { postId: post, body }, headers);
    return answer.value?.ok === true;
  }
  const token = writers[n % writers.length]?.token ?? '';
  const text = JSON.stringify({ body });
  return new Promise((resolve) => {
    const asked = request(`${url}/api/v1/posts/${post}/comments`, {
      agent,
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(text),
      },
    });
    // Refused by a connection that broke: counted, and the run gives no figure.
    asked.on('error', () => resolve(false));
    asked.on('response', (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode === 201));
    });
    asked.end(text);
  });
}
