/**
 * The feedback loop: a model is trained on a log, ranks the next one, and is trained on that. Every treatment of position bias goes its own way
 * from the same first log; queries, candidates, randomness, initial weights and batches are the same for all, so only what is shown differs.
 */
import { yieldToEvents } from '../../engine/pipeline.ts';
import type { EngineData } from '../../engine/types.ts';
import { pearson } from '../../metrics/correlation.ts';
import { parameterLayout } from '../../model/layout.ts';
import { STREAM, threefry } from '../../world/random.ts';
import { servingQueries } from '../../world/serving.ts';
import type { Impressions, World } from '../../world/types.ts';
import { policyLog } from '../../world/world.ts';
import { rememberWorlds, trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import { centredByDevice, servedClicks } from '../position-bias/treatmentMetrics.ts';
import type { Treatment } from '../position-bias/treatments.ts';
import { exposed, traitsOf, type Exposure, type Traits } from './exposure.ts';
import { learnedBias, type LearnedBias } from './learned.ts';
import { boosted, createRanker, irrelevantTrait, momentsOf, rankerPolicy } from './ranker.ts';
import { roundStudy, type LoopSpec, type LoopStart } from './spec.ts';

/** One treatment after one round on one platform. */
export interface LoopRun extends Exposure {
  seed: number;
  start: LoopStart;
  treatment: Treatment;
  /** From 1. */
  round: number;
  /** Pearson correlation of the model's own score, before any boost is added, with the boosted trait and with the true click logit, over fresh candidates. */
  scoreBoostCorrelation: number;
  scoreTruthCorrelation: number;
  /** Expected clicks per page of fresh queries: as served, with the boost; and ranked by the model's own score. */
  clicks: number;
  ownClicks: number;
  /** Lift of `clicks` over no handling in the same round on the same platform, percent; NaN where that is not among the treatments. */
  lift: number;
  /** Expected clicks of the ideal ranking and of a random one. */
  oracle: number;
  random: number;
  bias: LearnedBias | null;
  /** Whether the model has diverged: its numbers are none. */
  diverged: boolean;
}

export interface LoopOptions extends Pick<StudyContext, 'open' | 'onProgress' | 'signal'> {
  /** All treatments of some platforms after one round. */
  onMeasured?: (runs: LoopRun[]) => void;
}

/** Platforms in the loop at once: each holds a log for every treatment, two megabytes in all at 9,000 impressions. */
const SEEDS_AT_ONCE = 20;
const SERVING_QUERIES = 400;

/** What is measured on a platform, and with what. */
interface Platform {
  serving: Impressions;
  boostTraits: Float64Array;
  traits: Traits;
  oracle: number;
  random: number;
}

function createPlatform(world: World, queries = SERVING_QUERIES): Platform {
  const serving = servingQueries(world, queries);
  return {
    serving,
    boostTraits: irrelevantTrait(world.truth, serving),
    traits: traitsOf(world.truth, serving),
    oracle: servedClicks(world, serving, serving.clickLogit),
    random: servedClicks(world, serving, new Float64Array(serving.rows)),
  };
}

/** What a treatment on a platform takes from one round into the next. */
interface Kept {
  parameters: Float32Array;
  data: EngineData;
}

/** Seed of the queries of a round's log: others in every round, the same for all treatments. */
const roundSeed = (seed: number, round: number): number => threefry(seed, STREAM.loopRounds, round, 0);

/** Ranks the next log with a trained model, and measures it. */
function closeRound(
  spec: LoopSpec,
  { engine: { population }, members }: Part,
  i: number,
  parameters: Float32Array,
  round: number,
  platform: Platform,
): { run: LoopRun; log: Impressions } {
  const { seed, arm, world } = members[i];
  const { serving, boostTraits, traits, oracle, random } = platform;
  const ranker = createRanker(population.model, parameters);
  const scores = ranker.score(serving);
  const moments = momentsOf(scores);
  const served = boosted(scores, moments, boostTraits, spec.boost);
  const log = policyLog(
    world,
    roundSeed(seed, round),
    spec.impressions,
    rankerPolicy(ranker, world.truth, moments, spec),
  );
  const centred = centredByDevice(scores, serving.device);
  const run: LoopRun = {
    seed,
    start: spec.start,
    treatment: spec.treatments[arm],
    round,
    scoreBoostCorrelation: pearson(centred, boostTraits),
    scoreTruthCorrelation: pearson(centred, centredByDevice(serving.clickLogit, serving.device)),
    clicks: servedClicks(world, serving, served),
    ownClicks: servedClicks(world, serving, scores),
    lift: NaN,
    oracle,
    random,
    bias: learnedBias(population.model, parameters, serving, world),
    diverged: !parameters.every(Number.isFinite),
    ...exposed(world.truth, log, traits),
  };
  return { run, log };
}

/** Fills in what each run is worth beside no handling. */
function compare(runs: readonly LoopRun[]): LoopRun[] {
  const none = new Map(runs.filter(({ treatment }) => treatment === 'none').map(({ seed, clicks }) => [seed, clicks]));
  return runs.map((run) => ({ ...run, lift: 100 * (run.clicks / (none.get(run.seed) ?? NaN) - 1) }));
}

const keyOf = (seed: number, arm: number): string => `${String(seed)} ${String(arm)}`;

/** Lets models begin where those of the last round ended: their parameters, with fresh moments and a fresh learning rate. */
async function plant(parts: readonly Part[], kept: ReadonlyMap<string, Kept>): Promise<void> {
  for (const { engine, members } of parts) {
    const { step, state } = await engine.checkpoint();
    const each = state.length / members.length;
    for (const [i, { seed, arm }] of members.entries()) {
      const { parameters } = kept.get(keyOf(seed, arm))!;
      // Snapshots of the parameters that asynchronous workers hold lie behind them; this training has one worker, and none.
      state.set(parameters, i * each);
    }
    await engine.restore({ step, state });
  }
}

/** Some platforms through all rounds. */
async function loopPortion(
  spec: LoopSpec,
  seeds: number,
  seedBase: number,
  { open, signal, onProgress, onMeasured }: LoopOptions,
): Promise<LoopRun[]> {
  const study = roundStudy(spec, seeds, seedBase);
  const worldOf = rememberWorlds(signal);
  const platforms = new Map<number, Platform>();
  const kept = new Map<string, Kept>();
  const finished: LoopRun[] = [];
  const closePart = async (part: Part, round: number): Promise<LoopRun[]> => {
    const { length } = parameterLayout(part.engine.population.model);
    const { state } = await part.engine.checkpoint();
    const runs: LoopRun[] = [];
    for (const [i, { seed, arm, world }] of part.members.entries()) {
      await yieldToEvents();
      signal?.throwIfAborted();
      const platform = platforms.get(seed) ?? createPlatform(world, spec.queries);
      platforms.set(seed, platform);
      const from = (i * state.length) / part.members.length;
      const parameters = state.slice(from, from + length);
      const { run, log } = closeRound(spec, part, i, parameters, round, platform);
      kept.set(keyOf(seed, arm), { parameters, data: { train: log, heldOut: world.heldOut } });
      runs.push(run);
    }
    return runs;
  };
  for (let round = 1; round <= spec.rounds; round++) {
    await trainStudy(study, {
      open,
      signal,
      wholeSeeds: true,
      worldOf,
      onProgress: (done, total) => onProgress?.(round - 1 + done / total, spec.rounds),
      dataOf: (world, { seed, arm }) => kept.get(keyOf(seed, arm))?.data ?? world,
      prepare: spec.warm && round > 1 ? (parts) => plant(parts, kept) : undefined,
      measure: async (parts) => {
        const runs: LoopRun[] = [];
        for (const part of parts) runs.push(...(await closePart(part, round)));
        const compared = compare(runs);
        finished.push(...compared);
        onMeasured?.(compared);
      },
    });
  }
  return finished;
}

/**
 * Sends every treatment round the loop on every platform.
 * @returns every treatment of every platform after every round
 * @throws DOMException AbortError when stopped (rounds that were finished were told to `onMeasured`); errors of the engine
 */
export async function runLoop(spec: LoopSpec, options: LoopOptions): Promise<LoopRun[]> {
  const finished: LoopRun[] = [];
  for (let from = 0; from < spec.seeds; from += SEEDS_AT_ONCE) {
    const seeds = Math.min(SEEDS_AT_ONCE, spec.seeds - from);
    const runs = await loopPortion(spec, seeds, spec.seedBase + from, {
      ...options,
      onProgress: (done, total) => options.onProgress?.(from + (seeds * done) / total, spec.seeds),
    });
    finished.push(...runs);
  }
  return finished;
}
