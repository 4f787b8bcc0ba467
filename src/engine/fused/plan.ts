/**
 * How the fused kernels see a model: every dimension in quads (vec4s), zero-padded. A vector of parameters on the GPU has its rows padded
 * to whole quads, so that kernels never handle a remainder; padding starts at 0 and its gradient is 0, so it stays 0.
 */
import { hasGateLoss, takesMeans } from '../../model/cures.ts';
import { parameterLayout, type BlockName, type ParameterLayout } from '../../model/layout.ts';
import { binaryTasks, gateCount, type ModelSpec, type OptimizerKind, type ReplicaSpec } from '../../model/spec.ts';
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import { populationCures, type PopulationCures } from './cures.ts';

/** Quads that hold `size` numbers. */
const quads = (size: number): number => Math.ceil(size / 4);

/** A parameter block on the GPU: a matrix of `rows` × `cols` quads from quad `at` of the parameter vector on. */
export interface QuadBlock {
  at: number;
  rows: number;
  cols: number;
}

/** Sizes of a model in quads; the letters are those of `ParameterLayout`. A size that the model does not have is 0. */
export interface Plan {
  readonly model: ModelSpec;
  readonly layout: ParameterLayout;
  /** What the kernels need beside the model, because some replica has a cure. */
  readonly cures: PopulationCures;
  /** [4] whether each task is binary, and the tasks that are not. */
  readonly binary: readonly boolean[];
  readonly regressions: readonly number[];
  /** Input features. */
  readonly d: number;
  /** Shared layer, 0 without one. */
  readonly h: number;
  /** What experts and gates read: h, or d without a shared layer. */
  readonly f: number;
  /** Number of experts (not in quads). */
  readonly experts: number;
  /** Gate weights of one gate. */
  readonly e: number;
  /** Units of one expert. */
  readonly u: number;
  /** Number of gates: 4, 1 or 0 (not in quads). */
  readonly gates: number;
  /** Number of different mixtures of experts: one per gate, or the only expert (not in quads). */
  readonly mixtures: number;
  /** Hidden units of a tower. */
  readonly tower: number;
  /** Width of what a tower's last layer reads. */
  readonly last: number;
  /** Positions that the adversary tells apart, 0 without one. */
  readonly adversary: number;
  readonly positionInput: boolean;
  readonly shallow: boolean;
  /** Whether gates have a memory: the blocks `gates/balance`, `gates/mean` and `gates/top`. */
  readonly memory: boolean;
  readonly blocks: Readonly<Partial<Record<BlockName, QuadBlock>>>;
  /** Quads of parameters, and of a parameter vector: filled up to fours, so that every vector begins where a matrix may. */
  readonly used: number;
  readonly length: number;
  /** [layout.length] where a number of the flat vector lies in the GPU's vector; −1 for the flat vector's own padding. */
  readonly place: Int32Array;
}

/**
 * Blocks whose rows are read four at a time, as the components of an input quad: their row count is padded too. They lie before all others, so each
 * begins at a multiple of four quads and kernels may read four quads as one matrix.
 */
const DENSE: ReadonlySet<BlockName> = new Set(['shared/w', 'experts/w', 'gates/w', 'towers/w1', 'adversary/w']);

/**
 * @param replicas - of the population that is to be trained; none: a population without cures
 * @returns the sizes, offsets and index map of a (checked) model
 */
export function planOf(model: ModelSpec, replicas: readonly ReplicaSpec[] = []): Plan {
  const layout = parameterLayout(model);
  const blocks: Partial<Record<BlockName, QuadBlock>> = {};
  const place = new Int32Array(layout.length).fill(-1);
  let at = 0;
  const denseFirst = [true, false].flatMap((dense) => layout.list.filter(({ name }) => DENSE.has(name) === dense));
  for (const { name, shape, offset } of denseFirst) {
    const columns = shape[shape.length - 1];
    const rows = shape.length > 1 ? shape[shape.length - 2] : 1;
    const matrices = shape.length > 2 ? shape[0] : 1;
    const paddedRows = DENSE.has(name) ? quads(rows) * 4 : rows;
    const cols = quads(columns);
    blocks[name] = { at, rows: matrices * paddedRows, cols };
    let from = offset;
    for (let m = 0; m < matrices; m++) {
      for (let row = 0; row < rows; row++) {
        const to = (at + (m * paddedRows + row) * cols) * 4;
        for (let column = 0; column < columns; column++) place[from++] = to + column;
      }
    }
    at += matrices * paddedRows * cols;
  }
  const binary = binaryTasks(model);
  const d = quads(model.features);
  const h = quads(model.sharedUnits);
  const gates = gateCount(model);
  const u = quads(model.expertUnits);
  const tower = quads(model.towerUnits);
  return {
    model,
    layout,
    cures: populationCures(model, replicas),
    binary,
    regressions: binary.flatMap((is, k) => (is ? [] : [k])),
    d,
    h,
    f: h > 0 ? h : d,
    experts: model.experts,
    e: gates > 0 ? quads(model.experts) : 0,
    u,
    gates,
    mixtures: Math.max(1, gates),
    tower,
    last: tower > 0 ? tower : u,
    adversary: model.biasHandling === 'adversarial' ? quads(POSITIONS) : 0,
    positionInput: model.biasHandling === 'input-feature',
    shallow: model.biasHandling === 'shallow-tower',
    memory: blocks['gates/balance'] !== undefined,
    blocks,
    used: at,
    length: 4 * quads(at),
    place,
  };
}

