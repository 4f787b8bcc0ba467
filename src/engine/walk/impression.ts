/** One impression of a batch on its way through a model that is training. */
import { tableRow } from '../../model/layout.ts';
import { trainingLoss } from '../../model/losses.ts';
import { gateSets } from '../../model/spec.ts';
import { holds } from '../../model/visible.ts';
import { CLICK, TASK_COUNT } from '../../world/spec.ts';
import { forward } from '../scalar/forward.ts';
import type { BatchGradient, StepOf } from '../scalar/gradient.ts';
import type { Pass } from '../scalar/pass.ts';
import type { StepWalk, WalkedForward, WalkedImpression, WalkedLoss, WalkedMask } from './types.ts';

/** Rows of a flat vector. */
function rowsOf<A extends Float64Array | Uint8Array>(flat: A, rows: number, width: number): A[] {
  return Array.from({ length: rows }, (_, r) => flat.slice(r * width, (r + 1) * width) as A);
}

/** The impression at a place of the batch that was drawn. */
function impressionOf({ batch }: BatchGradient, { log }: StepOf, place: number): WalkedImpression {
  const row = batch.rows[place];
  const labels = row * TASK_COUNT;
  return {
    place,
    row,
    query: log.query[row],
    features: log.features.slice(row * log.featureCount, (row + 1) * log.featureCount),
    device: log.device[row],
    logged: log.position[row],
    position: batch.position[place],
    labels: log.labels.slice(labels, labels + TASK_COUNT),
    observed: log.observed.slice(labels, labels + TASK_COUNT),
  };
}

/** Its way up to the gates' weights as if nothing were dropped. */
function forwardOf(gradients: BatchGradient, { log }: StepOf, pass: Pass, place: number): WalkedForward {
  const { shape, at, ws, batch } = gradients;
  const { gates, experts, units } = shape;
  const row = batch.rows[place];
  const seen = Uint8Array.from(
    gateSets(shape.model).flatMap((set) => Array.from({ length: experts }, (_, e) => (holds(set, e) ? 1 : 0))),
  );
  // Noise is read from where the mask is: this mask's place is moved to the example's own.
  const from = place * gates * experts;
  const mask = new Uint8Array(from + seen.length);
  mask.set(seen, from);
  // Plain gates are weighed the long way too: it leaves the logits.
  const way: Pass = { ...pass, plainGates: false };
  forward(shape, at, ws, log.features, row, log.device[row], batch.position[place], mask, from, way);
  return {
    trunk: ws.trunk.slice(),
    experts: rowsOf(ws.expert, experts, units),
    logits: rowsOf(ws.logit, gates, experts),
    weights: rowsOf(ws.gate, gates, experts),
  };
}

function maskOf({ shape, ws, batch }: BatchGradient, { replica, training }: StepOf, place: number): WalkedMask {
  const { gates, experts } = shape;
  const size = gates * experts;
  const kept = batch.masked ? batch.mask.slice(place * size, (place + 1) * size) : new Uint8Array(size).fill(1);
  return {
    rate: replica.gateDropout,
    kind: training.mask,
    kept: rowsOf(kept, gates, experts),
    weights: rowsOf(ws.gate, gates, experts),
  };
}

type OwnLoss = Pick<WalkedLoss, 'tower' | 'shallow' | 'output' | 'own'>;

function lossOf(
  { shape, at, ws, binary }: BatchGradient,
  { position, device, labels, observed }: WalkedImpression,
): OwnLoss {
  const table = shape.at['shallow/table'];
  const shallow = table < 0 ? 0 : at[table + tableRow(device, position)];
  const output = ws.output.slice();
  const tower = output.slice();
  tower[CLICK] -= shallow;
  const own = output.map((value, k) => (observed[k] === 0 ? NaN : trainingLoss(binary[k], value, labels[k])));
  return { tower, shallow, output, own };
}

/** What {@link walkImpression} finds. */
export interface Walked extends Pick<StepWalk, 'impression' | 'forward' | 'mask'> {
  loss: OwnLoss;
  /** [T] dL/d(output) */
  deltas: Float64Array;
  /** [layout.length] what the impression alone adds to the gradient, without L2. */
  gradient: Float64Array;
}

/** Follows the impression at a place of the batch that was drawn, at the parameters in `gradients.at`. */
export function walkImpression(gradients: BatchGradient, of: StepOf, place: number): Walked {
  const { shape, ws } = gradients;
  const pass = gradients.passOf(of);
  const impression = impressionOf(gradients, of, place);
  const before = forwardOf(gradients, of, pass, place);
  gradients.forward(of, pass, place);
  const mask = maskOf(gradients, of, place);
  const loss = lossOf(gradients, impression);
  const deltas = ws.dOutput.slice();
  const gradient = new Float64Array(shape.layout.length);
  gradients.backward(of, pass, place, gradient);
  return { impression, forward: before, mask, loss, deltas, gradient };
}
