// `node scripts/store-live.mjs FILE.json …`: turns results of `npm run lab -- live` into what the page shows before a reader has run anything:
// src/experiments/live/stored/<world>.json for experiments on many seeds, course.json for one with its course.
//
//   npm run --silent lab -- live --seeds 20 --seed-base 9001 --aa 2000 --backend wasm --json architectures.json
//   npm run --silent lab -- live --world position-bias --weights 1,0,0,0 --candidates 15 --seeds 20 --seed-base 9001 --backend wasm --json bias.json
//   npm run --silent lab -- live --seeds 1 --seed-base 3 --arms shared-bottom-small,mmoe-8 --design split --answers drawn --queries 200000 --course yes --backend wasm --json course.json
//   node scripts/store-live.mjs architectures.json bias.json course.json
import { writeFileSync } from 'node:fs';
import { fail } from './lib.mjs';
import { lines, opened, provenance, reportsIn } from './stored.mjs';

/** Six digits are enough for any figure on the page. @param {number | null} value */
const short = (value) => (value === null || !Number.isFinite(value) ? null : Number(value.toPrecision(6)));

/** Numbers of a run, in the order of stored.ts. */
const RUN_NUMBERS = [
  'engagementLift',
  'satisfactionLift',
  'low',
  'high',
  'satisfactionLow',
  'satisfactionHigh',
  'capturedShare',
  'controlShare',
  'clicks',
  'likes',
  'watchTime',
  'rating',
  'queries',
];

/** The command that gives the same again. @param {any} spec */
function commandOf(spec) {
  const { world, control, arms, seeds, seedBase, steps, queries, candidates, form, weights, design, answers } = spec;
  const options = {
    world,
    arms: [control, ...arms].join(','),
    seeds,
    'seed-base': seedBase,
    steps,
    queries,
    candidates,
    form,
    weights: weights.join(','),
    design,
    answers,
    ...(spec.aa > 0 && { aa: spec.aa, 'aa-queries': spec.aaQueries }),
    ...(spec.course && { course: 'yes' }),
  };
  return `live ${Object.entries(options)
    .map(([name, value]) => `--${name} ${String(value)}`)
    .join(' ')}`;
}

/** A lift as numbers: value, deviation. @param {any} lift */
const liftNumbers = (lift) => (lift ? [short(lift.value), short(lift.deviation)] : []);
/** When an interval first left zero: queries, negative where the arm was worse. @param {any} left */
const leftNumber = (left) => (left ? left.sign * left.queries : null);

/** An arm at one point of a course. @param {any} arm */
const armNumbers = ({ n, clicks, likes, watchTime, rating, captured, lift }) => [
  n,
  ...[clicks, likes, watchTime, rating, captured.value, captured.deviation].map((value) => short(value)),
  ...(lift ? [...liftNumbers(lift.engagement), ...liftNumbers(lift.satisfaction)] : []),
];

/** Every second point is enough for a picture. @param {any} course */
function storedCourse({ points }) {
  const last = points.at(-1);
  return {
    points: points
      .filter((/** @type {any} */ _, /** @type {number} */ i) => (points.length - 1 - i) % 2 === 0)
      .map((/** @type {any} */ { queries, arms }) => [queries, ...arms.map(armNumbers)]),
    left: last.arms.map((/** @type {any} */ { lift }) =>
      lift
        ? ['engagement', 'satisfaction'].flatMap((measure) => [
            leftNumber(lift[measure].sequence),
            leftNumber(lift[measure].fixed),
          ])
        : [],
    ),
  };
}

/**
 * @param {any} report of `npm run lab -- live`
 * @param {import('./stored.mjs').Made} made
 */
export function storedLive({ experiment, spec, engine, results }, made) {
  if (experiment !== 'live') throw new Error(`expected results of "live", not of "${String(experiment)}"`);
  const { aa: _, aaQueries: __, ...asked } = spec;
  const course = results.courses?.[0];
  return {
    format: 1,
    spec: asked,
    made: provenance(made, engine, `${commandOf({ ...spec, course })} --backend ${engine.backend}`),
    runs: results.runs.map((/** @type {any} */ run) => [
      run.seed,
      run.arm,
      run.diverged ? 1 : 0,
      ...RUN_NUMBERS.map((number) => short(run[number])),
    ]),
    ...(results.aa && {
      aa: {
        experiments: results.aa.experiments,
        queries: results.aa.queries,
        everOutside: results.aa.everOutside,
        course: results.aa.course,
      },
    }),
    ...(course && { course: storedCourse(course) }),
  };
}

/** A line for each run and for each point. @param {any} file */
function textOf({ runs, course, ...rest }) {
  const end = course ? `,"course":{"left":${JSON.stringify(course.left)},"points":${lines(course.points)}}` : '';
  return `${opened(rest)},"runs":${lines(runs)}${end}}\n`;
}

if (process.argv[1]?.endsWith('store-live.mjs')) {
  const files = process.argv.slice(2);
  if (files.length === 0) fail('Give results of `npm run lab -- live --json FILE`.');
  for (const { path, report, made } of reportsIn(files)) {
    const file = storedLive(report, made);
    const name = file.course ? 'course' : file.spec.world;
    const target = new URL(`../src/experiments/live/stored/${name}.json`, import.meta.url);
    writeFileSync(target, textOf(file));
    console.log(`${path} → ${target.pathname}`);
  }
}
