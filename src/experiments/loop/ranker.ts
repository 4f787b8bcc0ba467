/** A trained model as the policy of the next log. */
import { createScorer } from '../../engine/score.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { CLICK, TASK_COUNT } from '../../world/spec.ts';
import type { Candidates, Policy, Truth } from '../../world/types.ts';

/** What is served is the click logit, the position missing (Zhao et al. 2019, section 4.4). */
export interface Ranker {
  /** Click logits of candidates, one a row. */
  score: (candidates: Candidates) => Float64Array;
}

export function createRanker(model: ModelSpec, parameters: ArrayLike<number>): Ranker {
  const scorer = createScorer(model, parameters);
  let outputs = new Float32Array(0);
  return {
    score: (candidates) => {
      if (outputs.length < candidates.rows * TASK_COUNT) outputs = new Float32Array(candidates.rows * TASK_COUNT);
      scorer(candidates, { into: outputs });
      return Float64Array.from({ length: candidates.rows }, (_, row) => outputs[row * TASK_COUNT + CLICK]);
    },
  };
}

/** heur·x of every candidate: standard normal, and of no interest to any user. */
export function irrelevantTrait({ heuristic }: Pick<Truth, 'heuristic'>, log: Candidates): Float64Array {
  const traits = new Float64Array(log.rows);
  for (let row = 0; row < log.rows; row++)
    for (let f = 0; f < heuristic.length; f++) traits[row] += heuristic[f] * log.features[row * log.featureCount + f];
  return traits;
}

/** Mean and standard deviation; a deviation of 1 where nothing varies, so that it can be divided by. */
export function momentsOf(values: ArrayLike<number>): { mean: number; deviation: number } {
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += values[i] / values.length;
  let square = 0;
  for (let i = 0; i < values.length; i++) square += (values[i] - mean) ** 2 / values.length;
  return { mean, deviation: square > 0 ? Math.sqrt(square) : 1 };
}

/**
 * What a service ranks by: the standardised score plus a standing boost of the irrelevant trait.
 * @param moments - of the score over some candidates, see {@link momentsOf}
 */
export function boosted(
  scores: Float64Array,
  { mean, deviation }: { mean: number; deviation: number },
  traits: Float64Array,
  boost: number,
): Float64Array {
  return scores.map((score, i) => (score - mean) / deviation + boost * traits[i]);
}

/** The policy by which a ranker, with a standing boost, makes the next log. */
export const rankerPolicy = (
  ranker: Ranker,
  truth: Pick<Truth, 'heuristic'>,
  moments: { mean: number; deviation: number },
  { boost, randomness }: { boost: number; randomness: number },
): Policy => ({
  randomness,
  merits: (candidates, into) => {
    into.set(boosted(ranker.score(candidates), moments, irrelevantTrait(truth, candidates), boost));
  },
});
