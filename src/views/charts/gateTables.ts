/** The numbers behind the pictures of the gates, now and over time. Pure. A model with one gate has its rows once, not four times. */
import { HISTOGRAM_BINS } from '../../engine/types.ts';
import { utilizationRow } from '../../metrics/gates.ts';
import { expertsOf, gatesOf, sees, type Gated, type Masked } from '../../model/visible.ts';
import type { ArmView, HistoryPoint } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import type { Say } from '../say.ts';
import type { Table } from './table.ts';
import { shares } from './violin.ts';

/** The gates that a model has, as the tables name them, and their places: the first stands for all where the tasks share one. */
const namedGates = ({ t }: Say, model: Gated): { gate: string; k: number }[] =>
  gatesOf(model).map((k) => ({ gate: t(model.kind === 'omoe' ? 'charts.gates.allTasks' : `task.${TASKS[k]}`), k }));

/** One gate's mean weight of every expert; NaN, which is written as nothing, where it may not use the expert. */
export const weightsOf = (model: Masked, utilization: Float64Array, k: number): Float64Array =>
  utilizationRow(utilization, model.experts, k).map((weight, e) => (sees(model, k, e) ? weight : NaN));

const COLUMNS = ['task', 'expert', 'mean', 'least', 'low', 'middle', 'high', 'most', 'each', 'whole'] as const;

/** Decimals of each column; none for words and whole numbers. */
const DIGITS: Partial<Record<(typeof COLUMNS)[number], number>> = {
  mean: 4,
  least: 3,
  low: 3,
  middle: 3,
  high: 3,
  most: 3,
  each: 2,
  whole: 2,
};

/** Where the columns from `least` to `most` divide the examples. */
const EDGES = [1 / 32, 1 / 8, 1 / 2, 7 / 8].map((weight) => weight * HISTOGRAM_BINS);

/** Per gate and expert that it may use: mean weight, how many examples give it how much, and the gate's effective numbers of experts. */
export function gatesTable(say: Say, model: Gated, arm: ArmView | null): Table {
  const { experts } = model;
  const rowOf = (gate: string, k: number, e: number, now: ArmView): (string | number)[] => {
    const i = k * experts + e;
    return [
      gate,
      e + 1,
      now.utilization[i],
      ...shares(now.histogram, i * HISTOGRAM_BINS, HISTOGRAM_BINS, EDGES),
      now.effectivePerExample[k],
      now.effectiveOfMean[k],
    ];
  };
  return {
    columns: COLUMNS.map((name) => ({ label: say.t(`charts.gates.column.${name}`), digits: DIGITS[name] })),
    rows: arm
      ? namedGates(say, model).flatMap(({ gate, k }) => expertsOf(model, k).map((e) => rowOf(gate, k, e, arm)))
      : [],
  };
}

/** Per step and gate: the mean weight of every expert (none where the gate may not use it), and the gate's effective numbers of experts. @param arm - the shown model's index */
export function gateHistoryTable(say: Say, model: Gated, history: readonly HistoryPoint[], arm: number): Table {
  const { t } = say;
  const { experts } = model;
  const gates = namedGates(say, model);
  return {
    columns: [
      { label: t('charts.step') },
      { label: t('charts.gates.column.task') },
      ...Array.from({ length: experts }, (_, e) => ({ label: t('charts.expert', { expert: e + 1 }), digits: 4 })),
      { label: t('charts.gates.column.each'), digits: 2 },
      { label: t('charts.gates.column.whole'), digits: 2 },
    ],
    step: history.at(-1)?.step,
    together: gates.length,
    rows: history.flatMap(({ step, arms }) =>
      gates.map(({ gate, k }) => [
        step,
        gate,
        ...weightsOf(model, arms[arm].utilization, k),
        arms[arm].effectivePerExample[k],
        arms[arm].effectiveOfMean[k],
      ]),
    ),
  };
}
