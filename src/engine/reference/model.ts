/**
 * The model in plain TF.js ops, for R replicas at once as stacked tensors: what every faster engine is compared with. It is written to be
 * read beside the equations of Zhao et al. 2019 (section 4) and Ma et al. 2018 (section 4), and differentiated by TF.js itself.
 * Ops are kept to those that every TF.js backend has with their gradients: tables are read by one-hot products, because the gradient of
 * `gather` is missing from the WebAssembly backend.
 *
 * Letters in shapes: R replicas, B examples, D features, H shared units, F = what experts and gates read, E experts, U units of an expert,
 * G gates, T = 4 tasks, H2 hidden units of a tower, P = 30 places (device · 10 + position, 0 = missing).
 */
import {
  add,
  addN,
  customGrad,
  logSoftmax,
  matMul,
  mul,
  neg,
  relu,
  reshape,
  slice,
  softmax,
  softplus,
  split,
  squaredDifference,
  sub,
  sum,
  tensor,
  tile,
  transpose,
  type Tensor,
} from '../tfjs/ops.ts';
import { activatedExperts, activatedShared, gateLosses, tamed, weighed } from './cures.ts';
import { CLICK, TASK_COUNT } from '../../world/spec.ts';
import type { Serving } from '../../model/cures.ts';
import type { BlockName, ParameterLayout } from '../../model/layout.ts';
import { REGRESSION_FACTOR } from '../../model/losses.ts';
import { gateCount, type ModelSpec, type PopulationSpec } from '../../model/spec.ts';

/** A model's blocks, each [R, ...shape]. */
export type Parameters = Partial<Record<BlockName, Tensor>>;

/** What a forward pass reads. */
export interface Inputs {
  /** [R, B, D] */
  features: Tensor;
  /** [R, B, P] one-hot of (device, position). */
  place: Tensor;
  /** [R, B, G, E] 1 = kept, 0 = dropped; null = nothing dropped. */
  mask: Tensor | null;
  /** [R, B, G, E] what is added to the gates' logits; null = nothing. */
  noise: Tensor | null;
  /** [R] what of each replica's cures acts in a forward pass. */
  servings: readonly Serving[];
}

/** What a training loss reads besides. */
export interface Targets {
  /** [R, T, B] */
  labels: Tensor;
  /** [R, T, B] observed · taskWeight / B for binary tasks, 0 for the others. */
  binaryWeights: Tensor;
  /** [R, T, B] observed · taskWeight / B for regressions, 0 for the others. */
  regressionWeights: Tensor;
  /** [R, B, 9] 1/B at the position of the examples that have one: what the adversary is to tell. */
  position: Tensor;
  /** [R, 1, 1] λ, weight of the reversed gradient. */
  adversarial: Tensor;
}

export interface Outputs {
  /** [R, T, B] logits of binary tasks, predictions of regressions. */
  outputs: Tensor;
  /** [R, B, G, E] gate weights (G = 1 with the constant weight 1 for shared-bottom). */
  gates: Tensor;
  /** [R, B, G, E] the logits that they are made of; null for shared-bottom. */
  logits: Tensor | null;
  /** [R, B, E, U] */
  experts: Tensor;
  /** [R, B, F] */
  trunk: Tensor;
}

/** Far enough below any logit that the softmax gives exactly 0. */
const DROPPED = 1e9;

/** @returns the blocks of flat vectors [R, length], without their padding */
export function blocksOf(layout: ParameterLayout, flat: Tensor): Parameters {
  const sizes = layout.list.map(({ offset }, i) => (layout.list[i + 1]?.offset ?? layout.length) - offset);
  const parts = split(flat, sizes, 1);
  const replicas = flat.shape[0];
  return Object.fromEntries(
    layout.list.map(({ name, size, shape }, i) => [
      name,
      reshape(sizes[i] === size ? parts[i] : slice(parts[i], [0, 0], [replicas, size]), [replicas, ...shape]),
    ]),
  );
}

function block(parameters: Parameters, name: BlockName): Tensor {
  const tensorOfBlock = parameters[name];
  if (!tensorOfBlock) throw new Error(`this model has no ${name}`);
  return tensorOfBlock;
}

/** h = act(x·Ws + bs [+ the row of (device, position)]); x itself without a shared layer. */
function sharedLayer(model: ModelSpec, p: Parameters, { features, place, servings }: Inputs): Tensor {
  if (model.sharedUnits === 0) return features;
  const [r] = features.shape;
  let a = add(matMul(features, block(p, 'shared/w')), reshape(block(p, 'shared/b'), [r, 1, model.sharedUnits]));
  if (model.biasHandling === 'input-feature') a = add(a, matMul(place, block(p, 'positionInput/w')));
  return activatedShared(a, servings);
}

/** h·W_n + b_n for every n at once: [R, B, F] and [R, N, F, M], [R, N, M] → [R, B, N, M]. */
function parallelLayers(h: Tensor, w: Tensor, b: Tensor): Tensor {
  const [r, n, f, m] = w.shape as [number, number, number, number];
  const side = reshape(transpose(w, [0, 2, 1, 3]), [r, f, n * m]);
  return reshape(add(matMul(h, side), reshape(b, [r, 1, n * m])), [r, h.shape[1] as number, n, m]);
}

/**
 * g_k(x) = softmax(W_k h + b_k) (Ma et al. 2018, equation 7), with the dropped experts at exactly 0 and the others renormalised:
 * the softmax over the kept experts (Zhao et al. 2019, section 5.2.3).
 */
