/**
 * The four ways to treat position bias (Zhao et al. 2019, section 4.4 and table 2), trained side by side on the same logs: an engine for each
 * structure, all in lockstep, with the same initial seeds and batches. What each ranking is worth is measured when it is served, where no
 * position is known.
 */
import { bestMissing, biasFit, biasTarget } from '../../metrics/bias.ts';
import { bestAdditive } from '../../metrics/bestAdditive.ts';
import type { Engine, EngineData } from '../../engine/types.ts';
import { parameterLayout, tableRow } from '../../model/layout.ts';
import type { BiasHandling, PopulationSpec } from '../../model/spec.ts';
import { CLICK, DEVICE_COUNT, POSITIONS } from '../../world/spec.ts';
import { servingQueries } from '../../world/serving.ts';
import type { Impressions, World } from '../../world/types.ts';
import { createWorld } from '../../world/world.ts';
import { modelOf, replicaOf, type RunSpec } from '../../run/runSpec.ts';
import {
  measureServed,
  measureTreatment,
  servedClicks,
  withServing,
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

export interface TreatmentsOptions {
  open: (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;
  /** Measurements on the way, evenly spaced, the last at the end; default 1. */
  evaluations?: number;
  /** Replica-steps done, of how many. */
  onProgress?: (done: number, total: number) => void;
  /** Worlds that have just been measured, all treatments at the same step. */
  onMeasured?: (worlds: TreatedWorld[]) => void;
  signal?: AbortSignal;
}

/** Worlds in training at once: keeps what lies in memory small, and lets finished worlds be seen while others train. */
const WORLDS_AT_ONCE = 10;
/** Aim for the time of a slice, between which progress is reported and a stop is heard. */
const SLICE_MS = 60;
const LARGEST_SLICE = 100;

/** A task of its own for messages: an engine on the CPU never waits for anything, and a wish to stop comes in only here. */
const breathe = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

/** The population that a treatment trains: one replica per seed, on the data set of the same index. */
export function treatmentPopulation(base: RunSpec, treatment: Treatment, seeds: readonly number[]): PopulationSpec {
  const run: RunSpec = { ...base, model: { ...base.model, biasHandling: treatment } };
  const { steps, batch, optimizer, decayTo, mask } = run.training;
  return {
    model: modelOf(run),
    training: { steps, batch, optimizer, decayTo, mask },
    replicas: seeds.map((seed, data) =>
      replicaOf(
        { ...run, seeds: { data: seed, init: seed, dropout: seed, batch: seed } },
        run.training.gateDropout,
        data,
      ),
    ),
  };
}

const NO_TABLE = new Float32Array(DEVICE_COUNT * (POSITIONS + 1));

interface Arm {
  treatment: Treatment;
  engine: Engine;
}

interface Platform {
  seed: number;
  world: World;
  serving: Impressions;
  data: EngineData;
  /** What the table ought to be, and what its "missing" row. */
  target: number[][];
  missing: number[];
}

function platformOf({ base, queries = SERVING_QUERIES }: TreatmentsSpec, seed: number): Platform {
  const world = createWorld(base.world, seed);
  const serving = servingQueries(world, queries);
  const target = biasTarget(world);
  return {
    seed,
    world,
    serving,
    data: { train: world.train, heldOut: withServing(world.heldOut, serving) },
    target,
    missing: bestMissing(world, target),
  };
}

/** Click predictions of every replica with the input feature's "missing" embedding set to zero; the engine is left as it was. */
async function servedWithZero(engine: Engine): Promise<Float32Array[]> {
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
  const { replicas: measured } = await engine.evaluate({ full: true, position: 'missing' });
  await engine.restore(checkpoint);
  return measured.map(({ full }) => full!.predictions);
}

/** Treatments whose prediction does not depend on the position: serving them is no other question than predicting the log. */
const ignoresPosition = (treatment: Treatment): boolean => treatment === 'none' || treatment === 'adversarial';

/** Measures all arms where they stand, world by world. @param last - also the other ways to serve, which are shown at the end only */
async function measure(arms: readonly Arm[], platforms: readonly Platform[], last: boolean): Promise<TreatedWorld[]> {
  const results = platforms.map(({ seed, world, serving, target }): TreatedWorld => ({
    seed,
    step: arms[0].engine.step,
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
  }));
  for (const { treatment, engine } of arms) {
    const logged = await engine.evaluate({ full: true });
    const missing = ignoresPosition(treatment) ? logged : await engine.evaluate({ full: true, position: 'missing' });
    const others =
      last && treatment === 'input-feature'
        ? {
            first: (await engine.evaluate({ full: true, position: 1 })).replicas.map(({ full }) => full!.predictions),
            zero: await servedWithZero(engine),
          }
        : undefined;
    for (const [i, { world, serving, target, missing: best }] of platforms.entries()) {
      const { loss, table, full } = logged.replicas[i];
      const result = measureTreatment(
        world,
        serving,
        full!.predictions,
        missing.replicas[i].full!.predictions,
        loss[CLICK],
      );
      const served = (predictions: readonly Float32Array[]): Served => measureServed(world, serving, predictions[i]);
      results[i].treatments[treatment] = others
        ? { ...result, servedAs: { first: served(others.first), zero: served(others.zero) } }
        : result;
      await breathe();
      if (treatment !== 'shallow-tower') continue;
      const { learned, rmse, r, slope } = biasFit(table, world.truth.bias);
      const fit = biasFit(table, target, best);
      Object.assign(results[i], { learnedBias: learned, rmse, r, slope, missingLogitError: fit.missingError });
      if (results[i].bestAdditive)
        Object.assign(results[i].bestAdditive, { rmse: fit.rmse, r: fit.r, slope: fit.slope });
    }
  }
  return results;
}

/**
 * Trains every treatment on every world.
 * @returns the final measurement of every world, by seed
 * @throws DOMException AbortError when stopped; errors of the engine
 */
export async function runTreatments(spec: TreatmentsSpec, options: TreatmentsOptions): Promise<TreatedWorld[]> {
  const { base, treatments } = spec;
  const { steps } = base.training;
  const evaluations = options.evaluations ?? 1;
  const total = spec.seeds * treatments.length * steps;
  const finished: TreatedWorld[] = [];
  let done = 0;
  for (let first = 0; first < spec.seeds; first += WORLDS_AT_ONCE) {
    const seeds = Array.from(
      { length: Math.min(WORLDS_AT_ONCE, spec.seeds - first) },
      (_, i) => spec.seedBase + first + i,
    );
    const platforms: Platform[] = [];
    for (const seed of seeds) {
      options.signal?.throwIfAborted();
      platforms.push(platformOf(spec, seed));
      await breathe();
    }
    const arms: Arm[] = [];
    try {
      for (const treatment of treatments) {
        arms.push({
          treatment,
          engine: await options.open(
            treatmentPopulation(base, treatment, seeds),
            platforms.map(({ data }) => data),
          ),
        });
      }
      let slice = 1;
      let measured: TreatedWorld[] = [];
      for (let e = 1; e <= evaluations; e++) {
        const until = Math.round((steps * e) / evaluations);
        while (arms[0].engine.step < until) {
          options.signal?.throwIfAborted();
          const count = Math.min(slice, until - arms[0].engine.step);
          const begun = performance.now();
          for (const { engine } of arms) {
            await engine.train(count);
            await engine.settle();
            await breathe();
          }
          const perStep = (performance.now() - begun) / (count * arms.length);
          slice = Math.max(1, Math.min(LARGEST_SLICE, 2 * slice, Math.round(SLICE_MS / perStep)));
          done += count * arms.length * seeds.length;
          options.onProgress?.(done, total);
        }
        measured = await measure(arms, platforms, e === evaluations);
        options.onMeasured?.(measured);
      }
      finished.push(...measured);
    } finally {
      for (const { engine } of arms) engine.dispose();
    }
  }
  return finished;
}
