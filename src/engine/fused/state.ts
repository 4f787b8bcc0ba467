/** Between a checkpoint's flat state (see `stateLength`) and the GPU's. */
import { workerOf } from '../../model/draws.ts';
import { ADAGRAD_INITIAL_ACCUMULATOR, type PopulationSpec } from '../../model/spec.ts';
import { replicaState } from '../state.ts';
import { stateLength } from '../types.ts';
import { momentCount, type Plan } from './plan.ts';
import type { Sizes } from './limits.ts';

/**
 * The slot that holds replica r's current parameters before `step`. A worker that pushes takes the new parameters for its snapshot, so the
 * slot of the last push and the current parameters are the same thing, and only one of them is stored.
 */
export function currentSlot(population: PopulationSpec, r: number, step: number): number {
  const { workers, seeds } = population.replicas[r];
  return step === 0 || workers === 1 ? 0 : workerOf(seeds.batch, step - 1, workers);
}

/** Copies a flat vector into the GPU's vector that begins at number `at`. */
function scatter(plan: Plan, flat: Float32Array, gpu: Float32Array, at: number): void {
  const { place } = plan;
  for (let i = 0; i < place.length; i++) if (place[i] >= 0) gpu[at + place[i]] = flat[i];
}

/** Copies the GPU's vector that begins at number `at` into a flat vector, whose padding stays what it is. */
export function gather(plan: Plan, gpu: Float32Array, at: number, flat: Float32Array): void {
  const { place } = plan;
  for (let i = 0; i < place.length; i++) if (place[i] >= 0) flat[i] = gpu[at + place[i]];
}

/** Calls `each` with every vector of replica r: where it is in the flat state's views, and its index in the GPU's state. */
function vectors(
  plan: Plan,
  population: PopulationSpec,
  sizes: Sizes,
  state: Float32Array,
  r: number,
  step: number,
  each: (flat: Float32Array, index: number) => void,
): void {
  const { parameters, first, second, snapshots } = replicaState(population, plan.layout, state, r);
  const n = plan.layout.length;
  for (let w = 0; w * n < snapshots.length; w++) each(snapshots.subarray(w * n, (w + 1) * n), w);
  each(parameters, currentSlot(population, r, step));
  if (momentCount(population.training.optimizer) > 0) each(first, sizes.slots);
  if (momentCount(population.training.optimizer) > 1) each(second, sizes.slots + 1);
}

/** @returns the GPU's state of all replicas */
export function toGpuState(
  plan: Plan,
  population: PopulationSpec,
  sizes: Sizes,
  state: Float32Array,
  step: number,
): Float32Array {
  const gpu = new Float32Array(population.replicas.length * sizes.stateQuads * 4);
  for (let r = 0; r < population.replicas.length; r++) {
    vectors(plan, population, sizes, state, r, step, (flat, index) => {
      scatter(plan, flat, gpu, (r * sizes.stateQuads + index * plan.length) * 4);
    });
  }
  return gpu;
}

/** @returns the flat state of all replicas */
export function fromGpuState(
  plan: Plan,
  population: PopulationSpec,
  sizes: Sizes,
  gpu: Float32Array,
  step: number,
): Float32Array {
  const state = new Float32Array(population.replicas.length * stateLength(population, plan.layout.length));
  for (let r = 0; r < population.replicas.length; r++) {
    // Its padding too is as `initialState` made it, so that checkpoints of different engines compare equal.
    if (population.training.optimizer === 'adagrad')
      replicaState(population, plan.layout, state, r).first.fill(ADAGRAD_INITIAL_ACCUMULATOR);
    vectors(plan, population, sizes, state, r, step, (flat, index) => {
      gather(plan, gpu, (r * sizes.stateQuads + index * plan.length) * 4, flat);
    });
  }
  return state;
}
