/**
 * What a ranking model is, and how it is trained. A {@link ModelSpec} fixes the structure (what a kernel is compiled for);
 * a {@link ReplicaSpec} holds what may differ between the models of a population that train in lockstep.
 */

import { IS_BINARY, TASK_COUNT, type TaskKind } from '../world/spec.ts';
import type { Cures } from './cures.ts';
import { allExperts, countOf, visibleTo, type ExpertMask } from './visible.ts';

/**
 * `mmoe`: one gate a task. `omoe`: one gate for all tasks. `shared-bottom`: one expert, gate fixed at 1.
 * A single-task system is a population of four shared-bottom replicas with one-hot task weights.
 */
export type ModelKind = 'mmoe' | 'omoe' | 'shared-bottom';
/**
 * `none`: position ignored. `input-feature`: an embedding row per device × position is added to the shared layer's pre-activation.
 * `adversarial`: a head predicts the position from the shared layer through a reversed gradient. `shallow-tower`: the paper's.
 */
export type BiasHandling = 'none' | 'input-feature' | 'adversarial' | 'shallow-tower';

export interface ModelSpec {
  kind: ModelKind;
  /** D, number of input features. */
  features: number;
  /** [4] what the labels of each task are; absent: binary, regression, binary, regression, as on the synthetic platform. */
  kinds?: readonly TaskKind[];
  /** H, units of the shared ReLU layer; 0 = no shared layer (experts and gates then read the input). */
  sharedUnits: number;
  /** E, number of experts (1 for shared-bottom). */
  experts: number;
  /** U, ReLU units per expert. */
  expertUnits: number;
  /**
   * Which experts each task's gate may use: [4] bit sets, bit e of entry k for task k and expert e; absent where all see all. `mmoe` only.
   * An expert that a task may not use has gate weight 0 there, whatever the dropout.
   */
  visible?: ExpertMask;
  /**
   * Whether gates keep, beside their parameters, what balancing needs: a bias on each logit that is not trained by gradients, and the mean
   * weights and shares of the last batch (blocks `gates/balance`, `gates/mean`, `gates/top`). Absent without.
   */
  balance?: true;
  /** ReLU units of a tower's hidden layer; 0 = linear towers. */
  towerUnits: number;
  /** `input-feature` and `adversarial` need the shared layer. */
  biasHandling: BiasHandling;
}

export type OptimizerKind = 'sgd' | 'adagrad' | 'adam';
export type MaskKind = 'example' | 'batch';

/** Common to a population: all replicas take their steps together. */
export interface TrainingSpec {
  /** Length of the run in steps: where the learning-rate decay ends. */
  steps: number;
  batch: number;
  optimizer: OptimizerKind;
  /** Learning rate at step t of n: rate · (1 + (decayTo − 1)·t/n): 1 = constant, 0 = linearly to zero. Beyond n it stays at the end value. */
  decayTo: number;
  /** One gate-dropout mask per example or one for the whole batch. */
  mask: MaskKind;
}

/** May differ between the replicas of a population. */
export interface ReplicaSpec {
  /** Index into the population's data sets. */
  data: number;
  seeds: { init: number; dropout: number; batch: number };
  learningRate: number;
  /** Probability that an expert's gate weight is set to 0 (the rest renormalised, never all). */
  gateDropout: number;
  /** Probability that an impression's position is replaced by "missing" in training. */
  positionDropout: number;
  /** W simulated asynchronous workers; 1 = synchronous. */
  workers: number;
  /** L2 factor: adds l2 · θ to the gradient of every parameter but the shallow table (`decays` in layout.ts). */
  l2: number;
  /**
   * [4] factors of the task losses. The training loss of a batch is Σ_k taskWeights[k] · (1/B) Σ_examples observed · ℓ_k, ℓ = cross entropy
   * from the logit (binary tasks) or ½(ŷ − y)² (regressions): divided by the batch, not by the number observed.
   */
  taskWeights: readonly number[];
  /** Multiplies the standard deviation of every initial weight except the gates'. */
  initScale: number;
  /** Multiplies the standard deviation of the gates' initial weights; 0 = gates start uniform. */
  gateInitScale: number;
  /** All experts start equal: the symmetry that never breaks. */
  identicalExperts: boolean;
  /** Learning-rate factor of the shallow tower's table. */
  tableRate: number;
  /** Learning-rate factor of the gates. */
  gateRate: number;
  /** λ of the reversed gradient (adversarial only), ramped linearly over the first half of the run. */
  adversarialWeight: number;
  /** What is to keep its gates from collapsing beside dropout; absent, or what is not named: nothing. Fixed at creation. */
  cures?: Partial<Cures>;
  /**
   * Which experts each task's gate may use, where others than the population's model has it: such a replica is trained by an engine of its own
   * (src/engine/structures.ts). Fixed at creation.
   */
  visible?: ExpertMask;
}

/** A population: R replicas in lockstep, of one structure but for what some of them say of their experts. */
export interface PopulationSpec {
  model: ModelSpec;
  training: TrainingSpec;
  replicas: readonly ReplicaSpec[];
}

