/**
 * Area under the ROC curve: the probability that a random positive is scored above a random negative, ties counting half (Mann–Whitney).
 * @param scores - one per example; @param labels - 1 = positive; @param include - examples that count (1), default all
 * @returns NaN without a positive or without a negative
 */
export function auc(scores: ArrayLike<number>, labels: ArrayLike<number>, include?: ArrayLike<number>): number {
  const rows: number[] = [];
  for (let i = 0; i < scores.length; i++) if (!include || include[i] !== 0) rows.push(i);
  rows.sort((a, b) => scores[a] - scores[b]);
  let positives = 0;
  let rankSum = 0;
  for (let i = 0; i < rows.length; ) {
    let j = i;
    while (j < rows.length && scores[rows[j]] === scores[rows[i]]) j++;
    const rank = (i + j + 1) / 2;
    for (let t = i; t < j; t++) {
      if (labels[rows[t]] === 1) {
        positives++;
        rankSum += rank;
      }
    }
    i = j;
  }
  const negatives = rows.length - positives;
  return positives > 0 && negatives > 0 ? (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives) : NaN;
}
