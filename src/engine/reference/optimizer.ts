/** The optimizers as TF.js ops over stacked flat vectors [R, length]; see `applyGradient` of the scalar engine for the formulas. */
import { add, div, mul, sqrt, square, sub, type Tensor } from '../tfjs/ops.ts';
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
