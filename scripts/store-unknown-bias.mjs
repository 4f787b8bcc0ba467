// `node scripts/store-unknown-bias.mjs FILE.json …`: turns results of `npm run lab -- unknown-bias` into what the page shows before a reader has run
// anything, src/experiments/unknown-bias/stored/search-<strength>-<sines>-<starts>.json. Files of one setting may each hold other culprits.
//
//   npm run --silent lab -- unknown-bias --seeds 40 --seed-base 9001 --backend wasm --json full.json      (and --strength 0.5, 0.25; --sines 3; --sines 3 --starts 3)
//   node scripts/store-unknown-bias.mjs full.json half.json …
import { execFileSync } from 'node:child_process';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';

/** JSON has no NaN: null stands for it. @param {number | null} value @param {number} scale */
const short = (value, scale) => (value === null || !Number.isFinite(value) ? null : Math.round(value * scale));

/** Gains in millionths of a nat, degrees of freedom in tenths. @param {{ mean: number | null, error: number | null, degrees: number | null }} gain */
const shortGain = ({ mean, error, degrees }) => [short(mean, 1e6), short(error, 1e6), short(degrees, 10)];

/** @param {any} run */
export const storedRun = ({ seed, flagged, columns, device, learned }) => ({
  seed,
  // Told, and not left to the rounded numbers: a gain may be at the very limit.
  called: flagged !== null,
  device: shortGain(device),
  gains: columns.map((/** @type {any} */ { gain }) => shortGain(gain)),
  beyond: columns.map((/** @type {any} */ { beyond }) => shortGain(beyond)),
  learned: learned.map((/** @type {number[]} */ curve) => curve.map((value) => short(value, 1e3))),
});

/**
 * @param {any[]} reports of `npm run lab -- unknown-bias`, all of one setting
 * @param {{ commit: string, date: string }} made
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
    made: {
      ...made,
      engine: engine.name,
      backend: engine.backend,
      adapter: engine.adapter,
      command: `npm run lab -- unknown-bias ${options} --backend ${engine.backend}`,
    },
    culprits: culprits.map((culprit) => ({ culprit, runs: found.get(culprit) })),
  };
}

function main() {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give the files that `npm run lab -- unknown-bias --json FILE` wrote.');
  const commit = execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  /** @type {Map<string, { reports: any[], date: string }>} */
  const settings = new Map();
  for (const file of files) {
    const report = JSON.parse(readFileSync(file, 'utf8'));
    const { strength, sines, starts } = report.spec;
    const key = `${strength}-${sines}-${starts}`;
    const date = statSync(file).mtime.toISOString().slice(0, 10);
    settings.set(key, { reports: [...(settings.get(key)?.reports ?? []), report], date });
  }
  for (const [key, { reports, date }] of settings) {
    const target = new URL(`../src/experiments/unknown-bias/stored/search-${key}.json`, import.meta.url);
    const { culprits, ...head } = storedSearch(reports, { commit, date });
    const rows = culprits.map(
      ({ culprit, runs }) =>
        `{"culprit": ${JSON.stringify(culprit)}, "runs": [\n${(runs ?? []).map((run) => JSON.stringify(run)).join(',\n')}\n]}`,
    );
    writeFileSync(target, `${JSON.stringify(head).slice(0, -1)},\n"culprits": [${rows.join(',\n')}]}\n`);
    console.log(`${String(culprits.length)} culprits → ${target.pathname}`);
  }
}

if (process.argv[1]?.endsWith('store-unknown-bias.mjs')) main();
