/**
 * A log that comes out of a table (a sample on board, or somebody's own file), from its text to what an engine reads:
 * {@link Table} → {@link Profile} (what is found in it) → {@link Mapping} (what it is taken for) → {@link EncodedLog}.
 */
import type { TaskKind } from '../world/spec.ts';
import type { DataSet } from '../world/types.ts';

/** A column of text. Row i holds `dictionary[codes[i]]`: what is asked of a text is asked once of each that differs. */
export interface TextColumn {
  name: string;
  /** [rows] */
  codes: Uint8Array | Uint16Array | Uint32Array;
  /** Each text once, in the order of its first row. */
  dictionary: readonly string[];
}

/** All that was read of a file, as text. */
export interface Table {
  rows: number;
  columns: readonly TextColumn[];
}

/** What a column is for. `label`: a task; the five after it are read by their meaning; `skip`: not at all. */
export type ColumnRole = 'feature' | 'label' | 'query' | 'position' | 'device' | 'time' | 'split' | 'skip';
/** How the values of a feature or of a label are taken. */
export type ValueKind = 'number' | 'category' | TaskKind;

/** What one column is taken for. */
export interface ColumnMapping {
  name: string;
  role: ColumnRole;
  /** Of a feature `number` or `category`, of a label `binary` or `regression`; of others of no account. */
  kind: ValueKind;
  /** Texts that stand for no value, beside the empty one. */
  missing: readonly string[];
  /** Of a number: whether a comma is its decimal point. */
  decimalComma?: boolean;
  /** Of a binary label: the text that counts as 1. Default: what {@link BINARY_WORDS} says, else the greater number. */
  positive?: string;
  /** Of a label: where it stands among the tasks, 0..3; default as {@link placeTasks} says. */
  task?: number;
  /** Of a number: log(1 + x) before it is standardised. */
  log?: boolean;
  /** Of a regression label: the word of its unit, see {@link LogTask}. */
  unit?: string;
}

/** How held-out rows are told from those trained on. */
export type SplitRule = 'column' | 'time' | 'query' | 'random';

/** What a table is taken for. Can be saved, and comes back for the same header. */
export interface Mapping {
  columns: readonly ColumnMapping[];
  /** Most inputs that the features may become, 1 to 128. */
  inputs: number;
  split: SplitRule;
  /** Unsigned 32-bit: of a split at random, and of the rows drawn where there are too many. */
  seed: number;
}

/** How the numbers of a column are written. */
export interface NumberTexts {
  decimalComma: boolean;
  /** Texts that stand for no value, beside the empty one and what is no number. */
  missing: readonly string[];
}

/** One input of a model, and how it is made of a column. */
export type Input =
  /** 1 where the column has this value, else 0: not standardised. */
  | { column: string; kind: 'category'; value: string }
  /** (x − mean) / deviation, of log(1 + x) where `log`; 0 where it is missing. Mean and deviation over the training rows that have it. */
  | ({ column: string; kind: 'number'; log: boolean; mean: number; deviation: number } & NumberTexts)
  /** 1 where the number is missing. */
  | ({ column: string; kind: 'missing' } & NumberTexts);

/** One of the tasks of a log; at most four, and their places are the places of the synthetic platform's tasks. */
export interface LogTask {
  /** As its column is called, shown as it stands. */
  name: string;
  kind: TaskKind;
  /** Of a regression: label = mean + deviation · y in the column's own units. 0 and 1 of a binary task. */
  mean: number;
  deviation: number;
  /** Word of the column's unit, where it is known (`weeks`, `years`): a key of the catalogue under `tabular.unit`. */
  unit?: string;
}

/** What is known of a log before its rows are read: enough for a model to be made, and to go into a link. */
export interface LogShape {
  /** D, inputs. */
  features: number;
  /** [4] null = there is no such task: its labels are nowhere observed, its weight is 0, it is not drawn. */
  tasks: readonly (LogTask | null)[];
  /** Whether impressions have positions, devices other than the first, and queries of several rows. */
  positions: boolean;
  devices: boolean;
  /** What the devices are called, as they stand, where each has a name of its own: the third may be all others, and has none. */
  deviceNames?: readonly string[];
  queries: boolean;
  /** Rows that can be trained on, and held-out rows. */
  train: number;
  heldOut: number;
  /** By which rule rows were held out; absent in shapes of before. */
  split?: SplitRule;
}

/** A log encoded for the engines. */
export interface EncodedLog extends DataSet {
  shape: LogShape;
  /** [D] */
  inputs: readonly Input[];
  /** Rows of the table behind the rows of the two logs, from 0. */
  rowOf: { train: Uint32Array; heldOut: Uint32Array };
}
