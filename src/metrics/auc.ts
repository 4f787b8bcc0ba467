/**
 * Area under the ROC curve: the probability that a random positive is scored above a random negative, ties counting half; exact, by the
 * Mann–Whitney statistic (Hanley & McNeil 1982). The paper's offline metric of the binary tasks (Zhao et al. 2019, section 5.1).
 * @param scores - one per example; only their order matters, so logits serve as well as probabilities
 * @param labels - 1 = positive, anything else = negative
 * @param include - examples that count (not 0), default all
 * @returns NaN without a positive, without a negative, or when a score that counts is NaN (a model that has diverged)
 */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>, include?: ArrayLike<number>): number {
  const positive = new Float64Array(scores.length);
  const negative = new Float64Array(scores.length);
  let p = 0;
  let n = 0;
  for (let i = 0; i < scores.length; i++) {
    if (include && include[i] === 0) continue;
    if (Number.isNaN(scores[i])) return NaN;
    if (labels[i] === 1) positive[p++] = scores[i];
    else negative[n++] = scores[i];
  }
  // Two native sorts of plain numbers and a merge: several times faster than sorting row indices with a comparator.
  const up = positive.subarray(0, p).sort();
  const down = negative.subarray(0, n).sort();
  let below = 0;
  let upTo = 0;
  let wins = 0;
  for (const score of up) {
    while (below < n && down[below] < score) below++;
    upTo = Math.max(upTo, below);
    while (upTo < n && down[upTo] === score) upTo++;
    wins += (below + upTo) / 2;
  }
  return wins / (p * n); // 0 / 0 where either kind is missing
}
