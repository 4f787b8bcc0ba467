// `node scripts/store-compare.mjs FILE.json …`: turns results of `npm run lab -- compare` into what the page shows before a reader has run anything,
// src/experiments/compare/stored/compare-<cosine>.json, and where gates started at zero compare-zero-<cosine>.json; results of `compare-more` into
// study-<study>.json. Only the files that the results belong to are written.
//
//   npm run --silent lab -- compare --seeds 20 --seed-base 9001 --cosine 0 --backend wasm --json cosine-0.json      (and 1, -1)
//   npm run --silent lab -- compare --seeds 20 --seed-base 9001 --cosine 0 --gates zero --models mmoe-4,mmoe-8 --backend wasm --json zero-0.json    (and 1)
//   npm run --silent lab -- compare-more --study weights --seeds 20 --seed-base 9001 --backend wasm --json weights.json      (and experts, cosine, sines, compress)
//   node scripts/store-compare.mjs cosine-0.json cosine-1.json cosine--1.json zero-0.json zero-1.json weights.json …
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { lines, opened, provenance, reportsIn, whole } from './stored.mjs';

/** Ten-thousandths: enough digits for any figure on the page. @param {number | null} value */
const short = (value) => whole(value, 10_000);

/**
 * Bands of equal width in small whole numbers: examples; thousandths of the mean prediction above the band's lower end; how many more happened than
 * that mean says.
 * @param {[number, number, number][]} bands
 */
const storedBands = (bands) =>
  bands.flatMap(([n, predicted, positive], b) => {
    if (n === 0) return [0, 0, 0];
    const above = Math.round((predicted - b / bands.length) * 1000);
    return [n, above, positive - Math.round(n * (b / bands.length + above / 1000))];
  });

/** What is stored of a run, in this order: see stored.ts. @param {any} run */
export function storedRun(run) {
  const { auc, gauc, logLoss, calibration, mse, meanMse } = run;
  const pairs = [auc, gauc, logLoss, calibration].flatMap(({ click, like }) => [click, like]);
  const errors = [mse, meanMse].flatMap(({ watchTime, rating }) => [watchTime, rating]);
  return {
    seed: run.seed,
    ...(run.diverged && { diverged: true }),
    metrics: [...pairs, ...errors, run.labelCorrelation].map((/** @type {number | null} */ value) => short(value)),
    utilization: run.utilization.map((/** @type {number[]} */ row) => row.map((value) => short(value))),
    entropy: run.entropy.map((/** @type {number | null} */ value) => short(value)),
    reliability: [run.reliability.click, run.reliability.like].map(storedBands),
    curve: run.curve.map((/** @type {{ loss: number[] }} */ { loss }) => loss.map((value) => short(value))),
  };
}

/**
 * @param {any} report of `npm run lab -- compare`
 * @param {import('./stored.mjs').Made} made
 */
export function storedCompare({ experiment, spec, engine, results }, made) {
  if (experiment !== 'compare') throw new Error(`expected results of "compare", not of "${String(experiment)}"`);
  const { cosine, sines, steps, seeds, seedBase, size, gates, models } = spec;
  const options = `--cosine ${cosine} --sines ${sines} --seeds ${seeds} --seed-base ${seedBase} --steps ${steps} --models ${models.join(',')} --size ${size} --gates ${gates}`;
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
    made: provenance(made, engine, `compare ${options} --backend ${engine.backend}`),
    models: [...found.values()],
  };
}

/**
 * What the runs of a group of a further study have alike, and what the study adds to the numbers of each run.
 * @type {Record<string, { key: string[], added: (run: any) => number[] }>}
 */
