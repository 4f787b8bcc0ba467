// `npm run mutate -- src/metrics`: plants one small bug after the other and tells which of them no test noticed. How to read what comes out
// stands in CONTRIBUTING.md, "Mutation testing".
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import util from 'node:util';
import { fail, requireSurroundings, root } from './lib.mjs';
import { applied, lineOf, mutantsOf, parses, sampleOf } from './mutate/mutants.mjs';
import { startGuarded } from './mutate/guarded.mjs';
import { limitFor } from './mutate/runner.mjs';
import { isProgram, roomOf, sourcesIn, testSelection } from './mutate/select.mjs';

/** @typedef {import('./mutate/mutants.mjs').Mutant & { file: string, source: string, verdict?: string, by?: string, ms?: number }} Planted */
/** @typedef {{ file: string, before: string, after: string, why: string }} Equivalent */

/** Tests that take a minute and more for one mutant, left out unless the mutant lies beside them. */
const SLOW = ['src/engine/fused/'];
const USAGE = `npm run mutate -- PATH… [options]      PATH: a file or a folder, as src/metrics
  --sample N   only N mutants of each room, drawn by --seed
  --seed N     which ones (1)
  --wide       tests of every room that import a mutant, not only those of its own
  --lines A-B  only mutants on these lines (of one file)
  --near N     only the N test files nearest to a mutant: quick, and strict
  --json FILE  every mutant and its verdict`;

requireSurroundings();
const { values, positionals } = util.parseArgs({
  allowPositionals: true,
  options: {
    sample: { type: 'string', default: 'Infinity' },
    seed: { type: 'string', default: '1' },
    wide: { type: 'boolean', default: false },
    lines: { type: 'string', default: '1-Infinity' },
    near: { type: 'string', default: 'Infinity' },
    json: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
const sample = Number(values.sample);
const seed = Number(values.seed);
const near = Number(values.near);
const [fromLine, toLine] = values.lines.split('-').map(Number);
if (values.help || positionals.length === 0) fail(USAGE);
if (!(sample >= 1)) fail(`--sample must be a number from 1, not "${values.sample}"`);
if (!(near >= 1)) fail(`--near must be a number from 1, not "${values.near}"`);
if (!Number.isInteger(seed)) fail(`--seed must be a whole number, not "${values.seed}"`);
if (!(fromLine <= toLine)) fail(`--lines must be as 10-20, not "${values.lines}"`);

const paths = positionals.map((given) => resolve(root, given));
for (const path of paths) if (!existsSync(path)) fail(`There is no ${path}`);
const files = [...new Set(paths.flatMap(sourcesIn))].filter(isProgram);
const testsOf = testSelection({ wide: values.wide, skip: SLOW });
/** @type {Equivalent[]} */
const equivalents = JSON.parse(readFileSync(new URL('mutate/equivalent.json', import.meta.url), 'utf8'));

/** @param {string} file @returns {Planted[]} */
function plantedIn(file) {
  const source = readFileSync(join(root, file), 'utf8');
  return mutantsOf(source, file)
    .filter(({ line }) => line >= fromLine && line <= toLine)
    .filter((mutant) => parses(applied(source, mutant), file))
    .map((mutant) => ({ ...mutant, file, source }));
}

/** @param {Planted} mutant */
function isEquivalent(mutant) {
  const { before, after } = lineOf(mutant.source, mutant);
  return equivalents.some((one) => one.file === mutant.file && one.before === before && one.after === after);
}

const say = (/** @type {string} */ text) => process.stdout.write(`${text}\n`);
const sum = (/** @type {readonly number[]} */ list) => list.reduce((a, b) => a + b, 0);
const seconds = (/** @type {number} */ ms) => `${(ms / 1000).toFixed(1)} s`;

/** Plants the mutants of one file. @param {string} file @param {Planted[]} mutants @param {ReturnType<typeof startGuarded>} runner */
async function judge(file, mutants, runner) {
  const tests = testsOf(file).slice(0, near);
  if (tests.length === 0) {
    for (const mutant of mutants) mutant.verdict = 'no test';
    say(`${file}: ${mutants.length} mutants, no test of its room imports it`);
    return;
  }
  const { verdict, times, by } = await runner.run(tests);
  if (verdict !== 'survived') fail(`The tests of ${file} fail without any mutant: ${by}`);
  say(`${file}: ${mutants.length} mutants, ${tests.length} test files, ${seconds(sum(times))}`);
  const limits = times.map(limitFor);
  for (const mutant of mutants) {
    if (isEquivalent(mutant)) {
      mutant.verdict = 'equivalent';
      continue;
    }
    const judged = await runner.runWith(file, applied(mutant.source, mutant), tests, limits);
    mutant.verdict = judged.verdict;
    mutant.by = judged.by;
    mutant.ms = Math.round(sum(judged.times));
    if (judged.verdict === 'survived') say(describe(mutant));
  }
}

/** @param {Planted} mutant */
function describe(mutant) {
  const { before, after } = lineOf(mutant.source, mutant);
  return `  ${mutant.verdict}  ${mutant.file}:${mutant.line}\n    - ${before}\n    + ${after}`;
}

/** @param {readonly Planted[]} all */
function table(all) {
  const rooms = [...new Set(all.map(({ file }) => roomOf(file)))];
  const count = (/** @type {readonly Planted[]} */ list, /** @type {string[]} */ ...verdicts) =>
    list.filter(({ verdict }) => verdicts.includes(verdict ?? '')).length;
  const row = (/** @type {string} */ name, /** @type {readonly Planted[]} */ list) => {
    const timeouts = count(list, 'timeout');
    const noticed = count(list, 'killed') + timeouts;
    const missed = count(list, 'survived', 'no test');
    const score = noticed + missed === 0 ? '' : `${((100 * noticed) / (noticed + missed)).toFixed(1)}%`;
    const cells = [
      list.length,
      noticed,
      timeouts,
      count(list, 'survived'),
      count(list, 'no test'),
      count(list, 'equivalent'),
      score,
    ];
    return [name.padEnd(28), ...cells.map((cell) => String(cell).padStart(11))].join('');
  };
  const titles = ['mutants', 'noticed', 'by timeout', 'survived', 'no test', 'equivalent', 'score'];
  const head = titles.map((cell) => cell.padStart(11));
  const lines = rooms.flatMap((room) => {
    const inRoom = all.filter(({ file }) => roomOf(file) === room);
    const byFile = [...new Set(inRoom.map(({ file }) => file))];
    return [
      ...byFile.map((file) =>
        row(
          `  ${file.slice(room.length + 1)}`,
          inRoom.filter((mutant) => mutant.file === file),
        ),
      ),
      row(room, inRoom),
    ];
  });
  return [''.padEnd(28) + head.join(''), ...lines].join('\n');
}

const rooms = [...new Set(files.map(roomOf))];
const chosen = rooms.flatMap((room) => {
  const mutants = files.filter((file) => roomOf(file) === room).flatMap(plantedIn);
  return sample < mutants.length ? sampleOf(mutants, sample, seed) : mutants;
});
const runner = startGuarded();
for (const file of files) {
  const mutants = chosen.filter((mutant) => mutant.file === file);
  if (mutants.length > 0) await judge(file, mutants, runner);
}
runner.close();
say(`\n${table(chosen)}`);
if (values.json) {
  const rows = chosen.map(({ source, ...mutant }) => ({
    ...mutant,
    ...lineOf(source, /** @type {Planted} */ ({ ...mutant, source })),
  }));
  writeFileSync(values.json, `${JSON.stringify(rows, null, 1)}\n`);
}
process.exit(0);
