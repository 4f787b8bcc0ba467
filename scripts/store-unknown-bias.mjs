// `node scripts/store-unknown-bias.mjs FILE.json …`: turns results of `npm run lab -- unknown-bias` into what the page shows before a reader has run
// anything, src/experiments/unknown-bias/stored/search-<strength>-<sines>-<starts>.json. Files of one setting may each hold other culprits.
//
//   npm run --silent lab -- unknown-bias --seeds 40 --seed-base 9001 --backend wasm --json full.json      (and --strength 0.5, 0.25; --sines 3; --sines 3 --starts 3)
//   node scripts/store-unknown-bias.mjs full.json half.json …
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { lines, opened, provenance, reportsIn, whole } from './stored.mjs';

/** Gains in millionths of a nat, degrees of freedom in tenths. @param {{ mean: number | null, error: number | null, degrees: number | null }} gain */
const shortGain = ({ mean, error, degrees }) => [whole(mean, 1e6), whole(error, 1e6), whole(degrees, 10)];

/** @param {any} run */
export const storedRun = ({ seed, flagged, columns, device, learned }) => ({
  seed,
  // Told, and not left to the rounded numbers: a gain may be at the very limit.
  called: flagged !== null,
  device: shortGain(device),
  gains: columns.map((/** @type {any} */ { gain }) => shortGain(gain)),
  beyond: columns.map((/** @type {any} */ { beyond }) => shortGain(beyond)),
  learned: learned.map((/** @type {number[]} */ curve) => curve.map((value) => whole(value, 1e3))),
});

/**
 * @param {any[]} reports of `npm run lab -- unknown-bias`, all of one setting
 * @param {import('./stored.mjs').Made} made
 */
export function storedSearch(reports, made) {
  const wrong = reports.find(({ experiment }) => experiment !== 'unknown-bias');
  if (wrong) throw new Error(`expected results of "unknown-bias", not of "${String(wrong.experiment)}"`);
  const { engine, spec } = reports[0];
  const { strength, sines, steps, starts, seeds } = spec;
  const seedBase = spec['seed-base'];
  /** @type {Map<string | null, any[]>} */
  const found = new Map();
  for (const { results } of reports)
    for (const run of results.runs) found.set(run.culprit, [...(found.get(run.culprit) ?? []), storedRun(run)]);
  const culprits = [...found.keys()];
  const which = culprits.length === 6 ? 'all' : (culprits[0] ?? 'none');
  const options = `--culprit ${which} --strength ${strength} --sines ${sines} --seeds ${seeds} --seed-base ${seedBase} --steps ${steps} --starts ${starts}`;
  return {
    format: 1,
    spec: { strength, sines, steps, starts, seeds, seedBase },
    made: provenance(made, engine, `unknown-bias ${options} --backend ${engine.backend}`),
    culprits: culprits.map((culprit) => ({ culprit, runs: found.get(culprit) })),
  };
}

if (process.argv[1]?.endsWith('store-unknown-bias.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give the files that `npm run lab -- unknown-bias --json FILE` wrote.');
  /** @type {Map<string, ReturnType<typeof reportsIn>>} */
  const settings = new Map();
  for (const one of reportsIn(files)) {
    const { strength, sines, starts } = one.report.spec;
    const key = `${strength}-${sines}-${starts}`;
    settings.set(key, [...(settings.get(key) ?? []), one]);
  }
  for (const [key, found] of settings) {
    const target = new URL(`../src/experiments/unknown-bias/stored/search-${key}.json`, import.meta.url);
    const reports = found.map(({ report }) => report);
    const { culprits, ...head } = storedSearch(reports, found[found.length - 1].made);
    const rows = culprits.map(
      ({ culprit, runs }) => `{"culprit":${JSON.stringify(culprit)},"runs":${lines(runs ?? [])}}`,
    );
    writeFileSync(target, `${opened(head)},"culprits":[${rows.join(',\n')}]}\n`);
    console.log(`${String(culprits.length)} culprits → ${target.pathname}`);
  }
}
