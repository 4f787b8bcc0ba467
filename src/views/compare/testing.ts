/** Results written by hand, for tests of this chapter's pictures and words; nothing here was trained. */
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { compareRun } from '../../experiments/compare/spec.ts';
import type { ModelId } from '../../experiments/compare/summary.ts';
import type { Band } from '../../metrics/reliability.ts';
import type { ShownComparison } from './shown.ts';

export type Metrics = [click: number, watchTime: number, like: number, rating: number];

/** A hundred examples said to be so likely: as many happened. */
const bands = (p: number): Band[] =>
  Array.from({ length: 10 }, (_, b): Band => (b === Math.min(9, Math.floor(10 * p)) ? [100, p, 100 * p] : [0, 0, 0]));

export function handRun(
  { model, size }: ModelId,
  seed: number,
  [click, watchTime, like, rating]: Metrics,
  more: Partial<CompareRun> = {},
): CompareRun {
  const logLoss = { click: 1 - click, like: 1 - like };
  return {
    model,
    size,
    seed,
    step: 600,
    multiplications: size === 'small' ? 1440 : 2336,
    parameters: 1500,
    auc: { click, like },
    gauc: { click, like },
    logLoss,
    calibration: { click: 0, like: 0 },
    reliability: { click: bands(click), like: bands(like) },
    mse: { watchTime, rating },
    meanMse: { watchTime: 1, rating: 1 },
    labelCorrelation: 0,
    stuck: Math.max(watchTime, rating) > 0.25,
    diverged: false,
    utilization: [],
    entropy: [],
    curve: [
      { step: 300, loss: [logLoss.click, 2 * watchTime, logLoss.like, 2 * rating] },
      { step: 600, loss: [logLoss.click, watchTime, logLoss.like, rating] },
    ],
    ...more,
  };
}

export const SHARED: ModelId = { model: 'shared-bottom', size: 'small' };
export const SHARED_LARGE: ModelId = { model: 'shared-bottom', size: 'large' };
export const MMOE: ModelId = { model: 'mmoe-4', size: 'small' };
export const MMOE_LARGE: ModelId = { model: 'mmoe-8', size: 'large' };
export const SINGLE: ModelId = { model: 'single-task', size: 'small' };

/** Small differences from seed to seed, so that a mean has an interval. */
const WOBBLE = [0.98, 1, 1.03, 0.99, 1.01];

/** Runs of a model on seeds 1 to n, about these metrics. */
export const about = (id: ModelId, [click, watchTime, like, rating]: Metrics, n = 5): CompareRun[] =>
  WOBBLE.slice(0, n).map((by, i) => handRun(id, i + 1, [click * by, watchTime * by, like * by, rating * by]));

export const shownOf = (runs: readonly CompareRun[], more: Partial<ShownComparison['spec']> = {}): ShownComparison => ({
  spec: {
    base: compareRun({ cosine: 0, sines: 5, steps: 600 }),
    architectures: ['shared-bottom', 'mmoe-4', 'mmoe-8', 'single-task'],
    sizes: ['small', 'large'],
    seeds: 5,
    seedBase: 1,
    ...more,
  },
  runs,
});

/** Shared-bottom errs, MMoE errs half as much; one of its runs diverged. */
export const RUNS: CompareRun[] = [
  ...about(SHARED, [0.8, 0.3, 0.7, 0.2], 4),
  handRun(MMOE, 1, [0.85, 0.15, 0.8, 0.1]),
  handRun(MMOE, 2, [0.86, 0.16, 0.81, 0.1]),
  handRun(MMOE, 3, [0.84, 0.14, 0.8, 0.11]),
  handRun(MMOE, 4, [NaN, NaN, NaN, NaN], { diverged: true, stuck: false }),
];
