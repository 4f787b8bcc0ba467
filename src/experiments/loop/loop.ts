/**
 * The feedback loop: a model is trained on a log, ranks the next one, and is trained on that. Every treatment of position bias goes its own way
 * from the same first log; queries, candidates, randomness, initial weights and batches are the same for all, so only what is shown differs.
 */
import { yieldToEvents } from '../../engine/pipeline.ts';
import type { ReplicaEvaluation } from '../../engine/types.ts';
import { pearson } from '../../metrics/correlation.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { STREAM, threefry } from '../../world/random.ts';
import { joinedRows } from '../../world/rows.ts';
import { servingQueries } from '../../world/serving.ts';
import type { WorldLog, World } from '../../world/types.ts';
import { policyCandidates, policyLog } from '../../world/world.ts';
import { rememberWorlds, trainStudy, type Part, type StudyContext } from '../../study/train.ts';
import { centredByDevice, clickLogits, servedClicks } from '../position-bias/treatmentMetrics.ts';
import type { Treatment } from '../position-bias/treatments.ts';
import { exposed, traitsOf, type Exposure, type Traits } from './exposure.ts';
import { learnedBias } from './learned.ts';
import { boosted, irrelevantTrait, knownPolicy, momentsOf } from './ranker.ts';
import { roundStudy, type LoopSpec, type LoopStart } from './spec.ts';

