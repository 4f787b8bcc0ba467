/** The numbers behind the curves of held-out losses. Pure. */
import type { TFunction } from 'i18next';
import type { HistoryPoint } from '../../session/protocol.ts';
import { IS_BINARY, TASKS } from '../../world/spec.ts';
import type { Column, Table } from './table.ts';

/** Per step, loss and AUC of every task. @param names - of the models that are shown, in their order: of two that are one, the first */
export function curvesTable(t: TFunction, names: readonly string[], history: readonly HistoryPoint[]): Table {
  const columnsOf = (model: string): Column[] => [
    ...TASKS.map((each, k) => ({
      label: t('charts.curves.column.loss', {
        task: t(`task.${each}`),
        model,
        unit: t(IS_BINARY[k] ? 'charts.curves.unit.entropy' : 'charts.curves.unit.squared'),
      }),
      digits: 4,
    })),
    ...TASKS.filter((_, k) => IS_BINARY[k]).map((each) => ({
      label: t('charts.curves.column.auc', { task: t(`task.${each}`), model }),
      digits: 4,
    })),
  ];
  return {
    step: history.at(-1)?.step,
    columns: [{ label: t('charts.step') }, ...names.flatMap(columnsOf)],
    rows: history.map(({ step, arms }) => [
      step,
      ...arms.slice(0, names.length).flatMap(({ loss, auc }) => [...loss, ...auc.filter((_, k) => IS_BINARY[k])]),
    ]),
  };
}
