/** A/A experiments: both arms are the same, so whoever declares a winner is wrong. How often do three ways of looking? */
import { yieldToEvents } from '../../engine/pipeline.ts';
import { excludesZero, fixedBounds, sequenceBounds } from '../../metrics/confidenceSequence.ts';
import { wilson, type Rate } from '../../metrics/intervals.ts';
import { independentLift, type ArmMoments } from '../../metrics/lift.ts';
import { Moments } from '../../metrics/moments.ts';
import { RandomStream, STREAM } from '../../world/random.ts';
import { POSITIONS } from '../../world/spec.ts';

/**
 * `sequence`: the confidence sequence, a unit being a query. `fixed`: the ordinary 95% interval of the same, looked at after every query.
 * `impressions`: the confidence sequence with every impression taken as an independent unit.
 */
export const WAYS = ['sequence', 'fixed', 'impressions'] as const;
export type Way = (typeof WAYS)[number];

/** Clicks of one arm, impression by impression: 0 or 1, so that two counts are all moments. */
interface Impressions {
  shown: number;
  clicked: number;
}

/** Their moments as if every impression were a unit of its own. */
function impressionMoments({ shown, clicked }: Impressions): ArmMoments {
  const rate = clicked / shown;
  return { n: shown, mean: rate, variance: (rate * (1 - rate) * shown) / (shown - 1) };
}

export interface NullOptions {
  /** Queries watched in each experiment. */
  queries: number;
  seed: number;
}

/**
 * One A/A experiment: each query's page is drawn from the pool, is answered, and goes to one of two arms by chance.
 * @param pool - [pages × 9] P(click) of the pages that the model serves
 * @param experiment - index: another is another sequence of draws
 * @returns after how many queries each way first declared a winner, null where it never did
 */
function nullExperiment(
  pool: Float64Array,
  experiment: number,
  { queries, seed }: NullOptions,
): Record<Way, number | null> {
  const draw = new RandomStream(seed, STREAM.liveNull, experiment);
  const pages = pool.length / POSITIONS;
  const clicks = [new Moments(), new Moments()];
  const impressions: Impressions[] = [0, 1].map(() => ({ shown: 0, clicked: 0 }));
  // All queries are units of the one comparison; the sequence is tightest when half of them have come.
  const tightest = queries / 2;
  const first: Record<Way, number | null> = { sequence: null, fixed: null, impressions: null };
  for (let query = 1; query <= queries; query++) {
    const at = draw.below(pages) * POSITIONS;
    const arm = draw.u32() & 1;
    let clicked = 0;
    for (let p = 0; p < POSITIONS; p++) clicked += Number(draw.uniform() < pool[at + p]);
    clicks[arm].add(clicked);
    impressions[arm].shown += POSITIONS;
    impressions[arm].clicked += clicked;
    const lift = independentLift(clicks[0], clicks[1]);
    if (excludesZero(sequenceBounds(lift, tightest))) first.sequence ??= query;
    if (excludesZero(fixedBounds(lift))) first.fixed ??= query;
    const single = independentLift(impressionMoments(impressions[0]), impressionMoments(impressions[1]));
    if (excludesZero(sequenceBounds(single, tightest * POSITIONS))) first.impressions ??= query;
  }
  return first;
}

/** What came out over many experiments. */
export interface NullResult {
  experiments: number;
  queries: number;
  /** Experiments in which each way ever declared a winner. */
  everOutside: Record<Way, number>;
  /** [experiment] after how many queries, null = never. */
  first: readonly Record<Way, number | null>[];
}

export const nullRate = (
  { everOutside, experiments }: Pick<NullResult, 'everOutside' | 'experiments'>,
  way: Way,
): Rate => wilson(everOutside[way], experiments);

/** Puts the outcomes of experiments together. */
export function nullResult(first: readonly Record<Way, number | null>[], queries: number): NullResult {
  const count = (way: Way): number => first.filter((one) => one[way] !== null).length;
  return {
    experiments: first.length,
    queries,
    everOutside: { sequence: count('sequence'), fixed: count('fixed'), impressions: count('impressions') },
    first,
  };
}

/** Experiments between two looks at whether it is to stop. */
const PORTION = 5;

/**
 * Many A/A experiments.
 * @param onPortion - told of the outcomes as they come
 * @throws DOMException AbortError when stopped
 */
export async function nullExperiments(
  pool: Float64Array,
  experiments: number,
  options: NullOptions & { signal?: AbortSignal; onPortion?: (first: Record<Way, number | null>[]) => void },
): Promise<NullResult> {
  const all: Record<Way, number | null>[] = [];
  for (let from = 0; from < experiments; from += PORTION) {
    await yieldToEvents();
    options.signal?.throwIfAborted();
    const count = Math.min(PORTION, experiments - from);
    const some = Array.from({ length: count }, (_, i) => nullExperiment(pool, from + i, options));
    all.push(...some);
    options.onPortion?.(some);
  }
  return nullResult(all, options.queries);
}

/** How many experiments each way had declared a winner in, after so many queries. */
export type NullCourse = { at: number[] } & Record<Way, number[]>;

/** Places at which the course of false alarms is told. */
const COURSE = 40;

/** @returns counts at forty evenly spaced numbers of queries */
export function nullCourse(first: readonly Record<Way, number | null>[], queries: number): NullCourse {
  const at = Array.from({ length: COURSE }, (_, i) => Math.round((queries * (i + 1)) / COURSE));
  const by = (way: Way): number[] =>
    at.map((limit) => first.filter((one) => one[way] !== null && one[way] <= limit).length);
  return { at, sequence: by('sequence'), fixed: by('fixed'), impressions: by('impressions') };
}
