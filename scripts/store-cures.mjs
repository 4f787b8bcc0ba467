// `node scripts/store-cures.mjs FILE.json …`: turns results of `npm run lab -- cures` into what the page shows before a reader has run anything. Files of
// one setting (data, regime, workers) become one src/experiments/cures/stored/cures-<regime>-<workers>.json, or cures-census-<regime>-<workers>.json of
// `--data census`: what `--cures all` gives and, behind --sweep, what `--cures sweep` gives. Several files of the same seeds are put together as one: a long list of cures can be trained in parts.
//
//   npm run --silent lab -- cures --regime async --cures all --seeds 200 --seed-base 20001 --backend wasm --json async.json
//   npm run --silent lab -- cures --regime async --cures sweep --seeds 60 --seed-base 20001 --backend wasm --json sweep.json
//   node scripts/store-cures.mjs async.json --sweep sweep.json
//   node scripts/store-cures.mjs --sweep sweep.json     adds a sweep to what is stored of its setting
import { readFileSync, writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { lines, opened, provenance, reportsIn } from './stored.mjs';

/** As many digits as the page shows, and one more. JSON has no NaN: null stands for it. @param {number | null} value @param {number} digits */
const rounded = (value, digits = 4) =>
  value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(digits));

/** @param {{ n: number, ratio: number, low: number, high: number }} ratio @param {number} [digits] */
const ratio = ({ n, ratio: mean, low, high }, digits) => [
  n,
  ...[mean, low, high].map((value) => rounded(value, digits)),
];
/** @param {{ k: number, n: number }} rate */
const rate = ({ k, n }) => [k, n];
/** @param {{ onlyFirst: number, onlySecond: number, both: number, neither: number, p: number }} pairs */
const pairs = ({ onlyFirst, onlySecond, both, neither, p }) => [onlyFirst, onlySecond, both, neither, rounded(p)];

/** @param {any} against */
const againstOf = ({ loss, tasks, left, z5, contributedZ5, healed }) => ({
  loss: ratio(loss, 5),
  tasks: tasks.map((/** @type {any} */ task) => ratio(task)),
  left,
  z5: pairs(z5),
  contributedZ5: pairs(contributedZ5),
  healed: {
    gates: rate(healed.gates),
    fallen: rate(healed.fallen),
    loss: ratio(healed.loss),
    means: [healed.before, healed.after].map((/** @type {any} */ value) => rounded(value)),
  },
});

/** @param {any} summary */
function storedCure(summary) {
  const { id, z5, z6, m9, contributedZ5, dead, diverged, against, healedSeeds } = summary;
  const { deadExperts, effective, effectiveContributions, extraMultiplications } = summary;
  return {
    id,
    counts: [diverged.n, ...[z5, z6, m9, contributedZ5, dead, diverged].map(({ k }) => k)],
    means: [deadExperts, effective, effectiveContributions, extraMultiplications].map((/** @type {any} */ value) =>
      rounded(value),
    ),
    heldOut: summary.heldOut.map((/** @type {any} */ value) => rounded(value)),
    ...(against && { against: againstOf(against) }),
    seeds: healedSeeds,
  };
}

/** @param {number | null} value */
const thousandths = (value) => (value === null || !Number.isFinite(value) ? null : Math.round(1000 * value));

/** @param {any} run */
const storedLook = ({ seed, utilization, contributions, heldOut, deadExperts }) => ({
  seed,
  weights: utilization.flat().map(thousandths),
  contributions: contributions.flat().map(thousandths),
  heldOut: heldOut.map(thousandths),
  dead: deadExperts,
});

/** How many seeds of each cure can be looked at. */
const LOOKS = 2;

/** Runs to look at: of each cure seeds that it heals, else seeds with a gate that is polarized without it, else the first ones. @param {any[]} cures */
function looksOf(cures) {
  const none = cures[0];
  /** @type {Map<number, any>} */
  const bySeed = new Map(none.runs.map((/** @type {any} */ run) => [run.seed, run]));
  const sound = (/** @type {any} */ run) => run.finite && bySeed.get(run.seed).finite;
  const sick = cures.flatMap(({ summary }) => summary.healedSeeds);
  /** @type {Record<string, any[]>} */
  const looks = { none: [] };
  const used = new Set();
  for (const { summary, runs } of cures.slice(1)) {
    const wanted = [...new Set([...summary.healedSeeds, ...sick, ...bySeed.keys()])];
    const found = wanted
      .map((seed) => runs.find((/** @type {any} */ run) => run.seed === seed))
      .filter(sound)
      .slice(0, LOOKS);
    for (const { seed } of found) used.add(seed);
    looks[summary.id] = found.map(storedLook);
  }
  looks.none = [...used].map((seed) => storedLook(bySeed.get(seed)));
  return looks;
}

