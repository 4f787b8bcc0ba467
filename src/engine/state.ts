/** The flat state of a population (see `stateLength`): where its parts lie, and how it starts. */
import { initialParameters } from '../model/init.ts';
import type { ParameterLayout } from '../model/layout.ts';
import { ADAGRAD_INITIAL_ACCUMULATOR, type PopulationSpec } from '../model/spec.ts';
import { stateLength } from './types.ts';

/** Views of one replica's state; nothing is copied. */
export interface ReplicaState {
  parameters: Float32Array;
  /** Adagrad's accumulator or adam's first moment; empty for sgd. */
  first: Float32Array;
  /** Adam's second moment; else empty. */
  second: Float32Array;
  /** The replica's own W snapshots, one after the other; empty when it is synchronous. */
  snapshots: Float32Array;
}

/** @returns views of replica r's parts of a population's state */
export function replicaState(
  population: PopulationSpec,
  layout: ParameterLayout,
  state: Float32Array,
  r: number,
): ReplicaState {
  const { optimizer } = population.training;
  const { workers } = population.replicas[r];
  const n = layout.length;
  const length = stateLength(population, n);
  const moments = optimizer === 'sgd' ? 0 : optimizer === 'adagrad' ? 1 : 2;
  const part = (from: number, count: number): Float32Array =>
    state.subarray(r * length + from * n, r * length + (from + count) * n);
  return {
    parameters: part(0, 1),
    first: part(1, Math.min(1, moments)),
    second: part(2, Math.max(0, moments - 1)),
    snapshots: part(1 + moments, workers > 1 ? workers : 0),
  };
}

/**
 * @returns the state before the first step: initial parameters, moments at 0 (adagrad's accumulator at 0.1), every worker's snapshot equal
 *   to the initial parameters, padding 0
 */
export function initialState(population: PopulationSpec, layout: ParameterLayout): Float32Array {
  const state = new Float32Array(population.replicas.length * stateLength(population, layout.length));
  population.replicas.forEach((replica, r) => {
    const { parameters, first, snapshots } = replicaState(population, layout, state, r);
    parameters.set(initialParameters(population.model, replica, layout));
    if (population.training.optimizer === 'adagrad') first.fill(ADAGRAD_INITIAL_ACCUMULATOR);
    for (let at = 0; at < snapshots.length; at += layout.length) snapshots.set(parameters, at);
  });
  return state;
}
