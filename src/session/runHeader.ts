/**
 * What the header of a run file may say. Everything is looked at before anything of it is used: a header comes out of here as a run that can be
 * opened, or not at all.
 */
import * as v from 'valibot';
import { stateLength, type BackendName, type Rounding } from '../engine/types.ts';
import { parameterLayout } from '../model/layout.ts';
import { withoutConflicts } from '../run/conflicts.ts';
import { FIELDS, withField, type FieldValue } from '../run/fields.ts';
import { defaultState, type LabState } from '../run/labState.ts';
import { modelOf, populationOf, type RunSpec } from '../run/runSpec.ts';
import { ownLogSchema } from '../run/ownLog.ts';
import { LIVE_FIELDS, type Change, type Timeline } from '../run/timeline.ts';
import { valueSchema } from '../run/values.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { HistoryArm, HistoryPoint } from './protocol.ts';

/** Why a file is refused; words in the catalogue under `errors.file.<reason>`. */
export type FileRefusal =
  /** Not one of ours. */
  | { reason: 'foreign' }
  /** Of a later format. */
  | { reason: 'version' }
  /** The checksum or a length is wrong. */
  | { reason: 'damaged' }
  /** The checksum is right, but that part of the contents does not fit the rest. */
  | { reason: 'header' | 'step' | 'timeline' | 'history' | 'state' | 'rows' }
  /** The state holds numbers that are not finite. */
  | { reason: 'diverged' }
  /** A setting is out of its range. */
  | { reason: 'field'; field: string };

export class RunFileError extends Error {
  override name = 'RunFileError';
  constructor(readonly refusal: FileRefusal) {
    super(refusal.reason);
  }
}

export const refuse = (reason: Exclude<FileRefusal['reason'], 'field'>): never => {
  throw new RunFileError({ reason });
};

/** Since version 2 a file holds the timeline of its run, since version 3 where its impressions came from. */
const VERSION = 3;

/** Rows that are longer, compressed, are not kept in a file: 20 MB. */
export const MOST_ROW_BYTES = 20 * 2 ** 20;

/** A run in a file, but for its state. */
export interface Header {
  run: RunSpec;
  timeline: Timeline;
  step: number;
  backend: BackendName;
  rounding?: Rounding;
  history: HistoryPoint[];
  /** Length of the state, which the run demands. */
  stateLength: number;
  /** Length of the reader's own rows behind it; 0 = they are not in the file. */
  rowBytes: number;
}

const outline = v.object({
  run: v.record(v.string(), v.unknown()),
  timeline: v.optional(v.unknown(), []),
  step: v.unknown(),
  backend: v.picklist(['webgpu', 'wasm', 'cpu'] satisfies BackendName[]),
  // Files of before say nothing of it.
  rounding: v.optional(v.picklist(['once', 'twice'] satisfies Rounding[])),
  history: v.unknown(),
  stateLength: v.unknown(),
  rowBytes: v.optional(v.unknown(), 0),
});

/** A number as {@link pack} writes it: JSON knows none that are not finite. NaN stands for what does not apply, an AUC of a regression. */
const number = v.pipe(
  v.union([v.number(), v.object({ number: v.literal('NaN') }), v.literal('NaN')]),
  v.transform((written) => (typeof written === 'number' ? written : NaN)),
);
const perTask = v.pipe(v.array(number), v.length(TASK_COUNT));
const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

function armSchema(experts: number): v.GenericSchema<unknown, HistoryArm> {
  return v.object({
    loss: perTask,
    auc: perTask,
    utilization: v.pipe(
      v.object({ float64: v.pipe(v.array(number), v.length(TASK_COUNT * experts)) }),
      v.transform(({ float64 }) => Float64Array.from(float64)),
    ),
    effectivePerExample: perTask,
    effectiveOfMean: perTask,
    rmse: number,
  });
}

/** Points in the order of their steps, none after the step of the file: at most one a step. */
function historySchema(run: RunSpec, step: number): v.GenericSchema<unknown, HistoryPoint[]> {
  const arm = armSchema(modelOf(run).experts);
  return v.pipe(
    v.array(v.unknown()),
    v.maxLength(step + 1),
    v.array(
      v.object({ step: whole(0, step), arms: v.pipe(v.array(arm), v.length(populationOf(run).replicas.length)) }),
    ),
    v.check((points) => points.every((point, i) => i === 0 || point.step > points[i - 1].step)),
  );
}

const change: v.GenericSchema<unknown, Change> = v.variant(
  'path',
  LIVE_FIELDS.map((field) =>
    v.object({ path: v.literal(field.path), step: whole(1, Infinity), value: valueSchema(field) }),
  ),
);

