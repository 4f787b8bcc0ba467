/** What one treatment is worth on one world: how well it predicts the log, and how well it ranks when it is served without a position. */
import { calibrationError } from '../../metrics/calibration.ts';
import { pearson } from '../../metrics/correlation.ts';
import { ndcg, rankBy } from '../../metrics/ndcg.ts';
import { sigmoid } from '../../world/labels.ts';
import { expectedClicks } from '../../world/serving.ts';
import { CLICK, DEVICE_COUNT, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { WorldLog, World } from '../../world/types.ts';

/** A ranking of fresh queries, served without knowing any position. */
export interface Served {
  /** NDCG at nine, the gain being the true probability of a click at position 1. */
  ndcg: number;
  /** Pearson correlation of the predicted with the true click logit, both centred per device: a constant per device ranks nothing. */
  correlation: number;
  /** Expected clicks per served page, exact: the true P(click) at each position, summed. */
  expectedClicks: number;
}

/** One treatment on one world, served with the position missing. */
export interface TreatmentResult extends Served {
  /** Held-out log loss (nats) and expected calibration error of click, at the logged position. */
  logLoss: number;
  calibration: number;
  /** The input feature also served as position 1, and with a zero embedding. */
  servedAs?: { first: Served; zero: Served };
}

/** Click logits out of predictions, one a row. */
export const clickLogits = (predictions: Float32Array, from: number, to: number): Float64Array =>
  Float64Array.from({ length: to - from }, (_, i) => predictions[(from + i) * TASK_COUNT + CLICK]);

const ofQuery = (values: ArrayLike<number>, query: number, candidates: number): Float64Array =>
  Float64Array.from({ length: candidates }, (_, i) => values[query * candidates + i]);

/** Values less the mean of their device: a constant per device ranks nothing. */
export function centredByDevice(values: ArrayLike<number>, device: Uint8Array): Float64Array {
  const sums = new Float64Array(DEVICE_COUNT);
  const counts = new Float64Array(DEVICE_COUNT);
  for (let i = 0; i < values.length; i++) {
    sums[device[i]] += values[i];
    counts[device[i]]++;
  }
  return Float64Array.from(values, (value, i) => value - sums[device[i]] / counts[device[i]]);
}

/** Expected clicks per page when each query's candidates are ranked by `scores` (mean over queries). */
export function servedClicks(world: World, serving: WorldLog, scores: ArrayLike<number>): number {
  const { candidates } = world.spec;
  const queries = serving.rows / candidates;
  let clicks = 0;
  for (let q = 0; q < queries; q++) {
    const shown = rankBy(ofQuery(scores, q, candidates))
      .slice(0, POSITIONS)
      .map((i) => serving.clickLogit[q * candidates + i]);
    clicks += expectedClicks(world.spec, world.truth, serving.device[q * candidates], shown) / queries;
  }
  return clicks;
}

/** @param predictions - of held-out rows followed by the serving rows, at whatever position the model is served with */
export function measureServed(world: World, serving: WorldLog, predictions: Float32Array): Served {
  const {
    heldOut,
    spec: { candidates },
  } = world;
  const scores = clickLogits(predictions, heldOut.rows, heldOut.rows + serving.rows);
  const queries = serving.rows / candidates;
  let gain = 0;
  for (let q = 0; q < queries; q++)
    gain += ndcg(ofQuery(scores, q, candidates), ofQuery(serving.clickProbability, q, candidates), POSITIONS) / queries;
  return {
    ndcg: gain,
    correlation: pearson(centredByDevice(scores, serving.device), centredByDevice(serving.clickLogit, serving.device)),
    expectedClicks: servedClicks(world, serving, scores),
  };
}

/**
 * @param logged - predictions at the logged position
 * @param missing - predictions with the position missing
 * @param logLoss - held-out cross entropy of click at the logged position
 */
export function measureTreatment(
  world: World,
  serving: WorldLog,
  logged: Float32Array,
  missing: Float32Array,
  logLoss: number,
): TreatmentResult {
  const { heldOut } = world;
  const clicks = Float64Array.from({ length: heldOut.rows }, (_, row) => heldOut.labels[row * TASK_COUNT + CLICK]);
  return {
    logLoss,
    calibration: calibrationError(clickLogits(logged, 0, heldOut.rows).map(sigmoid), clicks),
    ...measureServed(world, serving, missing),
  };
}
