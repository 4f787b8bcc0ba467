/** Experts taken out of a trained model: its parameters, and what its optimizer knows of them, in the layout of a model that has fewer. Pure. */
import { blockOf, parameterLayout } from '../../model/layout.ts';
import { trunkWidth, type ModelSpec } from '../../model/spec.ts';

/**
 * The experts that a pruned model keeps: those with the largest mean utilization over tasks, in their own order.
 * @param utilization - [task][expert] mean gate weights
 */
export function mostUsed(utilization: readonly (readonly number[])[], keep: number): number[] {
  const used = utilization[0].map((_, e) => utilization.reduce((sum, row) => sum + row[e], 0));
  return used
    .map((_, e) => e)
    .sort((a, b) => used[b] - used[a] || a - b)
    .slice(0, keep)
    .sort((a, b) => a - b);
}

/** Copies rows [of, from, width] → [of', to, width'] along the expert axis. */
function copyExperts(
  from: Float32Array,
  to: Float32Array,
  kept: readonly number[],
  experts: number,
  width: number,
): void {
  const outer = from.length / (experts * width);
  for (let o = 0; o < outer; o++)
    kept.forEach((e, i) => {
      const at = (o * experts + e) * width;
      to.set(from.subarray(at, at + width), (o * kept.length + i) * width);
    });
}

/**
 * Parameters of the same model with some of its experts only. What is left of each gate is its softmax over the experts kept: their weights,
 * renormalised.
 * @param model - an MMoE whose tasks see all experts
 * @param parameters - its flat vector
 * @param kept - experts to keep, at least one
 * @returns the flat vector in the layout of the smaller model
 */
export function prunedParameters(model: ModelSpec, parameters: Float32Array, kept: readonly number[]): Float32Array {
  const before = parameterLayout(model);
  const after = parameterLayout({ ...model, experts: kept.length });
  const pruned = new Float32Array(after.length);
  for (const { name } of after.list) {
    const [from, to] = [blockOf(before, parameters, name), blockOf(after, pruned, name)];
    if (name === 'experts/w') copyExperts(from, to, kept, model.experts, trunkWidth(model) * model.expertUnits);
    else if (name === 'experts/b') copyExperts(from, to, kept, model.experts, model.expertUnits);
    else if (name === 'gates/w' || name === 'gates/b') copyExperts(from, to, kept, model.experts, 1);
    else to.set(from);
  }
  return pruned;
}

/**
 * What a training goes on from, without some experts: parameters, then the optimizer's moments, each pruned as the parameters are.
 * @param state - one replica's part of a checkpoint
 */
export function prunedState(model: ModelSpec, state: Float32Array, kept: readonly number[]): Float32Array {
  const before = parameterLayout(model).length;
  const after = parameterLayout({ ...model, experts: kept.length }).length;
  const blocks = state.length / before;
  const pruned = new Float32Array(blocks * after);
  for (let b = 0; b < blocks; b++)
    pruned.set(prunedParameters(model, state.subarray(b * before, (b + 1) * before), kept), b * after);
  return pruned;
}