function timelineSchema(run: RunSpec): v.GenericSchema<unknown, Change[]> {
  return v.pipe(
    v.array(v.unknown()),
    v.array(change),
    v.everyItem(({ step }) => step <= run.training.steps),
    v.check((changes) => changes.every(({ step }, i) => i === 0 || step >= changes[i - 1].step)),
    v.check((changes) => new Set(changes.map(({ step, path }) => `${step} ${path}`)).size === changes.length),
  );
}

/** A setting as it stands in a file, or undefined. @param run - whose groups are objects */
const written = (run: unknown, path: string): unknown =>
  path.split('.').reduce<unknown>((value, part) => (value as Record<string, unknown> | undefined)?.[part], { run });

/** Curves stand in rows; flattened only if they have the right shape. */
function flattened(value: unknown, rows: number): unknown {
  if (rows === 1) return value;
  const shape = v.pipe(v.array(v.array(v.unknown())), v.length(rows));
  if (!v.is(shape, value) || value.some((row) => row.length !== value[0].length)) return undefined;
  return value.flat();
}

/** What a file says of the table of somebody's own that its run was trained on. */
function withOwn(state: LabState, given: unknown): LabState {
  if (state.run.source.name !== 'own') return state;
  const read = v.safeParse(ownLogSchema, given);
  if (!read.success) throw new RunFileError({ reason: 'field', field: 'run.source.name' });
  return { ...state, run: { ...state.run, source: { ...state.run.source, own: read.output } } };
}

/** The run as it is meant today: a setting that did not exist when the file was made has its usual value, as in a link that does not name it. */
function readRun(given: unknown): RunSpec {
  let state: LabState = defaultState();
  for (const field of FIELDS) {
    if (!field.path.startsWith('run.')) continue;
    const value = written(given, field.path);
    if (value === undefined) continue;
    const checked = v.safeParse(valueSchema(field), field.kind === 'numbers' ? flattened(value, field.rows) : value);
    if (!checked.success) throw new RunFileError({ reason: 'field', field: field.path });
    state = withField(state, field, checked.output satisfies FieldValue);
  }
  state = withOwn(state, written(given, 'run.source.own'));
  const [conflict] = withoutConflicts(state).gaveWay;
  if (conflict) throw new RunFileError({ reason: 'field', field: conflict.path });
  return state.run;
}

/** A group inside of another that came later: whole files do without. */
const laterGroup = v.object({ cures: v.optional(v.record(v.string(), v.unknown())) });

/** Groups that came later: files of before do without. */
const LATER: readonly string[] = ['source'];

/** The groups of settings that every run has had from the first version on. */
const groups = [
  ...new Set(FIELDS.map(({ path }) => path.split('.')).filter(([root, , leaf]) => root === 'run' && leaf)),
]
  .map(([, group]) => group)
  .filter((group) => !LATER.includes(group));

/**
 * Reads what `pack` wrote.
 * @param value - parsed JSON, from whomever
 * @throws RunFileError
 */
export function readHeader(value: unknown): Header {
  const version = v.safeParse(v.object({ version: v.number() }), value);
  if (!version.success) return refuse('header');
  if (version.output.version > VERSION) return refuse('version');
  if (!v.is(whole(1, VERSION), version.output.version)) return refuse('foreign');
  const read = v.safeParse(outline, value);
  if (!read.success) return refuse('header');
  if (groups.some((group) => !v.is(v.record(v.string(), v.unknown()), read.output.run[group]))) return refuse('header');
  if (!v.is(laterGroup, read.output.run.training)) return refuse('header');
  const run = readRun(read.output.run);
  const part = <T>(
    reason: 'step' | 'timeline' | 'history' | 'state' | 'rows',
    schema: v.GenericSchema<unknown, T>,
    given: unknown,
  ): T => {
    const result = v.safeParse(schema, given);
    return result.success ? result.output : refuse(reason);
  };
  const step = part('step', whole(0, run.training.steps), read.output.step);
  const population = populationOf(run);
  const length = stateLength(population, parameterLayout(population.model).length) * population.replicas.length;
  return {
    run,
    step,
    backend: read.output.backend,
    ...(read.output.rounding && { rounding: read.output.rounding }),
    timeline: part('timeline', timelineSchema(run), read.output.timeline),
    history: part('history', historySchema(run, step), read.output.history),
    stateLength: part('state', v.literal(length), read.output.stateLength),
    rowBytes: part('rows', whole(0, MOST_ROW_BYTES), read.output.rowBytes),
  };
}

/** A header as JSON, with typed arrays and numbers that are not finite kept. */
export const pack = (header: Header): string =>
  JSON.stringify({ version: VERSION, ...header }, (_, entry: unknown) =>
    entry instanceof Float64Array
      ? { float64: Array.from(entry, (x) => (Number.isFinite(x) ? x : String(x))) }
      : typeof entry === 'number' && !Number.isFinite(entry)
        ? { number: String(entry) }
        : entry,
  );

/** What is parsed is not yet looked at. @throws RunFileError */
export function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('header');
  }
}
