/**
 * Where everything lies in the engine's memory, in bytes. Activations are kept transposed: four examples in the lanes of a vector, `quads` vectors
 * of a chunk of the batch side by side, one row per unit. Everything that is done per example is then done for four of them at once, no size of a
 * model needs padding, and parameters, gradient and moments lie as in a checkpoint (see `ParameterLayout`).
 */
import type { CureCode } from '../../model/cures.ts';
import type { MaskKind, OptimizerKind, PopulationSpec } from '../../model/spec.ts';
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import { shapeOf, type Shape } from '../scalar/shape.ts';
import { memoryBudget } from '../budget.ts';
import { codesOf, cureAreas, type CureAreas } from './cures.ts';
import { EngineLimitError, HISTOGRAM_BINS, stateLength, type EngineData } from '../types.ts';

const VECTOR = 16;
/** Examples that pass through the model together: few enough that their activations stay in the processor's first cache. */
const LARGEST_CHUNK = 32;
const PAGE = 65536;

/** Bins of a histogram in memory: one more, for weights that count nowhere. */
export const STORED_BINS = HISTOGRAM_BINS + 1;

/** What JavaScript tells the kernels about the replica and the step, 4 bytes each from `Plan.controls` on. */
const CONTROLS = [
  'step',
  'batchSeed',
  'dropoutSeed',
  'logRows',
  'masked',
  'maskDrawn',
  'maskLimit',
  'positionsDropped',
  'positionLimit',
  'weight0',
  'weight1',
  'weight2',
  'weight3',
  'l2',
  'rate',
  'gateRate',
  'tableRate',
  'unbias1',
  'unbias2',
  'scale',
  'reversal',
] as const;
export type Control = (typeof CONTROLS)[number];

/** What the kernels are written for: whatever else differs between engines is told to them while they run. */
export interface Structure {
  readonly shape: Shape;
  readonly batch: number;
  readonly optimizer: OptimizerKind;
  readonly mask: MaskKind;
  /** [R] what each replica's cures need; like ones are the same object. */
  readonly codes: readonly CureCode[];
}

export interface Plan extends Structure {
  /** Vectors of four examples in a chunk, an even number. */
  readonly quads: number;
  /** Chunks of a batch. */
  readonly chunks: number;
  /** Bytes from one row of activations to the next. */
  readonly row: number;
  /** The same in vectors: as many as there are quads, or one more that means nothing, see {@link crowds}. */
  readonly vectors: number;
  /** Bytes of one impression in a log: features (padded to vectors), labels, which were observed, and places. */
  readonly record: number;
  readonly at: {
    readonly controls: number;
    /** [layout.length] */
    readonly gradient: number;
    /** [4 · quads] words: rows of the log. */
    readonly rows: number;
    /** [1] all ones where an example of the chunk counts. */
    readonly valid: number;
    /** [D padded] */
    readonly x: number;
    readonly labels: number;
    /** [4] 1 where a label was observed and the example counts. */
    readonly observed: number;
    /** [4] words: table row, table row of the device without position, position (0 = missing), nothing. */
    readonly places: number;
    /** [G · E] all ones where an expert is kept. */
    readonly mask: number;
    readonly h: number;
    /** [E · U] activations, later the deltas before ReLU. */
    readonly expert: number;
    /** [mixtures · E] logits, then weights. */
    readonly gate: number;
    readonly gateDelta: number;
    /** [mixtures] */
    readonly entropy: number;
    readonly mix: number;
    readonly mixDelta: number;
    readonly hidden: number;
    readonly hiddenDelta: number;
    readonly output: number;
    readonly outputDelta: number;
    readonly adversary: number;
    /** [F] */
    readonly trunkDelta: number;
    /** First byte after all of these. */
    readonly end: number;
  };
  readonly control: Readonly<Record<Control, number>>;
  readonly cures: CureAreas;
}

/** What experts and gates read. */
export const trunkAt = ({ at, shape }: Plan): number => (shape.shared > 0 ? at.h : at.x);

/** Addresses this far apart share a set of the first cache on most processors (64 sets of 64 bytes), or half as far apart every other one. */
const SETS_BYTES = 4096;

/**
 * Whether places so many bytes apart crowd each other out of the first cache, however empty the rest of it is: mixtures read one unit of all
 * experts after the other.
 */
const crowds = (bytes: number): boolean => bytes % (SETS_BYTES / 2) === 0;

/** Takes pieces of memory one after the other. */
function allocator(from: number): { take: (bytes: number) => number; end: () => number } {
  let next = from;
  return {
    take(bytes) {
      const at = next;
      next += Math.ceil(bytes / VECTOR) * VECTOR;
      return at;
    },
    end: () => next,
  };
}

