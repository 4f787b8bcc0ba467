/** Numbers of very different sizes, each with as many digits as tell something. Pure. */
import type { NumberWords } from '../format.ts';

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const raised = (exponent: number): string =>
  (exponent < 0 ? '⁻' : '') + String(Math.abs(exponent)).replace(/\d/g, (digit) => RAISED[Number(digit)]);

/** A number to so many significant digits: "0.0213", "3.10 × 10⁻⁸"; "–" for none. */
export function significant(numbers: NumberWords, value: number, digits = 3): string {
  if (!Number.isFinite(value)) return numbers.fixed(value);
  if (value === 0) return numbers.fixed(0);
  const size = Math.floor(Math.log10(Math.abs(Number(value.toPrecision(digits)))));
  if (size < -4 || size > 5) return `${numbers.fixed(value / 10 ** size, digits - 1)} × 10${raised(size)}`;
  return numbers.fixed(value, Math.max(0, digits - 1 - size));
}

/** Decimals that show a change: two digits of it, at least three decimals. */
export const decimalsOf = (change: number): number =>
  change === 0 || !Number.isFinite(change) ? 3 : Math.min(9, Math.max(3, 1 - Math.floor(Math.log10(Math.abs(change)))));

/** Largest difference of two vectors; NaN where they are of different lengths. */
export function furthest(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return NaN;
  return a.reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0);
}
