/** How unlike each other the items of a list are. */
import type { Impressions } from '../world/types.ts';

/**
 * Mean Euclidean distance between the features of two items, over all pairs. Features of the query are the same for all and count nothing.
 * @param rows - of the log
 * @param first - number of the first feature that is the item's
 * @returns NaN for fewer than two items
 */
export function meanDistance(
  { features, featureCount }: Pick<Impressions, 'features' | 'featureCount'>,
  rows: ArrayLike<number>,
  first: number,
): number {
  let sum = 0;
  let pairs = 0;
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < a; b++, pairs++) {
      let squares = 0;
      for (let f = first; f < featureCount; f++)
        squares += (features[rows[a] * featureCount + f] - features[rows[b] * featureCount + f]) ** 2;
      sum += Math.sqrt(squares);
    }
  }
  return sum / pairs;
}
