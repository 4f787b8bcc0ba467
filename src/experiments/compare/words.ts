/** Numbers with their intervals, as the commands print them. Nothing measured is a dash; one run has no interval. */
import type { Mean } from '../../metrics/intervals.ts';
import type { Ratio } from '../../metrics/ratio.ts';

const words = (n: number, middle: number, low: number, high: number, digits: number): string => {
  if (n === 0) return '–';
  const interval = n > 1 ? ` [${low.toFixed(digits)}, ${high.toFixed(digits)}]` : '';
  return middle.toFixed(digits) + interval;
};

export const meanWords = ({ n, mean, low, high }: Mean, digits = 3): string => words(n, mean, low, high, digits);

export const ratioWords = ({ n, ratio, low, high }: Ratio, digits = 2): string => words(n, ratio, low, high, digits);
