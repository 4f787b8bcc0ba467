/** How a population is split over workers and put together again. Replicas do not depend on one another, so no number depends on the split. */
import { parameterLayout } from '../../model/layout.ts';
import type { PopulationSpec, ReplicaSpec } from '../../model/spec.ts';
import { stateLength } from '../../engine/types.ts';

/** Replicas that one worker trains: neighbours, so that the arms of a seed mostly share the worker that has their world. */
export interface Share {
  /** The first of them in the whole population. */
  from: number;
  /** A population of its own, whose replicas count its data from 0. */
  population: PopulationSpec;
  /** Which of the whole population's data they read. */
  data: readonly number[];
}

/** A share's replicas out of those of the whole population, with the data counted as the share does. */
export const shareOf = ({ from, population, data }: Share, replicas: readonly ReplicaSpec[]): ReplicaSpec[] =>
  replicas
    .slice(from, from + population.replicas.length)
    .map((replica) => ({ ...replica, data: data.indexOf(replica.data) }));

/**
 * Splits a population.
 * @param count - shares, at most one a replica
 * @returns shares in the population's order, whose sizes differ by one at most
 */
export function sharesOf(population: PopulationSpec, count: number): Share[] {
  const { replicas } = population;
  const start = (i: number): number => Math.floor((i * replicas.length) / count);
  return Array.from({ length: count }, (_, i) => {
    const own = replicas.slice(start(i), start(i + 1));
    const data = [...new Set(own.map((replica) => replica.data))];
    const share = { from: start(i), population: { ...population, replicas: own }, data };
    return { ...share, population: { ...population, replicas: shareOf(share, replicas) } };
  });
}

/**
 * A share of less work ({@link stepWork} times steps) is not worth a worker: 320 steps of one default model. Handing it over (copying its logs, opening the
 * engine) was measured to cost the processor as much as 290 steps (default run) or 90 (regimes); the first of a structure costs a worker 1,400 to 2,500
 * steps for compiling, which is paid once and beside whatever else goes on.
 */
const LEAST_WORK = 2e7;

/** @returns into how many shares a population is worth being split, `most` at most; 0 = it is not even worth one worker of its own */
export function worthwhile(population: PopulationSpec, most: number, leastWork = LEAST_WORK): number {
  const work = population.training.steps * stepWork(population);
  return Math.min(most, population.replicas.length, Math.floor(work / leastWork));
}

/** @returns about how much a step of all replicas is, in parameters times examples */
export const stepWork = ({ model, training, replicas }: PopulationSpec): number =>
  replicas.length * training.batch * parameterLayout(model).length;

/** Where a share's state lies in that of the whole population: a replica is as long as the one with the most workers of its population. */
function lengths(population: PopulationSpec, share: Share): { whole: number; own: number } {
  const { length } = parameterLayout(population.model);
  return { whole: stateLength(population, length), own: stateLength(share.population, length) };
}

/** @returns the state of the whole population out of those of its shares */
export function joinStates(
  population: PopulationSpec,
  shares: readonly Share[],
  states: readonly Float32Array[],
): Float32Array {
  const { length } = parameterLayout(population.model);
  const joined = new Float32Array(population.replicas.length * stateLength(population, length));
  shares.forEach((share, s) => {
    const { whole, own } = lengths(population, share);
    share.population.replicas.forEach((_, r) => {
      joined.set(states[s].subarray(r * own, (r + 1) * own), (share.from + r) * whole);
    });
  });
  return joined;
}

/** @returns the state of a share out of that of the whole population; what is left out is padding */
export function splitState(population: PopulationSpec, share: Share, state: Float32Array): Float32Array {
  const { whole, own } = lengths(population, share);
  const part = new Float32Array(share.population.replicas.length * own);
  share.population.replicas.forEach((_, r) => {
    const at = (share.from + r) * whole;
    part.set(state.subarray(at, at + own), r * own);
  });
  return part;
}
