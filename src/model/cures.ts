/**
 * What is said to keep gates from collapsing, beside the paper's gate dropout. Every cure is a property of a replica, so that the models of a
 * population may differ by a cure alone; a replica that names none computes what it always has.
 *
 * Definitions, for gate g of one example (E_g = the experts that it may use, K ⊆ E_g those kept by dropout, B = examples of a batch):
 *
 *     z_e = (h·W + b)_e + bias_e [+ noise · n_e in training]      bias: loss-free balancing, n_e ~ unit variance (`gateNoise`)
 *     y_e = cap · tanh(z_e / cap) / T                             T: temperature at the step
 *     w_e = exp(y_e) / Σ_K exp(y)   or   σ(y_e) / Σ_K σ(y)        0 outside K
 *
 * Losses, added to the training loss once for each gate; M_e = mean of w_e over the last batch, f_e = share of its examples whose largest weight
 * is e's (the first of equals): both as this model, or the worker's snapshot, found them in its last batch; 1 / |E_g| before the first.
 *
 *     importance   λ (|E_g| Σ_e M_e² − 1)      dL/dw_e = 2 λ |E_g| M_e / B     Shazeer et al. 2017, section 4
 *     switchLoss   λ |E_g| Σ_e f_e M_e         dL/dw_e =   λ |E_g| f_e / B     Fedus et al. 2021, equation 4
 *     entropy      λ mean Σ_K w ln w           dL/dw_e =   λ (ln w_e + 1) / B
 *     zLoss        λ mean (ln Σ_K exp y)²      dL/dy_e = 2 λ ln(Σ exp y) w_e / B   Zoph et al. 2022, equation 5
 *     logitL2      λ mean Σ_K y²               dL/dy_e = 2 λ y_e / B
 */
import type { ModelSpec, ReplicaSpec, TrainingSpec } from './spec.ts';

/** ReLU max(x, 0); leaky ReLU max(x, 0.01·x); Swish x·σ(x) (Ramachandran et al. 2017). */
export const ACTIVATIONS = ['relu', 'leaky', 'swish'] as const;
export type Activation = (typeof ACTIVATIONS)[number];
export const LEAKY_SLOPE = 0.01;

/** A mean weight so near to its even share counts as even: otherwise rounding would decide where an even gate is pushed, in each engine its own. */
export const BALANCE_DEAD_ZONE = 1e-6;

/** Added to an expert's variance under layer norm. */
export const LAYER_NORM_EPSILON = 1e-5;

export const GATE_KINDS = ['softmax', 'sigmoid'] as const;
export type GateKind = (typeof GATE_KINDS)[number];

export interface Cures {
  /** Of the shared layer, and of the experts; the towers' hidden layer stays ReLU. */
  sharedActivation: Activation;
  expertActivation: Activation;
  /**
   * Experts' pre-activations are centred and scaled to variance 1 over the expert's units, without gain and offset
   * (Ba et al. 2016, section 3; "LayerNorm-simple" of Xu et al. 2019). Needs 2 units.
   */
  layerNorm: boolean;
  /** How logits become weights: softmax, or the logistic function of each, normalised. */
  gateKind: GateKind;
  /** λ of the losses above; 0 = none. */
  importance: number;
  switchLoss: number;
  entropy: number;
  zLoss: number;
  logitL2: number;
  /**
   * Loss-free balancing (Wang et al. 2024, algorithm 1): after each step bias_e −= lossFree · sign(M_e − 1/|E_g|), M of this step's batch; no
   * rate, optimizer or L2 acts on it. The sign is 0 within {@link BALANCE_DEAD_ZONE} of 0. 0 = none.
   */
  lossFree: number;
  /** T at the first step; 1 = none. */
  temperature: number;
  /** Part of the run over which T goes linearly to 1, which it then keeps; 0 = T stays. */
  annealing: number;
  /** Logits are squeezed into ±cap; 0 = not. */
  cap: number;
  /** Standard deviation of the noise on the logits in training. */
  noise: number;
  /** The gradient, L2 included, is scaled down to this norm over all trained parameters where it is longer; 0 = never. */
  clip: number;
  /** The learning rate is divided by the staleness of the gradient, where that is over 1 (Zhang et al. 2016, equation 6). */
  stalenessAware: boolean;
  /** Steps over which the learning rate grows linearly to its value; 0 = none. */
  warmUp: number;
  /** A further factor of the learning rate that goes linearly from 1 to this over the run, beside the population's own decay; 1 = none. */
  decayTo: number;
}

/** A replica's cures where it names none. */
export const NO_CURES: Cures = {
  sharedActivation: 'relu',
  expertActivation: 'relu',
  layerNorm: false,
  gateKind: 'softmax',
  importance: 0,
  switchLoss: 0,
  entropy: 0,
  zLoss: 0,
  logitL2: 0,
  lossFree: 0,
  temperature: 1,
  annealing: 0,
  cap: 0,
  noise: 0,
  clip: 0,
  stalenessAware: false,
  warmUp: 0,
  decayTo: 1,
};

/** @returns the replica's cures, with what it does not name as {@link NO_CURES} has it */
export const curesOf = ({ cures }: Pick<ReplicaSpec, 'cures'>): Cures => (cures ? { ...NO_CURES, ...cures } : NO_CURES);

