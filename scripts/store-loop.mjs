// `node scripts/store-loop.mjs FILE.json …`: turns results of `npm run lab -- loop` into what the page shows before a reader has run anything,
// src/experiments/loop/stored/loop-<start>.json. Only the files that the results belong to are written.
//
//   npm run --silent lab -- loop --start boost --seeds 20 --seed-base 9001 --backend wasm --json boost.json      (and plain)
//   node scripts/store-loop.mjs boost.json plain.json
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { lines, opened, provenance, reportsIn, whole } from './stored.mjs';

/** What is stored of a run besides its exposure and its learned bias, in this order: see stored.ts. */
const NUMBERS = /** @type {const} */ ([
  'scoreBoostCorrelation',
  'scoreTruthCorrelation',
  'clicks',
  'ownClicks',
  'lift',
  'servedLift',
  'oracleLift',
  'randomLift',
  'biasRmse',
  'exposureGini',
  'relevanceGini',
]);

/** Ten-thousandths: enough digits for any figure on the page. @param {number | null} value */
const short = (value) => whole(value, 10_000);

/** @param {any} run */
export function storedRun(run) {
  return {
    seed: run.seed,
    treatment: run.treatment,
    round: run.round,
    ...(run.diverged && { diverged: true }),
    numbers: NUMBERS.map((name) => short(run[name])),
    exposure: run.exposure.map(short),
    ...(run.learnedBias && { bias: run.learnedBias.map((/** @type {number[]} */ curve) => curve.map(short)) }),
  };
}

/**
 * @param {any} report of `npm run lab -- loop`
 * @param {import('./stored.mjs').Made} made
 */
export function storedLoop({ experiment, spec, engine, results }, made) {
  if (experiment !== 'loop') throw new Error(`expected results of "loop", not of "${String(experiment)}"`);
  const { base: _, ...asked } = spec;
  const { start, boost, randomness, rounds, impressions, steps, warm, treatments, seeds, seedBase } = asked;
  const options = `--start ${start} --boost ${boost} --randomness ${randomness} --rounds ${rounds} --impressions ${impressions} --steps ${steps} --warm ${warm ? 'yes' : 'no'} --treatments ${treatments.join(',')} --seeds ${seeds} --seed-base ${seedBase}`;
  return {
    format: 1,
    spec: asked,
    made: provenance(made, engine, `loop ${options} --backend ${engine.backend}`),
    runs: results.runs.map(storedRun),
  };
}

if (process.argv[1]?.endsWith('store-loop.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give the files that `npm run lab -- loop --json` wrote.');
  for (const { report, made } of reportsIn(files)) {
    const { runs, ...head } = storedLoop(report, made);
    const target = new URL(`../src/experiments/loop/stored/loop-${head.spec.start}.json`, import.meta.url);
    writeFileSync(target, `${opened(head)},"runs":${lines(runs)}}\n`);
    console.log(`${String(runs.length)} runs → ${target.pathname}`);
  }
}
