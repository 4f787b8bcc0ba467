// `node scripts/store-polarization.mjs FILE.json …`: turns results of `npm run lab` into what the page shows before a reader has run anything:
// of `polarization` into src/experiments/polarization/stored/polarization.json (give all its files at once: it is written anew), of `polarization-sweep` into
// sweep-<knob>.json, of `task-groups` into task-groups.json; what was trained with `--data census` into files of the same names that end in -census.json. Only the files that the results belong to are written.
//
//   npm run --silent lab -- polarization --regime async --seeds 200 --json async.json
//   npm run --silent lab -- polarization --regime async --workers 1 --dropout 0 --seeds 200 --json sync.json
//   npm run --silent lab -- polarization --regime adam --seeds 200 --json adam.json
//   npm run --silent lab -- polarization --regime default --seeds 100 --json default.json
//   npm run --silent lab -- polarization --regime adam --data census --seeds 200 --json adam-census.json
//   npm run --silent lab -- polarization --regime async --data census --seeds 60 --json async-census.json
//   npm run --silent lab -- polarization-sweep --knob workers --seeds 60 --json sweep-workers.json    (and the other knobs)
//   npm run --silent lab -- task-groups --seeds 40 --json groups.json
//   node scripts/store-polarization.mjs async.json sync.json adam.json default.json adam-census.json async-census.json sweep-workers.json groups.json
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { provenance, reportsIn } from './stored.mjs';

/** What a command was told of its data, and the end of the name of what is stored of it. @param {{ data?: string }} spec */
const told = ({ data }) => (data === 'census' ? ' --data census' : '');
const ending = (/** @type {{ data?: string }} */ { data }) => (data === 'census' ? '-census.json' : '.json');

const UNIT = 10_000;
const NOT_FINITE = 65_535;
const folder = new URL('../src/experiments/polarization/stored/', import.meta.url);

/** @param {number | null} value JSON has no NaN: null stands for it */
const word = (value) =>
  value === null || !Number.isFinite(value)
    ? NOT_FINITE
    : Math.max(0, Math.min(NOT_FINITE - 1, Math.round(value * UNIT)));

/**
 * Runs as base64 of little-endian 16-bit words (see stored.ts).
 * @param {{ utilization: number[][], entropy: number[], heldOut: number[], deadExperts: number }[]} runs
 */
export function encodeRuns(runs) {
  const words = runs.flatMap((run) => [
    ...run.utilization.flat().map(word),
    ...run.entropy.map(word),
    ...run.heldOut.map(word),
    run.deadExperts,
  ]);
  const bytes = Buffer.alloc(2 * words.length);
  words.forEach((value, i) => bytes.writeUInt16LE(value, 2 * i));
  return bytes.toString('base64');
}

/**
 * @param {any[]} reports parsed files of `npm run lab -- polarization`
 * @param {import('./stored.mjs').Made} made
 */
export function storedFile(reports, made) {
  /** @type {any[]} */
  const studies = [];
  for (const { experiment, spec, engine, results } of reports) {
    if (experiment !== 'polarization') throw new Error(`expected results of "polarization", not of "${experiment}"`);
    let study = studies.find(({ regime }) => regime === spec.regime);
    if (!study) {
      study = {
        regime: spec.regime,
        base: spec.base,
        seeds: spec.seeds,
        seedBase: spec.seedBase,
        experts: results.arms[0].runs[0].utilization[0].length,
        arms: [],
      };
      studies.push(study);
    }
    if (study.seeds !== spec.seeds || study.seedBase !== spec.seedBase)
      throw new Error(`the files of regime "${spec.regime}" have other seeds than each other`);
    const options = [
      `--regime ${spec.regime}`,
      `--seeds ${spec.seeds}`,
      `--seed-base ${spec.seedBase}`,
      `--dropout ${spec.dropout.join(',')}`,
      ...(spec.workers === undefined ? [] : [`--workers ${spec.workers}`]),
      ...(spec.steps === undefined ? [] : [`--steps ${spec.steps}`]),
    ];
    for (const { dropout, workers, runs } of results.arms) {
      study.arms.push({
        dropout,
        workers,
        runs: encodeRuns(runs),
        made: provenance(made, engine, `polarization ${options.join(' ')}${told(spec)}`),
      });
    }
  }
  return { format: 1, studies };
}

/**
 * @param {any} report of `npm run lab -- polarization-sweep`
 * @param {import('./stored.mjs').Made} made
 */
export function storedSweep({ spec, engine, results }, made) {
  const { knob, regime, seeds, seedBase, dropout } = spec;
  return {
    format: 1,
    knob,
    regime,
    dropout,
    seedBase,
    experts: results.arms[0].runs[0].utilization[0].length,
    made: provenance(
      made,
      engine,
      `polarization-sweep --knob ${knob} --regime ${regime} --seeds ${seeds} --seed-base ${seedBase} --dropout ${dropout}${told(spec)}`,
    ),
    arms: results.arms.map((/** @type {any} */ { series, value, runs }) => ({ series, value, runs: encodeRuns(runs) })),
  };
}

/**
 * @param {any} report of `npm run lab -- task-groups`
 * @param {import('./stored.mjs').Made} made
 */
export function storedTaskGroups({ spec, engine, results }, made) {
  return {
    format: 1,
    seedBase: spec.seedBase,
    experts: results.presets[0].runs[0].utilization[0].length,
    made: provenance(made, engine, `task-groups --seeds ${spec.seeds} --seed-base ${spec.seedBase}`),
    presets: results.presets.map((/** @type {any} */ { preset, runs }) => ({ preset, runs: encodeRuns(runs) })),
  };
}

if (process.argv[1]?.endsWith('store-polarization.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0)
    fail('Give results of `npm run lab -- polarization --json FILE`, or of polarization-sweep or task-groups.');
  const found = reportsIn(files);
  const reports = found.map(({ report }) => report);
  const { made } = found[0];
  const write = (/** @type {string} */ name, /** @type {unknown} */ file) => {
    writeFileSync(new URL(name, folder), `${JSON.stringify(file, null, 1)}\n`);
    console.log(name);
  };
  const races = reports.filter(({ experiment }) => experiment === 'polarization');
  for (const of of ['.json', '-census.json']) {
    const own = races.filter(({ spec }) => ending(spec) === of);
    if (own.length > 0) write(`polarization${of}`, storedFile(own, made));
  }
  for (const report of reports) {
    if (report.experiment === 'polarization-sweep')
      write(`sweep-${report.spec.knob}${ending(report.spec)}`, storedSweep(report, made));
    else if (report.experiment === 'task-groups')
      write('../../task-groups/stored/task-groups.json', storedTaskGroups(report, made));
    else if (report.experiment !== 'polarization') throw new Error(`nothing is stored of "${report.experiment}"`);
  }
}
