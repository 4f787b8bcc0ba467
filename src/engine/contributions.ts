/** What each expert adds to each task, measured on a log: a gate may weigh an expert that gives its task nothing. */
import { PLAIN_SERVING, type Serving } from '../model/cures.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { ModelSpec } from '../model/spec.ts';
import { evaluatedSets, maskOfSets } from './evaluate.ts';
import { forward } from './scalar/forward.ts';
import { servingPass } from './scalar/pass.ts';
import { createWorkspace, mixtureOf, shapeOf, type Shape, type Workspace } from './scalar/shape.ts';
import type { Scored } from './score.ts';

/** |v_k · h_e|, or ‖h_e · W1_k‖₂ where the towers have a hidden layer: how far expert e's output moves what task k's tower reads of it. */
function reach({ units, tower, at }: Shape, p: Float64Array, { expert }: Workspace, k: number, e: number): number {
  const width = Math.max(1, tower);
  const first = at[tower > 0 ? 'towers/w1' : 'towers/w'] + k * units * width;
  let squares = 0;
  for (let n = 0; n < width; n++) {
    let dot = 0;
    for (let u = 0; u < units; u++) dot += expert[e * units + u] * p[first + u * width + n];
    squares += dot * dot;
  }
  return Math.sqrt(squares);
}

/**
 * Contributions of the experts to the tasks: mean over the examples of w_ke · |v_k · h_e| (linear towers) or w_ke · ‖h_e · W1_k‖₂ (towers with a hidden
 * layer), divided by its sum over the experts.
 * @param parameters - the flat vector of the model
 * @param log - at its logged positions
 * @param serving - what of the replica's cures acts when it predicts (`servingOf`)
 * @returns [T × E]; rows sum to 1, or are 0 where no expert gives anything
 */
export function contributions(
  model: ModelSpec,
  parameters: ArrayLike<number>,
  log: Scored,
  serving: Serving = PLAIN_SERVING,
): Float64Array {
  const shape = shapeOf(model);
  const { experts } = shape;
  const p = Float64Array.from(parameters);
  const ws = createWorkspace(shape);
  const pass = servingPass(shape, serving);
  const mask = maskOfSets(evaluatedSets(model), experts);
  const sums = new Float64Array(TASK_COUNT * experts);
  for (let row = 0; row < log.rows; row++) {
    forward(shape, p, ws, log.features, row, log.device[row], log.position[row], mask, 0, pass);
    for (let k = 0; k < TASK_COUNT; k++) {
      const from = mixtureOf(shape, k) * experts;
      for (let e = 0; e < experts; e++) {
        const weight = ws.gate[from + e];
        if (weight > 0) sums[k * experts + e] += weight * reach(shape, p, ws, k, e);
      }
    }
  }
  for (let k = 0; k < TASK_COUNT; k++) {
    const row = sums.subarray(k * experts, (k + 1) * experts);
    const total = row.reduce((sum, value) => sum + value, 0);
    if (total > 0) row.forEach((value, e) => (row[e] = value / total));
  }
  return sums;
}
