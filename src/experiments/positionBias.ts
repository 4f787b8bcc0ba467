/**
 * The position-bias study (Zhao et al. 2019, sections 4.2 and 5.4, figures 6 and 7, table 2) on worlds whose true bias is known: what the
 * shallow tower learns, and what each treatment's ranking is worth when served without a position.
 */
import * as v from 'valibot';
import { bestMissing, biasFit } from '../metrics/bias.ts';
import { calibrationError } from '../metrics/calibration.ts';
import { pearson } from '../metrics/correlation.ts';
import { meanInterval, type Mean } from '../metrics/intervals.ts';
import { ndcg, rankBy } from '../metrics/ndcg.ts';
import type { BiasHandling } from '../model/spec.ts';
import { CLICK, POSITIONS, TASK_COUNT, type ClickModel } from '../world/spec.ts';
import { expectedClicks, servingQueries } from '../world/serving.ts';
import type { Impressions, World } from '../world/types.ts';
import { numberOption, wholeOption, wordOption } from './options.ts';
import { positionBiasRun } from './regimes.ts';
import type { Experiment } from './registry.ts';
import { runStudy, type StudySpec } from './study.ts';

export const TREATMENTS = ['none', 'input-feature', 'adversarial', 'shallow-tower'] as const satisfies readonly BiasHandling[];

/** Fresh queries on which rankings are compared; all candidates of a query are ranked, nine are shown. */
const SERVING_QUERIES = 400;

/** One treatment on one world. */
export interface TreatmentResult {
  /** Held-out log loss (nats) and expected calibration error of click at the logged position. */
  logLoss: number;
  calibration: number;
  /** With the position missing: NDCG of the true click probability, and correlation with the true click logit, over fresh queries. */
  ndcg: number;
  correlation: number;
  /** Expected clicks per served page, exact: the true P(click) at each position, summed. */
  expectedClicks: number;
}

export interface PositionBiasSeed {
  seed: number;
  /** [device][position 1..9] centred logits; null for studies without the shallow tower. */
  learnedBias: number[][] | null;
  trueBias: number[][];
  rmse: number;
  r: number;
  slope: number;
  missingLogitError: number;
  treatments: Partial<Record<BiasHandling, TreatmentResult>>;
  /** Expected clicks per page of the ideal ranking and of a random one. */
  oracle: number;
  random: number;
}

/** Held-out rows followed by the candidates of fresh queries: one evaluation answers both. Serving rows have no label, so no loss sees them. */
export function withServing(heldOut: Impressions, serving: Impressions): Impressions {
  const join = <A extends Float32Array | Uint8Array | Uint32Array>(a: A, b: A): A => {
    const joined = new (a.constructor as new (n: number) => A)(a.length + b.length);
    joined.set(a);
    joined.set(b, a.length);
    return joined;
  };
  return {
    rows: heldOut.rows + serving.rows, featureCount: heldOut.featureCount,
    features: join(heldOut.features, serving.features), device: join(heldOut.device, serving.device), position: join(heldOut.position, serving.position),
    labels: join(heldOut.labels, serving.labels), observed: join(heldOut.observed, serving.observed), query: join(heldOut.query, serving.query),
    utility: join(heldOut.utility, serving.utility), clickLogit: join(heldOut.clickLogit, serving.clickLogit),
    clickProbability: join(heldOut.clickProbability, serving.clickProbability),
  };
}

const clickColumn = (predictions: Float32Array, from: number, to: number): Float64Array =>
  Float64Array.from({ length: to - from }, (_, i) => predictions[(from + i) * TASK_COUNT + CLICK]);

