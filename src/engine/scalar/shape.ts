/** A model's sizes and offsets, resolved once, and the arrays that one example's forward and backward pass work in. */
import { BLOCKS, parameterLayout, type BlockName, type ParameterLayout } from '../../model/layout.ts';
import { gateCount, trunkWidth, type ModelSpec } from '../../model/spec.ts';
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';

/** Sizes and offsets into the flat parameter vector; an offset is −1 where the model has no such block. */
export interface Shape {
  readonly model: ModelSpec;
  readonly layout: ParameterLayout;
  /** D, input features. */
  readonly features: number;
  /** H, shared units; 0 = none. */
  readonly shared: number;
  /** F, width of what experts and gates read. */
  readonly trunk: number;
  /** E */
  readonly experts: number;
  /** U */
  readonly units: number;
  /** G, gates with weights: 4, 1 or 0. */
  readonly gates: number;
  /** Mixtures of experts: one per gate, and one (the only expert) where there is no gate. */
  readonly mixtures: number;
  /** H2, hidden units of a tower; 0 = linear. */
  readonly tower: number;
  /** N, what a tower's last layer reads. */
  readonly last: number;
  readonly at: Readonly<Record<BlockName, number>>;
}

/** @returns the sizes and offsets of a (checked) model */
export function shapeOf(model: ModelSpec): Shape {
  const layout = parameterLayout(model);
  const offset = (name: BlockName): number => layout.blocks[name]?.offset ?? -1;
  const gates = gateCount(model);
  return {
    model,
    layout,
    gates,
    features: model.features,
    shared: model.sharedUnits,
    trunk: trunkWidth(model),
    experts: model.experts,
    units: model.expertUnits,
    mixtures: Math.max(1, gates),
    tower: model.towerUnits,
    last: model.towerUnits > 0 ? model.towerUnits : model.expertUnits,
    at: Object.fromEntries(BLOCKS.map((name) => [name, offset(name)])) as Record<BlockName, number>,
  };
}

/** The mixture that task k reads. */
export const mixtureOf = (shape: Shape, k: number): number => (shape.gates === TASK_COUNT ? k : 0);

/**
 * Activations and deltas of one example, in double precision: the parameters are rounded to float32 between steps, the arithmetic inside
 * a step is not, which makes this engine a sharper yardstick and costs nothing (V8 computes in double anyway).
 */
export interface Workspace {
  /** [D] the example's features. */
  readonly x: Float64Array;
  /** [max(D, F)] indices of the inputs that are not 0, and how many: the loops skip the zeros that ReLU makes. */
  readonly inputs: Int32Array;
  inputCount: number;
  /** [F] what experts and gates read (the features themselves without a shared layer). */
  readonly trunk: Float64Array;
  /** [F] the indices of those that are not 0 (of all, where the shared layer is not ReLU), and how many. */
  readonly active: Int32Array;
  activeCount: number;
  /** [F] what the shared layer's activation read, where that is not ReLU. */
  readonly trunkPre: Float64Array;
  /** [E × U] */
  readonly expert: Float64Array;
  /** [E × U] what the experts' activation read, and [E] by what layer norm multiplied, where experts are not affine with ReLU. */
  readonly expertPre: Float64Array;
  readonly expertScale: Float64Array;
  /** [mixtures × E] gate weights. */
  readonly gate: Float64Array;
  /**
   * [mixtures × E] where a gate is not plain: the logits y that weights are made of, −∞ for an expert that is not kept; dy/dz; and 1 − σ(y) for
   * sigmoid gates, 1 for others.
   */
  readonly logit: Float64Array;
  readonly logitSlope: Float64Array;
  readonly open: Float64Array;
  /** [mixtures × U] */
  readonly mix: Float64Array;
  /** [4 × H2] */
  readonly hidden: Float64Array;
  /** [4] logits of binary tasks, predictions of regressions. */
  readonly output: Float64Array;
  /** [9] probabilities of the adversary. */
  readonly adversary: Float64Array;
  /** Deltas: dL/d(output), and of every intermediate value. */
  readonly dOutput: Float64Array;
  readonly dHidden: Float64Array;
  readonly dMix: Float64Array;
  readonly dGate: Float64Array;
  readonly dExpert: Float64Array;
  readonly dTrunk: Float64Array;
}

/** @returns fresh arrays for one example of this model */
export function createWorkspace(shape: Shape): Workspace {
  const { features, trunk, experts, units, mixtures, tower } = shape;
  const x = new Float64Array(features);
  return {
    x,
    inputs: new Int32Array(features),
    inputCount: 0,
    trunk: shape.shared > 0 ? new Float64Array(trunk) : x,
    active: new Int32Array(trunk),
    activeCount: 0,
    trunkPre: new Float64Array(trunk),
    expertPre: new Float64Array(experts * units),
    expertScale: new Float64Array(experts),
    logit: new Float64Array(mixtures * experts),
    logitSlope: new Float64Array(mixtures * experts),
    open: new Float64Array(mixtures * experts),
    expert: new Float64Array(experts * units),
    gate: new Float64Array(mixtures * experts),
    mix: new Float64Array(mixtures * units),
    hidden: new Float64Array(TASK_COUNT * tower),
    output: new Float64Array(TASK_COUNT),
    adversary: new Float64Array(POSITIONS),
    dOutput: new Float64Array(TASK_COUNT),
    dHidden: new Float64Array(tower),
    dMix: new Float64Array(mixtures * units),
    dGate: new Float64Array(experts),
    dExpert: new Float64Array(experts * units),
    dTrunk: new Float64Array(trunk),
  };
}
