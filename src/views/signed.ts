import type { NumberWords } from './format.ts';

/** A difference with its sign; none where it rounds to 0. */
export function signed(numbers: NumberWords, value: number, digits = 2): string {
  const rounds = Math.abs(value) < 0.5 * 10 ** -digits;
  return `${value > 0 && !rounds ? '+' : ''}${numbers.fixed(rounds ? 0 : value, digits)}`;
}
