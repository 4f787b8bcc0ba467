import { logFactorial } from './special.ts';

/** Pairs of yes or no, before and after. */
export interface McNemar {
  /** Pairs that were yes and became no; and the reverse. */
  onlyFirst: number;
  onlySecond: number;
  /** Pairs that are yes both times; and neither. */
  both: number;
  neither: number;
  /** Two-sided exact p; 1 where no pair changed. */
  p: number;
}

/**
 * McNemar's exact test (McNemar 1947): whether as many pairs changed in one direction as in the other. Two-sided binomial probability, under ½, of a
 * split of the changed pairs at least as uneven as this one.
 * @param first - of each pair; @param second - in the same order
 * @throws RangeError when the lengths differ
 */
export function mcnemar(first: readonly boolean[], second: readonly boolean[]): McNemar {
  if (first.length !== second.length)
    throw new RangeError(`mcnemar: ${String(first.length)} values cannot be paired with ${String(second.length)}`);
  const count = (a: boolean, b: boolean): number => first.filter((yes, i) => yes === a && second[i] === b).length;
  const onlyFirst = count(true, false);
  const onlySecond = count(false, true);
  return {
    onlyFirst,
    onlySecond,
    both: count(true, true),
    neither: count(false, false),
    p: exactP(onlyFirst, onlySecond),
  };
}

/** min(1, 2 · P(X ≤ the smaller)), X binomial of all changed pairs with probability ½. */
function exactP(b: number, c: number): number {
  const n = b + c;
  let tail = 0;
  for (let i = 0; i <= Math.min(b, c); i++)
    tail += Math.exp(logFactorial(n) - logFactorial(i) - logFactorial(n - i) - n * Math.LN2);
  return Math.min(1, 2 * tail);
}