const STUDIES = {
  weights: { key: ['task', 'weight'], added: () => [] },
  experts: { key: ['experts', 'expertUnits'], added: ({ used, usedPerExample }) => [used, usedPerExample] },
  cosine: { key: ['value', 'model', 'size'], added: ({ labelCorrelation }) => [labelCorrelation] },
  sines: { key: ['value', 'model', 'size'], added: ({ labelCorrelation }) => [labelCorrelation] },
  compress: {
    key: ['teacher', 'way', 'experts', 'model', 'size'],
    added: ({ polarized }) => (polarized === undefined ? [] : [Number(polarized)]),
  },
};

/**
 * Fractions in one: in millionths it shows which of two models erred less where they hardly differ. The largest study has room for ten-thousandths.
 * @param {string} study
 */
const scaleOf = (study) => (study === 'cosine' ? 10_000 : 1_000_000);

/** Runs in groups: see storedStudies.ts. @param {string} study @param {any[]} runs */
function storedGroups(study, runs) {
  const { key: fields, added } = STUDIES[study];
  /** @type {Map<string, any>} */
  const groups = new Map();
  for (const run of runs) {
    const key = Object.fromEntries(fields.filter((name) => name in run).map((name) => [name, run[name]]));
    const name = JSON.stringify(key);
    const { multiplications, parameters, auc, logLoss, mse } = run;
    const group = groups.get(name) ?? { key, multiplications, parameters, runs: [] };
    if (run.diverged) group.diverged = [...(group.diverged ?? []), run.seed];
    const numbers = [auc.click, auc.like, logLoss.click, logLoss.like, mse.watchTime, mse.rating, ...added(run)];
    group.runs.push([run.seed, ...numbers.map((value) => whole(value, scaleOf(study)))]);
    groups.set(name, group);
  }
  return [...groups.values()];
}

/**
 * @param {any} report of `npm run lab -- compare-more`
 * @param {import('./stored.mjs').Made} made
 */
export function storedStudy({ experiment, spec, engine, results }, made) {
  if (experiment !== 'compare-more') throw new Error(`expected results of "compare-more", not of "${experiment}"`);
  const { study, seeds, seedBase, steps } = spec;
  const options = `--study ${study} --seeds ${seeds} --seed-base ${seedBase} --steps ${steps}`;
  return {
    format: 1,
    study,
    scale: scaleOf(study),
    steps,
    seeds,
    seedBase,
    made: provenance(made, engine, `compare-more ${options} --backend ${engine.backend}`),
    headlines: results.headlines.map((/** @type {any} */ { label, numbers }) => ({
      label,
      numbers: numbers.map((/** @type {number | null} */ number) => {
        const word = whole(number, 1_000_000);
        return word === null ? null : word / 1_000_000;
      }),
    })),
    groups: storedGroups(study, results.runs),
  };
}

/** A line for each run, or for each group and headline of a further study. @param {any} file */
function textOf({ models, groups, headlines, ...rest }) {
  if (groups) {
    return `${opened(rest)},"headlines":${lines(headlines)},"groups":${lines(groups)}}\n`;
  }
  const blocks = models.map((/** @type {any} */ { runs, ...model }) => `${opened(model)},"runs":${lines(runs)}}`);
  return `${opened(rest)},"models":[\n${blocks.join(',\n')}\n]}\n`;
}

/** @param {any} report @param {import('./stored.mjs').Made} made @returns {[string, any]} name and contents */
function storedFile(report, made) {
  if (report.experiment === 'compare-more') return [`study-${report.spec.study}.json`, storedStudy(report, made)];
  const file = storedCompare(report, made);
  return [`compare-${file.gates === 'zero' ? 'zero-' : ''}${String(file.cosine)}.json`, file];
}

if (process.argv[1]?.endsWith('store-compare.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give results of `npm run lab -- compare --json FILE`.');
  for (const { path, report, made } of reportsIn(files)) {
    const [name, file] = storedFile(report, made);
    const target = new URL(`../src/experiments/compare/stored/${name}`, import.meta.url);
    writeFileSync(target, textOf(file));
    console.log(`${path} → ${target.pathname}`);
  }
}
