/** The forward pass of one example. */
import { tableRow } from '../../model/layout.ts';
import { CLICK, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import { activateExperts, activateShared } from './activation.ts';
import { maskedSoftmax, weighExperts } from './gate.ts';
import { affine } from './linear.ts';
import type { Pass } from './pass.ts';
import { mixtureOf, type Shape, type Workspace } from './shape.ts';

/** Writes the indices of the values that are not 0 and returns how many there are. */
function nonZero(values: Float64Array, index: Int32Array): number {
  let count = 0;
  for (let i = 0; i < values.length; i++) if (values[i] !== 0) index[count++] = i;
  return count;
}

/**
 * One example through the model (Zhao et al. 2019, section 4.2 and 4.3; Ma et al. 2018, equations 6 to 8):
 * h = relu(x·Ws + bs [+ positionInput row]), or x itself without a shared layer; expert_e = relu(h·We + be);
 * gate_g = softmax over the kept experts of (h·Wg + bg); mix_g = Σ_e gate_g,e · expert_e; task k's tower reads the mixture of its gate;
 * the shallow tower's entry for (device, position) is added to the click logit. What cures change of it: `model/cures.ts`.
 * Everything is left in `ws` for the backward pass.
 *
 * @param p - [layout.length] parameters
 * @param features - features of many rows, of which the `row`-th is read
 * @param position - 1..9, or 0 = missing
 * @param mask - gate-dropout masks [.., G × E], read from `maskAt`, as is the pass's noise; null = none dropped
 */
export function forward(
  shape: Shape,
  p: Float64Array,
  ws: Workspace,
  features: Float32Array,
  row: number,
  device: number,
  position: number,
  mask: Uint8Array | null,
  maskAt: number,
  pass: Pass,
): void {
  const { features: width, trunk, experts, units, gates, mixtures, at } = shape;
  const { x, active, expert, gate, output } = ws;

  const from = row * width;
  for (let i = 0; i < width; i++) x[i] = features[from + i];
  ws.inputCount = nonZero(x, ws.inputs);
  const h = ws.trunk;
  if (shape.shared > 0) sharedForward(shape, p, ws, device, position, pass.plainShared);
  if (shape.shared > 0 && !pass.plainShared) activateShared(shape, ws, pass.serving);
  else ws.activeCount = nonZero(h, active);

  for (let e = 0; e < experts; e++) {
    const o = e * units;
    const w = at['experts/w'] + o * trunk;
    affine(p, w, at['experts/b'] + o, units, h, active, ws.activeCount, expert, o, pass.plainExperts);
  }
  if (!pass.plainExperts) activateExperts(shape, ws, pass.serving);

  if (gates === 0) gate[0] = 1;
  for (let g = 0; g < gates; g++) {
    const o = g * experts;
    affine(p, at['gates/w'] + o * trunk, at['gates/b'] + o, experts, h, active, ws.activeCount, gate, o, false);
    if (pass.plainGates) maskedSoftmax(gate, o, experts, mask, maskAt + o);
    else weighExperts(shape, p, ws, pass, g, mask, maskAt);
  }
  mixExperts(shape, ws, mixtures, units);

  for (let k = 0; k < TASK_COUNT; k++) output[k] = towerForward(shape, p, ws, k);
  const table = at['shallow/table'];
  if (table >= 0) output[CLICK] += p[table + tableRow(device, position)];
}

/** The shared layer, into `ws.trunk`; its position row is added before ReLU. @param relu - whether that is its activation, or none yet */
function sharedForward(
  shape: Shape,
  p: Float64Array,
  ws: Workspace,
  device: number,
  position: number,
  relu: boolean,
): void {
  const { shared, at } = shape;
  const { x, inputs, inputCount, trunk: h } = ws;
  const extra = at['positionInput/w'];
  affine(p, at['shared/w'], at['shared/b'], shared, x, inputs, inputCount, h, 0, relu && extra < 0);
  if (extra < 0) return;
  const start = extra + tableRow(device, position) * shared;
  for (let i = 0; i < shared; i++) {
    const a = h[i] + p[start + i];
    h[i] = a > 0 || !relu ? a : 0;
  }
}

/** @returns the output of task k's tower, which reads the mixture of its gate; its hidden units are left in `ws.hidden` */
function towerForward(shape: Shape, p: Float64Array, ws: Workspace, k: number): number {
  const { units, tower, last, at } = shape;
  const { mix, hidden } = ws;
  const from = mixtureOf(shape, k) * units;
  let source = mix;
  let start = from;
  if (tower > 0) {
    const w = at['towers/w1'] + k * units * tower;
    for (let n = 0; n < tower; n++) {
      let a = p[at['towers/b1'] + k * tower + n];
      for (let u = 0; u < units; u++) a += mix[from + u] * p[w + u * tower + n];
      hidden[k * tower + n] = a > 0 ? a : 0;
    }
    source = hidden;
    start = k * tower;
  }
  let a = p[at['towers/b'] + k];
  for (let n = 0; n < last; n++) a += source[start + n] * p[at['towers/w'] + k * last + n];
  return a;
}

/** mix_g = Σ_e gate_g,e · expert_e from the weights in `ws.gate`. */
function mixExperts(shape: Shape, ws: Workspace, mixtures: number, units: number): void {
  const { experts } = shape;
  const { gate, expert, mix } = ws;
  for (let g = 0; g < mixtures; g++) {
    const o = g * units;
    for (let u = 0; u < units; u++) mix[o + u] = 0;
    for (let e = 0; e < experts; e++) {
      const weight = gate[g * experts + e];
      if (weight === 0) continue;
      for (let u = 0; u < units; u++) mix[o + u] += weight * expert[e * units + u];
    }
  }
}

/** Fills `ws.adversary` with the adversary's probabilities of the nine positions, softmax(h·Wa + ba). */
export function adversaryForward(shape: Shape, p: Float64Array, ws: Workspace): void {
  affine(
    p,
    shape.at['adversary/w'],
    shape.at['adversary/b'],
    POSITIONS,
    ws.trunk,
    ws.active,
    ws.activeCount,
    ws.adversary,
    0,
    false,
  );
  maskedSoftmax(ws.adversary, 0, POSITIONS, null, 0);
}
