/** What the runs of a comparison say together: means, paired differences, who is stuck, who gains at whose expense. Pure, from raw results. */
import { meanInterval, wilson, type Mean, type Rate } from '../../metrics/intervals.ts';
import { pairedT, type PairedTest } from '../../metrics/paired.ts';
import { ratioOfLogs, type Ratio } from '../../metrics/ratio.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import { ARCHITECTURES, SIZES, type Architecture, type Size } from './architectures.ts';
import type { CompareRun } from './compare.ts';
import { BINARY_TASKS, REGRESSION_TASKS } from './measure.ts';

/** A model of a comparison. */
export interface ModelId {
  model: Architecture;
  size: Size;
}

/** What is needed of a run: also of one that came out of a file. */
export type Summarised = Pick<CompareRun, 'model' | 'size' | 'seed' | 'auc' | 'mse' | 'logLoss' | 'stuck' | 'diverged'>;

/** Models that there are runs of, in their order. */
export const modelsIn = (runs: readonly ModelId[]): ModelId[] =>
  SIZES.flatMap((size) => ARCHITECTURES.map((model) => ({ model, size }))).filter((id) =>
    runs.some((run) => isOf(run, id)),
  );

const isOf = (run: ModelId, { model, size }: ModelId): boolean => run.model === model && run.size === size;

/** Metric of a task by which models are compared: AUC of click and like, squared error of watch time and rating. */
export function metricOf(run: Pick<Summarised, 'auc' | 'mse'>, task: Task): number {
  return task === 'click' || task === 'like' ? run.auc[task] : run.mse[task];
}

/** Held-out loss that a task is trained on: cross entropy or squared error. */
const lossOf = (run: Pick<Summarised, 'logLoss' | 'mse'>, task: Task): number =>
  task === 'click' || task === 'like' ? run.logLoss[task] : run.mse[task];

export const perTask = <T>(of: (task: Task) => T): Record<Task, T> =>
  Object.fromEntries(TASKS.map((task) => [task, of(task)])) as Record<Task, T>;

export const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Mean of click's and like's AUC. */
const meanAuc = ({ auc }: Pick<Summarised, 'auc'>): number => average(BINARY_TASKS.map((task) => auc[task]));

/** One model over its seeds. Diverged runs are in no mean. */
export interface ModelSummary extends ModelId {
  tasks: Record<Task, Mean>;
  /** Runs in which a task's squared error stayed above a quarter. */
  stuck: Rate;
  diverged: Rate;
}

export function summariseModel(runs: readonly Summarised[], id: ModelId): ModelSummary {
  const own = runsOf(runs, id);
  const ended = own.filter(({ diverged }) => !diverged);
  return {
    ...id,
    tasks: perTask((task) => meanInterval(ended.map((run) => metricOf(run, task)))),
    stuck: wilson(own.filter(({ stuck }) => stuck).length, own.length),
    diverged: wilson(own.length - ended.length, own.length),
  };
}

/** What is needed to pair two runs. */
export type Paired = Omit<Summarised, 'model' | 'size' | 'stuck'>;

/** Two models over the seeds that both have; what is measured is the first against the second. */
export interface Differences {
  /** Seeds that both came to the end of; and those that are left out because one of them diverged. */
  pairs: number;
  left: number;
  /** First − second: AUC of click and like (more is better), squared error of watch time and rating (less is better). */
  tasks: Record<Task, PairedTest>;
  /** Squared error of the first to that of the second, geometric mean over both regressions and seeds, with an interval over seeds. */
  ratio: Ratio;
  /** Seeds in which that ratio is under 1. */
  better: Rate;
  /** AUC of the first − AUC of the second, mean of click and like. */
  aucGain: PairedTest;
}

export interface Comparison extends Differences {
  a: ModelId;
  b: ModelId;
}

/** Runs of the same seeds side by side. */
function paired<R extends Paired>(first: readonly R[], second: readonly R[]): [R, R][] {
  const bySeed = new Map(second.map((run) => [run.seed, run]));
  return first.flatMap((run): [R, R][] => {
    const other = bySeed.get(run.seed);
    return other ? [[run, other]] : [];
  });
}

const sound = (pair: readonly Paired[]): boolean => pair.every(({ diverged }) => !diverged);

/** How good a model is over its seeds, in absolute terms. */
export interface Quality {
  /** Squared error, geometric mean of both regressions and of the seeds. */
  error: Ratio;
  /** Mean of click's and like's. */
  auc: Mean;
}

/** Diverged runs are in no mean. */
export function qualityOf(runs: readonly Pick<Summarised, 'auc' | 'mse' | 'diverged'>[]): Quality {
  const ended = runs.filter(({ diverged }) => !diverged);
  return {
    error: ratioOfLogs(ended.map(({ mse }) => average(REGRESSION_TASKS.map((task) => Math.log(mse[task]))))),
    auc: meanInterval(ended.map(meanAuc)),
  };
}

