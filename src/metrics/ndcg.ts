/** Indices in the order of falling scores; equal scores keep their order. */
export const rankBy = (scores: ArrayLike<number>): number[] => Array.from({ length: scores.length }, (_, i) => i).sort((a, b) => scores[b] - scores[a] || a - b);

/** Discounted cumulative gain of the first `depth` of an order: Σ gain / log2(rank + 1) (Järvelin & Kekäläinen 2002). */
function discountedGain(order: readonly number[], gains: ArrayLike<number>, depth: number): number {
  return order.slice(0, depth).reduce((sum, index, rank) => sum + gains[index] / Math.log2(rank + 2), 0);
}

/**
 * NDCG of one query.
 * @param scores - what the items are ranked by; @param gains - their true, non-negative gains
 * @returns 1 for the ideal order; NaN when no item has a gain
 */
export function ndcg(scores: ArrayLike<number>, gains: ArrayLike<number>, depth = scores.length): number {
  const ideal = discountedGain(rankBy(gains), gains, depth);
  return ideal > 0 ? discountedGain(rankBy(scores), gains, depth) / ideal : NaN;
}
