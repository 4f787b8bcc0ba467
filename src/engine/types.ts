/**
 * The engine interface: what trains a population of models and evaluates it. Four engines implement it and must agree:
 * `reference` (TF.js ops with autodiff: the definition of correct), `fused` (WGSL custom kernels on TF.js's WebGPU backend), `simd` (WebAssembly
 * written for the model: the fallback without WebGPU) and `scalar` (typed arrays in double precision: the yardstick in tests, and the last resort).
 */
import type { PopulationSpec, ReplicaSpec } from '../model/spec.ts';
import type { Impressions } from '../world/types.ts';

export type EngineName = 'fused' | 'reference' | 'scalar' | 'simd';
export type BackendName = 'webgpu' | 'wasm' | 'cpu';
/**
 * What a caller may insist on: a backend with its fastest engine, WebAssembly that rounds every product (see {@link Rounding}), or the reference
 * engine, on TF.js's WebAssembly backend.
 */
export type AskedBackend = BackendName | 'wasm-plain' | 'reference';

/** How often a·b + c is rounded: once, by a fused multiply-add, or twice, as product and as sum. Runs that round otherwise differ in their last digits. */
export type Rounding = 'once' | 'twice';

export interface EngineInfo {
  engine: EngineName;
  /** What it runs on: a backend of TF.js, or for the simd and the scalar engine what TF.js would call it. */
  backend: BackendName;
  /** Adapter's name on WebGPU ("" elsewhere). */
  adapter: string;
  /** Whether the adapter is one in software, whose work the processor does. */
  software?: boolean;
  /** How many threads share the populations; absent where one trains them. */
  threads?: number;
  /** Only of the simd engine: the others leave it to their backend. */
  rounding?: Rounding;
}

/** The two logs of one data set. Engines read features, device, position, labels and observed; never the truth. */
export interface EngineData {
  train: Impressions;
  heldOut: Impressions;
}

/** Bins of a gate-weight histogram over [0, 1]; weight w falls in bin min(31, ⌊32 w⌋). */
export const HISTOGRAM_BINS = 32;

/** What can be read back beside the averages: predictions and gate weights of every held-out example, and the parameters. */
export type Detail = 'predictions' | 'gates' | 'parameters';

export interface EvaluateOptions {
  /** Which replicas; default all, in order. */
  replicas?: readonly number[];
  /** Also read back all details, or those named. Default none. */
  full?: boolean | readonly Detail[];
  /** Which position the click prediction is made for. Default `logged`. */
  position?: 'logged' | 'missing' | number;
  /** Ablation: this expert's gate weight is set to 0 in every gate and the rest renormalised. */
  withoutExpert?: number;
}

/**
 * A replica measured on its held-out log, without any dropout. G = gates (a one-gate model still reports 4 equal rows, a
 * shared-bottom model reports weight 1), so T = 4 rows always; E = experts.
 */
export interface ReplicaEvaluation {
  replica: number;
  /** [T] mean loss over observed held-out labels: cross entropy in nats, or squared error in squared standard deviations. NaN when none was observed. */
  loss: Float64Array;
  /** [T × E] mean gate weight: "utilization". Rows sum to 1. */
  utilization: Float64Array;
  /** [T] mean over examples of the entropy of the example's gate weights, in nats. */
  entropy: Float64Array;
  /** [T × E × HISTOGRAM_BINS] counts of examples by gate weight. */
  histogram: Uint32Array;
  /** [E] 1 where all of the expert's units are exactly zero on every held-out example (ReLU death). */
  dead: Uint8Array;
  /** [30] the shallow tower's table, row device · 10 + position, 0 = missing; empty for models without one. */
  table: Float32Array;
  /** False when a parameter or a loss is NaN or infinite. */
  finite: boolean;
  /** Only when `full`; what it does not name is empty. */
  full?: {
    /** [rows × T] logits of binary tasks, predictions of regressions. The first task's (the click's) includes the bias treatment at the asked position. */
    predictions: Float32Array;
    /** [rows × T × E] gate weights. */
    gates: Float32Array;
    /** The flat parameter vector (see ParameterLayout). */
    parameters: Float32Array;
  };
}

