/** One training step laid open: what a step does to one impression of its batch and to the model, with the numbers of every phase. */
import type { BlockName } from '../../model/layout.ts';
import type { MaskKind, OptimizerKind } from '../../model/spec.ts';

/** A part of the model that learns. Index of an expert, of a gate, or of the task of a tower. */
export interface LearningPart {
  kind: 'shared' | 'positionInput' | 'expert' | 'gate' | 'tower' | 'adversary' | 'shallow' | 'balance';
  /** 0 for what a model has one of. */
  index: number;
}

/** The impression that is followed. D features, T = 4 tasks. */
export interface WalkedImpression {
  /** Place in the batch, from 0. */
  place: number;
  /** Row of the training log, and the query that it came from. */
  row: number;
  query: number;
  /** [D] */
  features: Float32Array;
  /** Index into DEVICES. */
  device: number;
  /** As it was logged: 1..9, or 0 where the log has none. */
  logged: number;
  /** As the model reads it in this step: 0 where it is missing or was dropped. */
  position: number;
  /** [T] */
  labels: Float32Array;
  /** [T] 1 where the label was observed. */
  observed: Uint8Array;
}

/** The impression's way up to the gates. E experts, U units, G gates (none: empty lists). */
export interface WalkedForward {
  /** [F] what experts and gates read. */
  trunk: Float64Array;
  /** [E][U] */
  experts: Float64Array[];
  /** [G][E] y of model/cures.ts: with bias, noise, cap and temperature where there are such; −∞ for an expert that the gate may not use. */
  logits: Float64Array[];
  /** [G][E] weights of all experts that the gate may use, as if none were dropped. */
  weights: Float64Array[];
}

/** What gate dropout makes of the weights, and what the towers make of those. */
export interface WalkedMask {
  /** Probability that an expert is dropped. */
  rate: number;
  /** Whether every impression has a mask of its own, or the batch one. */
  kind: MaskKind;
  /** [G][E] 1 = kept, 0 = dropped. What a gate may not use counts as dropped. */
  kept: Uint8Array[];
  /** [G][E] 0 for what was dropped, the rest so that they sum to 1. */
  weights: Float64Array[];
}

export interface WalkedLoss {
  /** [T] outputs of the main towers. */
  tower: Float64Array;
  /** What the shallow tower adds to the first task's; 0 without one. */
  shallow: number;
  /** [T] logits of binary tasks, predictions of regressions. */
  output: Float64Array;
  /** [T] training loss of the impression, before weights; NaN where the label was not observed. */
  own: Float64Array;
  /** [T] */
  taskWeights: readonly number[];
  /** [T] labels of the batch that were observed, and their summed loss divided by the batch, before weights. */
  observed: number[];
  batch: Float64Array;
  /** The losses of cures on the gates, L2 (½ · l2 · θ²), and what the adversary is trained with: 0 where there are none. */
  gates: number;
  l2: number;
  adversary: number;
  /** Σ_k weight · batch + gates + l2: what the step descends. */
  total: number;
}

/** Length of a part's gradient. */
export interface PartGradient {
  part: LearningPart;
  /** Of the whole batch's loss, L2 and cures included, before it is clipped. */
  batch: number;
  /** What the impression adds to it. */
  own: number;
  /** Length of the part's change by the update. */
  change: number;
}

export interface WalkedBackward {
  /** [T] dL/d(output) of the impression, its weight and 1 / batch included. */
  deltas: Float64Array;
  parts: PartGradient[];
  /** Length of the batch's gradient over all that is trained, and of the impression's. */
  norm: number;
  own: number;
  /** The longest that a gradient may be; 0 = any. */
  clip: number;
}

/** One parameter before and after the update. */
export interface ChangedParameter {
  part: LearningPart;
  block: BlockName;
  /** In the shape of the block, see ParameterLayout. */
  index: number[];
  before: number;
  after: number;
  /** As the optimizer gets it: clipped. NaN for a balancing bias, which has none. */
  gradient: number;
  /** The optimizer's moments of it after the update; NaN where there is none. */
  first: number;
  second: number;
  /** Learning rate, with the factor of the block. */
  rate: number;
}

export interface WalkedUpdate {
  optimizer: OptimizerKind;
  /** At this step, before the factors of blocks. */
  rate: number;
  /** Of each kind of part the parameter that changes most, in the order of the model. */
  largest: ChangedParameter[];
  /** Parameters that change, of so many that are trained. */
  changed: number;
  trained: number;
  /** [layout.length] all parameters after the step. */
  after: Float32Array;
}

/** The asynchronous worker that pushes the step's gradient. */
export interface WalkedWorker {
  /** From 0. */
  index: number;
  count: number;
  /** Updates by others since it took the parameters that its gradient is computed at. */
  staleness: number;
}

export interface StepWalk {
  /** Steps taken before it. */
  step: number;
  batch: number;
  worker: WalkedWorker | null;
  impression: WalkedImpression;
  forward: WalkedForward;
  mask: WalkedMask;
  loss: WalkedLoss;
  backward: WalkedBackward;
  update: WalkedUpdate;
}
