/** Indices in the order of falling scores; equal scores keep their order (sorting is stable). */
export const rankBy = (scores: ArrayLike<number>): number[] =>
  Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a]);

/** Discounted cumulative gain of the first `depth` of an order: Σ gain / log2(rank + 1) (Järvelin & Kekäläinen 2002). */
function discountedGain(order: readonly number[], gains: ArrayLike<number>, depth: number): number {
  return order.slice(0, depth).reduce((sum, index, rank) => sum + gains[index] / Math.log2(rank + 2), 0);
}

/**
 * Normalised discounted cumulative gain of one query (Järvelin & Kekäläinen 2002, section 3).
 * @param scores - what the items are ranked by; ties keep the order in which the items are given, so that order must not know the gains
 * @param gains - their true gains, none negative
 * @param depth - how many ranks count
 * @returns 1 for the ideal order; NaN when no item has a gain, or when a score is NaN (a model that has diverged)
 */
export function ndcg(scores: ArrayLike<number>, gains: ArrayLike<number>, depth = scores.length): number {
  for (let i = 0; i < scores.length; i++) if (Number.isNaN(scores[i])) return NaN;
  const ideal = discountedGain(rankBy(gains), gains, depth);
  return ideal > 0 ? discountedGain(rankBy(scores), gains, depth) / ideal : NaN;
}
