/** The numbers behind the picture of the network. Pure. */
import type { TFunction } from 'i18next';
import type { ArmView } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { presentOf, type Masked } from '../../model/visible.ts';
import { weightsOf } from '../charts/gateTables.ts';
import type { Table } from '../charts/table.ts';

export type Measured = Pick<ArmView, 'utilization' | 'effectiveOfMean' | 'loss' | 'auc'>;

/** One model, and its name where there are two. */
export interface Shown {
  arm: Measured | null;
  model: string | null;
  /** Which experts its gates may use; default: as the model that the table is of. */
  own?: Masked;
}

const weightColumns = (t: TFunction, { experts }: Pick<Masked, 'experts'>): Table['columns'] => [
  { label: t('network.table.task') },
  ...Array.from({ length: experts }, (_, e) => ({ label: t('network.table.expert', { number: e + 1 }), digits: 3 })),
];

/** Per task: the weight that one impression gives to every expert. @param weights - [4 × E] */
export const impressionTable = (t: TFunction, model: Masked, weights: Float64Array): Table => ({
  columns: weightColumns(t, model),
  rows: presentOf(model).map((k) => [t(`task.${TASKS[k]}`), ...weightsOf(model, weights, k)]),
});

/** Per model and task: every expert's mean weight, and how good the prediction is. */
export function networkTable(t: TFunction, model: Masked, shown: readonly Shown[]): Table {
  const named = shown.some(({ model }) => model !== null);
  return {
    columns: [
      ...weightColumns(t, model),
      { label: t('network.table.effective'), digits: 2 },
      { label: t('network.table.loss'), digits: 4 },
      { label: t('network.table.auc'), digits: 4 },
      ...(named ? [{ label: t('charts.polarization.column.model') }] : []),
    ],
    rows: shown.flatMap(({ arm, model: name, own = model }) =>
      arm
        ? presentOf(model).map((k) => [
            t(`task.${TASKS[k]}`),
            ...weightsOf(own, arm.utilization, k),
            arm.effectiveOfMean[k],
            arm.loss[k],
            arm.auc[k],
            ...(named ? [name ?? ''] : []),
          ])
        : [],
    ),
  };
}
