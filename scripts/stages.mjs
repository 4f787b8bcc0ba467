// What `npm test` and `npm run test:long` do, as lists, and how they are gone through. What acts on the machine is given from outside (scripts/test.mjs), so that a
// test can see that no failure is swallowed.
import { join } from 'node:path';
import { bin, root } from './lib.mjs';

export const reports = join(root, 'node_modules', '.cache', 'reports');
const unitReport = join(reports, 'unit.json');
const e2eReport = join(reports, 'e2e.json');

/**
 * @typedef {{ passed: number, failed: number, skipped: number, flaky?: number }} Counts
 *
 * What is read of Vitest's report (the first four) and of Playwright's.
 * @typedef {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   stats?: Partial<Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number>> }} Report
 *
 * What acts on the machine.
 * @typedef {object} Machine
 * @property {typeof import('./lib.mjs').run} run
 * @property {() => Promise<boolean>} build
 * @property {(path: string) => Report | undefined} report - undefined: the runner ended before it wrote one
 * @property {() => Promise<number>} freePort
 * @property {(text: string) => void} print
 *
 * A stage gives the names of what failed in it, none if it passed, and counts its tests.
 * @typedef {{ name: string, go: (machine: Machine) => Promise<{ failures: string[], counts?: Counts }> }} Stage
 */

const node = process.execPath;

/**
 * They wait for nothing of each other and go side by side, but not all at once: five of them on two cores are in each other's way, and the
 * longest, begun among the others, ends long after them.
 */
const lanes = 2;

/** The longest first: the others are through before it ends. */
const checks = [
  { name: 'types and rules (npm run lint)', args: [bin('oxlint/bin/oxlint'), '.'] },
  { name: 'dead code (npm run lint)', args: [bin('knip/bin/knip.js'), '--no-progress'] },
  { name: 'style sheets (npm run lint)', args: [bin('stylelint/bin/stylelint.mjs'), 'src/**/*.css'] },
  { name: 'format (npm run format mends it)', args: [bin('oxfmt/bin/oxfmt'), '--check', '.'] },
];

/**
 * Runs tasks in their order, so many at a time; the next begins when one ends.
 * @template T @param {(() => Promise<T>)[]} tasks @returns {Promise<T[]>} in the order of the tasks; rejects when one does
 */
async function inLanes(tasks) {
  /** @type {T[]} */
  const results = [];
  const waiting = tasks.entries();
  const lane = async () => {
    for (const [i, task] of waiting) results[i] = await task();
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return results;
}

/** @param {string} name @param {number} code @param {Counts | undefined} counts */
const outcome = (name, code, counts) => ({
  // A runner that wrote no report has not run the tests, whatever it says; nor has one that found none.
  failures: code !== 0 || !counts || counts.failed > 0 || counts.passed === 0 ? [name] : [],
  counts,
});

/** @type {Stage} */
const typesAndLint = {
  name: 'types and lint',
  async go({ run, print }) {
    const results = await inLanes(
      checks.map(
        ({ args }) =>
          () =>
            run(node, args, { quiet: true }),
      ),
    );
    for (const { output } of results) if (output) print(output.trimEnd());
    return { failures: checks.filter((_, i) => results[i]?.code !== 0).map(({ name }) => name) };
  },
};

/**
 * @param {string} tags - which tests: those tagged so, by Vitest's expression
 * @param {readonly string[]} files - where they are; none: anywhere
 * @returns {Stage}
 */
const unitTests = (tags, files) => ({
  name: 'unit tests',
  async go({ run, report }) {
    const { code } = await run(node, [
      bin('vitest/vitest.mjs'),
      'run',
      ...files,
      `--tags-filter=${tags}`,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${unitReport}`,
    ]);
    const read = report(unitReport);
    return outcome(
      'unit tests (npm run test:unit)',
      code,
      read && {
        passed: read.numPassedTests ?? 0,
        failed: read.numFailedTests ?? 0,
        skipped: (read.numPendingTests ?? 0) + (read.numTodoTests ?? 0),
      },
    );
  },
});

/** @type {Stage} */
const building = {
  name: 'build',
  async go({ build }) {
    return { failures: (await build()) ? [] : ['build (npm run build)'] };
  },
};

/** @param {'--grep' | '--grep-invert'} which - those tagged `@long`, or all others @returns {Stage} */
const endToEndTests = (which) => ({
  name: 'end-to-end tests',
  async go({ run, report, freePort }) {
    const command = [bin('@playwright/test/cli.js'), 'test', `${which}=@long`, '--reporter=list,json'];
    const { code } = await run(node, command, {
      env: { MMOE_LAB_TEST_PORT: String(await freePort()), PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
    });
    const stats = report(e2eReport)?.stats;
    const flaky = stats?.flaky ?? 0;
    return outcome(
      'end-to-end tests (npm run test:e2e)',
      code,
      stats && {
        passed: (stats.expected ?? 0) + flaky,
        failed: stats.unexpected ?? 0,
        skipped: stats.skipped ?? 0,
        flaky,
      },
    );
  },
});

/** What every change goes through. */
export const stages = [typesAndLint, unitTests('!long', []), building, endToEndTests('--grep-invert')];

/** What it leaves out: `npm run test:long`. @param {readonly string[]} files - the unit tests that are tagged so */
export const longStages = (files) => [unitTests('long', files), building, endToEndTests('--grep')];

/**
 * Goes through the stages and stops at the first that fails. The last line printed is always `N passed, N failed`, over unit and
 * end-to-end tests; a stage that fails without a failing test counts as one.
 * @param {readonly Stage[]} list @param {Machine} machine @param {() => number} now - milliseconds
 * @returns {Promise<number>} the exit status
 */
export async function goThrough(list, machine, now) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  /** @type {string[]} */
  let failures = [];
  for (const { name, go } of list) {
    const since = now();
    const { failures: found, counts } = await go(machine).catch((/** @type {unknown} */ error) => ({
      failures: [`${name} (${error instanceof Error ? error.message : String(error)})`],
      counts: undefined,
    }));
    total.passed += counts?.passed ?? 0;
    total.failed += counts?.failed ?? 0;
    total.skipped += counts?.skipped ?? 0;
    machine.print(`\n— ${name}: ${((now() - since) / 1000).toFixed(1)} s`);
    if (counts?.flaky) machine.print(`${counts.flaky} passed only when tried again`);
    failures = found;
    if (failures.length > 0) break;
  }
  if (failures.length > 0) {
    total.failed = Math.max(total.failed, 1);
    machine.print(`\nFailed: ${failures.join(', ')}.`);
  }
  if (total.skipped > 0) machine.print(`${total.skipped} skipped`);
  machine.print(`${total.passed} passed, ${total.failed} failed`);
  return total.failed > 0 ? 1 : 0;
}