function gateWeights(p: Parameters, h: Tensor, inputs: Inputs): { logits: Tensor; gates: Tensor } {
  const { mask, noise, servings } = inputs;
  const balance = p['gates/balance'];
  let z = parallelLayers(h, block(p, 'gates/w'), block(p, 'gates/b'));
  if (balance) z = add(z, reshape(balance, [balance.shape[0], 1, ...balance.shape.slice(1)]));
  if (noise) z = add(z, noise);
  const logits = tamed(z, servings);
  const scores = weighed(logits, servings);
  return { logits, gates: softmax(mask ? add(scores, mul(sub(mask, 1), DROPPED)) : scores) };
}

/** One tower per task, from its mixture [R, T, B, U] to its output [R, T, B]. */
function towers(model: ModelSpec, p: Parameters, mixtures: Tensor): Tensor {
  const [r, , b] = mixtures.shape as [number, number, number, number];
  let hidden = mixtures;
  if (model.towerUnits > 0) {
    hidden = relu(
      add(
        matMul(mixtures, block(p, 'towers/w1')),
        reshape(block(p, 'towers/b1'), [r, TASK_COUNT, 1, model.towerUnits]),
      ),
    );
  }
  const last = hidden.shape[3] as number;
  const linear = matMul(hidden, reshape(block(p, 'towers/w'), [r, TASK_COUNT, last, 1]));
  return add(reshape(linear, [r, TASK_COUNT, b]), reshape(block(p, 'towers/b'), [r, TASK_COUNT, 1]));
}

/** f_k(x) = tower_k(Σ_e g_k(x)_e · expert_e(h(x))) (Ma et al. 2018, equation 6), plus the shallow tower for the click. */
export function forward(model: ModelSpec, p: Parameters, inputs: Inputs): Outputs {
  const trunk = sharedLayer(model, p, inputs);
  const pre = parallelLayers(trunk, block(p, 'experts/w'), block(p, 'experts/b'));
  const experts = activatedExperts(pre, inputs.servings);
  const [r, b, e, u] = experts.shape as [number, number, number, number];

  const { gates, logits } =
    gateCount(model) > 0
      ? gateWeights(p, trunk, inputs)
      : { gates: tile(tensor([[[[1]]]]), [r, b, 1, 1]), logits: null };
  const g = gates.shape[2] as number;
  const mixed = matMul(reshape(gates, [r * b, g, e]), reshape(experts, [r * b, e, u]));
  const perGate = transpose(reshape(mixed, [r, b, g, u]), [0, 2, 1, 3]);
  let outputs = towers(model, p, g === TASK_COUNT ? perGate : tile(perGate, [1, TASK_COUNT, 1, 1]));

  if (model.biasHandling === 'shallow-tower') {
    const table = reshape(block(p, 'shallow/table'), [r, inputs.place.shape[2] as number, 1]);
    const onlyClick = tensor(
      Array.from({ length: TASK_COUNT }, (_, k) => (k === CLICK ? 1 : 0)),
      [1, TASK_COUNT, 1],
    );
    outputs = add(outputs, mul(reshape(matMul(inputs.place, table), [r, 1, b]), onlyClick));
  }
  return { outputs, gates, logits, experts, trunk };
}

/** The identity, whose gradient is multiplied by −λ (gradient reversal: Ganin et al. 2016, section 4.2). */
function reverseGradient(h: Tensor, lambda: Tensor): Tensor {
  return customGrad((...parts: (Tensor | ((saved: Tensor[]) => void))[]) => ({
    value: (parts[0] as Tensor).clone(),
    gradFunc: (dy: Tensor) => neg(mul(dy, lambda)),
  }))(h);
}

/** The adversary's softmax cross entropy over the nine positions, reading h through the reversed gradient. */
function adversaryLoss(p: Parameters, trunk: Tensor, targets: Targets): Tensor {
  const h = reverseGradient(trunk, targets.adversarial);
  const bias = block(p, 'adversary/b');
  const logits = add(matMul(h, block(p, 'adversary/w')), reshape(bias, [bias.shape[0], 1, bias.shape[1] as number]));
  return neg(sum(mul(targets.position, logSoftmax(logits))));
}

/**
 * Training loss without L2, summed over the replicas (whose parameters are disjoint, so each gets its own gradient):
 * Σ_k taskWeight_k · (1/B) Σ_examples observed · ℓ_k, ℓ = cross entropy from the logit for binary tasks, ½(ŷ − y)² for
 * regressions; with the losses on gates; and the adversary's loss, whose gradient reaches the shared layer reversed.
 * @returns a scalar
 */
export function trainingLoss(population: PopulationSpec, p: Parameters, inputs: Inputs, targets: Targets): Tensor {
  const { model } = population;
  const { outputs, trunk, logits, gates } = forward(model, p, inputs);
  const { labels, binaryWeights, regressionWeights } = targets;
  const crossEntropy = sub(softplus(outputs), mul(outputs, labels));
  const losses = [
    sum(mul(binaryWeights, crossEntropy)),
    mul(REGRESSION_FACTOR, sum(mul(regressionWeights, squaredDifference(outputs, labels)))),
  ];
  if (model.biasHandling === 'adversarial') losses.push(adversaryLoss(p, trunk, targets));
  if (logits) {
    const kept = inputs.mask ?? tensor([[[[1]]]]);
    const memory = { mean: p['gates/mean'] ?? null, top: p['gates/top'] ?? null };
    losses.push(...gateLosses(population, { logits, weights: gates, kept, ...memory }));
  }
  return addN(losses);
}
