/** From a table and what it is taken for to what an engine reads. */
import { TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';
import { columnsOf } from './columns.ts';
import { namedDevices, readContext, type ContextFacts, type RowContext } from './context.ts';
import { encoderFor } from './features.ts';
import { chooseInputs, rememberNumbers, type InputFacts } from './inputs.ts';
import { readLabels, type LabelFacts, type Labels } from './labels.ts';
import { splitRows, type RowSplit } from './split.ts';
import { placeTasks } from './tasks.ts';
import type { EncodedLog, LogShape, Mapping, Table } from './types.ts';

/** What there is to say about an encoding. */
export interface EncodingFacts extends Omit<RowSplit, 'train' | 'heldOut'> {
  inputs: InputFacts;
  /** [4] as the tasks are placed. */
  labels: (LabelFacts | null)[];
  context: ContextFacts;
}

/** Why a table cannot be encoded: `labels`: it has none (that can be read, in the training rows); `features`: none that differ between rows; `rows`: fewer than two. */
export type EncodeProblem = 'labels' | 'features' | 'rows';

export class EncodeError extends Error {
  override name = 'EncodeError';
  constructor(readonly problem: EncodeProblem) {
    super(`a table without ${problem} cannot be encoded`);
  }
}

/** Numbers queries from 0 in the order of their first rows. */
function dense(group: Uint32Array, rows: Uint32Array): Uint32Array {
  const indexOf = new Map<number, number>();
  return Uint32Array.from(rows, (row) => {
    const index = indexOf.get(group[row]) ?? indexOf.size;
    indexOf.set(group[row], index);
    return index;
  });
}

/** Some rows of a table as a log. @param features - [rows × D] */
function logOf(
  rows: Uint32Array,
  features: Float32Array,
  { labels, context }: { labels: readonly (Labels | null)[]; context: RowContext },
): Impressions {
  const log: Impressions = {
    rows: rows.length,
    featureCount: features.length / rows.length,
    features,
    device: Uint8Array.from(rows, (row) => context.device[row]),
    position: Uint8Array.from(rows, (row) => context.position[row]),
    labels: new Float32Array(rows.length * TASK_COUNT),
    observed: new Uint8Array(rows.length * TASK_COUNT),
    query: dense(context.group, rows),
  };
  for (const [k, of] of labels.entries()) {
    if (!of) continue;
    for (let i = 0; i < rows.length; i++) {
      const label = of.values[of.column.codes[rows[i]]];
      if (Number.isNaN(label)) continue;
      log.labels[i * TASK_COUNT + k] = label;
      log.observed[i * TASK_COUNT + k] = 1;
    }
  }
  return log;
}

/** The labels of each place among the tasks. */
function labelsOf(table: Table, mapping: Mapping, split: RowSplit): (Labels | null)[] {
  const columns = columnsOf(table, mapping, 'label');
  return placeTasks({ columns: columns.map(({ as }) => as) }).map((placed) => {
    const mapped = columns.find(({ as }) => as === placed);
    return mapped ? readLabels(mapped, split) : null;
  });
}

/**
 * Encodes a table. Means, deviations, frequencies and what else is learned from rows come from the training rows alone.
 * @returns the log, whose rows are in the order of the table, and what there is to say about it
 * @throws EncodeError where nothing could be trained
 */
export function encodeTable(table: Table, mapping: Mapping): { log: EncodedLog; facts: EncodingFacts } {
  const { train, heldOut, ...how } = splitRows(table, mapping);
  if (train.length === 0 || heldOut.length === 0) throw new EncodeError('rows');
  const labels = labelsOf(table, mapping, { train, heldOut, ...how });
  if (!labels.some((of) => of !== null && of.facts.train.observed > 0)) throw new EncodeError('labels');
  const numbersOf = rememberNumbers();
  const { inputs, facts } = chooseInputs(table, mapping, train, numbersOf);
  if (inputs.length === 0) throw new EncodeError('features');
  const context = readContext(table, mapping, { train });
  const features = encoderFor(inputs, table, numbersOf);
  const logs = {
    train: logOf(train, features(train), { labels, context }),
    heldOut: logOf(heldOut, features(heldOut), { labels, context }),
  };
  const both = [logs.train, logs.heldOut];
  const devices = both.some(({ device }) => device.some((index) => index > 0));
  const shape: LogShape = {
    features: inputs.length,
    tasks: labels.map((of) => of?.task ?? null),
    positions: both.some(({ position }) => position.some((place) => place > 0)),
    devices,
    ...(devices && { deviceNames: namedDevices(context.facts) }),
    queries: both.some(({ query }) => query.some((index, i) => index < i)),
    train: train.length,
    heldOut: heldOut.length,
    split: how.rule,
  };
  return {
    log: { ...logs, shape, inputs, rowOf: { train, heldOut } },
    facts: { ...how, inputs: facts, labels: labels.map((of) => of?.facts ?? null), context: context.facts },
  };
}
