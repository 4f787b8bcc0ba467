import { bestAdditive } from '../metrics/bestAdditive.ts';
import { ctrByPosition } from '../metrics/ctr.ts';
import { pearson } from '../metrics/correlation.ts';
import { relevanceGrid } from '../metrics/relevanceGrid.ts';
import { DEVICE_COUNT, TASK_COUNT } from '../world/spec.ts';
import type { Impressions, World } from '../world/types.ts';
import type { WorldView } from './protocol.ts';

const pairs = (of: (a: number, b: number) => number): number[] =>
  Array.from({ length: TASK_COUNT * TASK_COUNT }, (_, i) => of(Math.floor(i / TASK_COUNT), i % TASK_COUNT));

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

/** What the page shows of a world: counts, correlations, CTR by position, the true bias. */
export function viewWorld(world: World): WorldView {
  const { train, truth } = world;
  const column = (values: ArrayLike<number>, k: number, rows: readonly number[]): Float64Array =>
    Float64Array.from(rows, (row) => values[row * TASK_COUNT + k]);
  const everyRow = Array.from({ length: train.rows }, (_, row) => row);
  const complete = everyRow.filter((row) => [1, 2, 3].every((k) => train.observed[row * TASK_COUNT + k] !== 0));
  const utilities = [0, 1, 2, 3].map((k) => column(train.utility, k, everyRow));
  const labels = [0, 1, 2, 3].map((k) => column(train.labels, k, complete));
  const { labelMean, labelRows } = seenLabels(train);
  return {
    impressions: train.rows,
    heldOut: world.heldOut.rows,
    utilityCorrelation: pairs((a, b) => pearson(utilities[a], utilities[b])),
    labelCorrelation: pairs((a, b) => pearson(labels[a], labels[b])),
    labelMean,
    labelRows,
    weightCosine: pairs((a, b) => truth.weights[a].reduce((sum, value, i) => sum + value * truth.weights[b][i], 0)),
    ctr: {
      pooled: ctrByPosition(world),
      phone: ctrByPosition(world, 0),
      desktop: ctrByPosition(world, 1),
      tv: ctrByPosition(world, 2),
    },
    grid: {
      pooled: relevanceGrid(world),
      phone: relevanceGrid(world, 0),
      desktop: relevanceGrid(world, 1),
      tv: relevanceGrid(world, 2),
    },
    bestAdditive: world.spec.clickModel === 'examination' && world.spec.logging !== 'none' ? bestAdditive(world) : null,
    trueBias: truth.bias,
    deviceShare: Array.from(
      { length: DEVICE_COUNT },
      (_, device) => train.device.reduce((sum, d) => sum + (d === device ? 1 : 0), 0) / train.rows,
    ),
  };
}
