import { bestAdditive } from '../metrics/bestAdditive.ts';
import { pearson } from '../metrics/correlation.ts';
import { ctrByPosition, observedCtr } from '../metrics/ctr.ts';
import { relevanceGrid } from '../metrics/relevanceGrid.ts';
import { CLICK, DEVICE_COUNT, TASK_COUNT, TASKS } from '../world/spec.ts';
import { isWorld, type DataSet, type Impressions, type World } from '../world/types.ts';
import type { EncodedLog } from '../tabular/types.ts';
import type { ByDevice, TruthView, WorldView } from './protocol.ts';

const pairs = (of: (a: number, b: number) => number): number[] =>
  Array.from({ length: TASK_COUNT * TASK_COUNT }, (_, i) => of(Math.floor(i / TASK_COUNT), i % TASK_COUNT));

const byDevice = <T>(of: (device?: number) => T): ByDevice<T> => ({
  pooled: of(),
  phone: of(0),
  desktop: of(1),
  tv: of(2),
});

const column = (values: ArrayLike<number>, k: number, rows: readonly number[]): Float64Array =>
  Float64Array.from(rows, (row) => values[row * TASK_COUNT + k]);

/** [tasks] mean of each label where it was observed, NaN where none was, and how many rows that is. */
function seenLabels({ rows, labels, observed }: Impressions): Pick<WorldView, 'labelMean' | 'labelRows'> {
  const [sums, counts] = [0, 1].map(() => new Array<number>(TASK_COUNT).fill(0));
  for (let i = 0; i < rows * TASK_COUNT; i++) {
    if (observed[i] === 0) continue;
    sums[i % TASK_COUNT] += labels[i];
    counts[i % TASK_COUNT]++;
  }
  return { labelMean: sums.map((sum, k) => sum / counts[k]), labelRows: counts };
}

/** [tasks] variance of each label where it was observed; NaN where none was. What a squared error is measured against. */
function variances({ labels, observed }: Impressions): number[] {
  return Array.from({ length: TASK_COUNT }, (_, k) => {
    const seen = Float64Array.from(labels.filter((_label, i) => i % TASK_COUNT === k && observed[i] !== 0));
    const mean = seen.reduce((sum, label) => sum + label / seen.length, 0);
    return seen.length > 0 ? seen.reduce((sum, label) => sum + (label - mean) ** 2 / seen.length, 0) : NaN;
  });
}

/** What only a platform knows. */
function viewTruth(world: World): TruthView {
  const { train, truth } = world;
  const everyRow = Array.from({ length: train.rows }, (_, row) => row);
  const complete = everyRow.filter((row) => TASKS.every((_, k) => train.observed[row * TASK_COUNT + k] !== 0));
  const utilities = TASKS.map((_, k) => column(train.utility, k, everyRow));
  const labels = TASKS.map((_, k) => column(train.labels, k, complete));
  return {
    utilityCorrelation: pairs((a, b) => pearson(utilities[a], utilities[b])),
    labelCorrelation: pairs((a, b) => pearson(labels[a], labels[b])),
    weightCosine: pairs((a, b) => truth.weights[a].reduce((sum, value, i) => sum + value * truth.weights[b][i], 0)),
    grid: byDevice((device) => relevanceGrid(world, device)),
    bestAdditive: world.spec.clickModel === 'examination' && world.spec.logging !== 'none' ? bestAdditive(world) : null,
    bias: truth.bias,
  };
}

/** Whether these rows come out of a table. */
export const isEncoded = (data: DataSet): data is EncodedLog => 'inputs' in data;

/** Whether the first task is one whose rate can be read off by position. */
const hasRates = (data: DataSet): boolean => isEncoded(data) && data.shape.tasks[CLICK]?.kind === 'binary';

/** What the page shows of what a run is trained on: counts, correlations, CTR by position; the truth where it is known. */
export function viewWorld(data: DataSet): WorldView {
  const { train, heldOut } = data;
  return {
    impressions: train.rows,
    heldOut: heldOut.rows,
    ...seenLabels(train),
    ctr: byDevice((device) => {
      if (isWorld(data)) return ctrByPosition(data, device);
      return hasRates(data) ? observedCtr(train, device) : [];
    }),
    heldOutVariance: variances(heldOut),
    deviceShare: Array.from(
      { length: DEVICE_COUNT },
      (_, device) => train.device.reduce((sum, d) => sum + (d === device ? 1 : 0), 0) / train.rows,
    ),
    ...(isWorld(data) && { truth: viewTruth(data) }),
  };
}