/** Constants of the optimizers, the same in every engine. */
export const ADAGRAD_INITIAL_ACCUMULATOR = 0.1;
export const ADAGRAD_EPSILON = 1e-7;
export const ADAM_BETA1 = 0.9;
export const ADAM_BETA2 = 0.999;
export const ADAM_EPSILON = 1e-8;

export class SpecError extends Error {
  override name = 'SpecError';
}

const KINDS: readonly TaskKind[] = IS_BINARY.map((binary) => (binary ? 'binary' : 'regression'));

/** @returns [4] what the labels of each task of a model are */
export const kindsOf = ({ kinds = KINDS }: Pick<ModelSpec, 'kinds'>): readonly TaskKind[] => kinds;

/** @returns [4] whether each task of a model is binary: trained with cross entropy from a logit, not with squared error */
export const binaryTasks = (model: Pick<ModelSpec, 'kinds'>): boolean[] =>
  kindsOf(model).map((kind) => kind === 'binary');

/** Number of gates: one per task, one in all, or none. */
export function gateCount(model: ModelSpec): number {
  return model.kind === 'mmoe' ? 4 : model.kind === 'omoe' ? 1 : 0;
}

/** Width of what experts and gates read: the shared layer, or the input where there is none. */
export function trunkWidth(model: ModelSpec): number {
  return model.sharedUnits > 0 ? model.sharedUnits : model.features;
}

/** @returns [G] for each gate the bit set of the experts that it may use; empty for a model without gates */
export const gateSets = (model: ModelSpec): number[] =>
  Array.from({ length: gateCount(model) }, (_, g) => visibleTo(model, g));

/** Pairs of a gate and an expert that it may use: so many gate logits are computed, and so many experts mixed. */
const gatedExperts = (model: ModelSpec): number => gateSets(model).reduce((pairs, set) => pairs + countOf(set), 0);

/**
 * Multiplications of one forward pass at serving time: the paper's measure of equal model complexity (Table 1).
 * Counts matrix products and the gates' mixing, of the experts that a gate may use; biases, activations and the shallow tower's look-up are free.
 */
export function multiplications(model: ModelSpec): number {
  const trunk = trunkWidth(model);
  const { experts: e, expertUnits: u } = model;
  const shared = model.sharedUnits > 0 ? model.features * model.sharedUnits : 0;
  const gated = gatedExperts(model);
  const gates = gated * trunk;
  const mixing = gated * u;
  const tower = model.towerUnits > 0 ? u * model.towerUnits + model.towerUnits : u;
  return shared + e * trunk * u + gates + mixing + 4 * tower;
}

/** @throws SpecError where a mask leaves a task without experts, an expert without tasks, or names experts that there are not */
function checkVisible({ kind, experts, visible }: ModelSpec): void {
  if (visible === undefined) return;
  if (kind !== 'mmoe') throw new SpecError(`model.visible is for mmoe, not for ${kind}`);
  const all = allExperts(experts);
  if (visible.length !== TASK_COUNT) throw new SpecError(`model.visible must have an entry for each of the 4 tasks`);
  for (const set of visible) {
    if (!Number.isInteger(set) || set < 1 || set > all)
      throw new SpecError(
        `model.visible must name some of the ${String(experts)} experts for every task, not ${String(set)}`,
      );
  }
  const used = visible.reduce((union, set) => union | set, 0);
  if (used !== all) throw new SpecError('model.visible must show every expert to some task');
}

/** @throws SpecError where kinds are not one for each task, or one is neither binary nor regression */
function checkKinds({ kinds }: ModelSpec): void {
  if (kinds === undefined) return;
  const known = (kind: string): boolean => kind === 'binary' || kind === 'regression';
  if (!Array.isArray(kinds) || kinds.length !== TASK_COUNT || !kinds.every(known))
    throw new SpecError(
      `model.kinds must be "binary" or "regression" for each of the ${String(TASK_COUNT)} tasks, not ${JSON.stringify(kinds)}`,
    );
}

/**
 * Checks what a kernel relies on.
 * @throws SpecError naming the first field that is wrong
 */
export function checkModel(model: ModelSpec): void {
  const whole = (name: keyof ModelSpec, low: number, high: number): void => {
    const value = model[name];
    if (typeof value !== 'number' || !Number.isInteger(value) || value < low || value > high) {
      throw new SpecError(
        `model.${name} must be a whole number from ${String(low)} to ${String(high)}, not ${String(value)}`,
      );
    }
  };
  whole('features', 1, 128);
  whole('sharedUnits', 0, 64);
  whole('experts', 1, 16);
  whole('expertUnits', 1, 64);
  whole('towerUnits', 0, 64);
  if (model.kind === 'shared-bottom' && model.experts !== 1)
    throw new SpecError('model.experts must be 1 for shared-bottom');
  checkVisible(model);
  checkKinds(model);
  if ((model.biasHandling === 'input-feature' || model.biasHandling === 'adversarial') && model.sharedUnits === 0) {
    throw new SpecError(`model.sharedUnits must be positive for biasHandling "${model.biasHandling}"`);
  }
}
