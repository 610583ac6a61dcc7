// @ts-check
import { stripVTControlCharacters } from 'node:util';

/** Of a message of failure: enough for what was expected and what came. */
const WHY_LINES = 12;

/**
 * The report of each of these names. Of those that ran together each is told how long its own files took, one after
 * another: side by side it is less.
 * @param {string[]} names @param {Report} results
 * @returns {{ name: string, results: Report, ms?: number }[]}
 */
export function partsOf(names, results) {
  const [only] = names;
  if (names.length === 1 && only) return [{ name: only, results }];
  return names.map((name) => {
    const files = results.testResults?.filter((file) => file.name.includes(`/tests/${name}/`)) ?? [];
    const ms = files.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
    return { name, results: { testResults: files }, ms };
  });
}

/** @param {Report} report */
export function countsOf({ testResults = [], stats }) {
  if (stats)
    return { passed: stats.expected, failed: stats.unexpected + stats.flaky, skipped: stats.skipped };
  const all = testResults.flatMap(({ assertionResults }) => assertionResults);
  const count = (/** @type {string} */ wanted) => all.filter(({ status }) => status === wanted).length;
  const [passed, failed] = [count('passed'), count('failed')];
  return { passed, failed, skipped: all.length - passed - failed };
}

/**
 * The tests that failed and the first lines of why, so that both stand at the end of a long output.
 * @param {Report} report
 * @typedef {{ status: string, fullName: string, failureMessages: string[] }} Assertion
 * @typedef {{ name: string, startTime: number, endTime: number, assertionResults: Assertion[] }} TestFile
 * @typedef {{ expected: number, unexpected: number, flaky: number, skipped: number }} Stats
 * @typedef {{ testResults?: TestFile[], stats?: Stats, suites?: Suite[] }} Report
 * @typedef {{ ok: boolean, title: string, tests: { results: { error?: { message?: string } }[] }[] }} Spec
 * @typedef {{ suites?: Suite[], specs?: Spec[] }} Suite
 * @returns {{ name: string, why: string }[]}
 */
export function failedOf({ testResults = [], suites = [] }) {
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
