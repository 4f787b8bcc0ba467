/**
 * What cures change of the model (formulas: `model/cures.ts`), for replicas stacked along the first axis of which each has its own: where they differ, all
 * ways are computed and each replica takes its own. Letters in shapes: see `model.ts`.
 */
import {
  add,
  div,
  exp,
  log,
  max,
  mul,
  neg,
  relu,
  reshape,
  sigmoid,
  softplus,
  sqrt,
  square,
  sub,
  sum,
  tanh,
  tensor,
  type Tensor,
} from '../tfjs/ops.ts';
import {
  curesOf,
  LAYER_NORM_EPSILON,
  LEAKY_SLOPE,
  type Activation,
  type Cures,
  type Serving,
} from '../../model/cures.ts';
import { gateSets, type PopulationSpec } from '../../model/spec.ts';
import { countOf } from '../../model/visible.ts';

/** One number for each replica. */
type PerReplica = readonly number[];
const isOneFor = <T>(items: readonly T[], is: (item: T) => boolean): PerReplica =>
  items.map((item) => (is(item) ? 1 : 0));
const some = (values: PerReplica): boolean => values.some((value) => value !== 0);
/** [R, 1, …] as a tensor of the rank of what it meets. */
const along = (values: PerReplica, rank: number): Tensor =>
  tensor([...values], [values.length, ...new Array<number>(rank - 1).fill(1)]);
/** For each replica `then` where it is 1, else `otherwise`. */
function choose(is: PerReplica, then: () => Tensor, otherwise: Tensor): Tensor {
  if (!some(is)) return otherwise;
  const taken = along(is, otherwise.shape.length);
  return add(mul(then(), taken), mul(otherwise, sub(1, taken)));
}

const FUNCTIONS: Record<Activation, (x: Tensor) => Tensor> = {
  relu,
  leaky: (x) => add(mul(relu(x), 1 - LEAKY_SLOPE), mul(x, LEAKY_SLOPE)),
  swish: (x) => mul(x, sigmoid(x)),
};

/** Each replica's activation of x, [R, …]. */
function activated(x: Tensor, kinds: readonly Activation[]): Tensor {
  let y = relu(x);
  for (const kind of ['leaky', 'swish'] as const)
    y = choose(
      isOneFor(kinds, (own) => own === kind),
      () => FUNCTIONS[kind](x),
      y,
    );
  return y;
}

/** @param x - [R, …, units]; without servings as without cures */
export const activatedShared = (x: Tensor, servings: readonly Serving[]): Tensor =>
  activated(
    x,
    servings.map(({ sharedActivation }) => sharedActivation),
  );

/** (x − mean) / √(variance + ε) over the last axis. */
function layerNorm(x: Tensor): Tensor {
  const units = x.shape[x.shape.length - 1];
  const centred = sub(x, div(sum(x, -1, true), units));
  const variance = div(sum(square(centred), -1, true), units);
  return div(centred, sqrt(add(variance, LAYER_NORM_EPSILON)));
}

/** @param x - [R, B, E, U] */
export const activatedExperts = (x: Tensor, servings: readonly Serving[]): Tensor =>
  activated(
    choose(
      isOneFor(servings, (serving) => serving.layerNorm),
      () => layerNorm(x),
      x,
    ),
    servings.map(({ expertActivation }) => expertActivation),
  );

/** y from z, [R, B, G, E]: squeezed and cooled. */
export function tamed(z: Tensor, servings: readonly Serving[]): Tensor {
  const squeeze = (): Tensor => {
    const cap = along(
      servings.map((serving) => (serving.cap > 0 ? serving.cap : 1)),
      4,
    );
    return mul(cap, tanh(div(z, cap)));
  };
  const squeezed = choose(
    isOneFor(servings, ({ cap }) => cap > 0),
    squeeze,
    z,
  );
  if (servings.every(({ temperature }) => temperature === 1)) return squeezed;
  return div(
    squeezed,
    along(
      servings.map(({ temperature }) => temperature),
      4,
    ),
  );
}

/** What weights are the softmax of: y, or ln σ(y) = −ln(1 + exp(−y)) for sigmoid gates. */
export const weighed = (y: Tensor, servings: readonly Serving[]): Tensor =>
  choose(
    isOneFor(servings, ({ gateKind }) => gateKind === 'sigmoid'),
    () => neg(softplus(neg(y))),
    y,
  );

/** What the losses on gates read of a forward pass. */
export interface GateTensors {
  /** [R, B, G, E] y; weights; and 1 = kept, 0 = not. */
  logits: Tensor;
  weights: Tensor;
  kept: Tensor;
  /** [R, G, E] M and f of the last batch; null in a model that does not keep them. */
  mean: Tensor | null;
  top: Tensor | null;
}

/** ln Σ exp y over the kept experts, [R, B, G, 1]. */
function logSum({ logits, kept }: GateTensors): Tensor {
  const masked = add(logits, mul(sub(kept, 1), 1e9));
  const largest = max(masked, -1, true);
  return add(largest, log(sum(exp(sub(masked, largest)), -1, true)));
}

/** [R, 1, G, E] from [R, G, E]: the same for all examples. */
const forAll = (perGate: Tensor): Tensor => {
  const [r, g, e] = perGate.shape as [number, number, number];
  return reshape(perGate, [r, 1, g, e]);
};

/** The losses on gates, summed over replicas; each a scalar, none where no replica has it. */
export function gateLosses({ model, training, replicas }: PopulationSpec, gates: GateTensors): Tensor[] {
  const { weights, logits, kept, mean, top } = gates;
  const size = reshape(tensor(gateSets(model).map(countOf)), [1, 1, gateSets(model).length, 1]);
  // Far below any weight that counts; for an expert that is not kept ln 1.
  const logarithm = (): Tensor => log(add(weights, add(sub(1, kept), 1e-30)));
  const losses: Partial<Record<keyof Cures, () => Tensor>> = {
    entropy: () => mul(weights, logarithm()),
    zLoss: () => square(logSum(gates)),
    logitL2: () => mul(kept, square(logits)),
    ...(mean && { importance: () => mul(mul(2, size), mul(forAll(mean), weights)) }),
    ...(top && { switchLoss: () => mul(size, mul(forAll(top), weights)) }),
  };
  return Object.entries(losses).flatMap(([name, loss]) => {
    const strengths = replicas.map((replica) => Number(curesOf(replica)[name as keyof Cures]) / training.batch);
    return some(strengths) ? [sum(mul(along(strengths, 4), loss()))] : [];
  });
}
