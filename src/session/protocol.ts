/**
 * What the page and the worker say to each other. The worker holds the world, the engine and the clock; the page only sends wishes
 * and receives frames, so that training never waits for drawing nor drawing for training.
 */
import type { AskedBackend, Detail, EngineInfo, EngineName } from '../engine/types.ts';
import type { StepWalk } from '../engine/walk/types.ts';
import type { OwnRows } from '../run/ownRows.ts';
import type { Input } from '../tabular/types.ts';
import type { Impressions } from '../world/types.ts';
import type { FieldValue } from '../run/fields.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { Course } from '../run/timeline.ts';
import type { SavedRun } from './runFile.ts';
import type { WhyNot } from '../engine/create.ts';
import type { BiasFit } from '../metrics/bias.ts';
import type { BestAdditive } from '../metrics/bestAdditive.ts';
import type { CtrPoint } from '../metrics/ctr.ts';
import type { RelevanceGrid } from '../metrics/relevanceGrid.ts';

export type { BestAdditive, CtrPoint, RelevanceGrid };
/** Learned position bias against what it ought to be (the true bias, or the best additive table where clicks are not additive), centred per device. */
export type BiasView = BiasFit;

/** One for all devices, and one each. */
export type ByDevice<T> = Record<'pooled' | 'phone' | 'desktop' | 'tv', T>;

/** What is only known of a synthetic platform. */
export interface TruthView {
  /** [4 × 4] correlation of the true utilities over the training log. */
  utilityCorrelation: number[];
  /** [4 × 4] correlation of the labels, to set beside it, over the rows of the training log where all four were observed. */
  labelCorrelation: number[];
  /** [4 × 4] cosine of the true weight vectors. */
  weightCosine: number[];
  /** What was logged where, over what would be clicked anywhere; undefined where the log has no positions. */
  grid: ByDevice<RelevanceGrid | undefined>;
  /** The table that a shallow tower should be measured against when clicks are not additive; null when they are. */
  bestAdditive: BestAdditive | null;
  /** [device][position 1..9] true bias in logits. */
  bias: number[][];
}

/** What is known of what a run is trained on, once it is there. Sent once per opening. */
export interface WorldView {
  /** Rows of the training log and the held-out log. */
  impressions: number;
  heldOut: number;
  /** [4] mean of each label over the rows of the training log where it was observed, NaN where none was; the first is the click-through rate. */
  labelMean: number[];
  /** [4] rows of the training log where it was observed. */
  labelRows: number[];
  /** [4] variance of each label over the held-out rows where it was observed, NaN where none was: R² is measured against it. */
  heldOutVariance: number[];
  /** Nine points each; empty where the log has no positions. */
  ctr: ByDevice<CtrPoint[]>;
  /** [device] share of the training impressions. */
  deviceShare: number[];
  /** Absent where the impressions come from a table: nobody knows the truth behind them. */
  truth?: TruthView;
}

/** One model at one step, measured on held-out impressions without dropout. T = 4 tasks, E = experts. */
export interface ArmView {
  /** [T] cross entropy (nats) or squared error. */
  loss: number[];
  /** [T] area under the ROC curve for click and like, NaN for the regressions, and where no predictions were read back. */
  auc: number[];
  /** [T × E] mean gate weight. */
  utilization: Float64Array;
  /** [T × E × 32] histogram of gate weights over examples. */
  histogram: Uint32Array;
  /** [T] effective number of experts: exp of the mean entropy of single examples, and exp of the entropy of the mean weights. */
  effectivePerExample: number[];
  effectiveOfMean: number[];
  /** [E] 1 = no unit of the expert is ever active (ReLU death). */
  dead: Uint8Array;
  /** Absent for models without a shallow tower or logs without positions. */
  bias?: BiasView;
  /** Flat parameter vector, see ParameterLayout; empty where it was not read back. */
  parameters: Float32Array;
}

/** One model at one point of the history. */
export interface HistoryArm {
  loss: number[];
  auc: number[];
  utilization: Float64Array;
  effectivePerExample: number[];
  effectiveOfMean: number[];
  /** NaN without a learned bias. */
  rmse: number;
  /** As in {@link ArmView}, for scrubbing back; absent in the part of the history that came out of a file. */
  histogram?: Uint32Array;
  parameters?: Float32Array;
}