export interface Evaluation {
  /** Steps done when the measured parameters were current. */
  step: number;
  replicas: ReplicaEvaluation[];
}

/** Everything that a run needs to go on exactly as it would have: restored on the same backend, the curves agree to the last digit. */
export interface Checkpoint {
  step: number;
  /** Flat state of all replicas: [R × stateLength] = parameters, optimizer moments, worker snapshots; the same layout in every engine. */
  state: Float32Array;
}

export interface Engine {
  readonly info: EngineInfo;
  /** Whether it computes in threads of its own, beside other engines of the kind: several may train at the same time. */
  readonly beside?: boolean;
  readonly population: PopulationSpec;
  /** Steps enqueued so far. */
  readonly step: number;
  /**
   * Takes `count` further steps in all replicas. On a GPU the work is only enqueued when this resolves; {@link settle} waits for it.
   * @throws SpecError (as a rejection, as are all errors but those of `setReplicas`) when `count` is not a whole number, at least 0
   */
  train(count: number): Promise<void>;
  /** Resolves when everything enqueued has been computed. */
  settle(): Promise<void>;
  /** @throws SpecError (as a rejection) for a replica, position or expert that does not exist, or for leaving out the only expert */
  evaluate(options?: EvaluateOptions): Promise<Evaluation>;
  /**
   * Gradient that the next step would use if every worker held the current parameters, [R × layout.length]: L2, the reversed gradient and the
   * cures' losses included, before it is clipped; 0 where nothing is trained. Takes no step. For tests.
   */
  gradient(): Promise<Float32Array>;
  checkpoint(): Promise<Checkpoint>;
  /** Copies the state. @throws if its length is not this population's, or its step not a whole number, at least 0; then nothing has changed */
  restore(checkpoint: Checkpoint): Promise<void>;
  /**
   * Changes rates that apply at once: learning rate, gate and position dropout, L2, task weights, rate factors.
   * Data, seeds, initial scales, workers and cures stay as they were at creation.
   * @throws SpecError when a number is wrong, or when there are other data, other workers or another number of replicas; new seeds, initial
   *   scales, `identicalExperts` and cures are passed over
   */
  setReplicas(replicas: readonly ReplicaSpec[]): void;
  /** Resolves with the reason when the GPU device is lost; absent on engines that cannot lose one. Calls pending then reject. */
  readonly lost?: Promise<string>;
  /** Destroys the device as a driver crash would, for tests of recovery. @returns false where there is none */
  loseDevice?(): boolean;
  /** Frees every tensor and buffer; every other call after it fails, a second one does nothing. */
  dispose(): void;
}

/** Makes an engine; @throws SpecError on a bad population, and EngineLimitError before anything is allocated when the device is too small. */
export type CreateEngine = (population: PopulationSpec, data: readonly EngineData[]) => Promise<Engine>;

/** Makes the simd engine. @param rounding - to round so wherever it runs, or to fail; default: as the processor does it fastest */
export type CreateRounding = (
  population: PopulationSpec,
  data: readonly EngineData[],
  rounding?: Rounding,
) => Promise<Engine>;

/** Thrown where a device, or the memory that a population may take, is too small for it. */
export class EngineLimitError extends Error {
  override name = 'EngineLimitError';

  constructor(
    message: string,
    /** About how many of the population's replicas would fit; 0 = not even one: there is no use in asking for fewer. */
    readonly fitting: number,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/**
 * State of one replica in a checkpoint: parameters, then first and second moments as the optimizer has them (sgd 0, adagrad 1, adam 2 vectors),
 * then `workers` snapshots of the parameters when workers > 1 (none when synchronous). All replicas are padded to the population's largest W.
 */
export function stateLength(population: PopulationSpec, parameters: number): number {
  const moments = population.training.optimizer === 'sgd' ? 0 : population.training.optimizer === 'adagrad' ? 1 : 2;
  const workers = Math.max(...population.replicas.map((replica) => replica.workers));
  return parameters * (1 + moments + (workers > 1 ? workers : 0));
}