/** Files of the same seeds as one: `none` once. @param {any[]} reports */
function together(reports) {
  const [{ spec }] = reports;
  if (reports.some((report) => report.spec.seeds !== spec.seeds || report.spec.seedBase !== spec.seedBase))
    throw new Error(`the files of ${spec.regime} with ${spec.workers} workers have other seeds than each other`);
  const all = reports.flatMap(({ results }) => results.cures);
  return all.filter(({ summary }, i) => all.findIndex((other) => other.summary.id === summary.id) === i);
}

/** @param {any[]} reports */
function checkKind(reports) {
  for (const { experiment } of reports)
    if (experiment !== 'cures') throw new Error(`expected results of "cures", not of "${experiment}"`);
}

/** @param {any} spec */
const dataOf = (spec) => (spec.data === 'census' ? 'census' : undefined);

/** What made results of one setting. @param {any[]} reports @param {import('./stored.mjs').Made} made */
function madeBy(reports, made) {
  const [{ spec, engine }] = reports;
  const { regime, workers, seeds, seedBase } = spec;
  const asked = reports.map((report) => report.spec.asked).join(',');
  const of = dataOf(spec) ? `--data ${spec.data} ` : '';
  const options = `${of}--regime ${regime} --workers ${workers} --cures ${asked} --seeds ${seeds} --seed-base ${seedBase}`;
  return provenance(made, engine, `cures ${options} --backend ${engine.backend}`);
}

/**
 * What is stored of sweeps.
 * @param {any[]} sweeps of one setting
 * @param {import('./stored.mjs').Made} made
 */
export function storedSweeps(sweeps, made) {
  checkKind(sweeps);
  return { sweepsMade: madeBy(sweeps, made), sweeps: together(sweeps).map(({ summary }) => storedCure(summary)) };
}

/**
 * @param {any[]} reports of `npm run lab -- cures`, of one setting
 * @param {any[]} sweeps of the same setting, on fewer seeds
 * @param {import('./stored.mjs').Made} made
 */
export function storedCures(reports, sweeps, made) {
  checkKind(reports);
  const [{ spec }] = reports;
  const { regime, workers, steps, seeds, seedBase } = spec;
  const data = dataOf(spec);
  const cures = together(reports);
  return {
    format: 1,
    ...(data && { data }),
    regime,
    workers,
    steps,
    seeds,
    seedBase,
    made: madeBy(reports, made),
    cures: cures.map(({ summary }) => storedCure(summary)),
    ...(sweeps.length > 0 && storedSweeps(sweeps, made)),
    looks: looksOf(cures),
  };
}

/** Where what is stored of a setting lies. @param {string} name */
const folder = (name) => new URL(`../src/experiments/cures/stored/${name}`, import.meta.url);

/** A line for each cure. @param {any} file */
function textOf({ cures, sweeps, looks, ...rest }) {
  const parts = [`"cures":${lines(cures)}`];
  if (sweeps) parts.push(`"sweeps":${lines(sweeps)}`);
  const looked = Object.entries(looks).map(([id, runs]) => `${JSON.stringify(id)}:${JSON.stringify(runs)}`);
  parts.push(`"looks":{\n${looked.join(',\n')}\n}`);
  return `${opened(rest)},${parts.join(',')}}\n`;
}

/** Reports by setting. @param {readonly string[]} files */
function bySetting(files) {
  /** @type {Map<string, { reports: any[], made: import('./stored.mjs').Made }>} */
  const settings = new Map();
  for (const { report, made } of reportsIn(files)) {
    const of = report.spec.data === 'census' ? 'census-' : '';
    const name = `cures-${of}${report.spec.regime}-${String(report.spec.workers)}.json`;
    settings.set(name, { reports: [...(settings.get(name)?.reports ?? []), report], made });
  }
  return settings;
}

/** @param {string} name @param {any} file */
function write(name, file) {
  writeFileSync(folder(name), textOf(file));
  console.log(name);
}

if (process.argv[1]?.endsWith('store-cures.mjs')) {
  const given = process.argv.slice(2);
  const at = given.includes('--sweep') ? given.indexOf('--sweep') : given.length;
  if (given.length === 0)
    fail('Give results of `npm run lab -- cures --json FILE`, and behind --sweep those of its sweeps.');
  const sweeps = bySetting(given.slice(at + 1));
  for (const [name, { reports, made }] of bySetting(given.slice(0, at))) {
    write(name, storedCures(reports, sweeps.get(name)?.reports ?? [], made));
    sweeps.delete(name);
  }
  for (const [name, { reports, made }] of sweeps)
    write(name, { ...JSON.parse(readFileSync(folder(name), 'utf8')), ...storedSweeps(reports, made) });
}
