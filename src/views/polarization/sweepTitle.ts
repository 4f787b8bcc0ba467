/** What the curves of a sweep allow to say, as a sentence to be put into words. Pure. */
import { fisherExact } from '../../metrics/fisher.ts';
import type { Rate } from '../../metrics/intervals.ts';
import { SIGNIFICANT, type Sentence } from './outcome.ts';

/** One measured point of a curve. */
export interface Point {
  series: string;
  value: number;
  rate: Rate;
}

export type SweepTitle =
  | { key: 'before' }
  | { key: 'none'; n: number }
  /** The highest and the lowest rate of a curve, or of both, differ by more than chance, every pair of points considered. */
  | { key: 'more'; most: Point; least: Point }
  | { key: 'open'; n: number };

/**
 * Of many points some pair always differs: one is only said to be above another where Fisher's p survives Bonferroni's correction for all pairs of
 * points.
 */
export function sweepTitle(points: readonly Point[]): SweepTitle {
  const known = points.filter(({ rate }) => rate.n > 0);
  if (known.length === 0) return { key: 'before' };
  const n = Math.min(...known.map(({ rate }) => rate.n));
  if (known.every(({ rate }) => rate.k === 0)) return { key: 'none', n };
  const pairs = (known.length * (known.length - 1)) / 2;
  const apart = ({ p }: Pair): boolean => p * pairs < SIGNIFICANT;
  // Within one curve nothing but the knob differs; only where no curve tells is the one set against the other.
  const within = [...new Set(known.map(({ series }) => series))]
    .map((series) => widest(known.filter((point) => point.series === series)))
    .sort((a, b) => a.p - b.p);
  const found = [...within, widest(known)].find(apart);
  return found ? { key: 'more', most: found.most, least: found.least } : { key: 'open', n };
}

interface Pair {
  most: Point;
  least: Point;
  /** Fisher's, of this pair alone. */
  p: number;
}

/** The highest and the lowest of some points; of equal ones the first. */
function widest(points: readonly Point[]): Pair {
  const byRate = [...points].sort((a, b) => b.rate.rate - a.rate.rate);
  const [most, least] = [byRate[0], byRate.findLast(({ rate }) => rate.rate < byRate[0].rate.rate) ?? byRate[0]];
  return { most, least, p: fisherExact(most.rate.k, most.rate.n, least.rate.k, least.rate.n) };
}

export interface TitleWords {
  knob: string;
  value: (value: number) => string;
  series: (series: string) => string;
}

/** The sentence under `polarization.sweep.title`, with its values. */
export function sweepSentence(points: readonly Point[], words: TitleWords): Sentence {
  const title = sweepTitle(points);
  const { knob } = words;
  if (title.key === 'before') return { key: 'before', values: { knob } };
  if (title.key !== 'more') return { key: title.key, values: { knob, n: title.n } };
  const { most, least } = title;
  return {
    key: most.series === least.series ? 'more' : 'moreAcross',
    values: {
      knob,
      most: words.value(most.value),
      least: words.value(least.value),
      series: words.series(most.series),
      other: words.series(least.series),
      k1: most.rate.k,
      n1: most.rate.n,
      k2: least.rate.k,
      n2: least.rate.n,
    },
  };
}
