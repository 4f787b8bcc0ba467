// `node scripts/store-compare.mjs FILE.json …`: turns results of `npm run lab -- compare` into what the page shows before a reader has run anything,
// src/experiments/compare/stored/compare-<cosine>.json, and where gates started at zero compare-zero-<cosine>.json. Only the files that the results belong
// to are written.
//
//   npm run --silent lab -- compare --seeds 20 --seed-base 9001 --cosine 0 --backend wasm --json cosine-0.json      (and 1, -1)
//   npm run --silent lab -- compare --seeds 20 --seed-base 9001 --cosine 0 --gates zero --models mmoe-4,mmoe-8 --backend wasm --json zero-0.json    (and 1)
//   node scripts/store-compare.mjs cosine-0.json cosine-1.json cosine--1.json zero-0.json zero-1.json
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';

/** Ten-thousandths as whole numbers: enough digits for any figure on the page. JSON has no NaN: null stands for it. @param {number | null} value */
const short = (value) => (value === null || !Number.isFinite(value) ? null : Math.round(value * 10_000));

/** What is stored of a run, in this order: see stored.ts. @param {any} run */
export function storedRun(run) {
  const { auc, gauc, logLoss, calibration, mse, meanMse } = run;
  const pairs = [auc, gauc, logLoss, calibration].flatMap(({ click, like }) => [click, like]);
  const errors = [mse, meanMse].flatMap(({ watchTime, rating }) => [watchTime, rating]);
  return {
    seed: run.seed,
    ...(run.diverged && { diverged: true }),
    metrics: [...pairs, ...errors, run.labelCorrelation].map(short),
    utilization: run.utilization.map((/** @type {number[]} */ row) => row.map(short)),
    entropy: run.entropy.map(short),
    curve: run.curve.map((/** @type {{ loss: number[] }} */ { loss }) => loss.map(short)),
  };
}

/**
 * @param {any} report of `npm run lab -- compare`
 * @param {{ commit: string, date: string }} made
 */
export function storedCompare({ experiment, spec, engine, results }, made) {
  if (experiment !== 'compare') throw new Error(`expected results of "compare", not of "${String(experiment)}"`);
  const { cosine, sines, steps, seeds, seedBase, size, gates, models } = spec;
  const options = `--cosine ${cosine} --sines ${sines} --seeds ${seeds} --seed-base ${seedBase} --steps ${steps} --models ${models.join(',')} --size ${size} --gates ${gates} --backend ${engine.backend}`;
  /** @type {Map<string, any>} */
  const found = new Map();
  for (const run of results.runs) {
    const key = `${run.size} ${run.model}`;
    const entry = found.get(key) ?? {
      model: run.model,
      size: run.size,
      multiplications: run.multiplications,
      parameters: run.parameters,
      steps: run.curve.map((/** @type {{ step: number }} */ { step }) => step),
      runs: [],
    };
    entry.runs.push(storedRun(run));
    found.set(key, entry);
  }
  return {
    format: 1,
    cosine,
    sines,
    steps,
    gates,
    seeds,
    seedBase,
    made: {
      ...made,
      engine: engine.name,
      backend: engine.backend,
      adapter: engine.adapter,
      command: `npm run lab -- compare ${options}`,
    },
    models: [...found.values()],
  };
}

/** A line for each run. @param {any} file */
function textOf({ models, ...rest }) {
  const blocks = models.map((/** @type {any} */ { runs, ...model }) => {
    const rows = runs.map((/** @type {any} */ run) => JSON.stringify(run)).join(',\n');
    return `${JSON.stringify(model).slice(0, -1)},"runs":[\n${rows}\n]}`;
  });
  return `${JSON.stringify(rest).slice(0, -1)},"models":[\n${blocks.join(',\n')}\n]}\n`;
}

if (process.argv[1]?.endsWith('store-compare.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give results of `npm run lab -- compare --json FILE`.');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  for (const path of files) {
    const date = new Date(statSync(path).mtime).toISOString().slice(0, 10);
    const file = storedCompare(JSON.parse(readFileSync(path, 'utf8')), { commit, date });
    const name = `compare-${file.gates === 'zero' ? 'zero-' : ''}${String(file.cosine)}.json`;
    const target = new URL(`../src/experiments/compare/stored/${name}`, import.meta.url);
    writeFileSync(target, textOf(file));
    console.log(`${path} → ${target.pathname}`);
  }
}