export function structureOf(population: PopulationSpec): Structure {
  const { model, training } = population;
  const { batch, optimizer, mask } = training;
  return { shape: shapeOf(model), batch, optimizer, mask, codes: codesOf(population) };
}

/** @param largestChunk - for measurements; @returns the addresses of what does not depend on data or replicas */
export function planOf(structure: Structure, largestChunk = LARGEST_CHUNK): Plan {
  const { shape, batch, codes } = structure;
  const chunks = Math.ceil(batch / largestChunk);
  const quads = 2 * Math.ceil(batch / chunks / 8);
  const vectors = quads + (crowds(shape.units * quads * VECTOR) ? 1 : 0);
  const row = vectors * VECTOR;
  const { features, shared, trunk, experts, units, gates, mixtures, tower } = shape;
  const padded = Math.ceil(features / 4) * 4;
  const { take, end } = allocator(VECTOR); // nothing at 0
  const rows = (count: number): number => take(count * row);
  const controls = take(4 * CONTROLS.length);
  const at = {
    controls,
    gradient: take(4 * shape.layout.length),
    rows: take(row),
    valid: rows(1),
    x: rows(padded),
    labels: rows(TASK_COUNT),
    observed: rows(TASK_COUNT),
    places: rows(4),
    mask: rows(gates * experts),
    h: rows(shared),
    expert: rows(experts * units),
    gate: rows(mixtures * experts),
    gateDelta: rows(gates * experts),
    entropy: rows(mixtures),
    mix: rows(mixtures * units),
    mixDelta: rows(mixtures * units),
    hidden: rows(TASK_COUNT * tower),
    hiddenDelta: rows(TASK_COUNT * tower),
    output: rows(TASK_COUNT),
    outputDelta: rows(TASK_COUNT),
    adversary: rows(POSITIONS),
    trunkDelta: rows(trunk),
  };
  const control = Object.fromEntries(CONTROLS.map((name, i) => [name, controls + 4 * i])) as Record<Control, number>;
  // Behind all others, which therefore lie where they lie without.
  const cures = cureAreas(codes, shape, row, take);
  return {
    ...structure,
    quads,
    chunks,
    row,
    vectors,
    record: 4 * (padded + 12),
    at: { ...at, end: end() },
    control,
    cures,
  };
}

/** Sums over the rows of a chunk that an evaluation leaves: losses, labels observed, entropies, gate weights. */
export const evaluationSums = ({ mixtures, experts }: Shape): number => 2 * TASK_COUNT + mixtures * (1 + experts);

/** Addresses of logs, states and what an evaluation leaves. */
export interface Sizes {
  /** [data sets] */
  trainLogs: readonly number[];
  heldOutLogs: readonly number[];
  /** [R × stateLength] floats, as in a checkpoint. */
  state: number;
  /** [chunks × evaluationSums] floats. */
  sums: number;
  /** [mixtures × E × STORED_BINS] words. */
  histogram: number;
  /** [E] vectors: largest activations. */
  activity: number;
  /** [rows × 4] */
  predictions: number;
  /** [rows × mixtures × E] */
  gates: number;
  pages: number;
}

/** @throws EngineLimitError when all of it does not fit into WebAssembly's memory */
export function sizesOf(plan: Plan, population: PopulationSpec, data: readonly EngineData[]): Sizes {
  const { shape, record, quads } = plan;
  const { take, end } = allocator(plan.at.end);
  const trainLogs = data.map(({ train }) => take(train.rows * record));
  const heldOutLogs = data.map(({ heldOut }) => take(heldOut.rows * record));
  const state = take(4 * population.replicas.length * stateLength(population, shape.layout.length));
  const chunks = Math.ceil(Math.max(...data.map(({ heldOut }) => heldOut.rows)) / (4 * quads));
  const weights = shape.mixtures * shape.experts;
  const sizes = {
    trainLogs,
    heldOutLogs,
    state,
    sums: take(4 * chunks * evaluationSums(shape)),
    histogram: take(4 * weights * STORED_BINS),
    activity: take(VECTOR * shape.experts),
    predictions: take(4 * chunks * 4 * quads * TASK_COUNT),
    gates: take(4 * chunks * 4 * quads * weights),
  };
  const pages = Math.ceil(end() / PAGE);
  const most = memoryBudget();
  if (end() > most) {
    throw new EngineLimitError(
      `${population.replicas.length} replicas and their data would take ${Math.ceil(end() / 2 ** 20)} MB of memory; this engine takes at most ${most / 2 ** 20} MB`,
      Math.floor((population.replicas.length * most) / end()),
    );
  }
  return { ...sizes, pages };
}
