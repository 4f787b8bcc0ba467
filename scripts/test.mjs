// `npm test`: installs what is missing, then goes through the stages of scripts/stages.mjs: types and lint, unit tests, build, end-to-end tests.
// `npm run test:long` (--long): the unit and end-to-end tests that it leaves out.
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { ensureChromium } from './ensure-chromium.mjs';
import { build, ensureInstalled, requireSurroundings, run } from './lib.mjs';
import { freePort } from './serve.mjs';
import { goThrough, longStages, reports, stages } from './stages.mjs';

/** @param {string} path @returns {import('./stages.mjs').Report | undefined} */
function report(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined; // the runner ended before it wrote one
  }
}

const start = performance.now();
requireSurroundings();
await ensureInstalled();
await ensureChromium();
console.log(`\n— set-up: ${((performance.now() - start) / 1000).toFixed(1)} s`);

// A report of the last time must not be taken for one of this time.
rmSync(reports, { recursive: true, force: true });
mkdirSync(reports, { recursive: true });

const machine = { run, build, report, freePort: () => freePort(4187), print: console.log };
// Only then: suites.mjs reads all tests, and a folder in which nothing can be built has none.
const list = process.argv.includes('--long') ? longStages((await import('./suites.mjs')).withLongTests) : stages;
process.exit(await goThrough(list, machine, () => performance.now()));
