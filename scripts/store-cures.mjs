// `node scripts/store-cures.mjs FILE.json …`: turns results of `npm run lab -- cures` into what the page shows before a reader has run anything. Each
// file becomes src/experiments/cures/stored/cures-<regime>-<workers>.json; a run of `--cures` other than `all` becomes sweep-<regime>-<workers>.json.
//
//   npm run --silent lab -- cures --regime async --seeds 200 --seed-base 20001 --backend wasm --json async.json
//   node scripts/store-cures.mjs async.json
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { lines, opened, provenance, reportsIn } from './stored.mjs';

/** Five digits tell what the page shows. JSON has no NaN: null stands for it. @param {number | null} value */
const rounded = (value) => (value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(5)));

/** @param {{ n: number, ratio: number, low: number, high: number }} ratio */
const ratio = ({ n, ratio: mean, low, high }) => [n, ...[mean, low, high].map(rounded)];
/** @param {{ k: number, n: number }} rate */
const rate = ({ k, n }) => [k, n];

/** @param {any} against */
const againstOf = ({ loss, tasks, left, z5, healed }) => ({
  loss: ratio(loss),
  tasks: tasks.map(ratio),
  left,
  z5: [z5.onlyFirst, z5.onlySecond, z5.both, z5.neither, rounded(z5.p)],
  healed: {
    gates: rate(healed.gates),
    fallen: rate(healed.fallen),
    loss: ratio(healed.loss),
    means: [healed.before, healed.after].map(rounded),
  },
});

/** @param {any} summary */
const storedCure = (summary) => ({
  id: summary.id,
  counts: [
    summary.z5.n,
    ...[summary.z5, summary.z6, summary.m9, summary.contributedZ5, summary.dead, summary.diverged].map(({ k }) => k),
  ],
  means: [summary.deadExperts, summary.effective, summary.effectiveContributions, summary.extraMultiplications].map(
    rounded,
  ),
  heldOut: summary.heldOut.map(rounded),
  ...(summary.against && { against: againstOf(summary.against) }),
  seeds: summary.healedSeeds,
});

/**
 * @param {any} report of `npm run lab -- cures`
 * @param {import('./stored.mjs').Made} made
 */
export function storedCures({ experiment, spec, engine, results }, made) {
  if (experiment !== 'cures') throw new Error(`expected results of "cures", not of "${experiment}"`);
  const { regime, workers, steps, seeds, seedBase } = spec;
  const options = `--regime ${regime} --workers ${workers} --cures ${spec.asked} --seeds ${seeds} --seed-base ${seedBase}`;
  return {
    format: 1,
    regime,
    workers,
    steps,
    seeds,
    seedBase,
    made: provenance(made, engine, `cures ${options} --backend ${engine.backend}`),
    cures: results.cures.map((/** @type {any} */ { summary }) => storedCure(summary)),
  };
}

/** A line for each cure. @param {any} file */
const textOf = ({ cures, ...rest }) => `${opened(rest)},"cures":${lines(cures)}}\n`;

if (process.argv[1]?.endsWith('store-cures.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give results of `npm run lab -- cures --json FILE`.');
  for (const { path, report, made } of reportsIn(files)) {
    const file = storedCures(report, made);
    const kind = report.spec.asked === 'all' ? 'cures' : 'sweep';
    const name = `${kind}-${file.regime}-${String(file.workers)}.json`;
    writeFileSync(new URL(`../src/experiments/cures/stored/${name}`, import.meta.url), textOf(file));
    console.log(`${path} → ${name}`);
  }
}
