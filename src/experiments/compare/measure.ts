/** What one trained model is worth on held-out impressions, task by task. */
import { auc } from '../../metrics/auc.ts';
import { pearson } from '../../metrics/correlation.ts';
import { gauc } from '../../metrics/gauc.ts';
import { logLosses, squaredErrors } from '../../metrics/losses.ts';
import { expectedError, reliability, type Band } from '../../metrics/reliability.ts';
import { sigmoid } from '../../model/losses.ts';
import { joinedRows } from '../../world/rows.ts';
import { labelled, servingQueries } from '../../world/serving.ts';
import { IS_BINARY, TASK_COUNT, TASKS, type Task } from '../../world/spec.ts';
import type { WorldLog, World } from '../../world/types.ts';

export const BINARY_TASKS = ['click', 'like'] as const satisfies readonly Task[];
export const REGRESSION_TASKS = ['watchTime', 'rating'] as const satisfies readonly Task[];
export type PerBinary<T = number> = Record<(typeof BINARY_TASKS)[number], T>;
export type PerRegression = Record<(typeof REGRESSION_TASKS)[number], number>;

/** Squared error above which a task counts as stuck: labels are standardised, so 1 is what knowing nothing gives. */
export const STUCK = 0.25;

/** Fresh queries a world, of as many candidates as it has, on which rankings within a query are measured. */
const QUERIES = 100;

/** Held-out metrics of a model. */
export interface Measured {
  auc: PerBinary;
  /** AUC within fresh queries (Zhou et al. 2018). */
  gauc: PerBinary;
  /** Nats. */
  logLoss: PerBinary;
  /** Expected calibration error. */
  calibration: PerBinary;
  /** What that error is made of: predicted probabilities in ten bands, and what happened. */
  reliability: PerBinary<Band[]>;
  /** Squared error, in squared standard deviations. */
  mse: PerRegression;
  /** Squared error of always answering the mean of the labels. */
  meanMse: PerRegression;
  /** Correlation of watch time and rating in the training log, where both were observed. */
  labelCorrelation: number;
}

/** A world with what its models are measured on. */
export interface Bench {
  world: World;
  /** Held-out rows, followed by candidates of fresh queries without labels: no loss sees those. */
  heldOut: WorldLog;
  /** The same fresh queries with labels. */
  queries: WorldLog;
  /** Pearson correlation of watch time and rating over the training log: how alike the two groups are, as it came out. */
  labelCorrelation: number;
}

export function benchOf(world: World): Bench {
  const fresh = servingQueries(world, QUERIES);
  const { labels, observed, rows } = world.train;
  // Watch time and rating are labels of the same impressions: what users gave neither of says nothing.
  const given = Array.from({ length: rows }, (_, row) => TASK_COUNT * row).filter(
    (at) => observed[at + 1] !== 0 && observed[at + 3] !== 0,
  );
  return {
    world,
    heldOut: joinedRows(world.heldOut, fresh),
    queries: labelled(world, fresh),
    labelCorrelation: pearson(
      given.map((at) => labels[at + 1]),
      given.map((at) => labels[at + 3]),
    ),
  };
}

const column = (values: ArrayLike<number>, task: number, from: number, rows: number): Float64Array =>
  Float64Array.from({ length: rows }, (_, row) => values[(from + row) * TASK_COUNT + task]);

/** What is measured of click and like. */
interface BinaryMeasures {
  auc: number;
  gauc: number;
  loss: number;
  calibration: number;
  reliability: Band[];
}

/**
 * Measures predictions.
 * @param predictionsOf - of each task the model that answers it: [rows × 4] of the bench's held-out rows and queries
 */
export function measure(
  { world: { heldOut }, queries, labelCorrelation }: Bench,
  predictionsOf: (task: number) => Float32Array,
): Measured {
  const perTask = TASKS.map((_, task) => {
    const { rows } = heldOut;
    const predicted = column(predictionsOf(task), task, 0, rows);
    const labels = column(heldOut.labels, task, 0, rows);
    const observed = column(heldOut.observed, task, 0, rows);
    if (!IS_BINARY[task]) return squaredErrors(predicted, labels, observed);
    const fresh = column(predictionsOf(task), task, rows, queries.rows);
    const seen = Array.from(observed.keys()).filter((row) => observed[row] !== 0);
    const probabilities = seen.map((row) => sigmoid(predicted[row]));
    const bands = reliability(
      probabilities,
      seen.map((row) => labels[row]),
    );
    return {
      ...logLosses(predicted, labels, observed),
      auc: auc(predicted, labels, observed),
      gauc: gauc(fresh, column(queries.labels, task, 0, queries.rows), queries.query).gauc,
      // Of a model that has diverged nothing is known.
      calibration: probabilities.some(Number.isNaN) ? NaN : expectedError(bands),
      reliability: bands,
    };
  });
  const [click, , like] = perTask as BinaryMeasures[];
  const binary = <K extends keyof BinaryMeasures>(of: K): PerBinary<BinaryMeasures[K]> => ({
    click: click[of],
    like: like[of],
  });
  const regression = (of: 'loss' | 'constant'): PerRegression => ({
    watchTime: perTask[1][of],
    rating: perTask[3][of],
  });
  return {
    auc: binary('auc'),
    gauc: binary('gauc'),
    logLoss: binary('loss'),
    calibration: binary('calibration'),
    reliability: binary('reliability'),
    mse: regression('loss'),
    meanMse: regression('constant'),
    labelCorrelation,
  };
}

/** Whether a task's squared error stayed above {@link STUCK}. */
export const isStuck = ({ mse }: Pick<Measured, 'mse'>): boolean => REGRESSION_TASKS.some((task) => mse[task] > STUCK);
