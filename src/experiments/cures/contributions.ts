/** What each expert adds to each task, measured on a log. */
import { createWorkspace, mixtureOf, shapeOf } from '../../engine/scalar/shape.ts';
import { forward } from '../../engine/scalar/forward.ts';
import { servingPass } from '../../engine/scalar/pass.ts';
import { PLAIN_SERVING } from '../../model/cures.ts';
import type { ModelSpec } from '../../model/spec.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';

/**
 * Shares of the experts in what reaches a task's linear tower: mean over examples of w_e · |v · h_e|, divided by its sum over experts.
 * @returns [task][expert]
 */
export function contributionsOf(model: ModelSpec, parameters: Float32Array, log: Impressions): number[][] {
  const shape = shapeOf(model);
  const p = Float64Array.from(parameters);
  const ws = createWorkspace(shape);
  const { experts, units, at } = shape;
  const pass = servingPass(shape, PLAIN_SERVING);
  const sums = Array.from({ length: TASK_COUNT }, () => new Array<number>(experts).fill(0));
  for (let row = 0; row < log.rows; row++) {
    forward(shape, p, ws, log.features, row, log.device[row], log.position[row], null, 0, pass);
    for (let k = 0; k < TASK_COUNT; k++)
      for (let e = 0; e < experts; e++) {
        let dot = 0;
        for (let u = 0; u < units; u++) dot += p[at['towers/w'] + k * units + u] * ws.expert[e * units + u];
        sums[k][e] += ws.gate[mixtureOf(shape, k) * experts + e] * Math.abs(dot);
      }
  }
  return sums.map((row) => {
    const total = row.reduce((a, b) => a + b, 0);
    return total === 0 ? row : row.map((value) => value / total);
  });
}
