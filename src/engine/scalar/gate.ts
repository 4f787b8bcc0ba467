/** From a gate's logits to its weights and back. */
import { logSigmoid } from '../../model/losses.ts';
import type { GateLosses, Pass } from './pass.ts';
import type { Shape, Workspace } from './shape.ts';

/**
 * Softmax over the kept experts: the others get exactly 0, which equals setting them to 0 in the full softmax and renormalising.
 * @param z - logits in, weights out, from `at`
 * @param mask - 1 = kept, read from `maskAt`; null = all kept
 */
export function maskedSoftmax(
  z: Float64Array,
  at: number,
  size: number,
  mask: Uint8Array | null,
  maskAt: number,
): void {
  let top = -Infinity;
  for (let e = 0; e < size; e++) if ((mask === null || mask[maskAt + e] !== 0) && z[at + e] > top) top = z[at + e];
  let sum = 0;
  for (let e = 0; e < size; e++) {
    const value = mask === null || mask[maskAt + e] !== 0 ? Math.exp(z[at + e] - top) : 0;
    z[at + e] = value;
    sum += value;
  }
  for (let e = 0; e < size; e++) z[at + e] /= sum;
}

/**
 * Weights of gate g, whose affine map is in `ws.gate`: balancing bias and noise are added, the sum is squeezed and cooled, and what comes out is
 * weighed. σ(y_e) / Σ σ(y) is the softmax of ln σ(y_e), which no logit makes 0 / 0.
 * @param from - of the example's masks and noise
 */
export function weighExperts(
  shape: Shape,
  p: Float64Array,
  ws: Workspace,
  pass: Pass,
  g: number,
  mask: Uint8Array | null,
  from: number,
): void {
  const { experts, at } = shape;
  const { gate, logit, logitSlope, open } = ws;
  const { noise, serving } = pass;
  const { gateKind, temperature, cap } = serving;
  const balance = at['gates/balance'];
  const first = g * experts;
  for (let i = first; i < first + experts; i++) {
    let z = gate[i];
    if (balance >= 0) z += p[balance + i];
    if (noise !== null) z += noise[from + i];
    const squeezed = cap > 0 ? Math.tanh(z / cap) : 0;
    const y = (cap > 0 ? cap * squeezed : z) / temperature;
    logitSlope[i] = (1 - squeezed * squeezed) / temperature;
    logit[i] = mask === null || mask[from + i] !== 0 ? y : -Infinity;
    open[i] = gateKind === 'sigmoid' ? 1 / (1 + Math.exp(y)) : 1;
    gate[i] = gateKind === 'sigmoid' ? logSigmoid(y) : y;
  }
  maskedSoftmax(gate, first, experts, mask, from + first);
}

/**
 * What the losses on gates add to dL/d(weight) of one expert with a weight above 0.
 * @param i - of the gate and expert, [G × E]
 */
export function lossSlope(
  shape: Shape,
  p: Float64Array,
  losses: GateLosses,
  g: number,
  i: number,
  weight: number,
): number {
  const { importance, switchLoss, entropy, sizes } = losses;
  let slope = 0;
  if (importance > 0) slope += 2 * importance * sizes[g] * p[shape.at['gates/mean'] + i];
  if (switchLoss > 0) slope += switchLoss * sizes[g] * p[shape.at['gates/top'] + i];
  if (entropy > 0) slope += entropy * (Math.log(weight) + 1);
  return slope;
}

/** ln Σ exp(y) over the kept experts of a softmax gate: y − ln w, the same for all of them and sharpest for the largest. */
function logSum({ logit, gate }: Workspace, first: number, experts: number): number {
  let top = first;
  for (let i = first; i < first + experts; i++) if (logit[i] > logit[top]) top = i;
  return logit[top] - Math.log(gate[top]);
}

/**
 * From dL/d(weight) of gate g in `ws.dGate` to dL/d(affine map).
 * @param mean - Σ_e w_e · dL/dw_e
 */
export function logitDeltas(shape: Shape, ws: Workspace, losses: GateLosses | null, g: number, mean: number): void {
  const { experts } = shape;
  const { gate, logit, logitSlope, open, dGate } = ws;
  const first = g * experts;
  const sum = losses !== null && losses.zLoss > 0 ? logSum(ws, first, experts) : 0;
  for (let e = 0; e < experts; e++) {
    const i = first + e;
    let dy = open[i] * gate[i] * (dGate[e] - mean);
    if (losses !== null && losses.zLoss > 0) dy += 2 * losses.zLoss * sum * gate[i];
    if (losses !== null && losses.logitL2 > 0 && logit[i] !== -Infinity) dy += 2 * losses.logitL2 * logit[i];
    dGate[e] = dy * logitSlope[i];
  }
}
