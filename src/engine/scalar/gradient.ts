/** The gradient of a batch: forwards and backwards through its examples, one after another. */
import { curesOf } from '../../model/cures.ts';
import { adversarialAt } from '../../model/draws.ts';
import { trainingDelta } from '../../model/losses.ts';
import { binaryTasks, type PopulationSpec, type ReplicaSpec, type TrainingSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';
import { BatchDraw } from '../batch.ts';
import { backward } from './backward.ts';
import { BatchShares } from './balance.ts';
import { forward } from './forward.ts';
import { addDecay } from './optimizer.ts';
import { trainingPass, type Pass } from './pass.ts';
import { createWorkspace, shapeOf, type Shape, type Workspace } from './shape.ts';

/** A step of one replica. */
export interface StepOf {
  readonly replica: ReplicaSpec;
  readonly training: TrainingSpec;
  readonly log: Impressions;
  readonly step: number;
}

export class BatchGradient {
  readonly shape: Shape;
  /** [4] which tasks are binary. */
  readonly binary: readonly boolean[];
  readonly ws: Workspace;
  readonly batch: BatchDraw;
  /** What the gates did with the batch, where balancing wants to know. */
  readonly shares: BatchShares;
  /** [layout.length] the parameters that a gradient is computed at, in double precision. */
  readonly at: Float64Array;
  /** [layout.length] */
  readonly grad: Float64Array;

  constructor(population: PopulationSpec) {
    this.shape = shapeOf(population.model);
    this.binary = binaryTasks(population.model);
    this.ws = createWorkspace(this.shape);
    this.batch = new BatchDraw(population);
    this.shares = new BatchShares(this.shape);
    this.at = new Float64Array(this.shape.layout.length);
    this.grad = new Float64Array(this.shape.layout.length);
  }

  /**
   * Leaves in `grad` the gradient of the step's training loss at `at`, L2 included, before it is clipped, and in `shares` what the gates did.
   * @param seen - called for each example between its two passes, with its place in the batch
   */
  compute(of: StepOf, seen?: (place: number, pass: Pass) => void): void {
    const { shares, grad } = this;
    const { replica, training } = of;
    const balanced = shares.concerns(curesOf(replica));
    const pass = this.begin(of, balanced);
    for (let j = 0; j < training.batch; j++) {
      this.forward(of, pass, j);
      if (balanced) shares.add(this.ws.gate);
      seen?.(j, pass);
      this.backward(of, pass, j, grad);
    }
    if (balanced) shares.finish(training.batch);
    addDecay(this.shape.layout, replica.l2, this.at, grad);
  }

  private begin(of: StepOf, balanced: boolean): Pass {
    this.batch.draw(of.replica, of.step, of.log);
    if (balanced) this.shares.clear();
    this.grad.fill(0);
    return this.passOf(of);
  }

  /** How the examples of the batch that was drawn are gone through. */
  passOf({ replica, training, step }: StepOf): Pass {
    return trainingPass(this.shape, replica, training, step, this.batch.noisy ? this.batch.noise : null);
  }

  /** Sends the example at place `j` of the batch that was drawn through the model, and leaves in `ws` what came of it, dL/d(output) too. */
  forward({ replica, training, log }: StepOf, pass: Pass, j: number): void {
    const { shape, ws, batch, at } = this;
    const mask = batch.masked ? batch.mask : null;
    const row = batch.rows[j];
    const maskAt = j * shape.gates * shape.experts;
    forward(shape, at, ws, log.features, row, log.device[row], batch.position[j], mask, maskAt, pass);
    const scale = 1 / training.batch;
    for (let k = 0; k < TASK_COUNT; k++) {
      const i = row * TASK_COUNT + k;
      // Divided by the batch, not by the number observed: a label's weight must not depend on its neighbours.
      ws.dOutput[k] =
        log.observed[i] === 0
          ? 0
          : replica.taskWeights[k] * scale * trainingDelta(this.binary[k], ws.output[k], log.labels[i]);
    }
  }

  /** Adds to `grad` what the example adds that {@link forward} has just been called for. */
  backward({ replica, training, log, step }: StepOf, pass: Pass, j: number, grad: Float64Array): void {
    const { shape, ws, batch, at } = this;
    const lambda = adversarialAt(replica.adversarialWeight, step, training.steps);
    const device = log.device[batch.rows[j]];
    backward(shape, at, grad, ws, device, batch.position[j], lambda, 1 / training.batch, pass);
  }
}
