/**
 * Quality against cost: every model of the chapter, and both ways of making the large one cheaper, on the same seeds in the same setting. Pure.
 */
import { ARCHITECTURES, type Architecture } from '../../experiments/compare/architectures.ts';
import type { KnownLines, Line } from '../../experiments/compare/storedMore.ts';
import { modelsIn, qualityOf, runsOf, type ModelId, type Quality } from '../../experiments/compare/summary.ts';
import { sameSetting } from '../../study/spec.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import { fullName, modelName } from './models.ts';
import { intervalWords } from '../charts/intervalWords.ts';
import type { ShownComparison } from './shown.ts';

/** Trained on the labels alone; pruned and trained on (with all experts: only trained on); distilled. In the order in which they stand. */
export const KINDS = ['alone', 'tuned', 'distilled'] as const;
export type Kind = (typeof KINDS)[number];

export interface CostPoint extends Quality {
  /** No two have the same. */
  id: string;
  kind: Kind;
  /** In full, and what stands beside the point. */
  name: string;
  short: string;
  multiplications: number;
}

type Compressed = Pick<KnownLines<'compress'>, 'lines' | 'base'>;
type CompressLine = Line<'compress'>;

/** Seeds on which the large model was compressed. */
export const seedsOfLines = (lines: readonly Line<'compress'>[]): number[] =>
  lines.find(({ id }) => id.way === 'whole')?.runs.map(({ seed }) => seed) ?? [];

/** The first comparison that has all these seeds in the very setting: only its models can stand beside what was compressed. */
export const comparedOn = (
  comparisons: readonly ShownComparison[],
  { lines, base }: Compressed,
): ShownComparison | undefined =>
  comparisons.find(({ spec, runs }) => {
    const known = new Set(runs.map(({ seed }) => seed));
    return (
      spec.budget === undefined && sameSetting(spec.base, base) && seedsOfLines(lines).every((seed) => known.has(seed))
    );
  });

/** The model that is made cheaper. */
const WHOLE: ModelId = { model: 'mmoe-8', size: 'large' };

const orderOf = (model: Architecture | undefined): number => (model ? ARCHITECTURES.indexOf(model) : 0);

function compressedPoints(say: Say, lines: readonly CompressLine[]): CostPoint[] {
  const { t } = say;
  const own = lines.filter(({ id }) => id.teacher === 'spread');
  const tuned = own.filter(({ id }) => id.way === 'tuned' || id.way === 'continued');
  const distilled = own.filter(({ id }) => id.way === 'distilled');
  return [
    ...[...tuned]
      .sort((a, b) => b.id.experts - a.id.experts)
      .map(({ id: { way, experts, multiplications }, runs }): CostPoint => ({
        id: `tuned ${String(experts)}`,
        kind: 'tuned',
        name: t(`compare.compress.${way === 'tuned' ? 'tuned' : 'continued'}`, { experts }),
        short: t('compare.cost.experts', { experts }),
        multiplications,
        ...qualityOf(runs),
      })),
    ...[...distilled]
      .sort((a, b) => orderOf(a.id.model) - orderOf(b.id.model))
      .map(({ id: { model = 'mmoe-4', multiplications }, runs }): CostPoint => ({
        id: `distilled ${model}`,
        kind: 'distilled',
        name: t('compare.compress.distilled', { model: modelName(say, { model }) }),
        short: modelName(say, { model }),
        multiplications,
        ...qualityOf(runs),
      })),
  ];
}

/**
 * All points. The large model that was compressed is the 8-expert MMoE of the comparison.
 * @param compared - see {@link comparedOn}; without it only what was compressed
 */
export function costPoints(say: Say, compressed: Compressed, compared: ShownComparison | undefined): CostPoint[] {
  const seeds = new Set(seedsOfLines(compressed.lines));
  const runs = compared?.runs.filter(({ seed }) => seeds.has(seed)) ?? [];
  const alone = (id: ModelId, multiplications: number, own: Parameters<typeof qualityOf>[0]): CostPoint => ({
    id: `alone ${id.size} ${id.model}`,
    kind: 'alone',
    name: fullName(say, {}, id),
    short: modelName(say, id),
    multiplications,
    ...qualityOf(own),
  });
  const whole = compressed.lines.find(({ id }) => id.teacher === 'spread' && id.way === 'whole');
  return [
    ...modelsIn(runs).map((id) => alone(id, runsOf(runs, id)[0].multiplications, runsOf(runs, id))),
    ...(whole && !compared ? [alone(WHOLE, whole.id.multiplications, whole.runs)] : []),
    ...compressedPoints(say, compressed.lines),
  ].filter(({ auc, error }) => Number.isFinite(auc.mean + error.ratio));
}

/** Costs that differ by less count as one: widths are whole numbers. */
const ALIKE = 1.05;

/** What errs least at the small cost, and at the large one without extra steps: what was measured, no more. */
export function costTitle({ t, numbers }: Say, points: readonly CostPoint[]): string {
  const most = Math.max(...points.map(({ multiplications }) => multiplications));
  const near = (m: number): CostPoint[] =>
    points.filter(({ multiplications: own }) => Math.max(own / m, m / own) < ALIKE);
  const cheaper = points.filter(({ multiplications }) => multiplications * ALIKE < most);
  const whole = near(most).filter(({ kind }) => kind === 'alone');
  if (cheaper.length === 0 || whole.length === 0) return t('compare.cost.before');
  const least = (some: readonly CostPoint[]): CostPoint =>
    some.reduce((best, one) => (one.error.ratio < best.error.ratio ? one : best));
  // The cost at which there are most models: that of the small size.
  const small = cheaper.map(({ multiplications }) => near(multiplications)).sort((a, b) => b.length - a.length)[0];
  const [best, large] = [least(small), least(whole)];
  return t('compare.cost.title', {
    m: numbers.fixed(best.multiplications),
    // Its size is that of its cost.
    small: best.kind === 'alone' ? best.short : best.name,
    least: numbers.fixed(best.error.ratio, 3),
    of: numbers.fixed(large.multiplications),
    large: large.short,
    most: numbers.fixed(large.error.ratio, 3),
  });
}

export function costSummary(say: Say, points: readonly CostPoint[]): PanelTable {
  const { t, numbers } = say;
  const fixed = (value: number): string => numbers.fixed(value, 3);
  return {
    columns: [
      t('compare.column.model'),
      t('compare.cost.kindColumn'),
      t('compare.column.multiplications'),
      t('compare.cost.error'),
      t('compare.cost.auc'),
    ],
    rows: points.map(({ name, kind, multiplications, error, auc }) => [
      name,
      t(`compare.cost.kind.${kind}`),
      numbers.fixed(multiplications),
      intervalWords(say, fixed, { mean: error.ratio, low: error.low, high: error.high }),
      intervalWords(say, fixed, auc),
    ]),
  };
}

/** The same in full precision. */
export const costTable = ({ t }: Say, points: readonly CostPoint[], step: number): Table => ({
  columns: [
    { label: t('compare.column.model') },
    { label: t('compare.cost.kindColumn') },
    { label: t('compare.column.multiplications') },
    ...(['error', 'errorLow', 'errorHigh', 'auc', 'aucLow', 'aucHigh'] as const).map((name) => ({
      label: t(`compare.cost.${name}`),
      digits: 4,
    })),
    { label: t('compare.setup.seeds') },
  ],
  rows: points.map(({ name, kind, multiplications, error, auc }) => [
    name,
    t(`compare.cost.kind.${kind}`),
    multiplications,
    ...[error.ratio, error.low, error.high, auc.mean, auc.low, auc.high],
    auc.n,
  ]),
  step,
});
