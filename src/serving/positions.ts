/** Which position a model is told at serving, where nothing has been shown yet. */
import { policyMerit } from '../world/truth.ts';
import { noisyScore, quantileLimits, quantilePosition, topOf } from '../world/logging.ts';
import { RandomStream, STREAM } from '../world/random.ts';
import { POSITIONS } from '../world/spec.ts';
import type { Impressions, World } from '../world/types.ts';

/**
 * `missing`: as the paper serves (section 4.4). `first`: position 1 for every candidate. `logged`: the position that the logging policy
 * would have shown it at, as if what was logged were what will be; missing for what it would not have shown.
 */
export const SERVED_POSITIONS = ['missing', 'first', 'logged'] as const;
export type ServedPosition = (typeof SERVED_POSITIONS)[number];

/** What a scorer, or an evaluation, calls it. */
export const toldAs = (position: ServedPosition): 'missing' | 'logged' | number =>
  position === 'first' ? 1 : position;

/**
 * Where the platform's logging policy would have put fresh candidates, its randomness drawn anew for every query.
 * @param log - whole queries of `candidates` rows each
 * @returns [rows] 1..9, 0 for what it would not have shown, and everywhere on a platform without positions
 */
export function policyPositions(
  { spec, truth, seed }: Pick<World, 'spec' | 'truth' | 'seed'>,
  log: Impressions,
  candidates: number,
): Uint8Array {
  const positions = new Uint8Array(log.rows);
  if (spec.logging === 'none') return positions;
  const limits = spec.logging === 'quantile' ? quantileLimits(spec, truth, seed) : null;
  const scores = new Float64Array(candidates);
  const shown = new Uint16Array(Math.min(POSITIONS, candidates));
  for (let first = 0; first < log.rows; first += candidates) {
    const draw = new RandomStream(seed, STREAM.servedPolicy, log.query[first]);
    for (let i = 0; i < candidates; i++)
      scores[i] = noisyScore(
        policyMerit(spec, truth, log.features, (first + i) * log.featureCount),
        spec.randomness,
        draw,
      );
    if (limits) {
      for (let i = 0; i < candidates; i++) positions[first + i] = quantilePosition(limits, scores[i]);
      continue;
    }
    topOf(scores, shown);
    shown.forEach((i, place) => {
      positions[first + i] = place + 1;
    });
  }
  return positions;
}
