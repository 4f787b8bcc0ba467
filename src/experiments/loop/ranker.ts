/** A trained model's scores as the policy of the next log. */
import type { Impressions, Policy, Truth } from '../../world/types.ts';

/** heur·x of every row: standard normal over candidates, and of no interest to any user. */
export function irrelevantTrait({ heuristic }: Pick<Truth, 'heuristic'>, log: Impressions): Float64Array {
  const traits = new Float64Array(log.rows);
  for (let row = 0; row < log.rows; row++)
    for (let f = 0; f < heuristic.length; f++) traits[row] += heuristic[f] * log.features[row * log.featureCount + f];
  return traits;
}

export interface Moments {
  mean: number;
  /** 1 where nothing varies, so that it can be divided by. */
  deviation: number;
}

export function momentsOf(values: ArrayLike<number>): Moments {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i] / values.length;
  let square = 0;
  for (let i = 0; i < values.length; i++) square += (values[i] - mean) ** 2 / values.length;
  return { mean, deviation: square > 0 ? Math.sqrt(square) : 1 };
}

/**
 * What a service ranks by: the standardised score plus a standing boost of the irrelevant trait.
 * @param moments - of the score over candidates that nobody has selected
 */
export const boosted = (
  scores: Float64Array,
  { mean, deviation }: Moments,
  traits: Float64Array,
  boost: number,
): Float64Array => scores.map((score, i) => (score - mean) / deviation + boost * traits[i]);

/** A policy that ranks by merits known beforehand. @param merits - of all candidates, query by query */
export const knownPolicy = (merits: Float64Array, randomness: number): Policy => ({
  randomness,
  merits: (_, query, into) => {
    into.set(merits.subarray(query * into.length, (query + 1) * into.length));
  },
});
