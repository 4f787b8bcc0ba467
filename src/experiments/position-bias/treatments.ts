/**
 * The four ways to treat position bias (Zhao et al. 2019, section 4.4 and table 2), trained side by side on the same logs: an engine for each
 * structure, all in lockstep, with the same initial seeds and batches. What each ranking is worth is measured when it is served, where no
 * position is known.
 */
import { bestMissing, biasFit, biasTarget } from '../../metrics/bias.ts';
import { bestAdditive } from '../../metrics/bestAdditive.ts';
import { yieldToEvents } from '../../engine/pipeline.ts';
import type { Engine, EngineData, Evaluation } from '../../engine/types.ts';
import { parameterLayout, tableRow } from '../../model/layout.ts';
import type { BiasHandling } from '../../model/spec.ts';
import { CLICK, DEVICE_COUNT, POSITIONS } from '../../world/spec.ts';
import { joinedRows } from '../../world/rows.ts';
import { servingQueries } from '../../world/serving.ts';
import type { WorldLog, World } from '../../world/types.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudySpec } from '../../study/spec.ts';
import { trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import {
  measureServed,
  measureTreatment,
  servedClicks,
  type Served,
  type TreatmentResult,
} from './treatmentMetrics.ts';

export const TREATMENTS = [
  'none',
  'input-feature',
  'adversarial',
  'shallow-tower',
] as const satisfies readonly BiasHandling[];
export type Treatment = (typeof TREATMENTS)[number];

/** What the input feature is given when serving: the "missing" row it was trained with, position 1, or nothing at all (a zero embedding). */
export const SERVE_POSITIONS = ['missing', 'first', 'zero'] as const;
export type ServePosition = (typeof SERVE_POSITIONS)[number];

/** Fresh queries of a world on which rankings are compared; all candidates of a query are ranked, nine are shown. */
const SERVING_QUERIES = 400;

export interface TreatmentsSpec {
  /** World, model and training of every arm; its bias handling and its seeds are replaced. */
  base: RunSpec;
  treatments: readonly Treatment[];
  /** Number of worlds; seed s of a world sets data, initial weights, dropout and batch order alike, in every arm. */
  seeds: number;
  /** First seed. */
  seedBase: number;
  /** Fresh queries a world on which rankings are compared; default 400. */
  queries?: number;
}

/** A learned table against the best that a table could be. */
export interface AdditiveFit {
  /** [device][position 1..9] centred logits. */
  table: number[][];
  /** Root mean squared error that even this table makes in click probability. */
  error: number;
  /** NaN without the shallow tower. */
  rmse: number;
  r: number;
  slope: number;
}

/** What came out on one world. */
export interface TreatedWorld {
  seed: number;
  /** Steps trained when it was measured. */
  step: number;
  /** [device][position 1..9] centred logits; null without the shallow tower. */
  learnedBias: number[][] | null;
  /** [device][position 1..9] centred true logits; log P(examined) under examination clicks. */
  trueBias: number[][];
  /** Learned against true bias; NaN without the shallow tower. */
  rmse: number;
  r: number;
  slope: number;
  missingLogitError: number;
  /** Where clicks are not additive, no table can be the truth: the best one there is, and the learned one against it. Null where they are. */
  bestAdditive: AdditiveFit | null;
  treatments: Partial<Record<Treatment, TreatmentResult>>;
  /** Expected clicks per page of the ideal ranking and of a random one. */
  oracle: number;
  random: number;
}

export interface TreatmentsOptions extends StudyContext {
  /** Worlds that have just been measured, all treatments at the same step. */
  onMeasured?: (worlds: TreatedWorld[]) => void;
}

/** Worlds in training at once: keeps what lies in memory small, and lets finished worlds be seen while others train. */
const WORLDS_AT_ONCE = 10;

const NO_TABLE = new Float32Array(DEVICE_COUNT * (POSITIONS + 1));

/** A world with what rankings are measured on, and what its table ought to become. */
interface Platform {
  world: World;
  serving: WorldLog;
  data: EngineData;
  /** What the table ought to be, and what its "missing" row. */
  target: number[][];
  missing: number[];
}

function makePlatform(world: World, queries = SERVING_QUERIES): Platform {
  const serving = servingQueries(world, queries);
  const target = biasTarget(world);
  return {
    world,
    serving,
    // Serving rows have no label, so no loss sees them.
    data: { train: world.train, heldOut: joinedRows(world.heldOut, serving) },
    target,
    missing: bestMissing(world, target),
  };
}

/** Click predictions of every replica with the input feature's "missing" embedding set to zero; the engine is left as it was. */
async function servedWithZero(engine: Engine): Promise<Evaluation> {
  const checkpoint = await engine.checkpoint();
  const { model, replicas } = engine.population;
  const block = parameterLayout(model).blocks['positionInput/w'];
  if (!block) throw new Error('only a model with an input feature can be served with a zero embedding');
  const state = checkpoint.state.slice();
  const perReplica = state.length / replicas.length;
  for (let r = 0; r < replicas.length; r++) {
    for (let device = 0; device < DEVICE_COUNT; device++) {
      const at = r * perReplica + block.offset + tableRow(device, 0) * model.sharedUnits;
      state.fill(0, at, at + model.sharedUnits);
    }
  }
  await engine.restore({ step: checkpoint.step, state });
  const measured = await engine.evaluate({ full: true, position: 'missing' });
  await engine.restore(checkpoint);
  return measured;
}

/** Treatments whose prediction does not depend on the position: serving them is no other question than predicting the log. */
const ignoresPosition = (treatment: Treatment): boolean => treatment === 'none' || treatment === 'adversarial';

/** What is known of a world before anything has been trained on it. */
function untrained({ world, serving, target }: Platform, step: number): TreatedWorld {
  return {
    seed: world.seed,
    step,
    learnedBias: null,
    trueBias: biasFit(NO_TABLE, world.truth.bias).truth,
    rmse: NaN,
    r: NaN,
    slope: NaN,
    missingLogitError: NaN,
    treatments: {},
    bestAdditive:
      world.spec.clickModel === 'additive'
        ? null
        : { table: biasFit(NO_TABLE, target).truth, error: bestAdditive(world).error, rmse: NaN, r: NaN, slope: NaN },
    oracle: servedClicks(world, serving, serving.clickLogit),
    random: servedClicks(world, serving, new Float64Array(serving.rows)),
  };
}

/** Predictions of every replica of one treatment: at the logged position, and in the ways in which it can be served. */
interface Predicted {
  logged: Evaluation;
  missing: Evaluation;
  first?: Evaluation;
  zero?: Evaluation;
}

/** @param last - also the other ways to serve the input feature, which are shown at the end only */
async function predict(treatment: Treatment, engine: Engine, last: boolean): Promise<Predicted> {
  const logged = await engine.evaluate({ full: true });
  const missing = ignoresPosition(treatment) ? logged : await engine.evaluate({ full: true, position: 'missing' });
  return last && treatment === 'input-feature'
    ? { logged, missing, first: await engine.evaluate({ full: true, position: 1 }), zero: await servedWithZero(engine) }
    : { logged, missing };
}

const predictionsOf = (evaluation: Evaluation, replica: number): Float32Array =>
  evaluation.replicas[replica].full!.predictions;

/** What one treatment's predictions are worth on one world. */
function resultOf(
  { logged, missing, first, zero }: Predicted,
  i: number,
  { world, serving }: Platform,
): TreatmentResult {
  const result = measureTreatment(
    world,
    serving,
    predictionsOf(logged, i),
    predictionsOf(missing, i),
    logged.replicas[i].loss[CLICK],
  );
  const served = (evaluation: Evaluation): Served => measureServed(world, serving, predictionsOf(evaluation, i));
  return first && zero ? { ...result, servedAs: { first: served(first), zero: served(zero) } } : result;
}

/** What the shallow tower has learned of a world's bias. */
function learnedOf(
  table: Float32Array,
  { world, target, missing }: Platform,
  result: TreatedWorld,
): Partial<TreatedWorld> {
  const { learned, rmse, r, slope } = biasFit(table, world.truth.bias);
  const fit = biasFit(table, target, missing);
  return {
    learnedBias: learned,
    rmse,
    r,
    slope,
    missingLogitError: fit.missingError,
    bestAdditive: result.bestAdditive && { ...result.bestAdditive, rmse: fit.rmse, r: fit.r, slope: fit.slope },
  };
}

/** Measures all treatments where they stand, world by world. */
async function measureWorlds(
  treatments: readonly Treatment[],
  parts: readonly Part[],
  platformOf: (world: World) => Platform,
  last: boolean,
): Promise<TreatedWorld[]> {
  const results = new Map<number, TreatedWorld>();
  for (const { engine, members } of parts) {
    // The runs of one structure are those of one treatment.
    const treatment = treatments[members[0].arm];
    const predicted = await predict(treatment, engine, last);
    for (const [i, { seed, world }] of members.entries()) {
      const platform = platformOf(world);
      const result = results.get(seed) ?? untrained(platform, engine.step);
      result.treatments[treatment] = resultOf(predicted, i, platform);
      if (treatment === 'shallow-tower')
        Object.assign(result, learnedOf(predicted.logged.replicas[i].table, platform, result));
      results.set(seed, result);
      await yieldToEvents();
    }
  }
  return [...results.values()];
}

/** The study of the treatments: an arm each. */
const treatmentsStudy = ({ base, treatments, seeds, seedBase }: TreatmentsSpec): StudySpec => ({
  base,
  seeds,
  seedBase,
  arms: treatments.map((treatment) => ({ label: treatment, changes: { 'run.model.biasHandling': treatment } })),
});

/**
 * Trains every treatment on every world.
 * @returns the final measurement of every world, by seed
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runTreatments(spec: TreatmentsSpec, options: TreatmentsOptions): Promise<TreatedWorld[]> {
  const finished: TreatedWorld[] = [];
  const platforms = new WeakMap<World, Platform>();
  const platformOf = (world: World): Platform => {
    const platform = platforms.get(world) ?? makePlatform(world, spec.queries);
    platforms.set(world, platform);
    return platform;
  };
  await trainStudy(treatmentsStudy(spec), {
    seedsAtOnce: WORLDS_AT_ONCE,
    ...options,
    wholeSeeds: true,
    dataOf: ({ world }) => platformOf(world).data,
    measure: async (parts, last) => {
      const worlds = await measureWorlds(spec.treatments, parts, platformOf, last);
      options.onMeasured?.(worlds);
      if (last) finished.push(...worlds);
    },
  });
  return finished;
}
