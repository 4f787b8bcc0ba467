/** The optimizers, over flat vectors. */
import { decays, isTrained, rateFactor, type ParameterLayout } from '../../model/layout.ts';
import {
  ADAGRAD_EPSILON,
  ADAM_BETA1,
  ADAM_BETA2,
  ADAM_EPSILON,
  type OptimizerKind,
  type ReplicaSpec,
} from '../../model/spec.ts';

/** Adds l2 · θ to the gradient of the blocks that decay. */
export function addDecay(layout: ParameterLayout, l2: number, p: Float64Array, grad: Float64Array): void {
  if (l2 === 0) return;
  for (const { name, offset, size } of layout.list) {
    if (!decays(name)) continue;
    for (let i = offset; i < offset + size; i++) grad[i] += l2 * p[i];
  }
}

/** Scales a gradient down to norm `limit` where it is longer (Pascanu et al. 2013, algorithm 1); 0 = never. What is not trained has none. */
export function clipGradient(limit: number, grad: Float64Array): void {
  if (limit === 0) return;
  let squares = 0;
  for (const value of grad) squares += value * value;
  const norm = Math.sqrt(squares);
  if (norm > limit) for (let i = 0; i < grad.length; i++) grad[i] *= limit / norm;
}

/**
 * Applies one gradient to the parameters, in place. f = the block's rate factor:
 * sgd: θ −= rate·f·g. adagrad (Duchi et al. 2011): acc += g², θ −= rate·f·g / (√acc + 1e-7).
 * adam (Kingma & Ba 2015, algorithm 1): θ −= rate·f·m̂ / (√v̂ + 1e-8) with bias-corrected m̂ and v̂.
 * @param rate - learning rate at this step
 * @param step - 0-based
 * @param parameters - [layout.length] float32, rounded once an update
 * @param first - adagrad's accumulator or adam's first moment, empty for sgd
 * @param second - adam's second moment, else empty
 */
export function applyGradient(
  kind: OptimizerKind,
  layout: ParameterLayout,
  replica: ReplicaSpec,
  rate: number,
  step: number,
  grad: Float64Array,
  parameters: Float32Array,
  first: Float32Array,
  second: Float32Array,
): void {
  const unbias1 = 1 / (1 - ADAM_BETA1 ** (step + 1));
  const unbias2 = 1 / (1 - ADAM_BETA2 ** (step + 1));
  for (const { name, offset, size } of layout.list) {
    if (!isTrained(name)) continue;
    const r = rate * rateFactor(name, replica);
    const end = offset + size;
    if (kind === 'sgd') {
      for (let i = offset; i < end; i++) parameters[i] -= r * grad[i];
    } else if (kind === 'adagrad') {
      for (let i = offset; i < end; i++) {
        const g = grad[i];
        const acc = first[i] + g * g;
        first[i] = acc;
        parameters[i] -= (r * g) / (Math.sqrt(acc) + ADAGRAD_EPSILON);
      }
    } else {
      for (let i = offset; i < end; i++) {
        const g = grad[i];
        const m = ADAM_BETA1 * first[i] + (1 - ADAM_BETA1) * g;
        const v = ADAM_BETA2 * second[i] + (1 - ADAM_BETA2) * g * g;
        first[i] = m;
        second[i] = v;
        parameters[i] -= (r * m * unbias1) / (Math.sqrt(v * unbias2) + ADAM_EPSILON);
      }
    }
  }
}
