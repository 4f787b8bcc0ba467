/** Engagement against satisfaction of many pages, as the weights of the combined score go from all engagement to all satisfaction. */
import { combinedScores, type ScoreForm } from '../metrics/combinedScore.ts';
import { meanInterval, type Mean } from '../metrics/intervals.ts';
import { pageWorth, randomWorth, type Audience, type PageWorth } from '../metrics/pageWorth.ts';
import { topOf } from '../world/logging.ts';
import { GROUP_OF_TASK, POSITIONS } from '../world/spec.ts';
import type { WorldLog } from '../world/types.ts';

/** Queries of one platform, `candidates` rows each. */
export interface Queries {
  audience: Audience;
  log: WorldLog;
  candidates: number;
}

/** Points of a curve: so many steps of the share that satisfaction has of the weights. */
export const CURVE_STEPS = 20;

/** Sum of the weights of a group of tasks. */
const ofGroup = (weights: readonly number[], group: number): number =>
  weights.reduce((sum, weight, task) => sum + (GROUP_OF_TASK[task] === group ? weight : 0), 0);

/**
 * Weights with another share of satisfaction. Inside a group the reader's proportions are kept (both alike where the group has none), so that at the
 * reader's own share they rank as the reader's weights do.
 * @returns [4] summing to 1
 */
export function weightsAt(weights: readonly number[], share: number): number[] {
  return weights.map((weight, task) => {
    const group = GROUP_OF_TASK[task];
    const whole = ofGroup(weights, group);
    return (group === 1 ? share : 1 - share) * (whole > 0 ? weight / whole : 1 / 2);
  });
}

/** The nine best rows of each query, best first, query by query. */
export function shownRows({ log, candidates }: Queries, scores: Float64Array): Uint32Array[] {
  const best = new Uint16Array(Math.min(POSITIONS, candidates));
  return Array.from({ length: log.rows / candidates }, (_, query) => {
    const first = query * candidates;
    topOf(scores.subarray(first, first + candidates), best);
    return Uint32Array.from(best, (i) => first + i);
  });
}

/** What is shown when candidates are ranked by some outputs, query by query. */
export interface ServedPages {
  /** Rows of the log, best first. */
  shown: Uint32Array[];
  worths: PageWorth[];
}

export function servedPages(
  queries: Queries,
  form: ScoreForm,
  weights: readonly number[],
  outputs: ArrayLike<number>,
): ServedPages {
  const { audience, log } = queries;
  const shown = shownRows(queries, combinedScores(form, weights, outputs, log.rows));
  return { shown, worths: shown.map((rows) => pageWorth(audience, log, rows)) };
}

/** What a page of nine at random is worth, query by query. */
export const randomWorths = ({ audience, log, candidates }: Queries): PageWorth[] =>
  Array.from({ length: log.rows / candidates }, (_, query) =>
    randomWorth(audience, log, query * candidates, (query + 1) * candidates),
  );

/** Mean worth over queries, with 95% intervals. */
export interface MeanWorth {
  clicks: Mean;
  likes: Mean;
}

export const meanWorth = (worths: readonly PageWorth[]): MeanWorth => ({
  clicks: meanInterval(worths.map(({ clicks }) => clicks)),
  likes: meanInterval(worths.map(({ likes }) => likes)),
});

/** Mean worth at each share of satisfaction from 0 to 1. */
export const tradeOffCurve = (
  queries: Queries,
  form: ScoreForm,
  weights: readonly number[],
  outputs: ArrayLike<number>,
): PageWorth[] =>
  Array.from({ length: CURVE_STEPS + 1 }, (_, step) => {
    const { worths } = servedPages(queries, form, weightsAt(weights, step / CURVE_STEPS), outputs);
    const mean = (of: (worth: PageWorth) => number): number =>
      worths.reduce((sum, worth) => sum + of(worth), 0) / worths.length;
    return { clicks: mean(({ clicks }) => clicks), likes: mean(({ likes }) => likes) };
  });