/** First quad of a block that the model is known to have. */
export function blockAt(plan: Plan, name: BlockName): number {
  const block = plan.blocks[name];
  if (!block) throw new Error(`this model has no ${name}`);
  return block.at;
}

/** The mixture that task k reads. */
export const mixtureOf = (plan: Plan, k: number): number => (plan.gates === TASK_COUNT ? k : 0);

/** Moment vectors that an optimizer keeps. */
export const momentCount = (optimizer: OptimizerKind): number =>
  optimizer === 'sgd' ? 0 : optimizer === 'adagrad' ? 1 : 2;

/** Quads of a replica's part of a buffer of gradients: a parameter vector and, where some replica clips, one for what its gradient is scaled by. */
export const gradientQuads = ({ length, cures }: Plan): number => length + (cures.clip ? 1 : 0);

/**
 * What dispatch 1 leaves per example for dispatch 2, as offsets in quads: activations and, over them, deltas. 0-sized parts are absent.
 * The training kernels and the evaluation use the same names; the evaluation has its own, shorter record.
 */
export interface TrainRecord {
  /** d: the features. Without a shared layer they are the trunk. */
  x: number;
  /** h: the shared layer's activations. */
  h: number;
  /** experts × u: activations (what went into them where {@link storesInput}), later deltas of the pre-activations. */
  expert: number;
  /** gates × e: slopes from logits to what the softmax reads, where cures change them; later deltas of the gate logits. */
  gate: number;
  /** mixtures × u. */
  mix: number;
  /** 4 × tower: hidden activations of the towers. */
  hidden: number;
  /** 4 × tower: their deltas. */
  hiddenDelta: number;
  /** h: slopes of its activation, where the activation does not tell them; later deltas of the shared layer's pre-activations. */
  trunkDelta: number;
  /** Deltas of the adversary's logits. */
  adversary: number;
  /** One quad: deltas of the four outputs. */
  output: number;
  /**
   * One quad: (1, table row of device × position, slot of the current parameters, slot of those that were used). The 1 is what biases are
   * multiplied with; the slots are the same in all records of a replica's batch, and left here so that the update need not draw them again.
   */
  meta: number;
  /** One quad an expert: 1 over the standard deviation of its pre-activations, under layer norm. */
  scale: number;
  /** gates × e: part of the logits' deltas that the gates' own losses make. */
  gateLoss: number;
  /** gates × e: gate weights, whose means the gates remember. */
  weight: number;
  /** One quad: for each gate the first expert of the largest weight. */
  top: number;
  /** One quad: factor of the replica's learning rate at this step, in the first record of its batch. */
  rate: number;
  /** Quads of a record. */
  length: number;
}

export function trainRecord(plan: Plan): TrainRecord {
  let length = 0;
  const take = (count: number): number => {
    const at = length;
    length += count;
    return at;
  };
  const towers = TASK_COUNT * plan.tower;
  const { cures } = plan;
  const perGate = (needed: boolean): number => (needed ? plan.gates * plan.e : 0);
  return {
    x: take(plan.d),
    h: take(plan.h),
    expert: take(plan.experts * plan.u),
    gate: take(plan.gates * plan.e),
    mix: take(plan.mixtures * plan.u),
    hidden: take(towers),
    hiddenDelta: take(towers),
    trunkDelta: take(plan.h),
    adversary: take(plan.adversary),
    output: take(1),
    meta: take(1),
    scale: take(cures.layerNorm === 'none' ? 0 : plan.experts),
    gateLoss: take(perGate(hasGateLoss(cures))),
    weight: take(perGate(takesMeans(cures))),
    top: take(cures.switchLoss ? 1 : 0),
    rate: take(cures.rate ? 1 : 0),
    length,
  };
}

/** What the evaluation's first kernel leaves per held-out example, as offsets in quads; its predictions stand apart, see {@link exampleQuads}. */
export interface EvaluationRecord {
  /** One quad: losses, 0 where the label was not observed. */
  loss: number;
  /** One quad: 1 where the label was observed. */
  observed: number;
  /** One quad: entropy of each gate, in nats. */
  entropy: number;
  /** One quad: (bit e set where expert e has a unit above 0, 0, 0, 0). */
  alive: number;
  /** gates × e: gate weights. */
  weight: number;
  length: number;
}

export function evaluationRecord(plan: Plan): EvaluationRecord {
  let length = 0;
  const take = (count: number): number => {
    const at = length;
    length += count;
    return at;
  };
  return {
    loss: take(1),
    observed: take(1),
    entropy: take(1),
    alive: take(1),
    weight: take(plan.gates * plan.e),
    length,
  };
}

/**
 * Quads that the evaluation's first kernel leaves per held-out example: its record, and one with the logits of binary tasks and the predictions of
 * regressions. Those of all examples lie together behind all records, so that they can be read back by themselves.
 */
export const exampleQuads = (plan: Plan): number => evaluationRecord(plan).length + 1;

/** Quads of one row of a log on the GPU: its features, and a tail with meta data and labels (see data.ts). */
export const rowLength = ({ d, regressions }: Plan): number => d + quads(1 + regressions.length);
