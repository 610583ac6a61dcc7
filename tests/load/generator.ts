import { performance } from 'node:perf_hooks';
import { Audience } from '@/tests/load/audience';
import type { Answers, Order } from '@/tests/load/orders';
import { write } from '@/tests/load/writing';

// The load generator: a process of its own, so that what it does is in nobody's figures. It takes one order at a time.
const audiences = new Map<string, Audience>();

process.on('message', (order: Order) => {
  obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: error instanceof Error ? error.stack : String(error) }),
  );
});

async function obey(order: Order): Promise<Answers[Order['kind']]> {
  switch (order.kind) {
    case 'connect':
      return { perSecond: await audienceOf(order.url).add(order.url, order.devices, order.inFlight) };
    case 'close':
      await audienceOf(order.url).close();
      audiences.delete(order.url);
      return null;
    case 'write':
      return write(order.writing, audienceOf(order.writing.url));
    case 'listen':
      return listen(order, audienceOf(order.url));
    case 'read':
      return read(order);
  }
}

function audienceOf(url: string): Audience {
  const audience = audiences.get(url) ?? new Audience();
  audiences.set(url, audience);
  return audience;
}

/** Listens to comments that others have written: the n-th one concerns the n-th owner. */
async function listen(
  { run, owners }: Extract<Order, { kind: 'listen' }>,
  audience: Audience,
): Promise<Answers['listen']> {
  const tally = audience.begin(run);
  const listening = new Map([...new Set(owners)].map((owner) => [owner, audience.devicesOf(owner)]));
  owners.forEach((owner, n) => {
    audience.expect(n, listening.get(owner) ?? 0);
    tally.sent(n, owner);
    tally.answered(n, true);
  });
  await audience.heardAll();
  await audience.linger();
  return { count: tally.count(), tookMs: audience.lastAt - audience.firstAt };
}

/** Reads each in turn, one at a time. */
async function read({
  url,
  token,
  paths,
  rounds,
}: Extract<Order, { kind: 'read' }>): Promise<Answers['read']> {
  const took: Record<string, number[]> = Object.fromEntries(paths.map((path) => [path, []]));
  for (let round = 0; round < rounds; round++) {
    for (const path of paths) {
      const from = performance.now();
      const answer = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${token}` } });
      await answer.text();
      if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
      took[path]?.push(performance.now() - from);
    }
  }
  return took;
}
