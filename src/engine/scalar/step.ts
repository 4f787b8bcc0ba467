/** One training step of one replica. */
import { curesOf } from '../../model/cures.ts';
import { replicaRateAt, workerOf } from '../../model/draws.ts';
import type { ReplicaState } from '../state.ts';
import type { BatchGradient, StepOf } from './gradient.ts';
import { applyGradient, clipGradient } from './optimizer.ts';
import type { Pass } from './pass.ts';

/** The parameters that a step's gradient is computed at: the snapshot of the worker that pushes, or the parameters where there is none. A view. */
function heldAt({ replica, step }: StepOf, { parameters, snapshots }: ReplicaState): Float32Array {
  const n = parameters.length;
  const own = workerOf(replica.seeds.batch, step, replica.workers) * n;
  return replica.workers > 1 ? snapshots.subarray(own, own + n) : parameters;
}

/** Who looks on while a step is taken. */
export interface Onlooker {
  /** For each example between its two passes; see {@link BatchGradient.compute}. */
  example: (place: number, pass: Pass) => void;
  /** The batch's gradient before it is clipped. */
  gradient: (whole: Float64Array) => void;
}

/**
 * One asynchronous worker pushes the gradient that it computed at its snapshot, and takes a new snapshot. Changes the state in place; the clipped
 * gradient is left in `gradients`.
 */
export function takeStep(gradients: BatchGradient, of: StepOf, state: ReplicaState, onlooker?: Onlooker): void {
  const { replica, training, step } = of;
  const { parameters, first, second } = state;
  const { shares, grad, shape } = gradients;
  const held = heldAt(of, state);
  gradients.at.set(held);
  gradients.compute(of, onlooker?.example);
  onlooker?.gradient(grad);
  const cures = curesOf(replica);
  clipGradient(cures.clip, grad);
  const rate = replicaRateAt(replica, training, step);
  applyGradient(training.optimizer, shape.layout, replica, rate, step, grad, parameters, first, second);
  if (shares.concerns(cures)) shares.commit(cures, parameters);
  if (held !== parameters) held.set(parameters);
}
