/** Results written by hand, for tests of this chapter's pictures and words; nothing here was trained. */
import type { LoopRun } from '../../experiments/loop/loop.ts';
import type { LoopSpec } from '../../experiments/loop/spec.ts';
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import { defaultChoices, specOf } from './settings.ts';
import type { ShownLoop } from './shown.ts';

/** A map of exposure whose right half gets this much. */
export const mapOf = (right: number): number[] =>
  Array.from({ length: 64 }, (_, i) => (i % 8 >= 4 ? right : 1 - right) / 32);

export const handRun = (treatment: Treatment, round: number, seed: number, more: Partial<LoopRun> = {}): LoopRun => ({
  seed,
  start: 'boost',
  treatment,
  round,
  scoreBoostCorrelation: 0,
  scoreTruthCorrelation: 0.9,
  clicks: 3,
  ownClicks: 3,
  lift: 0,
  servedLift: 0,
  oracleLift: 5,
  randomLift: -20,
  biasRmse: NaN,
  learnedBias: null,
  diverged: false,
  exposureGini: 0.3,
  relevanceGini: 0.3,
  exposure: mapOf(0.5),
  ...more,
});

/** Small differences from seed to seed, so that a mean has an interval. */
const WOBBLE = [0.98, 1, 1.03, 0.99, 1];

/** No handling, whose score comes to correlate with the trait as given round by round, and the shallow tower, whose does not. */
export function handLoop(
  correlations: readonly number[],
  { seeds = 5, clicks = 1.01, spec = {} }: { seeds?: number; clicks?: number; spec?: Partial<LoopSpec> } = {},
): ShownLoop {
  const runs = correlations.flatMap((r, i) =>
    WOBBLE.slice(0, seeds).flatMap((by, s) => [
      handRun('none', i + 1, s + 1, { scoreBoostCorrelation: r * by, clicks: 3 * by, exposure: mapOf(0.75) }),
      handRun('shallow-tower', i + 1, s + 1, {
        scoreBoostCorrelation: 0.02 * by,
        clicks: 3 * by * (1 + (clicks - 1) * by),
        biasRmse: 0.1,
        learnedBias: [0, 1, 2].map(() => [4, 3, 2, 1, 0, -1, -2, -3, -4]),
      }),
    ]),
  );
  const treatments = ['none', 'shallow-tower'] as const;
  return { spec: { ...specOf(defaultChoices()), rounds: correlations.length, seeds, treatments, ...spec }, runs };
}
