/** What gates did with a batch, and what balancing makes of it. */
import { BALANCE_DEAD_ZONE, needsBalance, type Cures } from '../../model/cures.ts';
import { gateSets } from '../../model/spec.ts';
import { countOf, holds } from '../../model/visible.ts';
import type { Shape } from './shape.ts';

/** @returns −1, 0 or 1; 0 near 0 */
const signOf = (excess: number): number => (Math.abs(excess) <= BALANCE_DEAD_ZONE ? 0 : Math.sign(excess));

export class BatchShares {
  /** [G × E] M, mean weights. */
  readonly mean: Float64Array;
  /** [G × E] f, shares of the examples whose largest weight is the expert's, the first of equals. */
  readonly top: Float64Array;
  private readonly sets: readonly number[];

  constructor(private readonly shape: Shape) {
    this.mean = new Float64Array(shape.gates * shape.experts);
    this.top = new Float64Array(this.mean.length);
    this.sets = gateSets(shape.model);
  }

  /** Whether a replica's gates are balanced by what they did. */
  concerns(cures: Cures): boolean {
    return this.shape.at['gates/balance'] >= 0 && needsBalance(cures);
  }

  clear(): void {
    this.mean.fill(0);
    this.top.fill(0);
  }

  /** Counts an example in. @param gate - [G × E] its weights */
  add(gate: Float64Array): void {
    const { experts, gates } = this.shape;
    for (let g = 0; g < gates; g++) {
      let largest = g * experts;
      for (let i = g * experts; i < (g + 1) * experts; i++) {
        this.mean[i] += gate[i];
        if (gate[i] > gate[largest]) largest = i;
      }
      this.top[largest]++;
    }
  }

  /** From sums to means. */
  finish(batch: number): void {
    for (let i = 0; i < this.mean.length; i++) {
      this.mean[i] /= batch;
      this.top[i] /= batch;
    }
  }

  /** Moves the biases and leaves to the next step what it has to know of this one; to be called once its gradient has been applied. */
  commit(cures: Cures, parameters: Float32Array): void {
    const { experts, at } = this.shape;
    if (cures.importance > 0) parameters.set(this.mean, at['gates/mean']);
    if (cures.switchLoss > 0) parameters.set(this.top, at['gates/top']);
    if (cures.lossFree === 0) return;
    this.sets.forEach((set, g) => {
      for (let e = 0; e < experts; e++) {
        const i = g * experts + e;
        if (holds(set, e))
          parameters[at['gates/balance'] + i] -= cures.lossFree * signOf(this.mean[i] - 1 / countOf(set));
      }
    });
  }
}
