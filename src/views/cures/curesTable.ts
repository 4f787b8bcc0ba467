/** Everything that was measured of each cure, as a file. Pure. */
import type { CureSummary } from '../../experiments/cures/results.ts';
import { TASKS } from '../../world/spec.ts';
import type { Table } from '../charts/table.ts';
import type { Say } from '../say.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import { combinationName, pWords, rateWords, ratioWords } from './names.ts';
import type { ShownCures } from './store.ts';

const KNOWN = ['id', 'runs', 'polarized', 'polarizedByContributions', 'runsWithDeadExpert', 'diverged'] as const;

/** What the picture shows of each cure, and what it does not. */
export function numbersOf(say: Say, { cures, sweeps }: Pick<ShownCures, 'cures' | 'sweeps'>): PanelTable {
  const { t, numbers } = say;
  return {
    columns: (['cure', 'loss', 'polarized', 'contributed', 'dead', 'healed', 'diverged', 'p'] as const).map((column) =>
      t(`cures.numbers.${column}`),
    ),
    rows: [...cures, ...sweeps].map(({ combination, against, z5, contributedZ5, dead, diverged }) => {
      const healed = against?.healed.gates;
      return [
        combinationName(say, combination),
        against ? ratioWords(say, against.loss) : numbers.fixed(1),
        rateWords(say, z5),
        rateWords(say, contributedZ5),
        rateWords(say, dead),
        healed && healed.n > 0 ? t('cures.rate', { k: healed.k, n: healed.n }) : numbers.fixed(NaN),
        t('cures.rate', { k: diverged.k, n: diverged.n }),
        against ? pWords(say, against.z5.p) : numbers.fixed(NaN),
      ];
    }),
  };
}

/** A row a cure, its sweep after it. */
export function curesTable(say: Say, { cures, sweeps, spec }: ShownCures): Table {
  const { t } = say;
  const row = (cure: CureSummary): (string | number)[] => {
    const { id, combination, z5, contributedZ5, dead, diverged, against } = cure;
    const { ratio, low, high } = against?.loss ?? { ratio: 1, low: NaN, high: NaN };
    const healed = against?.healed.gates;
    return [
      combinationName(say, combination),
      id,
      diverged.n,
      z5.k,
      contributedZ5.k,
      dead.k,
      diverged.k,
      ratio,
      low,
      high,
      ...TASKS.map((_, k) => against?.tasks[k].ratio ?? 1),
      healed?.k ?? NaN,
      healed?.n ?? NaN,
      cure.effective,
      cure.effectiveContributions,
      cure.extraMultiplications,
      against?.z5.p ?? NaN,
    ];
  };
  return {
    columns: [
      { label: t('cures.table.cure') },
      ...KNOWN.map((key) => ({ label: t(`cures.data.${key}`) })),
      ...(['loss', 'low', 'high'] as const).map((key) => ({ label: t(`cures.data.${key}`), digits: 3 })),
      ...TASKS.map((task) => ({ label: t('cures.data.task', { task: t(`task.${task}`) }), digits: 3 })),
      { label: t('cures.data.healed') },
      { label: t('cures.data.ofGates') },
      { label: t('cures.one.row.effective'), digits: 2 },
      { label: t('cures.one.row.effectiveContributions'), digits: 2 },
      { label: t('cures.one.row.multiplications') },
      { label: t('cures.data.p'), digits: 4 },
    ],
    rows: [...cures, ...sweeps].map(row),
    step: spec.base.training.steps,
  };
}

/** Every run, raw: what all of the above is counted from. Empty where single runs are not known. */
export function runsTable(say: Say, { cures, runs, spec }: Pick<ShownCures, 'cures' | 'runs' | 'spec'>): Table {
  const { t } = say;
  const experts = Object.values(runs)[0]?.[0]?.utilization[0].length ?? 0;
  const cells = (key: 'weight' | 'contribution') =>
    TASKS.flatMap((task) =>
      Array.from({ length: experts }, (_, e) => ({
        label: t(`cures.data.${key}`, { task: t(`task.${task}`), expert: e + 1 }),
        digits: 3,
      })),
    );
  return {
    columns: [
      { label: t('cures.table.cure') },
      { label: t('cures.data.seed') },
      ...TASKS.map((task) => ({ label: t('cures.data.lossOf', { task: t(`task.${task}`) }), digits: 4 })),
      { label: t('cures.data.dead') },
      { label: t('cures.data.finite') },
      ...cells('weight'),
      ...cells('contribution'),
    ],
    rows: cures.flatMap(({ id, combination }) =>
      (runs[id] ?? []).map((run) => [
        combinationName(say, combination),
        run.seed,
        ...run.heldOut,
        run.deadExperts,
        t(run.finite ? 'cures.data.no' : 'cures.data.yes'),
        ...run.utilization.flat(),
        ...run.contributions.flat(),
      ]),
    ),
    step: spec.base.training.steps,
  };
}
