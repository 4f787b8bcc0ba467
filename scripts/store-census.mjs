// `node scripts/store-census.mjs FILE.json …`: turns results of `npm run lab -- census` into what the page shows before a reader has run anything,
// src/experiments/census/stored/census.json. Give all its files at once: it is written anew.
//
//   npm run --silent lab -- census --seeds 10 --backend wasm --json all.json
//   npm run --silent lab -- census --seeds 10 --columns noFamily --models mmoe --backend wasm --json noFamily.json
//   node scripts/store-census.mjs all.json noFamily.json
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { provenance, reportsIn, whole } from './stored.mjs';

/** Values by task in whole parts of 1 / 100,000. @param {Record<string, number | null>} values */
const short = (values) => Object.fromEntries(Object.entries(values).map(([task, value]) => [task, whole(value, 1e5)]));

/**
 * @param {any} report of `npm run lab -- census`
 * @param {import('./stored.mjs').Made} made
 */
export function storedStudy({ experiment, spec, engine, results }, made) {
  if (experiment !== 'census') throw new Error(`expected results of "census", not of "${experiment}"`);
  const { inputs, columns, models, seeds, seedBase } = spec;
  const options = `--inputs ${inputs} --columns ${columns} --models ${models.join(',')} --seeds ${seeds} --seed-base ${seedBase}`;
  return {
    columns,
    inputs,
    seeds,
    made: provenance(made, engine, `census ${options} --backend ${engine.backend}`),
    runs: results.runs.map((/** @type {any} */ { seed, model, auc, r2, error }) => ({
      seed,
      model,
      metric: short({ ...auc, ...r2 }),
      error: short(error),
    })),
  };
}

if (process.argv[1]?.endsWith('store-census.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give the files that `npm run lab -- census --json FILE` wrote.');
  const studies = reportsIn(files).map(({ report, made }) => storedStudy(report, made));
  // A run a line.
  const text = studies
    .map(
      ({ runs, ...head }) =>
        `${JSON.stringify(head).slice(0, -1)},"runs":[\n${runs.map((/** @type {any} */ run) => JSON.stringify(run)).join(',\n')}\n]}`,
    )
    .join(',\n');
  writeFileSync(
    new URL('../src/experiments/census/stored/census.json', import.meta.url),
    `{"format":1,"studies":[\n${text}\n]}\n`,
  );
  console.log('census.json');
}
