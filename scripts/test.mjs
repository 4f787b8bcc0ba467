// `npm test`: installs what is missing, then types and lint, unit tests, build, end-to-end tests. Stops at the first stage that fails.
// The last line is always `N passed, N failed`, over unit and end-to-end tests; a stage that fails without a failing test counts as one.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { ensureChromium } from './ensure-chromium.mjs';
import { bin, ensureBuilt, ensureInstalled, requireNode, root, run } from './lib.mjs';
import { freePort } from './serve.mjs';

const reports = join(root, 'node_modules', '.cache', 'reports');
const unitReport = join(reports, 'unit.json');
const e2eReport = join(reports, 'e2e.json');
const total = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} path @returns {Report | undefined} */
function report(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // the runner ended before it wrote one
  }
}

/**
 * What is read of Vitest's report (the first four) and of Playwright's.
 * @typedef {{ numPassedTests?: number, numFailedTests?: number, numPendingTests?: number, numTodoTests?: number,
 *   stats?: Record<'expected' | 'unexpected' | 'flaky' | 'skipped', number> }} Report
 */

/** @param {string} stage @param {number} since */
const took = (stage, since) => console.log(`\n— ${stage}: ${((performance.now() - since) / 1000).toFixed(1)} s`);

/** @param {string} [stage] the one that failed @returns {never} */
function end(stage) {
  if (stage !== undefined) {
    if (total.failed === 0) total.failed = 1;
    console.error(`\nFailed: ${stage}.`);
  }
  if (total.skipped > 0) console.log(`${total.skipped} skipped`);
  console.log(`${total.passed} passed, ${total.failed} failed`);
  process.exit(total.failed > 0 ? 1 : 0);
}

const start = performance.now();
requireNode();
await ensureInstalled();
await ensureChromium();
took('set-up', start);

rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

let since = performance.now();
const [types, lint, format] = await Promise.all([
  run(process.execPath, [bin('typescript/bin/tsc')], { quiet: true }),
  run(process.execPath, [bin('eslint/bin/eslint.js'), '.'], { quiet: true }),
  run(process.execPath, [bin('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'], { quiet: true }),
]);
process.stdout.write(types.output + lint.output + format.output);
took('types and lint', since);
if (types.code !== 0) end('types (npm run types)');
if (lint.code !== 0) end('lint (npm run lint)');
if (format.code !== 0) end('format (npm run format mends it)');

since = performance.now();
const unit = await run(process.execPath, [
  bin('vitest/vitest.mjs'),
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${unitReport}`,
]);
const units = report(unitReport);
total.passed += units?.numPassedTests ?? 0;
total.failed += units?.numFailedTests ?? 0;
total.skipped += (units?.numPendingTests ?? 0) + (units?.numTodoTests ?? 0);
took('unit tests', since);
if (unit.code !== 0 || !units) end('unit tests (npm run test:unit)');

since = performance.now();
await ensureBuilt();
took('build', since);

since = performance.now();
const e2e = await run(process.execPath, [bin('@playwright/test/cli.js'), 'test', '--reporter=list,json'], {
  env: { MMOE_LAB_TEST_PORT: String(await freePort(4187)), PLAYWRIGHT_JSON_OUTPUT_FILE: e2eReport },
});
const stats = report(e2eReport)?.stats;
total.passed += (stats?.expected ?? 0) + (stats?.flaky ?? 0);
total.failed += stats?.unexpected ?? 0;
total.skipped += stats?.skipped ?? 0;
took('end-to-end tests', since);
if (stats?.flaky) console.log(`${stats.flaky} passed only when tried again`);
end(e2e.code === 0 && stats ? undefined : 'end-to-end tests (npm run test:e2e)');
