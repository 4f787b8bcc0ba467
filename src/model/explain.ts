/**
 * One impression followed through a model, every intermediate kept: what the Gates chapter shows beside the formulas. Plain numbers in
 * double precision, no TF.js; equal to what the engines compute at evaluation (no dropout).
 */
import { CLICK, TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';
import { activate, LAYER_NORM_EPSILON, PLAIN_SERVING, type Serving } from './cures.ts';
import { blockOf, parameterLayout, tableRow, type BlockName, type ParameterLayout } from './layout.ts';
import { logSigmoid } from './losses.ts';
import { gateCount, type ModelSpec } from './spec.ts';
import { sees } from './visible.ts';

/** What a model reads of one impression. */
export interface ImpressionInput {
  /** [D] */
  features: ArrayLike<number>;
  /** Index into DEVICES. */
  device: number;
  /** 1..9, or 0 = missing. */
  position: number;
}

/** One impression's way through a model. D features, F = what experts and gates read, E experts, U units of an expert, T = 4 tasks. */
export interface Explanation {
  /** [F] h = act(x·W + b), or x itself where the model has no shared layer; act is ReLU but for cures. */
  trunk: Float64Array;
  /** [E][U] act(h·W_e + b_e), of its layer norm where the model has that. */
  experts: Float64Array[];
  /**
   * [T][E] W_k h + b_k with balancing bias, squeezed by the cap and divided by the temperature where there are such (y of `cures.ts`), −∞ for an expert that
   * the task may not use; equal rows for a one-gate model; a single 0 for shared-bottom, whose gate is fixed at 1.
   */
  gateLogits: Float64Array[];
  /** [T][E] softmax of the logits; for sigmoid gates their logistic functions, normalised. */
  weights: Float64Array[];
  /** [T][U] Σ_e weight_e · expert_e. */
  mixed: Float64Array[];
  /** [T][H2] activations of the towers' hidden layer; empty where the towers are linear. */
  hidden: Float64Array[];
  /** [T] outputs of the main tower: logits of binary tasks, predictions of regressions. */
  tower: Float64Array;
  /** What the shallow tower adds to the click logit at the impression's position; 0 without a shallow tower. */
  shallow: number;
  /** [T] predictions as they are trained and evaluated: `tower`, with `shallow` added to the click. */
  output: Float64Array;
  /** Click logit as it is served: position missing. */
  served: number;
}

/** The impression at a row of a log. */
export const impressionAt = (log: Impressions, row: number): ImpressionInput => ({
  features: log.features.subarray(row * log.featureCount, (row + 1) * log.featureCount),
  device: log.device[row],
  position: log.position[row],
});

/** out_m = b_m + Σ_f x_f · w[f][m], from places in two blocks; rectified if asked. */
function affine(
  x: ArrayLike<number>,
  w: Float32Array,
  wAt: number,
  b: Float32Array,
  bAt: number,
  width: number,
  act: (value: number) => number,
): Float64Array {
  const out = Float64Array.from({ length: width }, (_, m) => b[bAt + m]);
  for (let f = 0; f < x.length; f++) {
    const value = x[f];
    if (value === 0) continue;
    for (let m = 0; m < width; m++) out[m] += value * w[wAt + f * width + m];
  }
  return out.map(act);
}
const same = (value: number): number => value;
const rectified = (value: number): number => Math.max(0, value);

/** (x − mean) / √(variance + 1e-5), variance biased (Ba et al. 2016). */
function layerNorm(x: Float64Array): Float64Array {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
  return x.map((value) => (value - mean) / Math.sqrt(variance + LAYER_NORM_EPSILON));
}

/** exp(z) / Σ exp(z), shifted by the largest so that nothing overflows. */
export function softmax(z: ArrayLike<number>): Float64Array {
  let top = -Infinity;
  for (let i = 0; i < z.length; i++) top = Math.max(top, z[i]);
  const weights = Float64Array.from(z, (value) => Math.exp(value - top));
  const sum = weights.reduce((total, value) => total + value, 0);
  return weights.map((value) => value / sum);
}

/** A gate's logits as weights are made of them, from those of its affine map. */
const tamed = (z: Float64Array, balance: ArrayLike<number> | null, { cap, temperature }: Serving): Float64Array =>
  z.map((value, e) => {
    const logit = value + (balance?.[e] ?? 0);
    return (cap > 0 ? cap * Math.tanh(logit / cap) : logit) / temperature;
  });

function trunkOf(
  model: ModelSpec,
  block: (name: BlockName) => Float32Array,
  { features, device, position }: ImpressionInput,
  { sharedActivation }: Serving,
): Float64Array {
  if (model.sharedUnits === 0) return Float64Array.from(features);
  const h = affine(features, block('shared/w'), 0, block('shared/b'), 0, model.sharedUnits, same);
  if (model.biasHandling === 'input-feature') {
    const table = block('positionInput/w');
    const from = tableRow(device, position) * model.sharedUnits;
    for (let i = 0; i < h.length; i++) h[i] += table[from + i];
  }
  return h.map((value) => activate(sharedActivation, value));
}

/**
 * @param parameters - flat parameter vector of the model
 * @param layout - of the model; pass it when explaining many impressions
 * @param serving - what of the replica's cures acts when it predicts (`servingOf`)
 */
export function explain(
  model: ModelSpec,
  parameters: Float32Array,
  input: ImpressionInput,
  layout: ParameterLayout = parameterLayout(model),
  serving: Serving = PLAIN_SERVING,
): Explanation {
  const block = (name: BlockName): Float32Array => blockOf(layout, parameters, name);
  const { experts: e, expertUnits: u, towerUnits: t } = model;
  const trunk = trunkOf(model, block, input, serving);
  const f = trunk.length;
  const tasks = Array.from({ length: TASK_COUNT }, (_, k) => k);

  const experts = Array.from({ length: e }, (_, i) => {
    const a = affine(trunk, block('experts/w'), i * f * u, block('experts/b'), i * u, u, same);
    return (serving.layerNorm ? layerNorm(a) : a).map((value) => activate(serving.expertActivation, value));
  });
  const gates = gateCount(model);
  const balance = layout.blocks['gates/balance'] ? block('gates/balance') : null;
  const gateLogits = tasks.map((k) => {
    if (gates === 0) return new Float64Array(1);
    const g = gates === TASK_COUNT ? k : 0;
    const z = affine(trunk, block('gates/w'), g * f * e, block('gates/b'), g * e, e, same);
    const logits = tamed(z, balance && balance.subarray(g * e, (g + 1) * e), serving);
    return logits.map((logit, i) => (sees(model, k, i) ? logit : -Infinity));
  });
  // The weights of a sigmoid gate are the softmax of ln σ(y).
  const weights = gateLogits.map((row) => softmax(serving.gateKind === 'sigmoid' ? row.map(logSigmoid) : row));
  const mixed = weights.map((row) =>
    Float64Array.from({ length: u }, (_, unit) => experts.reduce((sum, expert, i) => sum + row[i] * expert[unit], 0)),
  );
  const hidden =
    t === 0
      ? tasks.map(() => new Float64Array(0))
      : tasks.map((k) => affine(mixed[k], block('towers/w1'), k * u * t, block('towers/b1'), k * t, t, rectified));
  const tower = Float64Array.from(
    tasks,
    (k) =>
      affine(
        t === 0 ? mixed[k] : hidden[k],
        block('towers/w'),
        k * (t === 0 ? u : t),
        block('towers/b'),
        k,
        1,
        same,
      )[0],
  );

  const table = model.biasHandling === 'shallow-tower' ? block('shallow/table') : null;
  const shallow = table ? table[tableRow(input.device, input.position)] : 0;
  const output = tower.slice();
  output[CLICK] += shallow;
  let served = tower[CLICK] + (table ? table[tableRow(input.device, 0)] : 0);
  // Where the position goes in at the bottom, leaving it out changes everything above.
  if (model.biasHandling === 'input-feature' && input.position !== 0)
    served = explain(model, parameters, { ...input, position: 0 }, layout, serving).tower[CLICK];
  return { trunk, experts, gateLogits, weights, mixed, hidden, tower, shallow, output, served };
}
