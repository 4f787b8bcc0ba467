/** From what a model answers on its held-out log to a {@link ReplicaEvaluation}: shared by the engines that bring the answers to the CPU. */
import { exampleLoss } from '../model/losses.ts';
import { tableRow } from '../model/layout.ts';
import { binaryTasks, gateSets, type ModelSpec } from '../model/spec.ts';
import { allExperts, holds } from '../model/visible.ts';
import { DEVICE_COUNT, POSITIONS, TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';
import { HISTOGRAM_BINS, type Detail, type EvaluateOptions, type ReplicaEvaluation } from './types.ts';

/** What a replica answered on every held-out example. E = experts. */
export interface HeldOutAnswers {
  /** [rows × 4] logits of the binary tasks, predictions of the others. */
  predictions: Float32Array;
  /** [rows × 4 × E] gate weights as each task uses them. */
  gates: Float32Array;
  /** [E] largest magnitude of any unit of the expert on any example. */
  activity: ArrayLike<number>;
}

/** @returns whether an evaluation is to read a detail back; without one, whether any */
export const asksFor = ({ full = false }: EvaluateOptions, detail?: Detail): boolean =>
  typeof full === 'boolean' ? full : detail ? full.includes(detail) : full.length > 0;

/** The details that an evaluation asks for, each made only if it does. */
export function withDetails(
  options: EvaluateOptions,
  make: Record<Detail, () => Float32Array>,
): Pick<ReplicaEvaluation, 'full'> {
  if (!asksFor(options)) return {};
  const made = (detail: Detail): Float32Array => (asksFor(options, detail) ? make[detail]() : new Float32Array(0));
  return { full: { predictions: made('predictions'), gates: made('gates'), parameters: made('parameters') } };
}

/** Position of a held-out example as the evaluation wants it; 0 = missing. */
export const evaluatedPosition = (option: EvaluateOptions['position'], logged: number): number =>
  option === undefined || option === 'logged' ? logged : option === 'missing' ? 0 : option;

/**
 * @returns [G] for each gate the bit set of the experts that an evaluation uses: those that it may use, without the one to be left out.
 * A gate that has no other keeps it.
 */
export const evaluatedSets = (model: ModelSpec, withoutExpert?: number): number[] =>
  gateSets(model).map((set) => (withoutExpert === undefined ? set : set & ~(1 << withoutExpert) || set));

/** @returns [G × E] 1 = used, 0 = not, for the gates' sets of experts; null where every gate uses all */
export function maskOfSets(sets: readonly number[], experts: number): Uint8Array | null {
  if (sets.every((set) => set === allExperts(experts))) return null;
  return Uint8Array.from(sets.flatMap((set) => Array.from({ length: experts }, (_, e) => (holds(set, e) ? 1 : 0))));
}

/** [30] table of a shallow tower out of its parameter block, without padding. */
export const copyTable = (block: Float32Array): Float32Array =>
  block.slice(0, tableRow(DEVICE_COUNT - 1, POSITIONS) + 1);

/**
 * Measures a replica.
 * @param table - the shallow tower's table, empty without one
 * @param parameters - the flat vector, looked at for numbers that are not finite and handed on when asked for
 * @returns see {@link ReplicaEvaluation}; the loss of a task whose labels were never observed is NaN and does not count as divergence
 */
export function summarise(
  replica: number,
  log: Impressions,
  answers: HeldOutAnswers,
  model: Pick<ModelSpec, 'experts' | 'kinds'>,
  table: Float32Array,
  parameters: Float32Array,
  options: EvaluateOptions,
): ReplicaEvaluation {
  const { predictions, gates, activity } = answers;
  const { experts } = model;
  const binary = binaryTasks(model);
  const loss = new Float64Array(TASK_COUNT);
  const observed = new Float64Array(TASK_COUNT);
  const utilization = new Float64Array(TASK_COUNT * experts);
  const entropy = new Float64Array(TASK_COUNT);
  const histogram = new Uint32Array(TASK_COUNT * experts * HISTOGRAM_BINS);
  let at = 0;
  for (let row = 0; row < log.rows; row++) {
    for (let k = 0; k < TASK_COUNT; k++) {
      const i = row * TASK_COUNT + k;
      if (log.observed[i] !== 0) {
        loss[k] += exampleLoss(binary[k], predictions[i], log.labels[i]);
        observed[k]++;
      }
      let h = 0;
      for (let e = 0; e < experts; e++) {
        const w = gates[at++];
        const place = k * experts + e;
        utilization[place] += w;
        if (w > 0) h -= w * Math.log(w);
        // A NaN weight belongs in no bin, and an index that is NaN writes nowhere.
        histogram[place * HISTOGRAM_BINS + Math.min(HISTOGRAM_BINS - 1, Math.floor(w * HISTOGRAM_BINS))]++;
      }
      entropy[k] += h;
    }
  }
  let finite = true;
  for (let k = 0; k < TASK_COUNT; k++) {
    loss[k] /= observed[k];
    entropy[k] /= log.rows;
    if (observed[k] > 0 && !Number.isFinite(loss[k])) finite = false;
  }
  for (let i = 0; i < utilization.length; i++) utilization[i] /= log.rows;
  for (const value of parameters) if (!Number.isFinite(value)) finite = false;
  return {
    replica,
    loss,
    utilization,
    entropy,
    histogram,
    table,
    finite,
    dead: Uint8Array.from({ length: experts }, (_, e) => (activity[e] === 0 ? 1 : 0)),
    ...withDetails(options, { predictions: () => predictions, gates: () => gates, parameters: () => parameters }),
  };
}
