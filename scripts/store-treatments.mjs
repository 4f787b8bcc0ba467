// `node scripts/store-treatments.mjs CLEAN.json ALIGNED.json WITHOUT.json MORE.json`: turns results of `npm run lab -- position-bias --json FILE`
// into what the page shows before a reader has run anything, src/experiments/position-bias/stored/treatments.json. Give all files at once: it is written anew.
//
//   npm run --silent lab -- position-bias --seeds 20 --seed-base 1001 --json clean.json
//   npm run --silent lab -- position-bias --seeds 20 --seed-base 1001 --misalignment 0 --json aligned.json
//   npm run --silent lab -- position-bias --seeds 20 --seed-base 1001 --treatments shallow-tower --position-dropout 0 --json without.json
//   npm run --silent lab -- position-bias --seeds 20 --seed-base 1001 --treatments shallow-tower --position-dropout 0.3 --json more.json
//   node scripts/store-treatments.mjs clean.json aligned.json without.json more.json
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { provenance, reportsIn } from './stored.mjs';

const target = new URL('../src/experiments/position-bias/stored/treatments.json', import.meta.url);
const files = process.argv.slice(2);
if (files.length !== 4) fail('Give four files: clean, aligned, without position dropout, with more of it.');
const defaults = {
  impressions: 27_000,
  steps: 1000,
  seeds: 10,
  'seed-base': 1,
  randomness: 0.3,
  misalignment: 0.7,
  'click-model': 'additive',
  'position-dropout': 0.1,
};
const all = ['none', 'input-feature', 'adversarial', 'shallow-tower'];

/** Enough digits for any figure on the page. @param {unknown} value @returns {unknown} */
const short = (value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value);

const [clean, aligned, without, more] = reportsIn(files).map(({ path, report, made }) => {
  const { experiment, spec, engine, results } = report;
  if (experiment !== 'position-bias') fail(`${path} holds results of "${String(experiment)}".`);
  const { base: _, treatments, ...options } = spec;
  const given = Object.entries(options)
    .filter(([name, value]) => defaults[/** @type {keyof typeof defaults} */ (name)] !== value)
    .map(([name, value]) => ` --${name} ${String(value)}`);
  const command = `position-bias${given.join('')}${treatments.length < all.length ? ` --treatments ${treatments.join(',')}` : ''}`;
  return {
    made: provenance(made, engine, command),
    rate: options['position-dropout'],
    misalignment: options.misalignment,
    treatments,
    worlds: results.runs,
  };
});
if (
  clean.misalignment !== 0.7
  || aligned.misalignment !== 0
  || [clean, aligned].some(({ treatments }) => treatments.length < all.length)
)
  fail('The first two files are to hold all treatments at misalignment 0.7 and 0.');
if (clean.rate !== 0.1 || without.rate !== 0 || !(more.rate > 0.1))
  fail('The files are to hold position dropout of 0.1, 0.1, 0 and more.');

const rows = (/** @type {unknown[]} */ list) =>
  `[\n${list.map((row) => JSON.stringify(row, (_, value) => short(value))).join(',\n')}\n]`;
const missing = [without, clean, more].flatMap(({ rate, worlds }) =>
  worlds.map((/** @type {{ seed: number, missingLogitError: number }} */ { seed, missingLogitError }) => ({
    rate,
    seed,
    missingError: missingLogitError,
  })),
);
writeFileSync(
  target,
  `{
"clean": {"made": ${JSON.stringify(clean.made)}, "worlds": ${rows(clean.worlds)}},
"aligned": {"made": ${JSON.stringify(aligned.made)}, "worlds": ${rows(aligned.worlds)}},
"dropout": {"made": ${JSON.stringify(without.made)}, "runs": ${rows(missing)}}
}
`,
);
console.log(`${String(clean.worlds.length)} + ${String(aligned.worlds.length)} worlds → ${target.pathname}`);
