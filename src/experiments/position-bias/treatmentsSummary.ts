/** What the worlds say together: means with intervals, lifts, and which treatments can be told apart. Pure, from raw results. */
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { pairedT } from '../../metrics/paired.ts';
import type { Served } from './treatmentMetrics.ts';
import { TREATMENTS, type ServePosition, type TreatedWorld, type Treatment } from './treatments.ts';

export const TREATMENT_METRICS = ['lift', 'ndcg', 'correlation', 'logLoss', 'calibration'] as const;
export type TreatmentMetric = (typeof TREATMENT_METRICS)[number];

export interface TreatmentsSummary {
  /** Of the shallow tower's table, over worlds; against the best additive table too, where clicks are not additive. */
  bias: Record<'rmse' | 'r' | 'slope' | 'missingLogitError', Mean> & {
    bestAdditive: Record<'rmse' | 'error', Mean> | null;
  };
  /** Lift in expected clicks over `none`, percent, paired by world. */
  lifts: Partial<Record<Treatment | 'oracle', Mean>>;
  metrics: Partial<Record<Treatment, Record<TreatmentMetric, Mean>>>;
  /** Differences from `none`, paired by world: worlds differ more than treatments do, so only these intervals compare treatments. */
  against: Partial<Record<Treatment, Record<TreatmentMetric, Mean>>>;
}

/** A difference between two treatments in expected clicks, percent of what `none` earns; significant when its 95% interval excludes 0. */
export interface Difference extends Mean {
  better: Treatment;
  worse: Treatment;
  p: number;
  significant: boolean;
}

const servedAs = (world: TreatedWorld, treatment: Treatment, serve: ServePosition): Served | undefined => {
  const result = world.treatments[treatment];
  return serve !== 'missing' && result?.servedAs ? result.servedAs[serve] : result;
};

/** Lift over `none` in percent, world by world; NaN where one of the two is missing. */
function liftsOf(worlds: readonly TreatedWorld[], treatment: Treatment, serve: ServePosition): number[] {
  return worlds.map((world) => {
    const base = world.treatments.none?.expectedClicks ?? NaN;
    return 100 * ((servedAs(world, treatment, serve)?.expectedClicks ?? NaN) / base - 1);
  });
}

/** One metric of one treatment, world by world; NaN where it was not measured. */
function valuesOf(
  worlds: readonly TreatedWorld[],
  treatment: Treatment,
  metric: TreatmentMetric,
  serve: ServePosition,
): number[] {
  if (metric === 'lift') return liftsOf(worlds, treatment, serve);
  return worlds.map(
    (world) =>
      (metric === 'ndcg' || metric === 'correlation'
        ? servedAs(world, treatment, serve)?.[metric]
        : world.treatments[treatment]?.[metric]) ?? NaN,
  );
}

const perMetric = (of: (metric: TreatmentMetric) => Mean): Record<TreatmentMetric, Mean> =>
  Object.fromEntries(TREATMENT_METRICS.map((metric) => [metric, of(metric)])) as Record<TreatmentMetric, Mean>;

const present = (worlds: readonly TreatedWorld[]): Treatment[] =>
  TREATMENTS.filter((name) => worlds.some((world) => world.treatments[name]));

/**
 * @param worlds - one entry per world, all at the same step
 * @param serve - what the input feature is given when served
 */
export function summariseTreatments(
  worlds: readonly TreatedWorld[],
  serve: ServePosition = 'missing',
): TreatmentsSummary {
  const names = present(worlds);
  const over = (of: (world: TreatedWorld) => number | undefined): Mean =>
    meanInterval(worlds.map((world) => of(world) ?? NaN));
  const comparable = names.includes('none');
  return {
    bias: {
      rmse: over((w) => w.rmse),
      r: over((w) => w.r),
      slope: over((w) => w.slope),
      missingLogitError: over((w) => w.missingLogitError),
      bestAdditive: worlds.some((w) => w.bestAdditive)
        ? { rmse: over((w) => w.bestAdditive?.rmse), error: over((w) => w.bestAdditive?.error) }
        : null,
    },
    lifts: comparable
      ? {
          ...Object.fromEntries(
            names.filter((name) => name !== 'none').map((name) => [name, meanInterval(liftsOf(worlds, name, serve))]),
          ),
          oracle: over((world) => 100 * (world.oracle / (world.treatments.none?.expectedClicks ?? NaN) - 1)),
        }
      : {},
    metrics: Object.fromEntries(
      names.map((name) => [name, perMetric((metric) => meanInterval(valuesOf(worlds, name, metric, serve)))]),
    ),
    against: comparable
      ? Object.fromEntries(
          names
            .filter((name) => name !== 'none')
            .map((name) => [
              name,
              perMetric((metric) =>
                pairedT(valuesOf(worlds, name, metric, serve), valuesOf(worlds, 'none', metric, serve)),
              ),
            ]),
        )
      : {},
  };
}

/**
 * Every pair of treatments, paired by world, the better one first. Each pair is tested by itself: among six of them one in four sets would show
 * a "significant" difference by chance alone, so a single p near .05 says little.
 */
export function differences(worlds: readonly TreatedWorld[], serve: ServePosition = 'missing'): Difference[] {
  const names = present(worlds);
  if (!names.includes('none')) return [];
  const lifts = new Map(names.map((name) => [name, liftsOf(worlds, name, serve)]));
  return names.flatMap((a, i) =>
    names.slice(i + 1).map((b): Difference => {
      const forward = pairedT(lifts.get(b)!, lifts.get(a)!);
      const swapped = forward.mean < 0;
      const { n, deviation, p } = forward;
      const [mean, low, high] = swapped
        ? [-forward.mean, -forward.high, -forward.low]
        : [forward.mean, forward.low, forward.high];
      return {
        better: swapped ? a : b,
        worse: swapped ? b : a,
        n,
        mean,
        deviation,
        low,
        high,
        p,
        significant: low > 0,
      };
    }),
  );
}

/** How the comparison with doing nothing came out: which treatments are surely better, which surely worse, and which cannot be told. */
export function verdict(
  worlds: readonly TreatedWorld[],
  serve: ServePosition = 'missing',
): Record<'better' | 'worse' | 'open', Treatment[]> {
  const against = differences(worlds, serve).filter(({ better, worse }) => better === 'none' || worse === 'none');
  const of = (test: (difference: Difference) => boolean): Treatment[] =>
    against.filter(test).map(({ better, worse }) => (better === 'none' ? worse : better));
  return {
    better: of(({ significant, worse }) => significant && worse === 'none'),
    worse: of(({ significant, better }) => significant && better === 'none'),
    open: of(({ significant }) => !significant),
  };
}
