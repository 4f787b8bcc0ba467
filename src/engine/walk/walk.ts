/**
 * A training step laid open. It computes with the scalar engine's own passes, at the state that the next step starts from, and leaves that
 * state as it is: what comes of the step in any engine is what is told here, but for rounding.
 */
import { curesOf } from '../../model/cures.ts';
import { replicaRateAt, stalenessAt, workerOf } from '../../model/draws.ts';
import { isTrained, rateFactor } from '../../model/layout.ts';
import { SpecError, type PopulationSpec } from '../../model/spec.ts';
import { BatchGradient, type StepOf } from '../scalar/gradient.ts';
import { takeStep } from '../scalar/step.ts';
import { replicaState, type ReplicaState } from '../state.ts';
import { structureAt } from '../structures.ts';
import type { Checkpoint, EngineData } from '../types.ts';
import { walkImpression, type Walked } from './impression.ts';
import { BatchLosses } from './losses.ts';
import { indexIn, normOver, placedParts, type PlacedPart } from './parts.ts';
import type { ChangedParameter, StepWalk, WalkedBackward, WalkedLoss, WalkedUpdate, WalkedWorker } from './types.ts';

/** A step that has been taken on a copy of the state. */
interface Taken {
  of: StepOf;
  gradients: BatchGradient;
  parts: readonly PlacedPart[];
  before: Float32Array;
  state: ReplicaState;
  /** [layout.length] of the batch, before it is clipped. */
  gradient: Float64Array;
}

function workerAt({ replica: { seeds, workers }, step }: StepOf): WalkedWorker | null {
  if (workers === 1) return null;
  return {
    index: workerOf(seeds.batch, step, workers),
    count: workers,
    staleness: stalenessAt(seeds.batch, step, workers),
  };
}

function lossOf({ of }: Taken, losses: BatchLosses, own: Walked['loss']): WalkedLoss {
  const { taskWeights } = of.replica;
  const { batch, observed, gates, l2, adversary } = losses;
  const tasks = batch.reduce((sum, loss, k) => sum + taskWeights[k] * loss, 0);
  return { ...own, taskWeights, observed, batch, gates, l2, adversary, total: tasks + gates + l2 };
}

const lengthOf = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));

function backwardOf({ of, parts, gradient, before, state }: Taken, { deltas, gradient: own }: Walked): WalkedBackward {
  return {
    deltas,
    norm: lengthOf(gradient),
    own: lengthOf(own),
    clip: curesOf(of.replica).clip,
    parts: parts.map((placed) => ({
      part: placed.part,
      batch: normOver(placed, (at) => gradient[at]),
      own: normOver(placed, (at) => own[at]),
      change: normOver(placed, (at) => state.parameters[at] - before[at]),
    })),
  };
}

/** The parameter of some parts that changes most. */
function largestOf(taken: Taken, parts: readonly PlacedPart[]): ChangedParameter {
  const { of, before, state, gradients } = taken;
  const { layout } = gradients.shape;
  const moved = (at: number): number => Math.abs(state.parameters[at] - before[at]);
  let [part, range, at] = [parts[0].part, parts[0].ranges[0], parts[0].ranges[0].from];
  for (const placed of parts) {
    for (const one of placed.ranges) {
      for (let i = one.from; i < one.end; i++) if (moved(i) > moved(at)) [part, range, at] = [placed.part, one, i];
    }
  }
  const { block } = range;
  const { replica, training, step } = of;
  return {
    part,
    block,
    index: indexIn(layout, block, at),
    before: before[at],
    after: state.parameters[at],
    gradient: isTrained(block) ? gradients.grad[at] : NaN,
    first: state.first[at] ?? NaN,
    second: state.second[at] ?? NaN,
    rate: isTrained(block) ? replicaRateAt(replica, training, step) * rateFactor(block, replica) : NaN,
  };
}

function updateOf(taken: Taken): WalkedUpdate {
  const { of, parts, before, state, gradients } = taken;
  const { layout } = gradients.shape;
  const kinds = [...new Set(parts.map(({ part }) => part.kind))];
  let changed = 0;
  for (const { name, offset, size } of layout.list) {
    if (isTrained(name)) for (let i = offset; i < offset + size; i++) if (state.parameters[i] !== before[i]) changed++;
  }
  return {
    optimizer: of.training.optimizer,
    rate: replicaRateAt(of.replica, of.training, of.step),
    largest: kinds.map((kind) =>
      largestOf(
        taken,
        parts.filter(({ part }) => part.kind === kind),
      ),
    ),
    changed,
    trained: layout.count,
    after: state.parameters.slice(),
  };
}

/**
 * The step that replica `r` takes next from a checkpoint, without taking it.
 * @param data - of the population
 * @param place - of the impression that is followed, in the batch
 * @throws SpecError where there is no such replica or place
 */
export function walkStep(
  population: PopulationSpec,
  data: readonly EngineData[],
  { step, state: flat }: Checkpoint,
  r: number,
  place: number,
): StepWalk {
  const { training, replicas } = population;
  const replica = replicas.at(r);
  if (!replica || r < 0) throw new SpecError(`there is no replica ${String(r)}`);
  if (!Number.isInteger(place) || place < 0 || place >= training.batch)
    throw new SpecError(`a batch of ${String(training.batch)} has no place ${String(place)}`);
  const gradients = new BatchGradient(structureAt(population, [r]));
  const of: StepOf = { replica, training, log: data[replica.data].train, step };
  const state = replicaState(population, gradients.shape.layout, flat.slice(), r);
  const before = state.parameters.slice();
  const losses = new BatchLosses(gradients, of);
  let gradient = new Float64Array(0);
  takeStep(gradients, of, state, {
    example: (j, pass) => {
      losses.add(j, pass);
    },
    gradient: (whole) => {
      gradient = whole.slice();
    },
  });
  // The parameters that the gradient was computed at, and the batch, are still there.
  const walked = walkImpression(gradients, of, place);
  const taken: Taken = { of, gradients, parts: placedParts(gradients.shape), before, state, gradient };
  return {
    step,
    batch: training.batch,
    worker: workerAt(of),
    impression: walked.impression,
    forward: walked.forward,
    mask: walked.mask,
    loss: lossOf(taken, losses, walked.loss),
    backward: backwardOf(taken, walked),
    update: updateOf(taken),
  };
}
