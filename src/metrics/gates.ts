/** What gates do, in numbers: utilization, entropy, effective number of experts, polarization. Arrays are [tasks × experts], row by row. */

/** Entropy in nats of a distribution; terms at 0 count 0. */
export function entropy(weights: ArrayLike<number>): number {
  let h = 0;
  for (let i = 0; i < weights.length; i++) if (weights[i] > 0) h -= weights[i] * Math.log(weights[i]);
  return h;
}

/** exp(entropy): 1 when one expert does everything, E when all share equally. */
export const effectiveExperts = (weights: ArrayLike<number>): number => Math.exp(entropy(weights));

/** The row of task `k`. */
export const utilizationRow = (utilization: Float64Array, experts: number, k: number): Float64Array => utilization.subarray(k * experts, (k + 1) * experts);

/** How many experts a gate gives a mean weight under the threshold. */
export const unusedExperts = (row: ArrayLike<number>, threshold: number): number => Array.from(row).filter((weight) => weight < threshold).length;

/** How many unused experts make a gate polarized: 5 of 8 (Z5) or 6 of 8 (Z6), in proportion for other sizes, never all. */
export const unusedLimit = (experts: number, of8: 5 | 6 = 5): number => Math.max(1, Math.min(experts - 1, Math.ceil((of8 * experts) / 8)));

/** Whether a gate is polarized: at least {@link unusedLimit} of its experts have a mean utilization under the threshold. */
export const isGatePolarized = (row: ArrayLike<number>, threshold: number, of8: 5 | 6 = 5): boolean =>
  row.length > 1 && unusedExperts(row, threshold) >= unusedLimit(row.length, of8);

/** Tasks whose gate is polarized. A model is polarized (Z5, Z6) when there is at least one. */
export function polarizedTasks(utilization: Float64Array, experts: number, threshold: number, of8: 5 | 6 = 5): number[] {
  return Array.from({ length: utilization.length / experts }, (_, k) => k).filter((k) => isGatePolarized(utilizationRow(utilization, experts, k), threshold, of8));
}

/** M9: some gate's largest mean utilization is over 0.9. */
export const isDominated = (utilization: Float64Array, experts: number): boolean => experts > 1 && utilization.some((weight) => weight > 0.9);

/** How much two gates agree: Σ_e min(a_e, b_e), 1 = the same weights, 0 = no expert in common. */
export function overlap(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += Math.min(a[i], b[i]);
  return sum;
}
