/** Models that others learn from: their parameters, and what they answer on the impressions that they were trained on. */
import { sigmoid } from '../../model/losses.ts';
import { joinedRows } from '../../world/rows.ts';
import { IS_BINARY, TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';
import { runVariants, type VariantRun, type VariantsOptions, type VariantsSpec } from './variants.ts';

export interface Teacher {
  run: VariantRun;
  /** The flat parameter vector. */
  parameters: Float32Array;
  /** [task][expert] mean held-out gate weight. */
  utilization: number[][];
  /** [training rows × 4] logits of click and like, predictions of watch time and rating. */
  answers: Float32Array;
}

/**
 * A log whose labels are what a model answers: probabilities of click and like (cross entropy takes them as they are), means of watch time and rating.
 * (Hinton, Vinyals & Dean 2015, at temperature 1.)
 * @param answers - [rows × 4]
 */
export function softLabels(log: Impressions, answers: Float32Array): Impressions {
  const labels = answers.map((value, i) => (IS_BINARY[i % TASK_COUNT] ? sigmoid(value) : value));
  return { ...log, labels, observed: new Uint8Array(log.observed.length).fill(1) };
}

/**
 * Trains one model on every seed. Its training log is laid behind what it is measured on, so that one evaluation answers it too.
 * @returns teachers by seed
 */
export async function trainTeachers(spec: VariantsSpec, options: VariantsOptions): Promise<Map<number, Teacher>> {
  const teachers = new Map<number, Teacher>();
  const full = new Map<number, { parameters: Float32Array; answers: Float32Array }>();
  const runs = await runVariants(spec, {
    ...options,
    evaluateOn: (heldOut, { train }) =>
      joinedRows(heldOut, { ...train, observed: new Uint8Array(train.observed.length) }),
    onAnswers: ({ seed, world }, { predictions, parameters }) => {
      full.set(seed, { parameters, answers: predictions.slice(predictions.length - world.train.rows * TASK_COUNT) });
    },
  });
  for (const run of runs) teachers.set(run.seed, { run, utilization: run.utilization, ...full.get(run.seed)! });
  return teachers;
}
