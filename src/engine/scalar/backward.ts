/** The backward pass of one example: adds its part of the gradient. */
import { tableRow } from '../../model/layout.ts';
import { CLICK, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import { expertSlopes, sharedSlopes } from './activation.ts';
import { adversaryForward } from './forward.ts';
import { logitDeltas, lossSlope } from './gate.ts';
import { affineBackward } from './linear.ts';
import type { Pass } from './pass.ts';
import { mixtureOf, type Shape, type Workspace } from './shape.ts';

/**
 * Adds to `grad` the gradient of one example after {@link forward}, given dL/d(output) in `ws.dOutput`.
 * @param p - the parameters of the forward pass
 * @param grad - [layout.length], added to
 * @param adversarial - λ, weight of the reversed gradient at this step
 * @param scale - factor of the adversary's own loss: 1 / batch
 * @param pass - of the forward pass
 */
export function backward(
  shape: Shape,
  p: Float64Array,
  grad: Float64Array,
  ws: Workspace,
  device: number,
  position: number,
  adversarial: number,
  scale: number,
  pass: Pass,
): void {
  const { shared, gates, at } = shape;
  const { dOutput, dMix, dExpert, dTrunk } = ws;

  const table = at['shallow/table'];
  if (table >= 0) grad[table + tableRow(device, position)] += dOutput[CLICK];

  dMix.fill(0);
  for (let k = 0; k < TASK_COUNT; k++) if (dOutput[k] !== 0) towerBackward(shape, p, grad, ws, k);

  dExpert.fill(0);
  dTrunk.fill(0);
  if (gates === 0) dExpert.set(dMix);
  for (let g = 0; g < gates; g++) gateBackward(shape, p, grad, ws, g, pass);
  for (let e = 0; e < shape.experts; e++) expertBackward(shape, p, grad, ws, e, pass);

  if (at['adversary/w'] >= 0 && position > 0) adversaryBackward(shape, p, grad, ws, position, adversarial, scale);
  if (shared > 0 && !pass.plainShared) sharedSlopes(shape, ws, pass.serving);
  if (shared > 0) sharedBackward(shape, grad, ws, device, position);
}

/** From a mixture's deltas to its gate's logits, added to `ws.dTrunk`, and to the experts' outputs, added to `ws.dExpert`. */
function gateBackward(shape: Shape, p: Float64Array, grad: Float64Array, ws: Workspace, g: number, pass: Pass): void {
  const { losses } = pass;
  const { trunk, experts, units, at } = shape;
  const { dMix, dGate, dExpert, dTrunk, gate, expert } = ws;
  const o = g * experts;
  let mean = 0;
  for (let e = 0; e < experts; e++) {
    const weight = gate[o + e];
    // A dropped expert has weight 0: nothing flows through it, neither to its units nor to its logit.
    if (weight === 0) {
      dGate[e] = 0;
      continue;
    }
    let sum = 0;
    for (let u = 0; u < units; u++) {
      const d = dMix[g * units + u];
      sum += d * expert[e * units + u];
      dExpert[e * units + u] += weight * d;
    }
    if (losses !== null) sum += lossSlope(shape, p, losses, g, o + e, weight);
    dGate[e] = sum;
    mean += weight * sum;
  }
  // Softmax: dz_e = w_e (dw_e − Σ_j w_j dw_j).
  if (!pass.plainGates) logitDeltas(shape, ws, losses, g, mean);
  else for (let e = 0; e < experts; e++) dGate[e] = gate[o + e] * (dGate[e] - mean);
  const w = at['gates/w'] + o * trunk;
  affineBackward(p, grad, w, at['gates/b'] + o, experts, ws.trunk, ws.active, ws.activeCount, dGate, 0, dTrunk);
}

/** From an expert's deltas, where its units are open, to its parameters and to `ws.dTrunk`. */
function expertBackward(shape: Shape, p: Float64Array, grad: Float64Array, ws: Workspace, e: number, pass: Pass): void {
  const { trunk, units, at } = shape;
  const { dExpert, dTrunk, expert } = ws;
  const o = e * units;
  let alive = !pass.plainExperts;
  if (alive) expertSlopes(shape, ws, pass.serving, e);
  else {
    for (let i = o; i < o + units; i++) {
      if (expert[i] > 0) alive = true;
      else dExpert[i] = 0;
    }
  }
  if (!alive) return;
  const w = at['experts/w'] + o * trunk;
  affineBackward(p, grad, w, at['experts/b'] + o, units, ws.trunk, ws.active, ws.activeCount, dExpert, o, dTrunk);
}

/** Through task k's tower into `ws.dMix` (added: one-gate models share a mixture between tasks). */
function towerBackward(shape: Shape, p: Float64Array, grad: Float64Array, ws: Workspace, k: number): void {
  const { units, tower, last, at } = shape;
  const { mix, hidden, dMix, dHidden } = ws;
  const d = ws.dOutput[k];
  const from = mixtureOf(shape, k) * units;
  const w = at['towers/w'] + k * last;
  grad[at['towers/b'] + k] += d;
  if (tower === 0) {
    for (let u = 0; u < units; u++) {
      grad[w + u] += d * mix[from + u];
      dMix[from + u] += d * p[w + u];
    }
    return;
  }
  for (let n = 0; n < tower; n++) {
    const value = hidden[k * tower + n];
    grad[w + n] += d * value;
    dHidden[n] = value > 0 ? d * p[w + n] : 0;
    grad[at['towers/b1'] + k * tower + n] += dHidden[n];
  }
  for (let u = 0; u < units; u++) {
    const start = at['towers/w1'] + (k * units + u) * tower;
    let sum = 0;
    for (let n = 0; n < tower; n++) {
      grad[start + n] += mix[from + u] * dHidden[n];
      sum += p[start + n] * dHidden[n];
    }
    dMix[from + u] += sum;
  }
}

/**
 * The adversary learns to tell the position from h by cross entropy, and h gets that gradient times −λ
 * (gradient reversal: Ganin et al. 2016, section 4; as a bias treatment: Zhao et al. 2019, section 5.3.2).
 */
function adversaryBackward(
  shape: Shape,
  p: Float64Array,
  grad: Float64Array,
  ws: Workspace,
  position: number,
  adversarial: number,
  scale: number,
): void {
  const { at } = shape;
  const { adversary, trunk, active, activeCount, dTrunk } = ws;
  adversaryForward(shape, p, ws);
  adversary[position - 1] -= 1;
  for (let c = 0; c < POSITIONS; c++) {
    adversary[c] *= scale;
    grad[at['adversary/b'] + c] += adversary[c];
  }
  for (let i = 0; i < activeCount; i++) {
    const f = active[i];
    const start = at['adversary/w'] + f * POSITIONS;
    let sum = 0;
    for (let c = 0; c < POSITIONS; c++) {
      grad[start + c] += trunk[f] * adversary[c];
      sum += p[start + c] * adversary[c];
    }
    dTrunk[f] -= adversarial * sum;
  }
}

/** From the deltas of the shared layer's pre-activations (of its open units) to its weights, biases and position rows. */
function sharedBackward(shape: Shape, grad: Float64Array, ws: Workspace, device: number, position: number): void {
  const { shared, at } = shape;
  const { x, inputs, inputCount, active, activeCount, dTrunk } = ws;
  for (let i = 0; i < activeCount; i++) grad[at['shared/b'] + active[i]] += dTrunk[active[i]];
  const extra = at['positionInput/w'];
  if (extra >= 0) {
    const start = extra + tableRow(device, position) * shared;
    for (let i = 0; i < activeCount; i++) grad[start + active[i]] += dTrunk[active[i]];
  }
  for (let j = 0; j < inputCount; j++) {
    const value = x[inputs[j]];
    const start = at['shared/w'] + inputs[j] * shared;
    for (let i = 0; i < activeCount; i++) grad[start + active[i]] += value * dTrunk[active[i]];
  }
}
