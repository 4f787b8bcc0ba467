/** The numbers behind the curves of held-out losses. Pure. */
import type { TFunction } from 'i18next';
import type { HistoryArm, HistoryPoint } from '../../session/protocol.ts';
import { rSquared } from '../../metrics/losses.ts';
import { TASKS } from '../../world/spec.ts';
import type { RunTask } from '../../run/source.ts';
import { PLATFORM_TASKS } from '../tasks.ts';
import type { Column, Table } from './table.ts';

/** A task's measure beside its loss: of a yes or no its AUC, of a number its R², where the variance of its labels is known. */
interface More {
  name: 'auc' | 'r2';
  index: number;
  of: (arm: Pick<HistoryArm, 'loss' | 'auc'>) => number;
}

function moreOf({ kind, index }: RunTask, variance: readonly number[] | undefined): More[] {
  if (kind === 'binary') return [{ name: 'auc', index, of: ({ auc }) => auc[index] }];
  return variance ? [{ name: 'r2', index, of: ({ loss }) => rSquared(loss[index], variance[index]) }] : [];
}

/**
 * Per step, loss and AUC or R² of every task.
 * @param names - of the models that are shown, in their order: of two that are one, the first
 * @param variance - [4] of the held-out labels of regressions; absent where R² is not asked for
 */
export function curvesTable(
  t: TFunction,
  names: readonly string[],
  history: readonly HistoryPoint[],
  tasks: readonly RunTask[] = PLATFORM_TASKS,
  variance?: readonly number[],
): Table {
  const more = tasks.flatMap((task) => moreOf(task, variance));
  const columnsOf = (model: string): Column[] => [
    ...tasks.map(({ task, kind }) => ({
      label: t('charts.curves.column.loss', {
        task: t(`task.${task}`),
        model,
        unit: t(kind === 'binary' ? 'charts.curves.unit.entropy' : 'charts.curves.unit.squared'),
      }),
      digits: 4,
    })),
    ...more.map(({ name, index }) => ({
      label: t(`charts.curves.column.${name}`, { task: t(`task.${TASKS[index]}`), model }),
      digits: 4,
    })),
  ];
  return {
    step: history.at(-1)?.step,
    columns: [{ label: t('charts.step') }, ...names.flatMap(columnsOf)],
    rows: history.map(({ step, arms }) => [
      step,
      ...arms
        .slice(0, names.length)
        .flatMap((arm) => [...tasks.map(({ index }) => arm.loss[index]), ...more.map(({ of }) => of(arm))]),
    ]),
  };
}
