/** To what kind of items a log gives its exposure. */
import { gini } from '../../metrics/gini.ts';
import type { WorldLog, Truth } from '../../world/types.ts';
import { irrelevantTrait } from './ranker.ts';

/** Bins of each trait, equally full of candidates, over which the Gini coefficient of exposure is taken. */
const GINI_BINS = 20;
/** Bins a side of the picture: an even number, so that both halves of a trait are known. */
const MAP_BINS = 8;

/** What a position is worth to an item: the discount of DCG (Singh & Joachims 2018, section 3). */
export const exposureOf = (position: number): number => 1 / Math.log2(1 + position);

/** [bins − 1] rising limits that part `values` into equally full bins. */
export function binLimits(values: ArrayLike<number>, bins: number): Float64Array {
  const sorted = Float64Array.from(values).sort();
  return Float64Array.from({ length: bins - 1 }, (_, i) => sorted[Math.floor(((i + 1) * sorted.length) / bins)]);
}

/** Which bin a value falls in: how many limits it reaches. */
export function binOf(limits: Float64Array, value: number): number {
  let bin = 0;
  while (bin < limits.length && value >= limits[bin]) bin++;
  return bin;
}

/** Limits of the bins of both traits, from candidates that nobody has selected. */
export interface Traits {
  boost: { fine: Float64Array; map: Float64Array };
  truth: { fine: Float64Array; map: Float64Array };
}

export function traitsOf(truth: Truth, candidates: WorldLog): Traits {
  const limits = (values: ArrayLike<number>): { fine: Float64Array; map: Float64Array } => ({
    fine: binLimits(values, GINI_BINS),
    map: binLimits(values, MAP_BINS),
  });
  return { boost: limits(irrelevantTrait(truth, candidates)), truth: limits(candidates.clickLogit) };
}

export interface Exposure {
  /** Gini coefficient of exposure over bins of the boosted trait, and over bins of the true click logit: 0 = every kind is shown alike. */
  exposureGini: number;
  relevanceGini: number;
  /** [8 · 8] share of all exposure, true click logit (row, lowest first) × boosted trait: 1/64 each where everything is shown alike. */
  exposure: number[];
}

/** Exposure that a log gives, by the traits of what it shows. */
export function exposed(truth: Truth, log: WorldLog, traits: Traits): Exposure {
  const along = irrelevantTrait(truth, log);
  const boost = new Float64Array(GINI_BINS);
  const relevance = new Float64Array(GINI_BINS);
  const map = new Float64Array(MAP_BINS * MAP_BINS);
  let total = 0;
  for (let row = 0; row < log.rows; row++) {
    const exposure = exposureOf(log.position[row]);
    const logit = log.clickLogit[row];
    boost[binOf(traits.boost.fine, along[row])] += exposure;
    relevance[binOf(traits.truth.fine, logit)] += exposure;
    map[binOf(traits.truth.map, logit) * MAP_BINS + binOf(traits.boost.map, along[row])] += exposure;
    total += exposure;
  }
  return {
    exposureGini: gini(boost),
    relevanceGini: gini(relevance),
    exposure: Array.from(map, (value) => value / total),
  };
}
