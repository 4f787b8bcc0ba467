/** What else was measured beside the comparison, as rows of dots: lines of a study, each against another of the same seeds. Pure. */
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { Line, MoreRun } from '../../experiments/compare/storedMore.ts';
import { differences, type Differences } from '../../experiments/compare/summary.ts';
import type { Cell, Column } from '../ui/dotRows.ts';
import type { Say } from '../say.ts';
import { intervalWords } from '../charts/intervalWords.ts';
import { evenScale, logScale } from '../ui/scales.ts';
import { signed } from '../signed.ts';
import type { Ratio } from '../../metrics/ratio.ts';

/** A line against another one, and seed by seed. */
export interface Against extends Differences {
  /** Of the row that shows it. */
  key: string;
  seeds: { seed: number; of: Differences }[];
}

/** @param key - of the row */
export function against(key: string, first: readonly MoreRun[], second: readonly MoreRun[]): Against {
  return {
    key,
    ...differences(first, second),
    seeds: first.flatMap((run) => {
      const of = differences(
        [run],
        second.filter(({ seed }) => seed === run.seed),
      );
      return of.pairs === 1 ? [{ seed: run.seed, of }] : [];
    }),
  };
}

/** The lines of a study of which something holds. */
export const linesOf = <S extends StudyName>(
  lines: readonly Line<S>[],
  holds: (id: Line<S>['id']) => boolean,
): Line<S>[] => lines.filter(({ id }) => holds(id));

interface ColumnWords {
  id: string;
  title: string;
  note: string;
}

/** Squared errors as ratios: 1 is no difference. @param counted - says beside each row in how many seeds the error is lower */
export function ratioColumn(
  { t, numbers }: Say,
  all: readonly Against[],
  { counted = false, ...words }: ColumnWords & { counted?: boolean },
): Column {
  const { domain, ticks } = logScale([...all.flatMap(({ seeds }) => seeds.map(({ of }) => of.ratio.ratio)), 1], 5);
  return {
    ...words,
    color: 'var(--estimate)',
    ink: 'var(--ink)',
    log: true,
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value) })),
    reference: 1,
    cells: Object.fromEntries(
      all.map(({ key, seeds, ratio, better }): [string, Cell] => [
        key,
        {
          dots: seeds.map(({ seed, of }) => ({ seed, value: of.ratio.ratio })),
          mean: ratio.ratio,
          low: ratio.low,
          high: ratio.high,
          ...(counted && { text: t('compare.of', { k: better.k, n: better.n }) }),
        },
      ]),
    ),
  };
}

/** Differences that 0 is none of. @param of - what of a comparison */
export function differenceColumn(
  { numbers }: Say,
  all: readonly Against[],
  of: (one: Differences) => { mean: number; low: number; high: number },
  {
    color = 'var(--estimate)',
    ink = 'var(--ink)',
    scaled = all,
    ...words
  }: ColumnWords & {
    color?: string;
    ink?: string;
    /** What the scale is made for; of the others, what is beyond it stands at its end. */ scaled?: readonly Against[];
  },
): Column {
  const { domain, ticks } = evenScale(
    scaled.flatMap(({ seeds }) => seeds.map((one) => of(one.of).mean)),
    0,
  );
  return {
    ...words,
    color,
    ink,
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value) })),
    reference: 0,
    cells: Object.fromEntries(
      all.map((one): [string, Cell] => {
        const { mean, low, high } = of(one);
        return [
          one.key,
          { dots: one.seeds.map(({ seed, of: own }) => ({ seed, value: of(own).mean })), mean, low, high },
        ];
      }),
    ),
  };
}

/** Cells of a table. */
export const ratioWords = (say: Say, { ratio, low, high }: Ratio): string =>
  intervalWords(say, (value) => say.numbers.fixed(value, 2), { mean: ratio, low, high });
export const differenceWords = (say: Say, difference: { mean: number; low: number; high: number }): string =>
  intervalWords(say, (value) => signed(say.numbers, value, 3), difference);
/** The two columns of a study in which everything is compared with one thing: the errors' ratio, and the gain in AUC. */
export const bothColumns = (
  say: Say,
  all: readonly Against[],
  words: { ratioNote: string; auc: string; aucNote: string },
): Column[] => [
  ratioColumn(say, all, {
    id: 'ratio',
    title: say.t('compare.pairs.ratio.title'),
    note: words.ratioNote,
    counted: true,
  }),
  differenceColumn(say, all, aucGain, { id: 'auc', title: words.auc, note: words.aucNote }),
];
export const aucGain = ({ aucGain: gain }: Differences) => gain;
