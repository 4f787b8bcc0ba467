/** Card 3: how a model learns, as a band over its seeds, beside the shared-bottom of its size. Pure. */
import { curveBand, modelsIn, type Band, type ModelId } from '../../experiments/compare/summary.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import { keyOf, fullName } from './models.ts';
import { referenceOf } from './pairs.ts';
import type { ShownComparison } from './shown.ts';
import { instead } from './titles.ts';

/** The bands of one task: of the model, and of what it is compared with, if that is another one. */
export interface TaskBands {
  task: Task;
  own: Band[];
  reference: Band[];
}

/** The model to look at, or the last that there is where it was not trained: the one with most to it. */
export function curveModel({ runs }: ShownComparison, chosen: ModelId | null): ModelId | undefined {
  const ids = modelsIn(runs);
  return (
    ids.find((id) => chosen !== null && keyOf(id) === keyOf(chosen))
    ?? ids.findLast(({ model }) => model.startsWith('mmoe'))
    ?? ids.at(-1)
  );
}

export function bandsOf({ runs }: ShownComparison, id: ModelId): TaskBands[] {
  const reference = referenceOf(runs, id.size);
  const other = reference && keyOf(reference) !== keyOf(id) ? reference : undefined;
  const known = (model: ModelId, task: Task): Band[] =>
    curveBand(runs, model, task).filter(({ middle }) => Number.isFinite(middle));
  return TASKS.map((task) => ({ task, own: known(id, task), reference: other ? known(other, task) : [] }));
}

/** In which tasks the model's median ends below that of shared-bottom: what was measured, no more. */
export function curvesTitle(
  say: Say,
  shown: ShownComparison | undefined,
  id: ModelId | undefined,
  live: boolean,
): string {
  const { t } = say;
  if (!shown || !id) return t('compare.curves.before');
  const other = instead(say, shown, live);
  if (other) return other;
  const bands = bandsOf(shown, id);
  const reference = referenceOf(shown.runs, id.size);
  const model = fullName(say, shown.spec, id);
  const words = (some: readonly TaskBands[]): string => some.map(({ task }) => t(`task.${task}`)).join(t('comma'));
  // A model whose runs all diverged has no end: where its curve stops is none.
  const { steps } = shown.spec.base.training;
  const hasEnd = (curve: readonly Band[]): boolean => curve.at(-1)?.step === steps;
  const ends = bands.filter((band) => hasEnd(band.own) && hasEnd(band.reference));
  if (!reference || ends.length < TASKS.length) return t('compare.curves.alone', { model });
  const below = ends.filter(({ own, reference: beside }) => own.at(-1)!.middle < beside.at(-1)!.middle);
  const values = { model, reference: fullName(say, shown.spec, reference) };
  if (below.length === ends.length) return t('compare.curves.all', values);
  return below.length === 0
    ? t('compare.curves.none', values)
    : t('compare.curves.some', {
        ...values,
        tasks: words(below),
        rest: words(ends.filter((one) => !below.includes(one))),
      });
}

export function curvesTable(say: Say, shown: ShownComparison, id: ModelId): Table {
  const { t } = say;
  const reference = referenceOf(shown.runs, id.size);
  const models = reference && keyOf(reference) !== keyOf(id) ? [id, reference] : [id];
  return {
    columns: [
      { label: t('compare.column.model') },
      { label: t('compare.curves.step') },
      { label: t('compare.curves.task') },
      ...(['low', 'middle', 'high'] as const).map((part) => ({ label: t(`compare.curves.${part}`), digits: 4 })),
    ],
    rows: models.flatMap((model) =>
      TASKS.flatMap((task) =>
        curveBand(shown.runs, model, task).map(({ step, low, middle, high }) => [
          fullName(say, shown.spec, model),
          step,
          t(`task.${task}`),
          low,
          middle,
          high,
        ]),
      ),
    ),
    step: shown.spec.base.training.steps,
  };
}
