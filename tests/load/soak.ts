import { parseArgs } from 'node:util';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildWhenStale } from '@/scripts/build.mjs';
import { start } from '@/tests/load/contestants';
import { startGenerator } from '@/tests/load/generator-process';
import { CORES, openFiles, pin, residentBytes } from '@/tests/load/process';
import { newBoard } from '@/tests/load/scenarios/scenario';
import { percentile, trendOf } from '@/tests/load/statistics';
import { faultOf } from '@/tests/load/tally';

// npm run soak [-- --minutes <n>] [--rate <comments a second>]: half the most that the board can take, for ten minutes,
// while people come and go. Prints what grows. Ends with 1 when something does, or when something was lost.
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '10' }, rate: { type: 'string' } },
});
const minutes = Number(values.minutes);
const SLICE_SECONDS = 15;
const OWNERS = 50;
const COME_AND_GO = 50;
const PROBING = 2_000;
/** The first slices fill caches and pools; what they add is no leak. */
const WARM_UP_SHARE = 0.2;
/** Growth within the run, as a share of the value, that counts as none. */
const FLAT_SHARE = 0.03;
const MB = 1024 * 1024;

await buildWhenStale(process.cwd(), console.log);
pin(process.pid, CORES.generator);
const generator = startGenerator();
const product = await start('product');
const { url, pid } = product;
const { writers, owners, threads } = await newBoard(product, { owners: OWNERS, devices: 2 }, generator);
const visitors = await product.people(COME_AND_GO);
/** Of people who come and go: their devices are another audience's, at the same server under another name. */
const elsewhere = url.replace('127.0.0.1', 'localhost');

const write = (count: number, pace: { perSecond: number } | { inFlight: number }) =>
  generator.ask<'write'>({ kind: 'write', writing: { url, writers, threads, count, pace } });

const rate = Number(values.rate ?? (await halfOfMost()));
console.log(`${rate} comments/s for ${minutes} min, to ${owners.length} people with two devices each`);

interface Sample {
  minute: number;
  values: Record<string, number>;
}
const samples: Sample[] = [];
const faults: string[] = [];
const from = Date.now();
while (Date.now() - from < minutes * 60_000) {
  const { count, heardByAll } = await write(rate * SLICE_SECONDS, { perSecond: rate });
  const fault = faultOf(count);
  if (fault) faults.push(fault);
  await generator.ask<'connect'>({ kind: 'connect', url: elsewhere, devices: visitors, inFlight: 10 });
  await generator.ask<'close'>({ kind: 'close', url: elsewhere });
  await sleep(500);
  const { heapMB, rooms, listeners, sockets } = await product.held();
  const heard = heardByAll.flatMap((time) => time ?? []);
  samples.push({
    minute: (Date.now() - from) / 60_000,
    values: {
      'resident memory, MB': residentBytes(pid) / MB,
      'heap after a collection, MB': heapMB,
      'open files': openFiles(pid),
      rooms,
      listeners,
      sockets,
      'heard p50, ms': percentile(heard, 0.5),
      'heard p99, ms': percentile(heard, 0.99),
    },
  });
  const now = samples.at(-1);
  console.log(
    `${now?.minute.toFixed(1).padStart(5)} min  ` +
      Object.entries(now?.values ?? {})
        .map(([name, value]) => `${name.split(',')[0]} ${value.toFixed(value < 100 ? 1 : 0)}`)
        .join('  '),
  );
}
generator.stop();
await product.stop();

const warm = samples.slice(Math.floor(samples.length * WARM_UP_SHARE));
let growing = 0;
console.log('\nwhat              at the end   an hour adds   by chance   judgment');
for (const name of Object.keys(warm[0]?.values ?? {})) {
  const series = warm.map((sample) => sample.values[name] ?? NaN);
  const level = percentile(series, 0.5);
  const { perHour, uncertainty } = trendOf(
    warm.map(({ minute }) => minute),
    series,
  );
  // Sure to grow, and by more than a little of what it is.
  const isFlat = (perHour - uncertainty) * (minutes / 60) <= level * FLAT_SHARE;
  if (!isFlat) growing += 1;
  console.log(
    `${name.padEnd(28)} ${(series.at(-1) ?? NaN).toFixed(1).padStart(8)} ${perHour.toFixed(1).padStart(10)} ` +
      `${`± ${uncertainty.toFixed(1)}`.padStart(12)}   ${isFlat ? 'flat' : 'GROWS'}`,
  );
}
for (const fault of faults) console.log(`no result: ${fault}`);
process.exit(growing > 0 || faults.length > 0 ? 1 : 0);

/** Once to warm up, once to measure. */
async function halfOfMost(): Promise<number> {
  await write(PROBING, { inFlight: 64 });
  const { count, tookMs } = await write(PROBING, { inFlight: 64 });
  return Math.floor(count.accepted / (tookMs / 1000) / 2);
}
