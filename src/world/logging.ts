/** How impressions come about: queries, and the logging policy that decides which candidates are shown where. */
import { emptyLog } from './labels.ts';
import { DEVICE_SHARE, POSITIONS, type WorldSpec } from './spec.ts';
import { RandomStream, STREAM } from './random.ts';
import { calibrationFeatures, policyMerits } from './truth.ts';
import type { WorldLog, Policy, Truth } from './types.ts';

/** Device of a query: a draw from DEVICE_SHARE. */
export function drawDevice(draw: RandomStream): number {
  const u = draw.uniform();
  return u < DEVICE_SHARE[0] ? 0 : u < DEVICE_SHARE[0] + DEVICE_SHARE[1] ? 1 : 2;
}

/**
 * Draws the candidates of a query.
 * @param into - array that receives `count` rows of D features, all with the same queryFeatures in front
 * @param at - index at which the first row begins
 */
export function drawCandidates(
  spec: WorldSpec,
  draw: RandomStream,
  into: Float32Array,
  at: number,
  count: number,
): void {
  draw.rows(into, at, spec.queryFeatures, spec.itemFeatures, count);
}

/**
 * Queries with all their candidates, each drawn from a sub-sequence of its own.
 * @param count - how many queries of how many candidates, and the number of the first
 * @returns a log of queries × candidates rows, query by query: features and devices alone, neither truth nor labels
 */
export function drawQueries(
  spec: WorldSpec,
  seed: number,
  stream: number,
  { queries, candidates, begin = 0 }: { queries: number; candidates: number; begin?: number },
): WorldLog {
  const log = emptyLog(queries * candidates, spec.queryFeatures + spec.itemFeatures);
  for (let query = 0; query < queries; query++) {
    const draw = new RandomStream(seed, stream, begin + query);
    draw.expect(1, spec.queryFeatures + candidates * spec.itemFeatures);
    const first = query * candidates;
    log.device.fill(drawDevice(draw), first, first + candidates);
    log.query.fill(begin + query, first, first + candidates);
    drawCandidates(spec, draw, log.features, first * log.featureCount, candidates);
  }
  return log;
}

/** The world's own policy: ranks by √(1−mis²)·z_click + mis·heur·x, with the world's randomness. */
export function worldPolicy(spec: WorldSpec, truth: Truth): Policy {
  const merits = policyMerits(spec, truth);
  return {
    randomness: spec.randomness,
    merits: (features, _, into) => {
      merits(features, into);
    },
  };
}

/** Score by which a policy ranks: (1−ν)·merit + ν·N(0,1), ν the randomness. */
export const noisyScore = (merit: number, randomness: number, draw: RandomStream): number =>
  (1 - randomness) * merit + randomness * draw.normal();

/**
 * Indices of the largest scores, best first; equal scores in their order.
 * @param shown - receives as many indices as it has room for (at most as many as there are scores)
 */
export function topOf(scores: ArrayLike<number>, shown: Uint16Array): void {
  const n = shown.length;
  for (let i = 0; i < scores.length; i++) {
    let place = Math.min(i, n);
    while (place > 0 && scores[i] > scores[shown[place - 1]]) place--;
    if (place >= n) continue;
    for (let p = Math.min(i, n - 1); p > place; p--) shown[p] = shown[p - 1];
    shown[place] = i;
  }
}

/**
 * Scores at which one position ends and the next begins when candidates are placed by the quantile of their score, best first.
 * They come from the calibration candidates and not from the log, so that the rows of the log stay independent.
 * @returns [8] falling limits
 */
export function quantileLimits(spec: WorldSpec, truth: Truth, seed: number): Float64Array {
  const d = spec.queryFeatures + spec.itemFeatures;
  const features = calibrationFeatures(d, seed);
  const noise = new RandomStream(seed, STREAM.calibration, 1);
  const scores = new Float64Array(features.length / d);
  policyMerits(spec, truth)(features, scores);
  noise.expect(0, scores.length);
  for (let row = 0; row < scores.length; row++) scores[row] = noisyScore(scores[row], spec.randomness, noise);
  scores.sort().reverse();
  return Float64Array.from(
    { length: POSITIONS - 1 },
    (_, p) => scores[Math.floor(((p + 1) * scores.length) / POSITIONS)],
  );
}

/** Position 1..9 of a score among {@link quantileLimits}. */
export function quantilePosition(limits: Float64Array, score: number): number {
  let position = 1;
  while (position < POSITIONS && score < limits[position - 1]) position++;
  return position;
}
