// `node scripts/store-compare-more.mjs FILE.json …`: turns results of `npm run lab -- compare-more` into what the page shows of them,
// src/experiments/compare/stored/more-<study>.json. Only the files that the results belong to are written.
//
//   npm run --silent lab -- compare-more --study cosine --seeds 20 --seed-base 9001 --backend wasm --json cosine.json
//   (and sines, weights, experts, compress)
//   node scripts/store-compare-more.mjs cosine.json sines.json weights.json experts.json compress.json
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';

/** Ten-thousandths as whole numbers; null stands for what is no number. @param {number | null} value */
const short = (value) => (value === null || !Number.isFinite(value) ? null : Math.round(value * 10_000));

/** Inverse participation of weights: how many experts a row uses, by its entropy. @param {number[]} row */
const effective = (row) => Math.exp(-row.reduce((sum, p) => sum + (p > 0 ? p * Math.log(p) : 0), 0));
/** @param {number[]} values */
const average = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Of each study: all its runs, what tells lines apart, what a run has beside its metrics. @type {Record<string, { runs: (results: any) => any[], id: (run: any) => object, more?: (run: any) => number[] }>} */
const STUDIES = {
  cosine: along(),
  sines: along(),
  weights: {
    runs: (results) =>
      results.flatMap((/** @type {any} */ { task, runs }) => runs.map((/** @type {any} */ run) => ({ task, ...run }))),
    id: ({ task, weight }) => ({ task, weight }),
  },
  experts: {
    runs: ({ runs }) => runs,
    id: ({ experts, expertUnits, multiplications }) => ({ experts, expertUnits, multiplications }),
    more: ({ utilization, entropy }) => [average(utilization.map(effective)), average(entropy.map(Math.exp))],
  },
  compress: {
    runs: ({ runs }) => runs,
    id: ({ teacher, way, experts, model, multiplications }) => ({ teacher, way, experts, model, multiplications }),
  },
};

function along() {
  return {
    // The large models: the small ones tell the same at less contrast.
    runs: (/** @type {any} */ { runs }) => runs.filter((/** @type {any} */ { size }) => size === 'large'),
    id: (/** @type {any} */ { value, model }) => ({ value, model }),
    more: (/** @type {any} */ { labelCorrelation }) => [labelCorrelation],
  };
}

/**
 * @param {any} report of `npm run lab -- compare-more`
 * @param {{ commit: string, date: string }} made
 */
export function storedMore({ experiment, spec, engine, results }, made) {
  if (experiment !== 'compare-more')
    throw new Error(`expected results of "compare-more", not of "${String(experiment)}"`);
  const { study, seeds, seedBase, steps } = spec;
  const { runs, id, more } = STUDIES[study];
  /** @type {Map<string, { id: object, runs: (number | null)[][] }>} */
  const lines = new Map();
  for (const run of runs(results)) {
    const key = JSON.stringify(id(run));
    const line = lines.get(key) ?? { id: id(run), runs: [] };
    const { auc, logLoss, mse } = run;
    const metrics = [auc.click, auc.like, logLoss.click, logLoss.like, mse.watchTime, mse.rating];
    const values = [...(run.diverged ? metrics.map(() => NaN) : metrics), ...(more?.(run) ?? [])];
    line.runs.push([run.seed, ...values.map(short)]);
    lines.set(key, line);
  }
  const { name, backend, adapter } = engine;
  const options = `--study ${study} --seeds ${seeds} --seed-base ${seedBase} --steps ${steps} --backend ${backend}`;
  const command = `npm run lab -- compare-more ${options}`;
  return {
    format: 1,
    study,
    seeds,
    seedBase,
    steps,
    made: { ...made, engine: name, backend, adapter, command },
    lines: [...lines.values()],
  };
}

/** A line for each line. @param {any} file */
function textOf({ lines, ...rest }) {
  const rows = lines.map((/** @type {any} */ line) => JSON.stringify(line)).join(',\n');
  return `${JSON.stringify(rest).slice(0, -1)},"lines":[\n${rows}\n]}\n`;
}

if (process.argv[1]?.endsWith('store-compare-more.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give results of `npm run lab -- compare-more --json FILE`.');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  for (const path of files) {
    const date = new Date(statSync(path).mtime).toISOString().slice(0, 10);
    const file = storedMore(JSON.parse(readFileSync(path, 'utf8')), { commit, date });
    const target = new URL(`../src/experiments/compare/stored/more-${file.study}.json`, import.meta.url);
    writeFileSync(target, textOf(file));
    console.log(`${path} → ${target.pathname}`);
  }
}
