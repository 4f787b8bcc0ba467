/** The random part of a training step, drawn into arrays that are reused. */
import { curesOf } from '../model/cures.ts';
import { batchRow, gateMask, gateNoise, positionDropped } from '../model/draws.ts';
import { gateSets, type PopulationSpec, type ReplicaSpec } from '../model/spec.ts';
import { isMasked } from '../model/visible.ts';
import type { Impressions } from '../world/types.ts';

/** One replica's batch of one step: which rows, at which positions after dropout, with which gate masks. */
export class BatchDraw {
  /** [B] row of the training log. */
  readonly rows: Uint32Array;
  /** [B] 1..9, or 0 where the position is missing or was dropped. */
  readonly position: Uint8Array;
  /** [B × G × E] 1 = kept, 0 = dropped, or out of the gate's sight. With one mask a batch all examples carry the same one. */
  readonly mask: Uint8Array;
  /** Whether the mask drops anything at all. */
  masked = false;
  /** [B × G × E] what is added to the gates' logits where {@link noisy}. Empty where no replica of the population has any. */
  readonly noise: Float64Array;
  /** Whether the replica has noise. */
  noisy = false;
  /** [G] the experts that each gate may use. */
  private readonly sets: readonly number[];
  private readonly always: boolean;
  private readonly experts: number;
  private readonly perBatch: boolean;

  constructor(population: PopulationSpec) {
    const { batch, mask } = population.training;
    this.sets = gateSets(population.model);
    this.always = isMasked(population.model);
    this.experts = population.model.experts;
    this.perBatch = mask === 'batch';
    this.rows = new Uint32Array(batch);
    this.position = new Uint8Array(batch);
    const size = batch * this.sets.length * this.experts;
    this.mask = new Uint8Array(size);
    this.noise = new Float64Array(population.replicas.some((replica) => curesOf(replica).noise > 0) ? size : 0);
  }

  /** Draws the batch that `replica` sees at `step`: a pure function of the seeds, the step and the rates. */
  draw(replica: ReplicaSpec, step: number, log: Impressions): void {
    const { rows, position, mask, sets, experts } = this;
    const size = sets.length * experts;
    const { dropout, batch: order } = replica.seeds;
    this.masked = (replica.gateDropout > 0 || this.always) && size > 0;
    for (let j = 0; j < rows.length; j++) {
      const row = batchRow(order, step, j, log.rows, rows.length);
      rows[j] = row;
      position[j] =
        replica.positionDropout > 0 && positionDropped(dropout, step, j, replica.positionDropout)
          ? 0
          : log.position[row];
    }
    this.drawNoise(replica, step);
    if (!this.masked) return;
    // gateMask writes from index 0, so each mask passes through the first place; the first example's own is drawn last.
    for (let j = this.perBatch ? 0 : rows.length - 1; j >= 0; j--) {
      gateMask(dropout, step, j, replica.gateDropout, sets, experts, mask);
      if (j > 0) mask.copyWithin(j * size, 0, size);
    }
    if (this.perBatch) for (let j = 1; j < rows.length; j++) mask.copyWithin(j * size, 0, size);
  }

  /** Every example has its own noise, also where all have one mask. */
  private drawNoise(replica: ReplicaSpec, step: number): void {
    const { noise, experts } = this;
    const deviation = curesOf(replica).noise;
    const gates = this.sets.length;
    this.noisy = deviation > 0 && gates > 0;
    if (!this.noisy) return;
    for (let j = 0, i = 0; j < this.rows.length; j++) {
      for (let g = 0; g < gates; g++) {
        for (let e = 0; e < experts; e++, i++) noise[i] = deviation * gateNoise(replica.seeds.dropout, step, j, g, e);
      }
    }
  }
}
