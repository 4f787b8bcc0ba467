/** What a worked line prints: numbers are rounded one by one, so the rounded parts need not give the rounded result. Pure. */

/** Digits that are tried before a line says that it is not exact. */
const DIGITS = [2, 3] as const;

export type Sign = '=' | '≈';

export interface Printed {
  /** Decimals of every number of the line. */
  digits: number;
  /** "=" only where a reader who calculates with the printed numbers comes to the printed result. */
  sign: Sign;
}

/** The number that a reader sees. */
export const seen = (value: number, digits: number): number => Number(value.toFixed(digits));

/** Whether the printed numbers lead to the printed result. @param read - what a reader calculates from the numbers as printed */
export const signOf = (read: number, result: number, digits: number): Sign =>
  seen(read, digits) === seen(result, digits) ? '=' : '≈';

/**
 * How to print a sum of products: with the fewest digits at which the line is right as it stands, else with two and "≈".
 * @param terms - the factors of each term; a plain sum has one factor a term
 * @param leads - whether what follows in the line is right too with so many digits; without any such, the sum alone decides
 */
export function printedSum(
  terms: readonly (readonly number[])[],
  sum: number,
  leads: (digits: number) => boolean = () => true,
): Printed {
  const right = DIGITS.filter((some) => {
    const read = terms.reduce(
      (total, factors) => total + factors.reduce((product, x) => product * seen(x, some), 1),
      0,
    );
    return signOf(read, sum, some) === '=';
  });
  const digits = right.find(leads) ?? right.at(0);
  return digits === undefined ? { digits: DIGITS[0], sign: '≈' } : { digits, sign: '=' };
}
