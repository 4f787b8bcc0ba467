/** Where the impressions of a run come from: the synthetic platform, the sample on board, or a file of the reader's own. */
import { censusShape } from '../tabular/censusShape.ts';
import type { MappingChanges } from '../tabular/changes.ts';
import type { LogShape, LogTask } from '../tabular/types.ts';
import { GROUP_OF_TASK, IS_BINARY, TASK_COUNT, TASKS, type Task, type TaskKind } from '../world/spec.ts';
import type { RunSpec } from './runSpec.ts';

export const SOURCES = ['synthetic', 'census', 'own'] as const;
export type SourceName = (typeof SOURCES)[number];
/** Which columns of the sample are read: all, or all but those of the family, which say in words what is to be predicted. */
export const COLUMN_SETS = ['all', 'noFamily'] as const;
export type ColumnSet = (typeof COLUMN_SETS)[number];

/** A file of the reader's own, without its rows. */
export interface OwnLog {
  /** SHA-256 of what was encoded, as 64 hexadecimal digits: rows are told by it. */
  hash: string;
  /** Name of the file, shown as it stands. */
  name: string;
  shape: LogShape;
  /** What the reader changed of what was guessed of the columns: from the same file the same rows come again. Absent in files of before. */
  changes?: MappingChanges;
}

export interface SourceSpec {
  name: SourceName;
  /** Of the sample: most inputs that its columns may become. */
  inputs: number;
  /** Of the sample. */
  columns: ColumnSet;
  /** Only of `own`. */
  own?: OwnLog;
}

export const synthetic = (): SourceSpec => ({ name: 'synthetic', inputs: 64, columns: 'all' });

/** A task of a run, wherever its impressions come from. */
export interface RunTask {
  /** Its place among the four: decides colour, line and order. */
  task: Task;
  index: number;
  kind: TaskKind;
  /** 0, 1: tasks of one group share a hue family. */
  group: number;
  /** Of a table: what its column is called, in what units. Of the synthetic platform absent: the catalogue has its words. */
  log?: LogTask;
}

type Sourced = Pick<RunSpec, 'source'>;

/** What is known of a run's table; null for the synthetic platform. */
export function shapeOf({ source }: Sourced): LogShape | null {
  if (source.name === 'census') return censusShape(source);
  return source.name === 'own' ? (source.own?.shape ?? null) : null;
}

/** Whether the truth behind a run's impressions is known. */
export const isSynthetic = (run: Sourced): boolean => shapeOf(run) === null;

/** The same run on the synthetic platform: for what needs to know the truth. */
export const onPlatform = <R extends Sourced>(run: R): R => (isSynthetic(run) ? run : { ...run, source: synthetic() });

/** D, the number of inputs of a run's models. */
export const featuresOf = (run: Pick<RunSpec, 'source' | 'world'>): number =>
  shapeOf(run)?.features ?? run.world.queryFeatures + run.world.itemFeatures;

/** The tasks that a run has, one to four of them in their order. */
export function tasksOf(run: Sourced): RunTask[] {
  const shape = shapeOf(run);
  return TASKS.flatMap((task, index): RunTask[] => {
    const log = shape?.tasks[index];
    if (shape && !log) return [];
    return [{ task, index, kind: log?.kind ?? kindAt(index), group: GROUP_OF_TASK[index], ...(log && { log }) }];
  });
}

const kindAt = (index: number): TaskKind => (IS_BINARY[index] ? 'binary' : 'regression');

/** [4] kinds of a run's tasks; undefined where they are those of the synthetic platform. A place without a task keeps its kind there. */
export function kindsOfRun(run: Sourced): TaskKind[] | undefined {
  const shape = shapeOf(run);
  if (!shape) return undefined;
  const kinds = shape.tasks.map((task, k) => task?.kind ?? kindAt(k));
  return kinds.every((kind, k) => kind === kindAt(k)) ? undefined : kinds;
}

/** [4] 1 where a run has a task, else 0. */
export const presentTasks = (run: Sourced): number[] => {
  const shape = shapeOf(run);
  return Array.from({ length: TASK_COUNT }, (_, k) => (shape && !shape.tasks[k] ? 0 : 1));
};
