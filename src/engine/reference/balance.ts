/** What of a gate is not trained by gradients: its biases, and what it keeps of its last batch. Flat vectors [R, length], see `ParameterLayout`. */
import {
  add,
  argMax,
  cast,
  concat,
  greater,
  less,
  mul,
  oneHot,
  reshape,
  sub,
  sum,
  div,
  tensor,
  zeros,
  type Tensor,
} from '../tfjs/ops.ts';
import { BALANCE_DEAD_ZONE, curesOf, needsBalance } from '../../model/cures.ts';
import type { BlockName, ParameterLayout } from '../../model/layout.ts';
import { gateCount, gateSets, type PopulationSpec } from '../../model/spec.ts';
import { countOf, holds } from '../../model/visible.ts';

/** Whether some replica's gates are balanced. */
export const isBalanced = ({ model, replicas }: PopulationSpec): boolean =>
  model.balance === true && gateCount(model) > 0 && replicas.some((replica) => needsBalance(curesOf(replica)));

/** [R, length] with `values` [R, G, E] in a block and 0 everywhere else. */
function inBlock(layout: ParameterLayout, name: BlockName, values: Tensor): Tensor {
  const block = layout.blocks[name];
  if (!block) throw new Error(`this model has no ${name}`);
  const [r] = values.shape;
  const after = layout.length - block.offset - block.size;
  return concat([zeros([r, block.offset]), reshape(values, [r, block.size]), zeros([r, after])], 1);
}

/** 1, −1 or 0 as a number is above, below or near 0. */
const signOf = (x: Tensor): Tensor =>
  sub(cast(greater(x, BALANCE_DEAD_ZONE), 'float32'), cast(less(x, -BALANCE_DEAD_ZONE), 'float32'));

/** `parameters` with `values` in a block of the replicas that are 1. */
function replaced(parameters: Tensor, layout: ParameterLayout, name: BlockName, values: Tensor, is: Tensor): Tensor {
  const ones = add(mul(values, 0), 1);
  const place = inBlock(layout, name, mul(ones, is));
  return add(mul(parameters, sub(1, place)), inBlock(layout, name, mul(values, is)));
}

/**
 * After a step: `gates/balance` moves against what was used too much, and `gates/mean` and `gates/top` become what this batch was.
 * @param parameters - [R, length] after the optimizer
 * @param gates - [R, B, G, E] weights of this batch
 */
export function balanced(
  { model, replicas }: PopulationSpec,
  layout: ParameterLayout,
  parameters: Tensor,
  gates: Tensor,
): Tensor {
  const [r, batch, g, e] = gates.shape as [number, number, number, number];
  const cures = replicas.map(curesOf);
  const each = (values: number[]): Tensor => tensor(values, [r, 1, 1]);
  const mean = div(sum(gates, 1), batch);
  const top = div(sum(oneHot(argMax(gates, 3) as Parameters<typeof oneHot>[0], e), 1), batch);
  const sets = gateSets(model);
  const even = tensor(
    sets.flatMap((set) => Array.from({ length: e }, (_, i) => (holds(set, i) ? 1 / countOf(set) : 0))),
    [1, g, e],
  );
  const push = mul(signOf(sub(mean, even)), each(cures.map(({ lossFree }) => lossFree)));
  const on = (values: number[]): Tensor => each(values.map((value) => (value > 0 ? 1 : 0)));
  let after = sub(parameters, inBlock(layout, 'gates/balance', push));
  after = replaced(after, layout, 'gates/mean', mean, on(cures.map(({ importance }) => importance)));
  return replaced(after, layout, 'gates/top', top, on(cures.map(({ switchLoss }) => switchLoss)));
}
