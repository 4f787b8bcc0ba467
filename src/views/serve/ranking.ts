/** Candidates in the order in which the combined score puts them. Pure. */
import { combinedScores, ranks, type ScoreForm } from '../../metrics/combinedScore.ts';
import { rankBy } from '../../metrics/ndcg.ts';
import { POSITIONS } from '../../world/spec.ts';

export interface Ranking {
  /** [candidates] as combinedScores gives them. */
  scores: Float64Array;
  /** Candidates, best first. */
  order: readonly number[];
  /** [candidates] place of each, from 0. */
  place: Uint16Array;
}

interface Known {
  form: ScoreForm;
  weights: readonly number[];
  ranking: Ranking | null;
}

/** Of each outputs, the ranking asked for last: several cards ask for the same in one move of a slider. */
const known = new WeakMap<Float32Array, Known>();

/** @returns null where the weights tell no candidates apart, or the model predicts nothing finite */
export function rankingOf(form: ScoreForm, weights: readonly number[], outputs: Float32Array): Ranking | null {
  const last = known.get(outputs);
  if (last?.form === form && last.weights === weights) return last.ranking;
  const ranking = rank(form, weights, outputs);
  known.set(outputs, { form, weights, ranking });
  return ranking;
}

function rank(form: ScoreForm, weights: readonly number[], outputs: Float32Array): Ranking | null {
  if (!ranks(weights)) return null;
  const scores = combinedScores(form, weights, outputs, outputs.length / 4);
  if (scores.some(Number.isNaN)) return null;
  const order = rankBy(scores);
  const place = new Uint16Array(order.length);
  order.forEach((candidate, at) => {
    place[candidate] = at;
  });
  return { scores, order, place };
}

/** The candidates that are shown. */
export const shownOf = ({ order }: Ranking): readonly number[] => order.slice(0, POSITIONS);

/** How many of those that one ranking shows another one shows as well. */
export function inCommon(a: Ranking, b: Ranking): number {
  return shownOf(a).filter((candidate) => b.place[candidate] < POSITIONS).length;
}

/** The score as it is written: the product itself, which rankings keep as its log. */
export const written = (form: ScoreForm, score: number): number => (form === 'product' ? Math.exp(score) : score);
