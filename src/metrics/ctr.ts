/** Click-through rates by position: what was observed, and what relevance or position alone would give (the truth, known only here). */
import { CLICK, POSITIONS, TASK_COUNT } from '../world/spec.ts';
import type { Impressions, World } from '../world/types.ts';
import { clickProbability } from '../world/labels.ts';
import { wilson } from './intervals.ts';

/** CTR at one position. Rates are probabilities; NaN where nothing was shown. */
export interface CtrPoint {
  position: number;
  impressions: number;
  clicks: number;
  /** Observed CTR and its Wilson 95% interval. */
  observed: number;
  low: number;
  high: number;
  // What follows is the truth: NaN where it is not known.
  /** Closed form: mean of the true P(click) over what was shown here. */
  expected: number;
  /** Relevance alone: mean of P(click) over what was shown here, had it no position bias. */
  relevance: number;
  /** Position alone: mean of P(click) over everything shown anywhere, each moved to this position. */
  bias: number;
}

/**
 * CTR by position of a log behind which no truth is known; rows without a click label or without a position are left out.
 * @param device - index of a device, or undefined for all pooled
 * @returns nine points, or none where the log has no positions
 */
export function observedCtr(log: Impressions, device?: number): CtrPoint[] {
  const clicks = new Float64Array(POSITIONS);
  const counts = new Float64Array(POSITIONS);
  let positions = false;
  for (let row = 0; row < log.rows; row++) {
    if (log.position[row] === 0) continue;
    positions = true;
    if (log.observed[row * TASK_COUNT + CLICK] === 0 || (device !== undefined && log.device[row] !== device)) continue;
    counts[log.position[row] - 1]++;
    clicks[log.position[row] - 1] += log.labels[row * TASK_COUNT + CLICK];
  }
  if (!positions) return [];
  return Array.from({ length: POSITIONS }, (_, p) => {
    const { rate, low, high } = wilson(clicks[p], counts[p]);
    const unknown = { expected: NaN, relevance: NaN, bias: NaN };
    return { position: p + 1, impressions: counts[p], clicks: clicks[p], observed: rate, low, high, ...unknown };
  });
}

/**
 * CTR by position of the training log (Zhao et al. 2019, figure 6), beside what relevance or position alone would give.
 * @param device - index of a device, or undefined for all pooled
 * @returns nine points, or none where the log has no positions
 */
export function ctrByPosition(world: World, device?: number): CtrPoint[] {
  const { train: log, truth, spec } = world;
  if (spec.logging === 'none') return [];
  const clicks = new Float64Array(POSITIONS);
  const counts = new Float64Array(POSITIONS);
  const expected = new Float64Array(POSITIONS);
  const relevance = new Float64Array(POSITIONS);
  const moved = new Float64Array(POSITIONS);
  let rows = 0;
  for (let row = 0; row < log.rows; row++) {
    if (device !== undefined && log.device[row] !== device) continue;
    rows++;
    const place = log.position[row] - 1;
    const logit = log.clickLogit[row];
    clicks[place] += log.labels[row * TASK_COUNT + CLICK];
    counts[place]++;
    expected[place] += log.clickProbability[row];
    relevance[place] += clickProbability(spec, logit, 0);
    const bias = truth.bias[log.device[row]];
    for (let p = 0; p < POSITIONS; p++) moved[p] += clickProbability(spec, logit, bias[p]);
  }
  return Array.from({ length: POSITIONS }, (_, p) => {
    const { rate, low, high } = wilson(clicks[p], counts[p]);
    return {
      position: p + 1,
      impressions: counts[p],
      clicks: clicks[p],
      observed: rate,
      low,
      high,
      expected: expected[p] / counts[p],
      relevance: relevance[p] / counts[p],
      bias: moved[p] / rows,
    };
  });
}