/** Some runs against others of the same seeds. */
export function differences(first: readonly Paired[], second: readonly Paired[]): Differences {
  const all = paired(first, second);
  const pairs = all.filter(sound);
  const logs = pairs.map(([x, y]) => average(REGRESSION_TASKS.map((task) => Math.log(x.mse[task] / y.mse[task]))));
  const test = (of: (run: Paired) => number): PairedTest =>
    pairedT(
      pairs.map(([x]) => of(x)),
      pairs.map(([, y]) => of(y)),
    );
  return {
    pairs: pairs.length,
    left: all.length - pairs.length,
    tasks: perTask((task) => test((run) => metricOf(run, task))),
    ratio: ratioOfLogs(logs),
    better: wilson(logs.filter((log) => log < 0).length, logs.length),
    aucGain: test(meanAuc),
  };
}

/** @returns the runs of a model */
export const runsOf = <R extends ModelId>(runs: readonly R[], id: ModelId): R[] => runs.filter((run) => isOf(run, id));

export const compareModels = (runs: readonly Summarised[], a: ModelId, b: ModelId): Comparison => ({
  a,
  b,
  ...differences(runsOf(runs, a), runsOf(runs, b)),
});

/** What a model gains over single-task models of the same cost. */
export interface Seesaw extends ModelId {
  /** Of each task by how many percent its held-out loss is lower (cross entropy or squared error; negative: it is higher), geometric mean over seeds. */
  gains: Record<Task, Mean>;
  /** [seed][task] the same, of single seeds. */
  seeds: { seed: number; gains: Record<Task, number> }[];
  /** Seeds in which some task is better and another worse than its single-task model. */
  traded: Rate;
}

const percentLower = (log: number): number => 100 * (1 - Math.exp(log));

/**
 * Gains of every other model of a size over its single-task models (the "seesaw phenomenon" of Tang et al. 2020, section 1).
 * @returns none where no single-task models were trained
 */
export function seesaw(runs: readonly Summarised[], size: Size): Seesaw[] {
  const single: ModelId = { model: 'single-task', size };
  if (runsOf(runs, single).length === 0) return [];
  return modelsIn(runs)
    .filter((id) => id.size === size && id.model !== single.model)
    .map((id) => {
      const pairs = paired(runsOf(runs, id), runsOf(runs, single)).filter(sound);
      const log = ([own, other]: [Summarised, Summarised], task: Task): number =>
        Math.log(lossOf(own, task) / lossOf(other, task));
      const seeds = pairs.map((pair) => ({
        seed: pair[0].seed,
        gains: perTask((task) => percentLower(log(pair, task))),
      }));
      const traded = seeds.filter(({ gains }) => {
        const all = Object.values(gains);
        return all.some((gain) => gain > 0) && all.some((gain) => gain < 0);
      }).length;
      return {
        ...id,
        gains: perTask((task) => {
          const logs = meanInterval(pairs.map((pair) => log(pair, task)));
          // Percent lower falls as the ratio rises: the bounds change places.
          return {
            n: logs.n,
            mean: percentLower(logs.mean),
            deviation: 100 * logs.deviation,
            low: percentLower(logs.high),
            high: percentLower(logs.low),
          };
        }),
        seeds,
        traded: wilson(traded, pairs.length),
      };
    });
}

/** Where seeds stand at one step. */
export interface Band {
  step: number;
  /** Lower quartile, median and upper quartile of the seeds. */
  low: number;
  middle: number;
  high: number;
}

/** Quantile of sorted values by linear interpolation (Hyndman & Fan 1996, type 7). */
function quantile(sorted: readonly number[], q: number): number {
  const place = q * (sorted.length - 1);
  const below = Math.floor(place);
  const above = Math.min(sorted.length - 1, below + 1);
  return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
}

/** Learning curves of a model's seeds as a band: held-out loss of a task. Values that are no numbers are left out. */
export function curveBand(
  runs: readonly Pick<CompareRun, 'model' | 'size' | 'curve'>[],
  id: ModelId,
  task: Task,
): Band[] {
  const at = new Map<number, number[]>();
  for (const { curve } of runsOf(runs, id))
    for (const { step, loss } of curve) at.set(step, [...(at.get(step) ?? []), loss[TASKS.indexOf(task)]]);
  return [...at]
    .sort(([a], [b]) => a - b)
    .map(([step, values]) => {
      const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
      if (sorted.length === 0) return { step, low: NaN, middle: NaN, high: NaN };
      return { step, low: quantile(sorted, 0.25), middle: quantile(sorted, 0.5), high: quantile(sorted, 0.75) };
    });
}
