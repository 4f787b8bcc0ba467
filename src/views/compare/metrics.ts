/** Card 1: what every model is worth on held-out impressions, task by task, and how often it got stuck. Pure. */
import { STUCK } from '../../experiments/compare/measure.ts';
import { metricOf, modelsIn, summariseModel, type ModelId } from '../../experiments/compare/summary.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { IS_BINARY, TASKS, type Task } from '../../world/spec.ts';
import type { Table } from '../charts/table.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { ShownComparison } from './shown.ts';
import type { Cell, Column, DotPicture } from '../ui/dotRows.ts';
import { intervalWords } from '../charts/intervalWords.ts';
import { costsOf, fullName, keyOf, modelName, rowsOf, sizeName } from './models.ts';
import { evenScale, logScale } from '../ui/scales.ts';

export const isRegression = (task: Task): boolean => !IS_BINARY[TASKS.indexOf(task)];

const own = (runs: readonly CompareRun[], { model, size }: ModelId): CompareRun[] =>
  runs.filter((run) => run.model === model && run.size === size);

function taskColumn({ t, numbers }: Say, { runs }: ShownComparison, task: Task): Column {
  const ids = modelsIn(runs);
  const cells = Object.fromEntries(
    ids.map((id): [string, Cell] => {
      const { mean, low, high } = summariseModel(runs, id).tasks[task];
      const dots = own(runs, id).map((run) => ({
        seed: run.seed,
        value: run.diverged ? NaN : metricOf(run, task),
        stuck: isRegression(task) && metricOf(run, task) > STUCK,
      }));
      return [keyOf(id), { dots, mean, low, high }];
    }),
  );
  const values = Object.values(cells).flatMap(({ dots }) => dots.map(({ value }) => value));
  const regression = isRegression(task);
  const { domain, ticks } = regression ? logScale([...values, STUCK]) : evenScale(values);
  return {
    id: task,
    title: t(`task.${task}`),
    note: t(`compare.metric.${regression ? 'mseNote' : 'aucNote'}`),
    color: taskColor(task),
    ink: taskInk(task),
    log: regression,
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value, 4) })),
    ...(regression && { reference: STUCK }),
    cells,
  };
}

/** Share of runs that got stuck, with how many they are. */
function stuckColumn({ t, numbers }: Say, { runs }: ShownComparison): Column {
  return {
    id: 'stuck',
    title: t('compare.stuck.title'),
    note: t('compare.stuck.note', { limit: numbers.plain(STUCK) }),
    color: 'var(--ink)',
    ink: 'var(--ink)',
    domain: [0, 1],
    ticks: [0, 0.5, 1].map((value) => ({ value, text: numbers.percent(value) })),
    cells: Object.fromEntries(
      modelsIn(runs).map((id): [string, Cell] => {
        const { rate, low, high, k, n } = summariseModel(runs, id).stuck;
        return [keyOf(id), { dots: [], mean: rate, low, high, text: t('compare.of', { k, n }) }];
      }),
    ),
  };
}

export function metricsPicture(say: Say, shown: ShownComparison): Omit<DotPicture, 'textWidth' | 'chosen'> {
  return {
    columns: [...TASKS.map((task) => taskColumn(say, shown, task)), stuckColumn(say, shown)],
    groups: rowsOf(say, shown),
  };
}

/** Means with their intervals, a row a model. */
export function metricsSummary(say: Say, { runs, spec }: ShownComparison): PanelTable {
  const { t, numbers } = say;
  return {
    columns: [
      t('compare.column.model'),
      t('compare.column.multiplications'),
      t('compare.column.parameters'),
      ...TASKS.map((task) => t(`compare.metric.${isRegression(task) ? 'mse' : 'auc'}`, { task: t(`task.${task}`) })),
      t('compare.column.stuck'),
      t('compare.column.diverged'),
    ],
    rows: modelsIn(runs).map((id) => {
      const { tasks, stuck, diverged } = summariseModel(runs, id);
      const costs = costsOf({ runs }, id);
      return [
        fullName(say, spec, id),
        numbers.fixed(costs?.m ?? NaN),
        numbers.fixed(costs?.p ?? NaN),
        ...TASKS.map((task) => intervalWords(say, (value) => numbers.fixed(value, 3), tasks[task])),
        t('compare.rate', {
          k: stuck.k,
          n: stuck.n,
          low: numbers.percent(stuck.low),
          high: numbers.percent(stuck.high),
        }),
        t('compare.of', { k: diverged.k, n: diverged.n }),
      ];
    }),
  };
}

/** Every run, in full precision. */
export function runsTable(say: Say, { runs, spec }: ShownComparison): Table {
  const { t } = say;
  const metric = (task: Task): string =>
    t(`compare.metric.${isRegression(task) ? 'mse' : 'auc'}`, { task: t(`task.${task}`) });
  return {
    columns: [
      { label: t('compare.column.model') },
      { label: t('compare.column.size') },
      { label: t('compare.column.seed') },
      { label: t('compare.column.multiplications') },
      { label: t('compare.column.parameters') },
      ...TASKS.map((task) => ({ label: metric(task), digits: 4 })),
      { label: t('compare.column.stuck') },
      { label: t('compare.column.diverged') },
    ],
    rows: modelsIn(runs).flatMap((id) =>
      own(runs, id).map((run) => [
        modelName(say, id),
        sizeName(say, spec, id),
        run.seed,
        run.multiplications,
        run.parameters,
        ...TASKS.map((task) => metricOf(run, task)),
        Number(run.stuck),
        Number(run.diverged),
      ]),
    ),
    step: spec.base.training.steps,
    together: 1,
  };
}
