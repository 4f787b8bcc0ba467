/** Card 2: every model against the shared-bottom of its size, paired by seed. Pure. */
import { compareModels, modelsIn, type Comparison, type ModelId } from '../../experiments/compare/summary.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import type { Ratio } from '../../metrics/ratio.ts';
import { t95, tTail } from '../../metrics/student.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { ShownComparison } from './shown.ts';
import type { Cell, Column, DotPicture } from '../ui/dotRows.ts';
import { differenceWords, ratioWords } from './further.ts';
import { fullName, keyOf, modelName, rowsOf, sizeName } from './models.ts';
import { remembered } from './remembered.ts';
import { evenScale, logScale } from '../ui/scales.ts';

/** A model against the reference of its size, and seed by seed. */
export interface Pair extends Comparison {
  seeds: { seed: number; ratio: number; aucGain: number }[];
}

/** What the models of a size are compared with: shared-bottom, or the first model that there is. */
export const referenceOf = (runs: readonly ModelId[], size: ModelId['size']): ModelId | undefined =>
  modelsIn(runs).find((id) => id.size === size);

const isReference = (runs: readonly ModelId[], id: ModelId): boolean => referenceOf(runs, id.size)?.model === id.model;

/** The same in words: of all sizes, for those have the same architectures. */
export const referenceName = (say: Say, shown: Pick<ShownComparison, 'runs'> | undefined): string =>
  modelName(say, modelsIn(shown?.runs ?? [])[0] ?? { model: 'shared-bottom' });

/** Seed by seed: only those in which neither of the two diverged. */
function seedsOf(runs: readonly CompareRun[], a: ModelId, b: ModelId): Pair['seeds'] {
  const bySeed = new Map<number, CompareRun[]>();
  for (const run of runs) bySeed.set(run.seed, [...(bySeed.get(run.seed) ?? []), run]);
  return [...bySeed].flatMap(([seed, own]) => {
    const { pairs, ratio, aucGain } = compareModels(own, a, b);
    return pairs === 1 ? [{ seed, ratio: ratio.ratio, aucGain: aucGain.mean }] : [];
  });
}

export const pairsOf = remembered((runs: readonly CompareRun[]): Pair[] =>
  modelsIn(runs)
    .filter((id) => !isReference(runs, id))
    .map((a) => {
      const b = referenceOf(runs, a.size)!;
      return { ...compareModels(runs, a, b), seeds: seedsOf(runs, a, b) };
    }),
);

/** How likely a mean log ratio so far from 0 is where there is none: Student's test, two-sided. NaN for fewer than two pairs. */
export function pOfRatio({ n, ratio, low, high }: Ratio): number {
  const degrees = n - 1;
  if (degrees < 1) return NaN;
  const error = Math.log(high / low) / 2 / t95(degrees);
  return tTail(Math.log(ratio) / error, degrees);
}

function column(
  say: Say,
  pairs: readonly Pair[],
  which: 'ratio' | 'aucGain',
  reference: string,
  scale: { domain: [number, number]; ticks: number[] },
): Column {
  const { t, numbers } = say;
  const isRatio = which === 'ratio';
  return {
    id: which,
    title: t(`compare.pairs.${which}.title`),
    note: t(`compare.pairs.${which}.note`, { reference }),
    color: 'var(--estimate)',
    ink: 'var(--ink)',
    log: isRatio,
    domain: scale.domain,
    ticks: scale.ticks.map((value) => ({ value, text: numbers.plain(value) })),
    reference: isRatio ? 1 : 0,
    cells: Object.fromEntries(
      pairs.map((pair): [string, Cell] => {
        const dots = pair.seeds.map((one) => ({ seed: one.seed, value: one[which] }));
        const { low, high } = pair[which];
        const { k, n } = pair.better;
        return [
          keyOf(pair.a),
          isRatio
            ? { dots, mean: pair.ratio.ratio, low, high, text: t('compare.pairs.better', { k, n }) }
            : { dots, mean: pair.aucGain.mean, low, high },
        ];
      }),
    ),
  };
}

export function pairsPicture(say: Say, shown: ShownComparison): Omit<DotPicture, 'textWidth' | 'chosen'> {
  const pairs = pairsOf(shown.runs);
  const reference = referenceName(say, shown);
  const all = (which: 'ratio' | 'aucGain'): number[] => pairs.flatMap(({ seeds }) => seeds.map((one) => one[which]));
  return {
    columns: [
      column(say, pairs, 'ratio', reference, logScale([...all('ratio'), 1], 6)),
      column(say, pairs, 'aucGain', reference, evenScale(all('aucGain'), 0, 6)),
    ],
    groups: rowsOf(say, shown, (id) => isReference(shown.runs, id)),
  };
}

export function pairsSummary(say: Say, { runs, spec }: ShownComparison): PanelTable {
  const { t, numbers } = say;
  return {
    columns: [
      t('compare.column.model'),
      t('compare.column.against'),
      t('compare.pairs.ratio.title'),
      t('compare.column.better'),
      t('compare.pairs.aucGain.title'),
      t('compare.column.left'),
    ],
    rows: pairsOf(runs).map(({ a, b, ratio, better, aucGain, left }) => [
      fullName(say, spec, a),
      modelName(say, b),
      ratioWords(say, ratio),
      t('compare.rate', {
        k: better.k,
        n: better.n,
        low: numbers.percent(better.low),
        high: numbers.percent(better.high),
      }),
      differenceWords(say, aucGain),
      numbers.fixed(left),
    ]),
  };
}

/** Every pair, in full precision. */
export function pairsTable(say: Say, { runs, spec }: ShownComparison): Table {
  const { t } = say;
  return {
    columns: [
      { label: t('compare.column.model') },
      { label: t('compare.column.size') },
      { label: t('compare.column.against') },
      { label: t('compare.column.seed') },
      { label: t('compare.pairs.ratio.title'), digits: 3 },
      { label: t('compare.pairs.aucGain.title'), digits: 4 },
    ],
    rows: pairsOf(runs).flatMap(({ a, b, seeds }) =>
      seeds.map(({ seed, ratio, aucGain }) => [
        modelName(say, a),
        sizeName(say, spec, a),
        modelName(say, b),
        seed,
        ratio,
        aucGain,
      ]),
    ),
    step: spec.base.training.steps,
  };
}
