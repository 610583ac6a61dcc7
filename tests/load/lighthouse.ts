import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { findChromium } from '@/scripts/chromium.mjs';
import { newPerson } from '@/tests/support/person';
import { startServer } from '@/tests/support/server';

// npm run lighthouse: the build as a phone sees it, the run in the middle of several. Ends with 1 when a goal is missed.

// The last one for Node 20. By npx: it brings 150 packages, which neither npm start nor npm test needs.
const LIGHTHOUSE = 'lighthouse@12.8.2';
const RUNS = Number(process.env.RUNS ?? 5);
const GOALS = { performance: 95, accessibility: 100, 'best-practices': 100, seo: 100 };
const MEASURES = [
  'first-contentful-paint',
  'largest-contentful-paint',
  'total-blocking-time',
  'cumulative-layout-shift',
];

type Category = keyof typeof GOALS;

/** What is read here of a report of Lighthouse. */
interface Report {
  /** How fast this machine was meanwhile; a desktop computer has 1500 to 2000. */
  environment: { benchmarkIndex: number };
  categories: Record<Category, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, { title: string; score: number | null; displayValue?: string }>;
}

const categories = Object.keys(GOALS) as Category[];
const chromium = await findChromium(console.log);
if (!chromium) throw new Error('there is no Chromium to look with');

const server = await startServer('built', { DEMO: 'on' });
const missed: string[] = [];
try {
  for (const [name, path] of Object.entries(await pages())) {
    const reports: Report[] = [];
    for (let run = 0; run < RUNS; run++) reports.push(await look(`${server.url}${path}`));
    print(name, reports);
  }
} finally {
  await server.stop();
}
if (missed.length > 0) {
  console.log(`\nnot reached:\n${missed.join('\n')}`);
  process.exitCode = 1;
}

/** The pages of the goal; the post has a thread of 30 comments in both languages. */
async function pages() {
  const lan = await newPerson(server.url, 'Lan Nguyễn');
  const minh = await newPerson(server.url, 'Minh Trần');
  const postId = await lan.post(
    'Trà của mình nguội nhanh quá',
    'Tea cools too fast. What can I do?\n\nIt is a glass pot.',
  );
  for (let n = 0; n < 15; n++) {
    const { id } = await minh.comment(
      postId,
      `Pour it into something thicker, and warm that first. (${n + 1})`,
    );
    await lan.comment(postId, 'Cảm ơn, mình sẽ thử với cái ấm đất của bà.', id);
  }
  return { feed: '/', post: `/posts/${postId}`, 'sign-in': '/sign-in' };
}

async function look(address: string): Promise<Report> {
  const flags = ['--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'].join(' ');
  const { stdout } = await promisify(execFile)(
    'npx',
    [
      '--yes',
      LIGHTHOUSE,
      address,
      `--only-categories=${categories.join(',')}`,
      '--output=json',
      '--quiet',
      `--chrome-flags=${flags}`,
    ],
    {
      maxBuffer: 64 * 1024 * 1024,
      env: { ...process.env, CHROME_PATH: chromium },
    },
  );
  return JSON.parse(stdout) as Report;
}

/** Says the run in the middle by performance, and how far the others are from it: a busy machine shows in that. */
function print(name: string, reports: Report[]) {
  const runs = reports.sort((a, b) => scoreOf(a, 'performance') - scoreOf(b, 'performance'));
  const middle = runs[Math.floor(runs.length / 2)];
  if (!middle) return;
  const scores = categories.map((category) => {
    const score = scoreOf(middle, category);
    if (score < GOALS[category]) missed.push(`  ${name}: ${category} ${score}, wanted ${GOALS[category]}`);
    return `${category} ${score}`;
  });
  const measures = MEASURES.map((id) => `${middle.audits[id]?.title} ${middle.audits[id]?.displayValue}`);
  console.log(`${name.padEnd(8)} ${scores.join(', ')}`);
  console.log(`         ${measures.join(', ')}`);
  console.log(
    `         performance of ${runs.length} runs: ${runs.map((run) => scoreOf(run, 'performance')).join(' ')}; speed of the machine: ${runs.map((run) => Math.round(run.environment.benchmarkIndex)).join(' ')}`,
  );
  for (const line of costsOf(middle)) console.log(`         - ${line}`);
}

function scoreOf(report: Report, category: Category): number {
  return Math.round((report.categories[category].score ?? 0) * 100);
}

/** What costs points, by name. */
function costsOf(report: Report): string[] {
  const counted = categories.flatMap((category) =>
    report.categories[category].auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  return [...new Set(counted)].flatMap((id) => {
    const audit = report.audits[id];
    return audit && audit.score !== null && audit.score < 0.9
      ? [`${audit.title} ${audit.displayValue ?? ''}`]
      : [];
  });
}
