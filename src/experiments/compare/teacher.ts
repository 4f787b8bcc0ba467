/** Models that others come out of: their parameters, where their optimizer stands, and what they answer on the impressions that they were trained on. */
import { summariseGates, utilizationRows } from '../../metrics/gates.ts';
import { sigmoid } from '../../model/losses.ts';
import { joinedRows } from '../../world/rows.ts';
import { IS_BINARY, TASK_COUNT } from '../../world/spec.ts';
import type { WorldLog } from '../../world/types.ts';
import type { Part } from '../../study/train.ts';
import { runNamed, type NamedOptions, type VariantRun, type VariantsSpec } from './variants.ts';

export interface Teacher {
  run: VariantRun;
  /** What its training would go on from: parameters, then the optimizer's moments. */
  state: Float32Array;
  /** [task][expert] mean gate weight on the training log: what is decided about a model reads no held-out impression. */
  utilization: number[][];
  /** [training rows × 4] logits of click and like, predictions of watch time and rating. */
  answers: Float32Array;
}

/**
 * A log whose labels are what a model answers: probabilities of click and like (cross entropy takes them as they are), means of watch time and rating.
 * (Hinton, Vinyals & Dean 2015, at temperature 1.)
 * @param answers - [rows × 4]
 */
export function softLabels(log: WorldLog, answers: Float32Array): WorldLog {
  const labels = answers.map((value, i) => (IS_BINARY[i % TASK_COUNT] ? sigmoid(value) : value));
  return { ...log, labels, observed: new Uint8Array(log.observed.length).fill(1) };
}

/** Mean gate weights and entropies of some rows. @param gates - [rows × 4 × experts] */
function gatesOf(gates: Float32Array, experts: number): Pick<VariantRun, 'utilization' | 'entropy'> {
  const { utilization, entropy } = summariseGates(gates, TASK_COUNT, experts, 1);
  return { utilization: utilizationRows(utilization, experts), entropy: Array.from(entropy) };
}

/** What each run's training would go on from. */
async function statesOf(parts: readonly Part[], into: Map<number, Float32Array>): Promise<void> {
  for (const { engine, members } of parts) {
    const { state } = await engine.checkpoint();
    const each = state.length / members.length;
    members.forEach(({ seed }, i) => into.set(seed, state.slice(i * each, (i + 1) * each)));
  }
}

/**
 * Trains one model on every seed. Its training log is laid behind what it is measured on, so that one evaluation answers it too.
 * @returns the teachers, seed by seed
 */
export async function trainTeachers(spec: VariantsSpec, options: NamedOptions<Teacher>): Promise<Teacher[]> {
  const experts = spec.variants[0].sized.model.experts;
  type Gates = ReturnType<typeof gatesOf>;
  const full = new Map<number, { answers: Float32Array; heldOut: Gates; utilization: number[][] }>();
  const states = new Map<number, Float32Array>();
  const teacher = (run: VariantRun): Teacher => {
    const { answers, heldOut, utilization } = full.get(run.seed)!;
    return { run: { ...run, ...heldOut }, state: states.get(run.seed)!, utilization, answers };
  };
  return runNamed(spec, teacher, {
    ...options,
    evaluateOn: (heldOut, { train }) =>
      joinedRows(heldOut, { ...train, observed: new Uint8Array(train.observed.length) }),
    onAnswers: ({ seed, world }, { predictions, gates }) => {
      const measured = predictions.length / TASK_COUNT - world.train.rows;
      const border = measured * TASK_COUNT * experts;
      full.set(seed, {
        answers: predictions.slice(measured * TASK_COUNT),
        heldOut: gatesOf(gates.subarray(0, border), experts),
        utilization: gatesOf(gates.subarray(border), experts).utilization,
      });
    },
    onEnd: (parts) => statesOf(parts, states),
  });
}
