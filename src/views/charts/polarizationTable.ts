/** The numbers behind the two models' maps. Pure. */
import { isGatePolarized, unusedExperts, usedRow } from '../../metrics/gates.ts';
import { ofArm, presentOf, type Paired } from '../../model/visible.ts';
import type { ArmView } from '../../session/protocol.ts';
import type { Say } from '../say.ts';
import { weightsOf } from './gateTables.ts';
import type { Table } from './table.ts';

export interface MapsShown {
  arms: readonly Pick<ArmView, 'utilization' | 'dead'>[];
  model: Paired;
  /** Mean weight under which an expert counts as unused. */
  threshold: number;
  /** Names of the models, and of the gates that each has. */
  names: readonly string[];
  gates: readonly string[];
  oneGate: boolean;
}

/** Per model and gate: every expert's mean weight, and what follows from the threshold. */
export function polarizationTable({ t, numbers }: Say, shown: MapsShown): Table {
  const { arms, model, threshold, names, gates, oneGate } = shown;
  return {
    columns: [
      { label: t('charts.polarization.column.model') },
      { label: t(oneGate ? 'charts.polarization.column.gate' : 'charts.gates.column.task') },
      ...Array.from({ length: model.experts }, (_, e) => ({ label: t('charts.expert', { expert: e + 1 }), digits: 4 })),
      { label: t('charts.polarization.column.unused', { threshold: numbers.percent(threshold, 1) }) },
      { label: t('charts.polarization.column.polarized') },
      { label: t('charts.polarization.column.dead') },
    ],
    rows: arms.flatMap(({ utilization, dead }, arm) =>
      gates.map((name, i) => {
        const k = oneGate ? 0 : presentOf(model)[i];
        const own = ofArm(model, arm);
        const row = usedRow(utilization, own, k);
        return [
          names[arm],
          name,
          ...weightsOf(own, utilization, k),
          unusedExperts(row, threshold),
          t(isGatePolarized(row, threshold) ? 'charts.yes' : 'charts.no'),
          dead.reduce((sum, one) => sum + one, 0),
        ];
      }),
    ),
  };
}