/** Expected clicks per page when each query's candidates are ranked by `scores` (mean over queries). */
export function servedClicks(world: World, serving: Impressions, scores: ArrayLike<number>, candidates: number): number {
  const queries = serving.rows / candidates;
  let clicks = 0;
  for (let q = 0; q < queries; q++) {
    const own = Float64Array.from({ length: candidates }, (_, i) => scores[q * candidates + i]);
    const shown = rankBy(own).slice(0, POSITIONS).map((i) => serving.clickLogit[q * candidates + i]);
    clicks += expectedClicks(world.spec, world.truth, serving.device[q * candidates], shown) / queries;
  }
  return clicks;
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

/** Measures a treatment from its answers at the logged position and with the position missing. */
export function measureTreatment(world: World, serving: Impressions, logged: Float32Array, missing: Float32Array, logLoss: number): TreatmentResult {
  const { heldOut, spec } = world;
  const clicks = Float64Array.from({ length: heldOut.rows }, (_, row) => heldOut.labels[row * TASK_COUNT + CLICK]);
  const scores = clickColumn(missing, heldOut.rows, heldOut.rows + serving.rows);
  const queries = serving.rows / spec.candidates;
  let gain = 0;
  for (let q = 0; q < queries; q++) {
    const of = (values: ArrayLike<number>): Float64Array => Float64Array.from({ length: spec.candidates }, (_, i) => values[q * spec.candidates + i]);
    gain += ndcg(of(scores), of(serving.clickProbability), POSITIONS) / queries;
  }
  return {
    logLoss, calibration: calibrationError(clickColumn(logged, 0, heldOut.rows).map(sigmoid), clicks),
    ndcg: gain, correlation: pearson(scores, serving.clickLogit), expectedClicks: servedClicks(world, serving, scores, spec.candidates),
  };
}

const schema = v.object({
  impressions: wholeOption(90, 1_000_000),
  steps: wholeOption(1, 100_000),
  seeds: wholeOption(1, 1000),
  'seed-base': wholeOption(0, 4_294_000_000),
  randomness: numberOption(0, 1),
  misalignment: numberOption(0, 1),
  'click-model': wordOption(['additive', 'examination'] as const satisfies readonly ClickModel[]),
  'position-dropout': numberOption(0, 0.9),
  treatments: v.pipe(v.string(), v.transform((text) => text.split(',')), v.array(wordOption(TREATMENTS)), v.minLength(1)),
});

export interface PositionBiasResults {
  runs: PositionBiasSeed[];
  /** Over seeds, with 95% intervals. */
  summary: Record<'rmse' | 'r' | 'slope' | 'missingLogitError', Mean>;
  /** Lift in expected clicks over `none`, percent, paired by seed. */
  lifts: Partial<Record<BiasHandling | 'oracle', Mean>>;
}

/** Summaries of the runs, from which they can be computed again. */
export function summarisePositionBias(runs: readonly PositionBiasSeed[]): Pick<PositionBiasResults, 'summary' | 'lifts'> {
  const over = (key: 'rmse' | 'r' | 'slope' | 'missingLogitError'): Mean => meanInterval(runs.map((run) => run[key]));
  const lift = (of: (run: PositionBiasSeed) => number | undefined): Mean => meanInterval(runs.map((run) => {
    const base = run.treatments.none?.expectedClicks;
    return 100 * ((of(run) ?? NaN) / (base ?? NaN) - 1);
  }));
  const present = TREATMENTS.filter((name) => name !== 'none' && runs.some((run) => run.treatments[name] && run.treatments.none));
  return {
    summary: { rmse: over('rmse'), r: over('r'), slope: over('slope'), missingLogitError: over('missingLogitError') },
    lifts: {
      ...Object.fromEntries(present.map((name) => [name, lift((run) => run.treatments[name]?.expectedClicks)])),
      ...(runs.some((run) => run.treatments.none) && { oracle: lift((run) => run.oracle) }),
    },
  };
}

export const positionBias: Experiment = {
  name: 'position-bias',
  summary: 'what the shallow tower learns against the true position bias, and what each treatment is worth when served',
  options: {
    impressions: { fallback: '27000', help: 'training impressions' },
    steps: { fallback: '1000', help: 'training steps' },
    seeds: { fallback: '10', help: 'worlds, each with its own seed' },
    'seed-base': { fallback: '1', help: 'first seed' },
    randomness: { fallback: '0.3', help: 'randomness of the logging policy, 0 to 1' },
    misalignment: { fallback: '0.7', help: 'how far the policy ranks by something irrelevant, 0 to 1' },
    'click-model': { fallback: 'additive', help: 'additive or examination' },
    'position-dropout': { fallback: '0.1', help: 'share of impressions trained with a missing position' },
    treatments: { fallback: TREATMENTS.join(','), help: 'which of none,input-feature,adversarial,shallow-tower' },
  },
  async run(given, { open, onProgress, signal }) {
    const options = v.parse(schema, given);
    const base = positionBiasRun();
    base.world = {
      ...base.world, impressions: options.impressions, randomness: options.randomness, misalignment: options.misalignment, clickModel: options['click-model'],
    };
    base.training = { ...base.training, steps: options.steps, positionDropout: options['position-dropout'] };
    const spec: StudySpec = {
      base, seeds: options.seeds, seedBase: options['seed-base'],
      arms: options.treatments.map((name) => ({ label: name, changes: { 'run.model.biasHandling': name } })),
    };
    const servings = new Map<World, Impressions>();
    const servingOf = (world: World): Impressions => {
      const serving = servings.get(world) ?? servingQueries(world, SERVING_QUERIES);
      servings.set(world, serving);
      return serving;
    };
    const results = new Map<number, PositionBiasSeed>();
    await runStudy(spec, {
      open, signal,
      onProgress: ({ done, total }) => onProgress?.(done, total),
      dataOf: (world) => ({ train: world.train, heldOut: withServing(world.heldOut, servingOf(world)) }),
      async onFinished({ engine, worlds, runs, specs }) {
        const [logged, missing] = [await engine.evaluate({ full: true }), await engine.evaluate({ full: true, position: 'missing' })];
        runs.forEach(({ seed, evaluation }, i) => {
          const world = worlds[i];
          const serving = servingOf(world);
          const entry = results.get(seed) ?? {
            seed, learnedBias: null, trueBias: biasFit(new Float32Array(30), world.truth.bias).truth, rmse: NaN, r: NaN, slope: NaN, missingLogitError: NaN, treatments: {},
            oracle: servedClicks(world, serving, serving.clickLogit, world.spec.candidates),
            random: servedClicks(world, serving, new Float64Array(serving.rows), world.spec.candidates),
          };
          const answers = [logged, missing].map(({ replicas }) => replicas[i].full?.predictions ?? new Float32Array());
          const handling = specs[i].model.biasHandling;
          entry.treatments[handling] = measureTreatment(world, serving, answers[0], answers[1], evaluation.loss[CLICK]);
          if (handling === 'shallow-tower') {
            const fit = biasFit(evaluation.table, world.truth.bias, bestMissing(world));
            Object.assign(entry, { learnedBias: fit.learned, rmse: fit.rmse, r: fit.r, slope: fit.slope, missingLogitError: fit.missingError });
          }
          results.set(seed, entry);
        });
      },
    });
    const runs = [...results.values()].sort((a, b) => a.seed - b.seed);
    const { summary, lifts } = summarisePositionBias(runs);
    const words = ({ mean, low, high }: Mean, digits: number): string => `${mean.toFixed(digits)} [${low.toFixed(digits)}, ${high.toFixed(digits)}]`;
    const table = [
      ['over seeds, mean [95% interval]', ''],
      ['RMSE, logits', words(summary.rmse, 3)],
      ['worst RMSE', Math.max(...runs.map((run) => run.rmse)).toFixed(3)],
      ['r', words(summary.r, 3)],
      ['slope', words(summary.slope, 2)],
      ['missing-logit error', words(summary.missingLogitError, 3)],
      ...Object.entries(lifts).map(([name, lift]) => [`lift over none, %: ${name}`, words(lift, 2)]),
    ];
    return { spec: { ...options, base }, results: { runs, summary, lifts } satisfies PositionBiasResults, table };
  },
};