/** One treatment after one round on one platform. */
export interface LoopRun extends Exposure {
  seed: number;
  start: LoopStart;
  treatment: Treatment;
  /** From 1. */
  round: number;
  /**
   * Pearson correlation of the model's own score, before any boost is added, with the boosted trait and with the true click logit, over fresh
   * candidates; score and logit less the mean of their device, which ranks nothing.
   */
  scoreBoostCorrelation: number;
  scoreTruthCorrelation: number;
  /** Expected clicks per page of fresh queries: as served, with the boost; and ranked by the model's own score. */
  clicks: number;
  ownClicks: number;
  /** Lift of `ownClicks`, and of `clicks`, over no treatment in the same round on the same platform, percent; NaN where that is not among the treatments, or has diverged. */
  lift: number;
  servedLift: number;
  /** Lift of the ideal ranking and of a random one over what no treatment serves, percent. */
  oracleLift: number;
  randomLift: number;
  /** Against the true bias, logits; NaN where a treatment learns none. */
  biasRmse: number;
  /** [device][position 1..9] centred logits. */
  learnedBias: number[][] | null;
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
  serving: WorldLog;
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

/** Seed of the queries of a round's log: others in every round, the same for all treatments. */
const roundSeed = (seed: number, round: number): number => threefry(seed, STREAM.loopRounds, round, 0);

/** What models of one platform are asked about in one round: the queries on which rankings are compared, then the candidates of the next log. */
interface Asked {
  platform: Platform;
  seed: number;
  rows: WorldLog;
}

function ask(spec: LoopSpec, world: World, platform: Platform, round: number): Asked {
  const seed = roundSeed(world.seed, round);
  return { platform, seed, rows: joinedRows(platform.serving, policyCandidates(world, seed, spec.impressions)) };
}

const UNKNOWN_LIFTS = { lift: NaN, servedLift: NaN, oracleLift: NaN, randomLift: NaN };

/** What a treatment on a platform takes from one round into the next. */
interface Kept {
  parameters: Float32Array;
  log: WorldLog;
}

/**
 * Ranks the next log with a trained model, and measures it.
 * @param answers - of all rows that it was asked about, the position missing (Zhao et al. 2019, section 4.4)
 */
function closeRound(
  spec: LoopSpec,
  round: number,
  { model, member: { seed, arm, world } }: { model: ModelSpec; member: Part['members'][number] },
  { predictions, parameters }: NonNullable<ReplicaEvaluation['full']>,
  { platform, seed: querySeed, rows }: Asked,
): { run: LoopRun; log: WorldLog } {
  const { serving, boostTraits, traits } = platform;
  const all = clickLogits(predictions, 0, rows.rows);
  const scores = all.subarray(0, serving.rows);
  const served = boosted(all, momentsOf(scores), irrelevantTrait(world.truth, rows), spec.boost);
  const policy = knownPolicy(served.subarray(serving.rows), spec.randomness);
  const log = policyLog(world, querySeed, spec.impressions, policy);
  const centred = centredByDevice(scores, serving.device);
  const bias = learnedBias(model, parameters, serving, world);
  const run: LoopRun = {
    seed,
    start: spec.start,
    treatment: spec.treatments[arm],
    round,
    scoreBoostCorrelation: pearson(centred, boostTraits),
    scoreTruthCorrelation: pearson(centred, centredByDevice(serving.clickLogit, serving.device)),
    clicks: servedClicks(world, serving, served.subarray(0, serving.rows)),
    ownClicks: servedClicks(world, serving, scores),
    ...UNKNOWN_LIFTS,
    biasRmse: bias?.rmse ?? NaN,
    learnedBias: bias?.learned ?? null,
    diverged: !parameters.every(Number.isFinite),
    ...exposed(world.truth, log, traits),
  };
  return { run, log };
}

/** Fills in what each run is worth beside no treatment. @param platformOf - by seed */
function compare(runs: readonly LoopRun[], platformOf: (seed: number) => Platform): LoopRun[] {
  const bases = new Map(runs.filter(({ treatment }) => treatment === 'none').map((run) => [run.seed, run]));
  return runs.map((run) => {
    const none = bases.get(run.seed);
    if (!none || none.diverged) return run;
    const { oracle, random } = platformOf(run.seed);
    const over = (clicks: number, base: number): number => 100 * (clicks / base - 1);
    return {
      ...run,
      lift: over(run.ownClicks, none.ownClicks),
      servedLift: over(run.clicks, none.clicks),
      oracleLift: over(oracle, none.clicks),
      randomLift: over(random, none.clicks),
    };
  });
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

/** What the platforms of a portion are asked about, made once a round. */
function rememberAsked(spec: LoopSpec): (world: World, round: number) => Asked {
  const platforms = new WeakMap<World, Platform>();
  const asked = new WeakMap<World, { round: number; asked: Asked }>();
  return (world, round) => {
    const platform = platforms.get(world) ?? createPlatform(world, spec.queries);
    platforms.set(world, platform);
    const known = asked.get(world);
    if (known?.round === round) return known.asked;
    const fresh = ask(spec, world, platform, round);
    asked.set(world, { round, asked: fresh });
    return fresh;
  };
}

/** Some platforms through all rounds. */
async function loopPortion(
  spec: LoopSpec,
  seeds: number,
  seedBase: number,
  { open, signal, onProgress, onMeasured }: LoopOptions,
): Promise<LoopRun[]> {
  const askedOf = rememberAsked(spec);
  const kept = new Map<string, Kept>();
  const finished: LoopRun[] = [];
  const closePart = async ({ engine, members }: Part, round: number): Promise<LoopRun[]> => {
    const { model } = engine.population;
    const runs: LoopRun[] = [];
    for (const [i, member] of members.entries()) {
      await yieldToEvents();
      signal?.throwIfAborted();
      const { replicas } = await engine.evaluate({ full: true, position: 'missing', replicas: [i] });
      const full = replicas[0].full!;
      const { run, log } = closeRound(spec, round, { model, member }, full, askedOf(member.world, round));
      kept.set(keyOf(member.seed, member.arm), { parameters: full.parameters, log });
      runs.push(run);
    }
    return runs;
  };
  const worldOf = rememberWorlds({ open, signal });
  for (let round = 1; round <= spec.rounds; round++) {
    await trainStudy(roundStudy(spec, seeds, seedBase), {
      open,
      signal,
      wholeSeeds: true,
      worldOf,
      onProgress: (done, total) => onProgress?.(round - 1 + done / total, spec.rounds),
      dataOf: ({ world, seed, arm }) => ({
        train: kept.get(keyOf(seed, arm))?.log ?? world.train,
        heldOut: askedOf(world, round).rows,
      }),
      prepare: spec.warm && round > 1 ? (parts) => plant(parts, kept) : undefined,
      measure: async (parts) => {
        const runs: LoopRun[] = [];
        for (const part of parts) runs.push(...(await closePart(part, round)));
        const worlds = new Map(parts[0].members.map(({ seed, world }) => [seed, world]));
        const compared = compare(runs, (seed) => askedOf(worlds.get(seed)!, round).platform);
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
