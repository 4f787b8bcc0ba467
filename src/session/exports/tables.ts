/** What a model says of the rows that it was measured on, and what it read there, as tables. docs/exports.md names their columns. */
import { sigmoid } from '../../model/losses.ts';
import { TABLE_ROWS, tableRow } from '../../model/layout.ts';
import type { Input, LogTask } from '../../tabular/types.ts';
import { DEVICE_COUNT, POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';
import { csv, decimal, rounded } from './csv.ts';

/** A log whose rows are numbered as they were where it came from. */
export interface NumberedLog {
  log: Pick<
    Impressions,
    'rows' | 'featureCount' | 'features' | 'device' | 'position' | 'query' | 'labels' | 'observed'
  >;
  /** [rows] in the table, from 0; absent where the log came out of none: its own rows, from 0. */
  rowOf?: ArrayLike<number>;
}

/** [4] null = no such task. */
export type Tasks = readonly (LogTask | null)[];

const rowNumber = ({ rowOf }: Pick<NumberedLog, 'rowOf'>, row: number): string => String(rowOf?.[row] ?? row);

/** The tasks that there are, with their places. */
const present = (tasks: Tasks): { task: LogTask; k: number }[] =>
  tasks.flatMap((task, k) => (task ? [{ task, k }] : []));

const inUnits = (name: string, { unit }: LogTask): string => (unit === undefined ? name : `${name} [${unit}]`);

function predictionColumns(task: LogTask): string[] {
  const { name } = task;
  return task.kind === 'binary'
    ? [`${name} label`, `${name} probability`, `${name} logit`]
    : [inUnits(`${name} label`, task), inUnits(`${name} prediction`, task), `${name} output [standard deviations]`];
}

/**
 * Labels and predictions of every row, for the position at which it was logged. A label that was not observed is an empty cell.
 * @param predictions - [rows × 4] as an evaluation reads them back: logits of binary tasks, standardised predictions of the others
 */
export function predictionsCsv(
  numbered: NumberedLog,
  tasks: Tasks,
  predictions: Float32Array,
): Uint8Array<ArrayBuffer> {
  const { log } = numbered;
  const shown = present(tasks);
  return csv(['row', ...shown.flatMap(({ task }) => predictionColumns(task))], log.rows, (row) => [
    rowNumber(numbered, row),
    ...shown.flatMap(({ task: { kind, mean, deviation }, k }) => {
      const i = row * TASK_COUNT + k;
      const label = log.observed[i] !== 0 ? decimal(log.labels[i], mean, deviation) : '';
      const output = predictions[i];
      return [
        label,
        kind === 'binary' ? rounded(sigmoid(output)) : rounded(mean + deviation * output),
        decimal(output),
      ];
    }),
  ]);
}

/**
 * Gate weights of every row, task by task; tasks that share a gate have equal weights, and a model without gates has weight 1.
 * @param gates - [rows × 4 × experts] as an evaluation reads them back
 */
export function gatesCsv(
  numbered: NumberedLog,
  tasks: Tasks,
  experts: number,
  gates: Float32Array,
): Uint8Array<ArrayBuffer> {
  const shown = present(tasks);
  const each = Array.from({ length: experts }, (_, e) => e);
  const header = shown.flatMap(({ task }) => each.map((e) => `${task.name} expert ${String(e + 1)}`));
  return csv(['row', ...header], numbered.log.rows, (row) => [
    rowNumber(numbered, row),
    ...shown.flatMap(({ k }) => each.map((e) => decimal(gates[(row * TASK_COUNT + k) * experts + e]))),
  ]);
}

/** What an input is called: `column=value`, `column`, `log(1+column)` or `column missing`. */
function inputName(input: Input): string {
  if (input.kind === 'category') return `${input.column}=${input.value}`;
  if (input.kind === 'missing') return `${input.column} missing`;
  return input.log ? `log(1+${input.column})` : input.column;
}

/**
 * What the model reads of every row: query and device from 0, position from 1 (0 = missing), and its inputs, standardised.
 * @param inputs - [features]
 */
export function inputsCsv(numbered: NumberedLog, inputs: readonly Input[]): Uint8Array<ArrayBuffer> {
  const { log } = numbered;
  const width = log.featureCount;
  return csv(['row', 'query', 'device', 'position', ...inputs.map(inputName)], log.rows, (row) => [
    rowNumber(numbered, row),
    String(log.query[row]),
    String(log.device[row]),
    String(log.position[row]),
    ...Array.from(log.features.subarray(row * width, (row + 1) * width), (value) => decimal(value)),
  ]);
}

/**
 * The learned bias of every device and position in logits: as it stands in the model, and less the device's mean over the nine positions, since a
 * table of biases is determined up to a constant for each device. Position 0 = missing.
 * @param table - [30] of the shallow tower
 * @param devices - [3] what they are called; default their numbers, from 0
 */
export function biasCsv(table: Float32Array, devices: readonly string[] = ['0', '1', '2']): Uint8Array<ArrayBuffer> {
  const means = Array.from({ length: DEVICE_COUNT }, (_, device) => {
    const curve = table.subarray(tableRow(device, 1), tableRow(device, POSITIONS) + 1);
    return curve.reduce((sum, value) => sum + value, 0) / POSITIONS;
  });
  return csv(['device', 'position', 'bias [logits]', 'centred bias [logits]'], TABLE_ROWS, (row) => {
    const device = Math.floor(row / (POSITIONS + 1));
    const position = row % (POSITIONS + 1);
    return [devices[device], String(position), decimal(table[row]), rounded(table[row] - means[device])];
  });
}
