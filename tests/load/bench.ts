import os from 'node:os';
import { parseArgs } from 'node:util';
import { buildWhenStale } from '@/scripts/build.mjs';
import { startGenerator } from '@/tests/load/generator-process';
import { canPin, CORES, pin } from '@/tests/load/process';
import { isMet, type Row, tableOf } from '@/tests/load/rows';
import { action } from '@/tests/load/scenarios/action';
import { backlog } from '@/tests/load/scenarios/backlog';
import { fanOut } from '@/tests/load/scenarios/fan-out';
import { firstPage } from '@/tests/load/scenarios/first-page';
import { idleSockets } from '@/tests/load/scenarios/idle-sockets';
import { steady } from '@/tests/load/scenarios/steady';
import { throughput } from '@/tests/load/scenarios/throughput';

// npm run bench [-- --only <scenario>] [--quick] [--repeats <n>]: the product beside two baselines, in turns. Ends with 1
// when something was lost; goals that are missed stand in the table.
const SCENARIOS = [
  steady('steady', 1),
  steady('steady-spread', 50),
  throughput('throughput', 1),
  throughput('throughput-spread', 50),
  fanOut,
  idleSockets,
  action,
  backlog,
  firstPage,
];

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    repeats: { type: 'string' },
  },
});
const names = SCENARIOS.map(({ name }) => name);
const unknown = values.only?.filter((name) => !names.includes(name)) ?? [];
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  process.exit(1);
}
const repeats = Number(values.repeats ?? 3);

await buildWhenStale(process.cwd(), console.log);
pin(process.pid, CORES.generator);
console.log(
  canPin()
    ? `servers and their databases on core ${CORES.servers}, load generator on core ${CORES.generator}`
    : 'nothing is kept on a core of its own here: the figures are of less worth',
);
console.log(
  `load of this machine before: ${os
    .loadavg()
    .map((load) => load.toFixed(1))
    .join(' ')}`,
);

const rows: Row[] = [];
const faults: string[] = [];
for (const { name, run } of SCENARIOS.filter(({ name }) => values.only?.includes(name) ?? true)) {
  const generator = startGenerator();
  console.log(`\n${name}`);
  const found = await run({
    generator,
    repeats,
    isQuick: values.quick,
    say: (line) => console.log(`  ${line}`),
  });
  generator.stop();
  if (found.faults.length === 0) rows.push(...found.rows);
  faults.push(...found.faults.map((fault) => `${name}: no result, ${fault}`));
}

console.log(`\nMedians of ${repeats} turns${values.quick ? ', of a quick run: not to be compared' : ''}.\n`);
console.log([...tableOf(rows), ...faults].join('\n'));
const missed = rows.filter((row) => isMet(row) === false).length;
console.log(`\n${rows.filter((row) => isMet(row)).length} goals met, ${missed} missed`);
process.exit(faults.length > 0 ? 1 : 0);