/** One point of the history, kept for the whole run. */
export interface HistoryPoint {
  step: number;
  arms: HistoryArm[];
}

export interface Frame {
  step: number;
  /** Length of the run; training pauses by itself there. */
  steps: number;
  /** Measured over about the last second of training; 0 when paused. */
  stepsPerSecond: number;
  /** [2] arm 0 without gate dropout, arm 1 with the chosen rate. */
  arms: ArmView[];
  /** What was read back for it beside the averages; absent: everything. */
  details?: readonly Detail[];
}

export interface Opened {
  run: RunSpec;
  engine: EngineInfo;
  /** Only when the backend is not webgpu; words in the catalogue under `engine.why.<reason>`. */
  why?: WhyNot;
  world: WorldView;
  /** Number of parameters of one model, and multiplications of model A; B has fewer where a cure leaves its tasks fewer experts. */
  parameters: number;
  multiplications: number;
  /** The first held-out impressions (six queries where the log has queries), the truth too where it is known: examples to follow through the model. */
  samples: Impressions;
  /** [D] what each input is made of, where the impressions come from a table. */
  inputs?: readonly Input[];
}

/** Held-out losses with one expert switched off at evaluation (its gate weight 0, the rest renormalised). */
export interface Ablation {
  step: number;
  /** [arm][T] loss of the whole model. */
  whole: number[][];
  /** [arm][expert][T] loss without that expert. */
  without: number[][][];
}

/** What a run that is opened waits for: its world, the kernels of its engine on a graphics device, an engine that compiles nothing to speak of, its first measurement. */
export type OpeningPhase = 'world' | 'compiling' | 'engine' | 'measuring';

export type RunStatus = 'opening' | 'paused' | 'running' | 'finished' | 'diverged' | 'failed';

/** Which knob most likely made a run diverge; words under `diverged.<cause>`. */
export type DivergenceCause = 'learningRate' | 'workers' | 'initScale' | 'taskWeights' | 'l2';

/**
 * A wish of the page. Wishes are numbered by the page, and the newest one holds: what an older one asked for and is not done yet is dropped.
 */
export type Wish =
  | Opening
  /** Trains to the end of the run. */
  | { kind: 'play' }
  | { kind: 'pause' }
  /** Takes n steps from a paused run; nothing while it plays. */
  | { kind: 'step'; n: number }
  /** Back to step 0: same data, same initial weights, what changed while it trained replayed at the same steps. */
  | { kind: 'reset' }
  /** Steps per second, 0 = as fast as possible. */
  | { kind: 'speed'; stepsPerSecond: number }
  /** Changes a field that applies at once, from the next step on. A run that has ended is not changed any more. */
  | { kind: 'change'; path: string; value: FieldValue }
  /** Goes on with another engine, from where the run is; or opens with it, if none is there yet. */
  | { kind: 'switch'; backend: AskedBackend }
  /** What the pictures on the page need beside averages. A frame with less, also of a run at rest, is followed at once by one with all of it. */
  | { kind: 'look'; details: readonly Detail[] }
  /** Whether the page is hidden, and whether the reader wants training to go on all the same. */
  | { kind: 'hidden'; hidden: boolean; keepTraining: boolean };

/** Makes the world and the engine and shows step 0, or where the run had come before. Replaces any run before, which is kept for a return. */
export interface Opening {
  kind: 'open';
  course: Course;
  backend?: AskedBackend;
  /** Trains there at full speed, then pauses. */
  until?: number;
  /** Goes on where this very run was left, if it was trained here before. */
  resume?: boolean;
  /** Goes on from a file. */
  saved?: SavedRun;
  /** Whether to find out, once the run is there, if the processor would be faster than the graphics device. */
  compare?: boolean;
}

/** Why nothing can go on. */
export interface Failed {
  /** `sample`: the data set on board did not come. `own`: the reader's file has to be chosen again. `engine`: none could be opened; `run`: one was, and failed later; `file`: a file of the page did not come. */
  code: 'engine' | 'run' | 'world' | 'worker' | 'file' | 'sample' | 'own';
  /** Technical. */
  message: string;
  /** Engines that were tried, in that order. */
  tried?: readonly EngineName[];
}

