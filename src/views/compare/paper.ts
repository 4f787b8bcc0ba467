/** Card 5: table 1 of the paper beside the same four models here. Pure. */
import { compareModels, modelsIn, type Comparison, type ModelId } from '../../experiments/compare/summary.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { ShownComparison } from './shown.ts';
import { fullName } from './models.ts';
import { pOfRatio } from './pairs.ts';
import { FEWEST_SEEDS, instead, RISK } from './titles.ts';

/** Its models are of the two sizes, not of a budget of the reader’s. */
export const PAPER_SIZES = {};

/** What the paper compares with. */
export const PAPER_REFERENCE: ModelId = { model: 'shared-bottom', size: 'small' };

/**
 * Table 1 of Zhao et al. 2019, live experiments: engagement and satisfaction against the smaller shared-bottom, percent; millions of multiplications.
 * Quoted from memory of the paper; always shown as its claim.
 */
export const PAPER_ROWS: readonly { id: ModelId; millions: number; engagement?: number; satisfaction?: number }[] = [
  { id: PAPER_REFERENCE, millions: 3.7 },
  { id: { model: 'shared-bottom', size: 'large' }, millions: 6.1, engagement: 0.1, satisfaction: 1.89 },
  { id: { model: 'mmoe-4', size: 'small' }, millions: 3.7, engagement: 0.2, satisfaction: 1.22 },
  { id: { model: 'mmoe-8', size: 'large' }, millions: 6.1, engagement: 0.45, satisfaction: 3.07 },
];

/** Our models of the table, each against the smaller shared-bottom; those that were not trained are left out. */
export function paperPairs({ runs, spec }: ShownComparison): Comparison[] {
  const has = (id: ModelId): boolean => modelsIn(runs).some((own) => own.model === id.model && own.size === id.size);
  // Models of a number of multiplications that the reader set are neither the small nor the large ones.
  if (spec.budget !== undefined || !has(PAPER_REFERENCE)) return [];
  return PAPER_ROWS.slice(1)
    .filter(({ id }) => has(id))
    .map(({ id }) => compareModels(runs, id, PAPER_REFERENCE));
}

/** Which of the three come out better here as well, all three held against chance together. */
export function paperTitle(say: Say, shown: ShownComparison | undefined, live: boolean): string {
  const { t } = say;
  const pairs = shown ? paperPairs(shown) : [];
  if (!shown || pairs.length < PAPER_ROWS.length - 1) return t('compare.paper.before');
  const other = instead(say, shown, live);
  if (other) return other;
  if (Math.min(...pairs.map((pair) => pair.pairs)) < FEWEST_SEEDS) return t('compare.paper.few');
  const better = pairs.filter(({ ratio }) => ratio.ratio < 1 && pOfRatio(ratio) * pairs.length < RISK);
  const rest = pairs.filter((pair) => !better.includes(pair));
  const names = (some: readonly Comparison[]): string =>
    some.map(({ a }) => fullName(say, PAPER_SIZES, a)).join(t('comma'));
  if (rest.length === 0) return t('compare.paper.all');
  if (better.length === 0) return t('compare.paper.none');
  return inSentences(
    t,
    t('compare.paper.some', { better: names(better) }),
    t('compare.paper.rest', { rest: names(rest) }),
  );
}
