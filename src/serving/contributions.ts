/** Why a candidate stands where it stands: what each task adds to its combined score beyond an average candidate of the same query. */

/**
 * Shares of a linear score. They sum to the candidate's score less the mean score.
 * @param terms - [rows][4] what each task adds at weight 1, see taskTerms
 * @returns [4] weight_k · (term_k − mean term_k)
 */
export function contributions(
  terms: readonly (readonly number[])[],
  weights: readonly number[],
  row: number,
): number[] {
  return weights.map((weight, task) => {
    // A task of weight 0 has no say, whatever it predicts.
    if (weight === 0) return 0;
    const mean = terms.reduce((sum, term) => sum + term[task], 0) / terms.length;
    return weight * (terms[row][task] - mean);
  });
}
