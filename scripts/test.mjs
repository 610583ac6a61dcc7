// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { findChromium } from './chromium.mjs';
import { prepare, say } from './setup.mjs';
import { countsOf, failedOf, partsOf } from './test-report.mjs';

const bin = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
};

/** @param {string[]} projects */
const vitest = (projects) => [
  ...[bin.vitest, 'run', '--reporter=default', '--reporter=json'],
  ...projects.flatMap((project) => ['--project', project]),
];

/**
 * The whole suite, in order; with --long the faults in their long form, alone. A step has one name or more: those share
 * one run, and so one queue of files. An early one reads nothing of the build and begins beside it, which leaves a core
 * idle for half of its time. `reads` says where the counts come from; without it the step is one test.
 * @type {{ names: string[], group: string, isEarly?: boolean, args: (names: string[]) => string[], reads?: 'vitest' | 'playwright' }[]}
 */
const STEPS = [
  {
    names: ['format'],
    group: 'static',
    isEarly: true,
    args: () => [bin.prettier, '--check', '--log-level', 'warn', '.'],
  },
  { names: ['lint'], group: 'static', isEarly: true, args: () => [bin.eslint, '.', '--max-warnings', '0'] },
  { names: ['types'], group: 'static', args: () => [bin.tsc, '--noEmit'] },
  { names: ['unit'], group: 'static', isEarly: true, args: vitest, reads: 'vitest' },
  { names: ['integration', 'security', 'faults'], group: 'servers', args: vitest, reads: 'vitest' },
  // By itself: two nodes, their people and what lies between them are as much as two cores carry.
  { names: ['cluster'], group: 'cluster', args: vitest, reads: 'vitest' },
  {
    names: ['e2e'],
    group: 'e2e',
    args: () => [bin.playwright, 'test', '--reporter=list,json'],
    reads: 'playwright',
  },
];

prepare();
const isLong = process.argv.includes('--long');
const wanted = isLong ? ['faults', 'cluster'] : process.argv.slice(2);
const steps = STEPS.map((step) => {
  const isWhole = wanted.length === 0 || wanted.includes(step.group);
  return { ...step, names: step.names.filter((name) => isWhole || wanted.includes(name)) };
}).filter(({ names }) => names.length > 0);
const total = { passed: 0, failed: 0, skipped: 0 };
const rows = /** @type {string[]} */ ([]);
const failures = /** @type {string[]} */ ([]);

const built = build();
// The steps of a group run side by side.
for (const group of new Set(steps.map((step) => step.group))) {
  const own = steps.filter((step) => step.group === group);
  await Promise.all(own.map(async (step) => (step.isEarly || (await built)) && run(step)));
}
await built;
console.log(`\n${[...rows, ...failures].join('\n')}\n`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);

/** @returns whether pages and server are built */
async function build() {
  const started = Date.now();
  const child = spawn(process.execPath, ['scripts/build.mjs'], { stdio: ['ignore', 'inherit', 'inherit'] });
  const [status] = await once(child, 'exit');
  const isBuilt = status === 0;
  record('build', Date.now() - started, { passed: isBuilt ? 1 : 0, failed: isBuilt ? 0 : 1, skipped: 0 });
  return isBuilt;
}

/** @param {typeof STEPS[number]} step */
async function run({ names, args, reads }) {
  const started = Date.now();
  const label = names.join(', ');
  say(label);
  const chromium = reads === 'playwright' ? await findChromium(say) : undefined;
  if (reads === 'playwright' && !chromium) {
    console.error(
      'There is no Chromium for the browser tests. Install one, for example with: npx playwright install chromium',
    );
    return record(label, Date.now() - started, { passed: 0, failed: 1, skipped: 0 });
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tingting-test-'));
  const report = path.join(folder, 'report.json');
  const child = spawn(
    process.execPath,
    [
      ...args(names),
      ...(reads === 'vitest' ? [`--outputFile.json=${report}`] : []),
      // What the long form measures it measures by itself.
      ...(isLong ? ['--no-file-parallelism'] : []),
    ],
    {
      stdio: ['ignore', 'inherit', 'inherit'],
      env: {
        ...process.env,
        NEXT_TELEMETRY_DISABLED: '1',
        ...(isLong && { FAULTS: 'long' }),
        PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        ...(chromium && { CHROMIUM_PATH: chromium }),
      },
    },
  );
  const [status] = await once(child, 'exit');
  const results = reads && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  rmSync(folder, { recursive: true, force: true });
  const before = total.failed;
  for (const part of results ? partsOf(names, results) : []) {
    for (const { name, why } of failedOf(part.results)) failures.push(`  ✗ ${part.name} › ${name}${why}`);
    record(part.name, part.ms ?? Date.now() - started, countsOf(part.results));
  }
  // A runner that fails without a failed test (a crash, no tests found) has failed all the same.
  const hasCrashed = status !== 0 && total.failed === before;
  if (!results || hasCrashed) {
    record(label, Date.now() - started, {
      passed: status === 0 ? 1 : 0,
      failed: status === 0 ? 0 : 1,
      skipped: 0,
    });
  }
}

/** @param {string} name @param {number} ms @param {{ passed: number, failed: number, skipped: number }} counts */
function record(name, ms, counts) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = (ms / 1000).toFixed(1);
  rows.push(
    `${counts.failed ? '✗' : '✓'} ${name.padEnd(12)} ${seconds.padStart(7)} s   ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
}
