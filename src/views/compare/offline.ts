/** The same models by other offline metrics. Pure. */
import { BINARY_TASKS, REGRESSION_TASKS } from '../../experiments/compare/measure.ts';
import { modelsIn, runsOf, type ModelId } from '../../experiments/compare/summary.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import type { Task } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { Say } from '../say.ts';
import { inSentences } from '../sentences.ts';
import type { PanelTable } from '../ui/Panel.tsx';
import type { Cell, Column, DotPicture } from '../ui/dotRows.ts';
import { intervalWords } from '../charts/intervalWords.ts';
import { fullName, groupTitle, keyOf, modelName, rowsOf } from './models.ts';
import { evenScale, logScale } from '../ui/scales.ts';
import type { ShownComparison } from './shown.ts';
import { instead } from './titles.ts';

const BINARY = ['gauc', 'logLoss', 'calibration'] as const;
export const OFFLINE_METRICS = [...BINARY, 'relative'] as const;
type Metric = (typeof OFFLINE_METRICS)[number];

interface Measure {
  metric: Metric;
  task: Task;
  of: (run: CompareRun) => number;
}

const MEASURES: readonly Measure[] = [
  ...BINARY.flatMap((metric) =>
    BINARY_TASKS.map((task): Measure => ({ metric, task, of: (run) => run[metric][task] })),
  ),
  ...REGRESSION_TASKS.map((task): Measure => ({
    metric: 'relative',
    task,
    of: ({ mse, meanMse }) => mse[task] / meanMse[task],
  })),
];

const sound = (runs: readonly CompareRun[], id: ModelId): CompareRun[] =>
  runsOf(runs, id).filter(({ diverged }) => !diverged);

const meanOf = (runs: readonly CompareRun[], id: ModelId, of: Measure['of']): Mean =>
  meanInterval(sound(runs, id).map(of));

function columnOf({ t, numbers }: Say, runs: readonly CompareRun[], { metric, task, of }: Measure): Column {
  const cells = Object.fromEntries(
    modelsIn(runs).map((id): [string, Cell] => {
      const { mean, low, high } = meanOf(runs, id, of);
      return [keyOf(id), { dots: sound(runs, id).map((run) => ({ seed: run.seed, value: of(run) })), mean, low, high }];
    }),
  );
  const values = Object.values(cells).flatMap(({ dots }) => dots.map(({ value }) => value));
  const log = metric === 'relative';
  const { domain, ticks } = log ? logScale(values) : evenScale(values);
  return {
    id: `${metric} ${task}`,
    title: t(`task.${task}`),
    note: t(`compare.offline.${metric}`),
    color: taskColor(task),
    ink: taskInk(task),
    log,
    domain,
    ticks: ticks.map((value) => ({ value, text: numbers.plain(value) })),
    cells,
  };
}

export function offlinePicture(say: Say, shown: ShownComparison): Omit<DotPicture, 'textWidth' | 'chosen'> {
  return { columns: MEASURES.map((one) => columnOf(say, shown.runs, one)), groups: rowsOf(say, shown) };
}

export function offlineSummary(say: Say, { runs, spec }: ShownComparison): PanelTable {
  const { t, numbers } = say;
  return {
    columns: [
      t('compare.column.model'),
      ...MEASURES.map(({ metric, task }) =>
        t('compare.offline.column', { metric: t(`compare.offline.metric.${metric}`), task: t(`task.${task}`) }),
      ),
    ],
    rows: modelsIn(runs).map((id) => [
      fullName(say, spec, id),
      ...MEASURES.map(({ of }) => intervalWords(say, (value) => numbers.fixed(value, 3), meanOf(runs, id, of))),
    ]),
  };
}

/** Who is first by each metric, mean of click and like, size by size: what was measured, no more. */
export function offlineTitle(say: Say, shown: ShownComparison | undefined, live: boolean): string {
  const { t } = say;
  if (!shown || modelsIn(shown.runs).length < 2) return t('compare.offline.before');
  const other = instead(say, shown, live);
  if (other) return other;
  // What diverged in every seed is not first in anything.
  const known = modelsIn(shown.runs).filter((id) => sound(shown.runs, id).length > 0);
  const all = shown.spec.sizes.map((size) => {
    const ids = known.filter((id) => id.size === size);
    if (ids.length < 2) return '';
    const first = (metric: (typeof BINARY)[number], sign: 1 | -1): string => {
      const score = (id: ModelId): number =>
        sign * meanOf(shown.runs, id, (run) => run[metric].click + run[metric].like).mean;
      return modelName(
        say,
        ids.reduce((best, one) => (score(one) > score(best) ? one : best)),
      );
    };
    return t('compare.offline.title', {
      size: groupTitle(say, shown, size),
      gauc: first('gauc', 1),
      logLoss: first('logLoss', -1),
      calibration: first('calibration', -1),
    });
  });
  return inSentences(t, ...all) || t('compare.offline.before');
}
