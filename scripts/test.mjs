// @ts-check
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { stripVTControlCharacters } from 'node:util';
import { buildWhenStale } from './build.mjs';
import { findChromium } from './chromium.mjs';
import { prepare, root, say } from './setup.mjs';

const bin = {
  prettier: 'node_modules/prettier/bin/prettier.cjs',
  eslint: 'node_modules/eslint/bin/eslint.js',
  tsc: 'node_modules/typescript/bin/tsc',
  vitest: 'node_modules/vitest/vitest.mjs',
  playwright: 'node_modules/@playwright/test/cli.js',
};

const vitest = (/** @type {string} */ project) => [
  bin.vitest,
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
];

/** The whole suite, in order; with --long the faults in their long form, alone. `reads` says where the counts come from; without it the step is one test. */
const STEPS = [
  { name: 'format', group: 'static', args: [bin.prettier, '--check', '--log-level', 'warn', '.'] },
  { name: 'lint', group: 'static', args: [bin.eslint, '.', '--max-warnings', '0'] },
  { name: 'types', group: 'static', args: [bin.tsc, '--noEmit'] },
  { name: 'unit', group: 'static', args: vitest('unit'), reads: 'vitest' },
  { name: 'integration', group: 'servers', args: vitest('integration'), reads: 'vitest' },
  { name: 'security', group: 'servers', args: vitest('security'), reads: 'vitest' },
  { name: 'faults', group: 'servers', args: vitest('faults'), reads: 'vitest' },
  { name: 'cluster', group: 'servers', args: vitest('cluster'), reads: 'vitest' },
  { name: 'e2e', group: 'e2e', args: [bin.playwright, 'test', '--reporter=list,json'], reads: 'playwright' },
];

/** Of a message of failure: enough for what was expected and what came. */
const WHY_LINES = 12;

prepare();
const isLong = process.argv.includes('--long');
const wanted = isLong ? ['faults'] : process.argv.slice(2);
const steps = STEPS.filter(
  ({ name, group }) => wanted.length === 0 || wanted.includes(name) || wanted.includes(group),
);
const total = { passed: 0, failed: 0, skipped: 0 };
const rows = /** @type {string[]} */ ([]);
const failures = /** @type {string[]} */ ([]);

await countBuild();
if (total.failed === 0) {
  // The steps of a group run side by side: the static ones have one thread each, those with servers mostly wait.
  for (const group of new Set(steps.map((step) => step.group))) {
    await Promise.all(steps.filter((step) => step.group === group).map(run));
  }
}
console.log(`\n${[...rows, ...failures].join('\n')}\n`);
console.log(
  `${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ''}`,
);
process.exit(total.failed > 0 ? 1 : 0);

async function countBuild() {
  const started = Date.now();
  const isBuilt = await buildWhenStale(root, say).then(
    () => true,
    (error) => {
      console.error(String(error));
      return false;
    },
  );
  record('build', started, { passed: isBuilt ? 1 : 0, failed: isBuilt ? 0 : 1, skipped: 0 });
}

/** @param {typeof STEPS[number]} step */
async function run(step) {
  const started = Date.now();
  say(step.name);
  const chromium = step.reads === 'playwright' ? await findChromium(say) : undefined;
  if (step.reads === 'playwright' && !chromium) {
    console.error(
      'There is no Chromium for the browser tests. Install one, for example with: npx playwright install chromium',
    );
    return record(step.name, started, { passed: 0, failed: 1, skipped: 0 });
  }
  const folder = mkdtempSync(path.join(os.tmpdir(), 'tingting-test-'));
  const report = path.join(folder, 'report.json');
  const args = step.reads === 'vitest' ? [...step.args, `--outputFile.json=${report}`] : step.args;
  const child = spawn(process.execPath, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      ...process.env,
      NEXT_TELEMETRY_DISABLED: '1',
      ...(isLong && { FAULTS: 'long' }),
      PLAYWRIGHT_JSON_OUTPUT_NAME: report,
      ...(chromium && { CHROMIUM_PATH: chromium }),
    },
  });
  const [status] = await once(child, 'exit');
  const results = step.reads && existsSync(report) ? JSON.parse(readFileSync(report, 'utf8')) : undefined;
  const counts = results ? countsOf(results) : { passed: 1, failed: 0, skipped: 0 };
  if (results)
    for (const { name, why } of failedOf(results)) failures.push(`  ✗ ${step.name} › ${name}${why}`);
  // A runner that fails without a failed test (a crash, no tests found) has failed all the same.
  if (status !== 0 && counts.failed === 0)
    Object.assign(counts, { failed: 1, passed: step.reads ? counts.passed : 0 });
  rmSync(folder, { recursive: true, force: true });
  record(step.name, started, counts);
}

/** @param {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, stats?: { expected: number, unexpected: number, flaky: number, skipped: number } }} report */
function countsOf({ numPassedTests = 0, numFailedTests = 0, numPendingTests = 0, stats }) {
  if (!stats) return { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests };
  return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
}

/**
 * The tests that failed and the first lines of why, so that both stand at the end of a long output.
 * @param {{ testResults?: { assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }[], suites?: Suite[] }} report
 * @typedef {{ ok: boolean, title: string, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite
 * @returns {{ name: string, why: string }[]}
 */
function failedOf({ testResults = [], suites = [] }) {
  const units = testResults.flatMap(({ assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'failed')
      .map(({ fullName, failureMessages }) => ({ name: fullName, why: firstLines(failureMessages[0]) })),
  );
  /** @type {(suite: Suite) => { name: string, why: string }[]} */
  const specs = ({ specs: own = [], suites: inner = [] }) => [
    ...own
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => ({ name: title, why: firstLines(messageOf(tests)) })),
    ...inner.flatMap(specs),
  ];
  return [...units, ...suites.flatMap(specs)];
}

/** @param {Spec['tests']} tests */
function messageOf(tests) {
  return tests.flatMap(({ results }) => results).find(({ error }) => error)?.error?.message;
}

/** @param {string} [message] */
function firstLines(message = '') {
  const lines = stripVTControlCharacters(message).split('\n').slice(0, WHY_LINES);
  return lines.map((line) => `\n      ${line}`).join('');
}

/** @param {string} name @param {number} started @param {{ passed: number, failed: number, skipped: number }} counts */
function record(name, started, counts) {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  rows.push(
    `${counts.failed ? '✗' : '✓'} ${name.padEnd(12)} ${seconds.padStart(7)} s   ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`,
  );
}
