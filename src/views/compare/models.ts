/** The models of a comparison in their order, as rows of the pictures. Pure. */
import type { Unfit } from '../../experiments/compare/architectures.ts';
import { modelsOf, type CompareSpec } from '../../experiments/compare/spec.ts';
import { modelsIn, type ModelId } from '../../experiments/compare/summary.ts';
import type { Say } from '../say.ts';
import type { ShownComparison } from './shown.ts';
import type { RowGroup } from '../ui/dotRows.ts';

/** Key of a model's cells. */
export const keyOf = ({ size, model }: ModelId): string => `${size} ${model}`;

export const modelName = ({ t }: Pick<Say, 't'>, { model }: Pick<ModelId, 'model'>): string =>
  t(`compare.architecture.${model}`);

/** A size as it is named: by the multiplications that were asked for, if any were. */
export const sizeName = (
  { t, numbers }: Say,
  { budget }: Pick<CompareSpec, 'budget'>,
  { size }: Pick<ModelId, 'size'>,
): string => (budget === undefined ? t(`compare.size.${size}`) : t('compare.mult', { m: numbers.fixed(budget) }));

export const fullName = (say: Say, spec: Pick<CompareSpec, 'budget'>, id: ModelId): string =>
  say.t('compare.model', { model: modelName(say, id), size: sizeName(say, spec, id) });

/** Why an architecture is not among the models. */
export const unfitWords = ({ t, numbers }: Say, { why, budget, bound }: Unfit): string =>
  t(`compare.unfit.${why}`, { bound: numbers.fixed(bound), budget: numbers.fixed(budget) });

/**
 * Why a comparison cannot be started: none of its architectures fits its budget.
 * @returns undefined where one does
 */
export function noneFits({ t, numbers }: Say, asked: Parameters<typeof modelsOf>[0]): string | undefined {
  const { models, unfit } = modelsOf(asked);
  if (models.length > 0) return undefined;
  const narrow = unfit.filter(({ why }) => why === 'too-small').map(({ bound }) => bound);
  const wide = unfit.map(({ bound }) => bound);
  const words = { budget: numbers.fixed(unfit[0].budget) };
  return narrow.length > 0
    ? t('compare.unfit.all.too-small', { ...words, bound: numbers.fixed(Math.min(...narrow)) })
    : t('compare.unfit.all.too-large', { ...words, bound: numbers.fixed(Math.max(...wide)) });
}

/** Costs of a model, counted by the model itself. */
export function costsOf({ runs }: Pick<ShownComparison, 'runs'>, id: ModelId): { m: number; p: number } | null {
  const one = runs.find((run) => run.model === id.model && run.size === id.size);
  return one ? { m: one.multiplications, p: one.parameters } : null;
}

/** What a group of models has in common: a size, or a budget that was asked for. */
export function groupTitle(
  { t, numbers }: Say,
  { spec }: Pick<ShownComparison, 'spec'>,
  size: ModelId['size'],
): string {
  return spec.budget === undefined
    ? t(`compare.group.${size}`)
    : t('compare.group.own', { budget: numbers.fixed(spec.budget) });
}

/**
 * Rows of all models, size by size, those that do not fit after the others.
 * @param without - models that have no row of their own: what the others are compared with
 */
export function rowsOf(say: Say, shown: ShownComparison, without: (id: ModelId) => boolean = () => false): RowGroup[] {
  const { numbers, t } = say;
  const ids = modelsIn(shown.runs).filter((id) => !without(id));
  const { unfit } = modelsOf(shown.spec);
  return shown.spec.sizes.map((size) => ({
    id: size,
    title: groupTitle(say, shown, size),
    rows: [
      ...ids
        .filter((id) => id.size === size)
        .map((id) => {
          const costs = costsOf(shown, id);
          return {
            id: id.model,
            name: modelName(say, id),
            ...(costs && { detail: t('compare.costs', { m: numbers.fixed(costs.m), p: numbers.fixed(costs.p) }) }),
          };
        }),
      ...unfit
        .filter((one) => one.size === size)
        .map((one) => ({
          id: one.architecture,
          name: modelName(say, { model: one.architecture }),
          instead: t(`compare.unfit.short.${one.why}`),
        })),
    ],
  }));
}
