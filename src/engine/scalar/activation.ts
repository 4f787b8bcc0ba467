/** Activations other than plain ReLU, and layer norm, with their backward passes. */
import { activate, activationSlope, LAYER_NORM_EPSILON, type Serving } from '../../model/cures.ts';
import type { Shape, Workspace } from './shape.ts';

/** From the shared layer's pre-activations in `ws.trunk` to its values; all of them count as active, since none is closed for good. */
export function activateShared({ shared }: Shape, ws: Workspace, { sharedActivation }: Serving): void {
  const { trunk, trunkPre, active } = ws;
  for (let i = 0; i < shared; i++) {
    trunkPre[i] = trunk[i];
    trunk[i] = activate(sharedActivation, trunk[i]);
    active[i] = i;
  }
  ws.activeCount = shared;
}

/** From dL/d(value) to dL/d(pre-activation) of the shared layer, in `ws.dTrunk`. */
export function sharedSlopes({ shared }: Shape, ws: Workspace, { sharedActivation }: Serving): void {
  for (let i = 0; i < shared; i++) ws.dTrunk[i] *= activationSlope(sharedActivation, ws.trunkPre[i]);
}

/** Centres and scales `values[from .. from + units)` to variance 1 (Ba et al. 2016, equation 3). @returns by what they were multiplied */
function normalise(values: Float64Array, from: number, units: number): number {
  let mean = 0;
  for (let i = from; i < from + units; i++) mean += values[i] / units;
  let variance = 0;
  for (let i = from; i < from + units; i++) variance += (values[i] - mean) ** 2 / units;
  const scale = 1 / Math.sqrt(variance + LAYER_NORM_EPSILON);
  for (let i = from; i < from + units; i++) values[i] = (values[i] - mean) * scale;
  return scale;
}

/** From the experts' affine maps in `ws.expert` to their outputs. */
export function activateExperts({ experts, units }: Shape, ws: Workspace, serving: Serving): void {
  const { expert, expertPre, expertScale } = ws;
  for (let e = 0; e < experts; e++) {
    const from = e * units;
    if (serving.layerNorm) expertScale[e] = normalise(expert, from, units);
    for (let i = from; i < from + units; i++) {
      expertPre[i] = expert[i];
      expert[i] = activate(serving.expertActivation, expert[i]);
    }
  }
}

/** From dL/d(output) of expert e in `ws.dExpert` to dL/d(affine map). */
export function expertSlopes({ units }: Shape, ws: Workspace, serving: Serving, e: number): void {
  const { dExpert, expertPre, expertScale } = ws;
  const from = e * units;
  for (let i = from; i < from + units; i++) dExpert[i] *= activationSlope(serving.expertActivation, expertPre[i]);
  if (!serving.layerNorm) return;
  let mean = 0;
  let along = 0;
  for (let i = from; i < from + units; i++) {
    mean += dExpert[i] / units;
    along += (dExpert[i] * expertPre[i]) / units;
  }
  for (let i = from; i < from + units; i++) {
    dExpert[i] = expertScale[e] * (dExpert[i] - mean - expertPre[i] * along);
  }
}
