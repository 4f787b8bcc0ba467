/** From what the evaluation's kernels leave in memory to a {@link ReplicaEvaluation}. */
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import { asksFor, copyTable, withDetails } from '../evaluate.ts';
import { mixtureOf } from '../scalar/shape.ts';
import { HISTOGRAM_BINS, type EvaluateOptions, type ReplicaEvaluation } from '../types.ts';
import type { Kernels } from './kernels.ts';
import { evaluationSums, STORED_BINS, type Plan, type Sizes } from './plan.ts';

/** `position` as the kernels take it. */
function positionCode(position: EvaluateOptions['position']): number {
  if (position === undefined || position === 'logged') return -1;
  return position === 'missing' ? 0 : Math.min(position, POSITIONS);
}

export interface Measured {
  replica: number;
  rows: number;
  /** Address of the held-out log. */
  log: number;
  /** Address of the replica's parameters. */
  parameters: number;
}

/** Runs the kernels on one replica and reads what they leave. Averages are summed in double precision over the chunks. */
export function evaluateReplica(
  plan: Plan,
  sizes: Sizes,
  kernels: Kernels,
  buffer: ArrayBuffer,
  measured: Measured,
  options: EvaluateOptions,
): ReplicaEvaluation {
  const { shape } = plan;
  const { experts, layout } = shape;
  const { rows, parameters } = measured;
  const floats = (at: number, length: number): Float32Array => new Float32Array(buffer, at, length);
  const { total, bins, activity } = runKernels(plan, sizes, kernels, buffer, measured, options);
  const p = floats(parameters, layout.length);
  const table = shape.at['shallow/table'];
  const { finite, ...averages } = averagesOf(plan, total, bins, rows);
  return {
    replica: measured.replica,
    ...averages,
    finite: finite && p.every(Number.isFinite),
    table: table < 0 ? new Float32Array(0) : copyTable(p.subarray(table)),
    dead: Uint8Array.from({ length: experts }, (_, e) =>
      activity.subarray(4 * e, 4 * e + 4).every((most) => most === 0) ? 1 : 0,
    ),
    ...withDetails(options, {
      predictions: () => floats(sizes.predictions, rows * TASK_COUNT).slice(),
      parameters: () => p.slice(),
      gates: () => perTask(floats(sizes.gates, rows * shape.mixtures * experts), shape.mixtures, experts),
    }),
  };
}

/** What the kernels leave: sums over all rows, histograms [mixtures × E × STORED_BINS], largest activations [E × 4 lanes]. */
interface Left {
  total: Float64Array;
  bins: Uint32Array;
  activity: Float32Array;
}

function runKernels(
  { shape, quads }: Plan,
  sizes: Sizes,
  kernels: Kernels,
  buffer: ArrayBuffer,
  { rows, log, parameters }: Measured,
  options: EvaluateOptions,
): Left {
  const { experts, mixtures } = shape;
  const width = evaluationSums(shape);
  const chunks = Math.ceil(rows / (4 * quads));
  const sums = new Float32Array(buffer, sizes.sums, chunks * width).fill(0);
  const bins = new Uint32Array(buffer, sizes.histogram, mixtures * experts * STORED_BINS).fill(0);
  const activity = new Float32Array(buffer, sizes.activity, 4 * experts).fill(0);
  kernels.evaluate(
    parameters,
    log,
    rows,
    positionCode(options.position),
    sizes.sums,
    sizes.histogram,
    sizes.activity,
    asksFor(options, 'predictions') || asksFor(options, 'gates') ? sizes.predictions : 0,
    sizes.gates,
  );
  const total = new Float64Array(width);
  sums.forEach((value, i) => {
    total[i % width] += value;
  });
  return { total, bins, activity };
}

/**
 * Means over the rows, for every task the ones of its mixture.
 * @returns finite: whether every loss that can be had is
 */
function averagesOf(
  { shape }: Plan,
  total: Float64Array,
  bins: Uint32Array,
  rows: number,
): Pick<ReplicaEvaluation, 'loss' | 'utilization' | 'entropy' | 'histogram' | 'finite'> {
  const { experts, mixtures } = shape;
  const entropyAt = 2 * TASK_COUNT;
  const gatesAt = entropyAt + mixtures;
  const loss = new Float64Array(TASK_COUNT);
  const entropy = new Float64Array(TASK_COUNT);
  const utilization = new Float64Array(TASK_COUNT * experts);
  const histogram = new Uint32Array(TASK_COUNT * experts * HISTOGRAM_BINS);
  let finite = true;
  for (let k = 0; k < TASK_COUNT; k++) {
    const m = mixtureOf(shape, k);
    const observed = total[TASK_COUNT + k];
    loss[k] = total[k] / observed;
    if (observed > 0 && !Number.isFinite(loss[k])) finite = false;
    entropy[k] = shape.gates > 0 ? total[entropyAt + m] / rows : 0;
    for (let e = 0; e < experts; e++) {
      utilization[k * experts + e] = total[gatesAt + m * experts + e] / rows;
      const from = (m * experts + e) * STORED_BINS;
      histogram.set(bins.subarray(from, from + HISTOGRAM_BINS), (k * experts + e) * HISTOGRAM_BINS);
    }
  }
  return { loss, utilization, entropy, histogram, finite };
}

/** [rows × mixtures × E] → [rows × 4 × E]: the gate weights as each task uses them. */
function perTask(gates: Float32Array, mixtures: number, experts: number): Float32Array {
  if (mixtures === TASK_COUNT) return gates.slice();
  const all = new Float32Array(gates.length * TASK_COUNT);
  for (let row = 0; row * experts < gates.length; row++) {
    for (let k = 0; k < TASK_COUNT; k++)
      all.set(gates.subarray(row * experts, (row + 1) * experts), (row * TASK_COUNT + k) * experts);
  }
  return all;
}
