/** The optimizers as TF.js ops over stacked flat vectors [R, length]; see `applyGradient` of the scalar engine for the formulas. */
import { add, div, maximum, minimum, mul, sqrt, square, sub, sum, tensor, type Tensor } from '../tfjs/ops.ts';
import { ADAGRAD_EPSILON, ADAM_BETA1, ADAM_BETA2, ADAM_EPSILON, type OptimizerKind } from '../../model/spec.ts';

/** Parameters and the optimizer's moments (none for sgd, one for adagrad, two for adam), each [R, length]. */
export interface Trained {
  parameters: Tensor;
  moments: readonly Tensor[];
}

/** `moment` pulled towards `target`: beta · moment + (1 − beta) · target. */
const decayed = (moment: Tensor, beta: number, target: Tensor): Tensor => add(mul(moment, beta), mul(target, 1 - beta));

/**
 * @param rates - [R, length] or [R, 1] learning rates with the blocks' factors
 * @param step - 0-based, for Adam's bias correction
 * @returns new tensors; the old ones are untouched
 */
export function optimize(
  kind: OptimizerKind,
  { parameters, moments }: Trained,
  gradient: Tensor,
  rates: Tensor,
  step: number,
): Trained {
  const move = mul(rates, gradient);
  if (kind === 'sgd') return { parameters: sub(parameters, move), moments: [] };
  if (kind === 'adagrad') {
    const accumulator = add(moments[0], square(gradient));
    return { parameters: sub(parameters, div(move, add(sqrt(accumulator), ADAGRAD_EPSILON))), moments: [accumulator] };
  }
  const first = decayed(moments[0], ADAM_BETA1, gradient);
  const second = decayed(moments[1], ADAM_BETA2, square(gradient));
  const mean = div(first, 1 - ADAM_BETA1 ** (step + 1));
  const deviation = sqrt(div(second, 1 - ADAM_BETA2 ** (step + 1)));
  return { parameters: sub(parameters, div(mul(rates, mean), add(deviation, ADAM_EPSILON))), moments: [first, second] };
}

/**
 * Each replica's gradient, scaled down to its limit where it is longer.
 * @param limits - [R] 0 = none
 * @param gradient - [R, length]
 */
export function clipped(limits: readonly number[], gradient: Tensor): Tensor {
  if (limits.every((limit) => limit === 0)) return gradient;
  const column = (values: number[]): Tensor => tensor(values, [values.length, 1]);
  const norm = maximum(sqrt(sum(square(gradient), 1, true)), 1e-30);
  const scale = minimum(1, div(column([...limits]), norm));
  const on = column(limits.map((limit) => (limit > 0 ? 1 : 0)));
  return mul(gradient, add(mul(on, scale), sub(1, on)));
}
