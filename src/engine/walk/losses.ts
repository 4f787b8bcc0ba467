/** The losses of a batch, summed up while a step goes through its examples. */
import { curesOf, type Cures } from '../../model/cures.ts';
import { trainingLoss } from '../../model/losses.ts';
import { decays } from '../../model/layout.ts';
import { gateSets } from '../../model/spec.ts';
import { countOf } from '../../model/visible.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { adversaryForward } from '../scalar/forward.ts';
import type { BatchGradient, StepOf } from '../scalar/gradient.ts';
import type { Pass } from '../scalar/pass.ts';

export class BatchLosses {
  /** [T] */
  readonly observed: number[] = Array.from({ length: TASK_COUNT }, () => 0);
  /** [T] summed training losses of the observed labels, divided by the batch. */
  readonly batch = new Float64Array(TASK_COUNT);
  /** The adversary's cross entropy, divided by the batch. */
  adversary = 0;
  /** What examples add to the losses on gates. */
  private examples = 0;
  private readonly cures: Cures;
  private readonly sizes: readonly number[];

  constructor(
    private readonly gradients: BatchGradient,
    private readonly of: StepOf,
  ) {
    this.cures = curesOf(of.replica);
    this.sizes = gateSets(gradients.shape.model).map(countOf);
  }

  /** Counts an example in that has gone forwards through the model. @param place - in the batch */
  add(place: number, pass: Pass): void {
    const { gradients, of } = this;
    const { ws, binary, batch, shape } = gradients;
    const { log, training } = of;
    for (let k = 0; k < TASK_COUNT; k++) {
      const i = batch.rows[place] * TASK_COUNT + k;
      if (log.observed[i] === 0) continue;
      this.observed[k]++;
      this.batch[k] += trainingLoss(binary[k], ws.output[k], log.labels[i]) / training.batch;
    }
    if (pass.losses !== null) for (let g = 0; g < shape.gates; g++) this.examples += this.ofGate(g) / training.batch;
    const position = batch.position[place];
    if (shape.at['adversary/w'] < 0 || position === 0) return;
    adversaryForward(shape, gradients.at, ws);
    this.adversary -= Math.log(ws.adversary[position - 1]) / training.batch;
  }

  /** What one gate of an example adds to the losses that are means over examples; the batch's shares that they are made of are a batch old. */
  private ofGate(g: number): number {
    const { ws, at, shape } = this.gradients;
    const { entropy, zLoss, logitL2, switchLoss } = this.cures;
    let loss = 0;
    let top = -Infinity;
    for (let i = g * shape.experts; i < (g + 1) * shape.experts; i++) {
      const weight = ws.gate[i];
      const logit = ws.logit[i];
      if (logit === -Infinity) continue;
      if (weight > 0) top = Math.max(top, logit - Math.log(weight));
      if (weight > 0) loss += entropy * weight * Math.log(weight);
      if (switchLoss > 0) loss += switchLoss * this.sizes[g] * at[shape.at['gates/top'] + i] * weight;
      loss += logitL2 * logit ** 2;
    }
    return loss + (zLoss > 0 ? zLoss * top ** 2 : 0);
  }

  /** The losses of cures on the gates. */
  get gates(): number {
    const { at, shape } = this.gradients;
    const { importance } = this.cures;
    if (importance === 0 || shape.at['gates/mean'] < 0) return this.examples;
    let loss = this.examples;
    for (let g = 0; g < shape.gates; g++) {
      let squares = 0;
      for (let e = 0; e < shape.experts; e++) squares += at[shape.at['gates/mean'] + g * shape.experts + e] ** 2;
      loss += importance * (this.sizes[g] * squares - 1);
    }
    return loss;
  }

  /** ½ · l2 · θ² over what decays. */
  get l2(): number {
    const { at, shape } = this.gradients;
    let squares = 0;
    for (const { name, offset, size } of shape.layout.list) {
      if (decays(name)) for (let i = offset; i < offset + size; i++) squares += at[i] ** 2;
    }
    return (this.of.replica.l2 / 2) * squares;
  }
}
