/**
 * Gini coefficient of shares: 0 when all are equal, near 1 when one has everything.
 * G = Σ_i Σ_j |x_i − x_j| / (2 n Σ x), by the sorted form.
 * @param values - at least 0 each; need not sum to 1
 * @returns NaN when all are 0, or there are none
 */
export function gini(values: ArrayLike<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let sum = 0;
  let weighted = 0;
  for (let i = 0; i < n; i++) {
    sum += sorted[i];
    weighted += (2 * (i + 1) - n - 1) * sorted[i];
  }
  return sum > 0 ? weighted / (n * sum) : NaN;
}
