/** What a loop is: rounds of log → train → serve → log on one platform, each treatment of position bias by itself from the same first log. */
import { positionBiasRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import type { StudySpec } from '../../study/spec.ts';
import type { Treatment } from '../position-bias/treatments.ts';

/**
 * `plain`: the first log is ranked by something that is not what users click on; afterwards every model ranks by its own score.
 * `boost`: the first log is ranked by click utility itself; afterwards something irrelevant is added to every score, round after round.
 */
export const LOOP_STARTS = ['plain', 'boost'] as const;
export type LoopStart = (typeof LOOP_STARTS)[number];

/** How far the first log is ranked by the irrelevant direction. */
const MISALIGNMENT: Record<LoopStart, number> = { plain: 0.7, boost: 0 };
/** Standing boost that goes with a start, in standard deviations of the score. */
export const DEFAULT_BOOST: Record<LoopStart, number> = { plain: 0, boost: 0.7 };

export interface LoopSpec {
  start: LoopStart;
  /** What is added to every served score: boost · heur, in standard deviations of the model's score. */
  boost: number;
  /** ν of every log, the first included. */
  randomness: number;
  rounds: number;
  /** Impressions and training steps of each round. */
  impressions: number;
  steps: number;
  /** Whether a round goes on from the parameters of the round before, instead of the initial ones. */
  warm: boolean;
  treatments: readonly Treatment[];
  seeds: number;
  /** First seed. */
  seedBase: number;
  /** Fresh queries on which rankings are compared; default 400. */
  queries?: number;
}

/** World W1 and the training of the position-bias studies, in the sizes of a round. */
export function loopRun({
  start,
  randomness,
  impressions,
  steps,
}: Pick<LoopSpec, 'start' | 'randomness' | 'impressions' | 'steps'>): RunSpec {
  const base = positionBiasRun();
  return {
    ...base,
    // Nothing is measured on the held-out log of the first policy: engines want one that is not empty.
    world: { ...base.world, impressions, heldOut: 90, randomness, misalignment: MISALIGNMENT[start] },
    training: { ...base.training, steps },
  };
}

/** The study that trains one round: an arm for each treatment. */
export const roundStudy = (spec: LoopSpec, seeds: number, seedBase: number): StudySpec => ({
  base: loopRun(spec),
  seeds,
  seedBase,
  arms: spec.treatments.map((treatment) => ({ label: treatment, changes: { 'run.model.biasHandling': treatment } })),
});

/** Sizes of a round, and the randomness of its logs, that everything starts from. */
export const DEFAULT_LOOP = { randomness: 0.2, rounds: 5, impressions: 9_000, steps: 600, warm: false } as const;
