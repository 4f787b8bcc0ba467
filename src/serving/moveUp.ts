/** Which weight would move a candidate up: the combined score is linear in the weights, so places change where two lines cross. */

/** Changing one weight alone to `to` moves the candidate up. */
export interface MoveUp {
  task: number;
  /** The weight now, and where the candidate begins to stand higher. */
  from: number;
  to: number;
}

/** The place changes by so much where the weight passes. */
interface Crossing {
  change: number;
  by: 1 | -1;
}

/** Whether a candidate stands before another one: equal scores keep their order, as in ranking. */
const before = (gap: number, row: number, other: number): boolean => gap > 0 || (gap === 0 && row < other);

/** Where the candidate passes others (−1), and others pass it (+1), as one weight moves in one direction. */
function crossings(
  terms: readonly (readonly number[])[],
  scores: ArrayLike<number>,
  row: number,
  task: number,
  direction: 1 | -1,
): Crossing[] {
  const found: Crossing[] = [];
  for (let other = 0; other < terms.length; other++) {
    if (other === row) continue;
    const gap = scores[row] - scores[other];
    // How fast the candidate gains on the other one.
    const gain = direction * (terms[row][task] - terms[other][task]);
    const ahead = before(gap, row, other);
    if (gain === 0 || gain > 0 === ahead) continue;
    found.push({ change: -gap / gain, by: ahead ? 1 : -1 });
  }
  return found.sort((a, b) => a.change - b.change);
}

/** How far a weight has to move in one direction until the candidate stands higher; null where it never does. */
function reach(sorted: readonly Crossing[], room: number): number | null {
  let places = 0;
  for (let i = 0; i < sorted.length && sorted[i].change < room; i++) {
    places += sorted[i].by;
    const last = sorted.at(i + 1)?.change !== sorted[i].change;
    if (last && places < 0) return sorted[i].change;
  }
  return null;
}

/**
 * The smallest change of one weight, the others as they are, that moves a candidate up at least one place.
 * @param terms - [rows][4] what each task adds at weight 1, see taskTerms
 * @param scores - [rows] Σ_k weight_k · term_k
 * @param most - the largest weight that can be set
 * @returns null where no single weight does it, or where the candidate is the first
 */
export function moveUp(
  terms: readonly (readonly number[])[],
  scores: ArrayLike<number>,
  weights: readonly number[],
  row: number,
  most = Infinity,
): MoveUp | null {
  let best: MoveUp | null = null;
  weights.forEach((from, task) => {
    for (const direction of [1, -1] as const) {
      const change = reach(crossings(terms, scores, row, task, direction), direction > 0 ? most - from : from);
      if (change === null || (best && change >= Math.abs(best.to - best.from))) continue;
      best = { task, from, to: from + direction * change };
    }
  });
  return best;
}