/** Whether a replica needs the blocks of `ModelSpec.balance`: the biases, and what its last batch was. */
export const needsBalance = ({ lossFree, importance, switchLoss }: Cures): boolean =>
  lossFree > 0 || importance > 0 || switchLoss > 0;

/** Cures that are a number, of which code needs to know only whether they do anything. */
export const CURE_STRENGTHS = [
  'importance',
  'switchLoss',
  'entropy',
  'zLoss',
  'logitL2',
  'lossFree',
  'temperature',
  'cap',
  'noise',
  'clip',
] as const;

/** Which of them there are. */
export type CureStrengths = Readonly<Record<(typeof CURE_STRENGTHS)[number], boolean>>;

/**
 * Which code a replica's step needs: what kernels are compiled for. Strengths are not part of it. Equal for all replicas without cures.
 */
export interface CureCode extends CureStrengths {
  readonly sharedActivation: Activation;
  readonly expertActivation: Activation;
  readonly layerNorm: boolean;
  readonly gateKind: GateKind;
}

/** Whether the batch's mean weights are taken. */
export const takesMeans = ({ importance, lossFree }: CureStrengths): boolean => importance || lossFree;

/** Whether anything but the tasks pulls at a gate. */
export const hasGateLoss = ({ importance, switchLoss, entropy, zLoss, logitL2 }: CureStrengths): boolean =>
  importance || switchLoss || entropy || zLoss || logitL2;

/** @returns what a replica's kernels are compiled for; equal replicas of a model without gates or shared layer have equal code */
export function cureCodeOf(
  model: Pick<ModelSpec, 'kind' | 'sharedUnits'>,
  replica: Pick<ReplicaSpec, 'cures'>,
): CureCode {
  const cures = curesOf(replica);
  const gated = model.kind !== 'shared-bottom';
  return {
    sharedActivation: model.sharedUnits > 0 ? cures.sharedActivation : 'relu',
    expertActivation: cures.expertActivation,
    layerNorm: cures.layerNorm,
    gateKind: gated ? cures.gateKind : 'softmax',
    importance: gated && cures.importance > 0,
    switchLoss: gated && cures.switchLoss > 0,
    entropy: gated && cures.entropy > 0,
    zLoss: gated && cures.zLoss > 0,
    logitL2: gated && cures.logitL2 > 0,
    lossFree: gated && cures.lossFree > 0,
    temperature: gated && cures.temperature !== 1,
    cap: gated && cures.cap > 0,
    noise: gated && cures.noise > 0,
    clip: cures.clip > 0,
  };
}

/** T at `step` (0-based; at an evaluation, the number of steps done). */
export function temperatureAt({ temperature, annealing }: Cures, step: number, steps: number): number {
  if (annealing === 0) return temperature;
  return temperature + (1 - temperature) * Math.min(1, step / (annealing * steps));
}

/** What of a replica's cures acts when it predicts: a forward pass needs nothing else beside model and parameters. */
export interface Serving {
  readonly sharedActivation: Activation;
  readonly expertActivation: Activation;
  readonly layerNorm: boolean;
  readonly gateKind: GateKind;
  /** T. */
  readonly temperature: number;
  /** 0 = none. */
  readonly cap: number;
}

/** How a model without cures predicts. */
export const PLAIN_SERVING: Serving = {
  sharedActivation: 'relu',
  expertActivation: 'relu',
  layerNorm: false,
  gateKind: 'softmax',
  temperature: 1,
  cap: 0,
};

/** @param step - steps done; @returns how a replica predicts then */
export function servingOf(
  replica: Pick<ReplicaSpec, 'cures'>,
  { steps }: Pick<TrainingSpec, 'steps'>,
  step: number,
): Serving {
  const cures = curesOf(replica);
  const { sharedActivation, expertActivation, layerNorm, gateKind, cap } = cures;
  return {
    sharedActivation,
    expertActivation,
    layerNorm,
    gateKind,
    cap,
    temperature: temperatureAt(cures, step, steps),
  };
}

/** act(x), in double precision. */
export function activate(kind: Activation, x: number): number {
  if (kind === 'swish') return x / (1 + Math.exp(-x));
  return x > 0 ? x : kind === 'leaky' ? LEAKY_SLOPE * x : 0;
}

/** d act(x) / dx; at 0 that of the left. */
export function activationSlope(kind: Activation, x: number): number {
  if (kind === 'swish') {
    const s = 1 / (1 + Math.exp(-x));
    return s * (1 + x * (1 - s));
  }
  return x > 0 ? 1 : kind === 'leaky' ? LEAKY_SLOPE : 0;
}

/** Why two cures, or a cure and a model, exclude one another. */
export type CureConflict = 'sigmoid-switch' | 'sigmoid-z' | 'layer-norm-units';

/** @returns what is contradictory in a replica's cures, for its model; none for most */
export function cureConflicts({ expertUnits }: Pick<ModelSpec, 'expertUnits'>, cures: Cures): CureConflict[] {
  const sigmoid = cures.gateKind === 'sigmoid';
  return [
    ...(sigmoid && cures.switchLoss > 0 ? (['sigmoid-switch'] as const) : []),
    ...(sigmoid && cures.zLoss > 0 ? (['sigmoid-z'] as const) : []),
    ...(cures.layerNorm && expertUnits < 2 ? (['layer-norm-units'] as const) : []),
  ];
}
