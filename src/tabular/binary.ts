/** Labels of two values: which of them counts as 1. */
import { numberOf } from './numbers.ts';

/** Words of yes and no, in lower case, and what they count as. */
export const BINARY_WORDS: Readonly<Record<string, 0 | 1>> = {
  '0': 0,
  '1': 1,
  no: 0,
  yes: 1,
  n: 0,
  y: 1,
  false: 0,
  true: 1,
  f: 0,
  t: 1,
  negative: 0,
  positive: 1,
  neg: 0,
  pos: 1,
  off: 0,
  on: 1,
  否: 0,
  是: 1,
};

/**
 * Where a text lies as a bound of a range is written: −1 below it (`- 50000.`, `<=50K`), 1 above it (`50000+.`,
 * `>50K`), 0 neither.
 */
function side(text: string): -1 | 0 | 1 {
  if (/^(?:<|≤|-\s)/.test(text)) return -1;
  return /^(?:>|≥)|\+\.?$/.test(text) ? 1 : 0;
}

/**
 * Which of the values of a binary label is the 1: as a word says, else the greater number, else the upper side of a
 * bound.
 * @param values - one or two different texts, neither empty
 * @returns null where nothing says it (two words such as `red` and `blue`), and for more than two values. Of a single
 * value: itself where it is a 1, else the text '1', which stands nowhere: all are 0
 */
export function positiveOf(values: readonly string[]): string | null {
  if (values.length === 0 || values.length > 2) return null;
  const words = values.map((value): number => BINARY_WORDS[value.toLowerCase()] ?? NaN);
  if (values.length === 1) return words[0] === 0 ? '1' : words[0] === 1 ? values[0] : null;
  const readings = [words, values.map((value) => numberOf(value)), values.map((value) => side(value))];
  const told = readings.find(([a, b]) => a < b || b < a);
  return told ? values[told[0] > told[1] ? 0 : 1] : null;
}
