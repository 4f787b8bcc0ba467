/**
 * How often something has to be scored to rank candidates (Zhao et al. 2019, section 4: point-wise for its serving cost). The paper gives no counts;
 * those of the other two are the usual ways:
 * `point`: every candidate once.
 * `pair`: every pair once, both orders being told from one scoring: n(n − 1)/2.
 * `list`: slot after slot, every candidate that is left is scored together with the list so far: n + (n − 1) + … for the slots that there are.
 */
import { POSITIONS } from '../world/spec.ts';

export type Way = 'point' | 'pair' | 'list';

/** Scorings of one query. Each costs at least one forward pass: what reads a pair or a list has more inputs. */
export function scorings(way: Way, candidates: number, slots = POSITIONS): number {
  switch (way) {
    case 'point':
      return candidates;
    case 'pair':
      return (candidates * (candidates - 1)) / 2;
    case 'list': {
      const filled = Math.min(slots, candidates);
      return filled * candidates - (filled * (filled - 1)) / 2;
    }
  }
}

/** Natural log of the number of different lists, n! / (n − slots)!: what trying all of them would score. */
export const logLists = (candidates: number, slots = POSITIONS): number =>
  Array.from({ length: Math.min(slots, candidates) }, (_, slot) => Math.log(candidates - slot)).reduce(
    (sum, term) => sum + term,
    0,
  );