/** What the session tells. */
export type SessionNews =
  /** `wish` is the newest wish that had been heard. */
  | { type: 'status'; status: RunStatus; wish: number }
  /** What takes the time while the status is `opening`. */
  | { type: 'phase'; phase: OpeningPhase }
  /** The engine's code has arrived: from now on the network is free for pictures. */
  | { type: 'loaded' }
  | { type: 'opened'; opened: Opened }
  /** Another engine trains the same run: its device was lost. */
  | { type: 'engine'; engine: EngineInfo; why?: WhyNot }
  /** The processor was found to train this run so many times as fast as the graphics device; nothing is done about it. Null: not so much faster. */
  | { type: 'faster'; times: number | null }
  /** What is trained, and the settings in force for the next step. `wish` as in `status`. */
  | { type: 'course'; course: Course; settings: RunSpec; wish: number }
  /** A new state of the models; `points` are the history points since the last frame event; `restart` clears the history first. */
  | { type: 'frame'; frame: Frame; points: HistoryPoint[]; restart: boolean }
  /** The run stopped at `step`; the last finite frame stays. */
  | { type: 'diverged'; step: number; cause: DivergenceCause }
  /** Words under `notice.<code>`, with values to fill in. */
  | { type: 'notice'; code: string; values: Record<string, string | number> }
  /** Nothing can go on; `message` is technical, shown below the catalogue's words under `failed.<code>`. */
  | ({ type: 'failed' } & Failed);

/** `run` is the number of the wish that opened the run which this is about: what is said of an older run is not heard. */
export type SessionEvent = SessionNews & { run: number };

/**
 * Hears what comes of wishes. What it returns for a frame, if anything, ends when the frame has been drawn: a page that draws slowly is sent, and
 * a device asked for, no more frames than that.
 */
export type Listener = (event: SessionEvent) => Promise<void> | undefined;

/** What can be taken out of a run beside the run itself: files that other programs read, see docs/exports.md. */
export const EXPORTS = ['predictions', 'gates', 'inputs', 'bias', 'model'] as const;
export type ExportKind = (typeof EXPORTS)[number];

export interface TakenFile {
  name: string;
  /** MIME type. */
  type: string;
  bytes: ArrayBuffer;
}

/** The worker's side, called through Comlink. */
export interface SessionApi {
  listen(listener: Listener): Promise<void>;
  /**
   * Takes a wish in. Resolves when it has been carried out or a newer one has taken its place; what comes of it arrives as events.
   * @param number - greater than that of every wish before
   */
  want(wish: Wish, number: number): Promise<void>;
  /** Measures both models without each expert in turn; training waits meanwhile. Null when there is nothing to measure. */
  ablate(): Promise<Ablation | null>;
  /** Takes in the rows of the reader's own file, which runs of that source are trained on from now on. */
  keepRows(hash: string, rows: OwnRows): Promise<void>;
  /**
   * The whole run as a file (see runFile.ts): settings, history, models, optimizer. Rejects when nothing is open.
   * @param withRows - whether those of the reader's own file are in it, up to 20 MB; default true
   */
  save(withRows?: boolean): Promise<ArrayBuffer>;
  /**
   * A file out of a model as it is now. Null where there is none: nothing is open, the run has diverged, or it is the bias table of a model without one.
   * @param arm - 0 or 1
   */
  takeOut(kind: ExportKind, arm: number): Promise<TakenFile | null>;
  /**
   * The step that comes next, laid open and not taken. Null where none comes: nothing is open, or the run has ended or diverged.
   * @param arm - 0 or 1
   * @param place - of the impression that is followed, in the step's batch; beyond its end it begins again
   */
  walk(arm: number, place: number): Promise<StepWalk | null>;
  /** For tests of recovery: destroys the GPU device as a driver crash would. @returns false where there is none */
  loseDevice(): Promise<boolean>;
  /** Frees everything; what waits for an answer is told so. */
  dispose(): Promise<void>;
}
