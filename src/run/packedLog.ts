/**
 * An encoded log as bytes, always the same for the same log, so that it can be told by their SHA-256 and kept in the file of a run. Layout: 4 bytes length
 * of the header (little endian), header (JSON, UTF-8, padded with blanks to 4 bytes), then the log trained on and the held-out one: features and
 * labels (float32), query and row (unsigned 32-bit), device, position and observed (bytes), padded to 4 bytes.
 */
import * as v from 'valibot';
import type { EncodedLog, Input, LogShape } from '../tabular/types.ts';
import { DEVICE_COUNT, POSITIONS, TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';

/** Longest header: 128 inputs whose columns and values are long words. */
const LONGEST_HEADER = 2 ** 20;
const WORD = 4;
const BLANK = 0x20;
const padded = (length: number): number => Math.ceil(length / WORD) * WORD;

/** Thrown where bytes are no log of the shape that they should have. */
export class PackedLogError extends Error {
  override name = 'PackedLogError';
}

const finite = v.pipe(v.number(), v.finite());
const texts = { decimalComma: v.boolean(), missing: v.array(v.string()) };
const input: v.GenericSchema<unknown, Input> = v.variant('kind', [
  v.strictObject({ kind: v.literal('category'), column: v.string(), value: v.string() }),
  v.strictObject({
    kind: v.literal('number'),
    column: v.string(),
    log: v.boolean(),
    mean: finite,
    deviation: finite,
    ...texts,
  }),
  v.strictObject({ kind: v.literal('missing'), column: v.string(), ...texts }),
]);
const header = v.strictObject({ shape: v.unknown(), inputs: v.array(input) });

/** Bytes of a log of so many rows. */
const bytesOf = (rows: number, features: number): number =>
  WORD * rows * (features + TASK_COUNT + 2) + padded(rows * (2 + TASK_COUNT));

/** @returns most bytes that a packed log of that shape may have */
export const mostBytes = ({ features, train, heldOut }: LogShape): number =>
  WORD + LONGEST_HEADER + bytesOf(train, features) + bytesOf(heldOut, features);

/** The text of a shape, and of an input, whatever order their parts are in. */
const textOf = ({ features, tasks, positions, devices, queries, train, heldOut }: LogShape): string =>
  JSON.stringify({
    features,
    tasks: tasks.map((task) => {
      if (!task) return null;
      const { name, kind, mean, deviation, unit } = task;
      return { name, kind, mean, deviation, unit };
    }),
    positions,
    devices,
    queries,
    train,
    heldOut,
  });

const inputText = (input: Input): string => {
  if (input.kind === 'category') return JSON.stringify({ kind: input.kind, column: input.column, value: input.value });
  const { column, decimalComma, missing } = input;
  if (input.kind === 'missing') return JSON.stringify({ kind: input.kind, column, decimalComma, missing });
  const { kind, log, mean, deviation } = input;
  return JSON.stringify({ kind, column, log, mean, deviation, decimalComma, missing });
};

/** Writes the rows of a log. @returns where they end */
function writeRows(view: DataView, start: number, log: Impressions, rowOf: Uint32Array): number {
  let at = start;
  for (const numbers of [log.features, log.labels]) {
    for (let i = 0; i < numbers.length; i++, at += WORD) view.setFloat32(at, numbers[i], true);
  }
  for (const numbers of [log.query, rowOf]) {
    for (let i = 0; i < numbers.length; i++, at += WORD) view.setUint32(at, numbers[i], true);
  }
  for (const numbers of [log.device, log.position, log.observed]) {
    new Uint8Array(view.buffer, at, numbers.length).set(numbers);
    at += numbers.length;
  }
  return padded(at);
}

/** @returns the bytes of a log */
export function packLog({ shape, inputs, rowOf, train, heldOut }: EncodedLog): Uint8Array<ArrayBuffer> {
  const text = new TextEncoder().encode(`{"shape":${textOf(shape)},"inputs":[${inputs.map(inputText).join(',')}]}`);
  const start = WORD + padded(text.length);
  const { features } = shape;
  const bytes = new Uint8Array(start + bytesOf(train.rows, features) + bytesOf(heldOut.rows, features));
  const view = new DataView(bytes.buffer);
  view.setUint32(0, start - WORD, true);
  bytes.fill(BLANK, WORD, start);
  bytes.set(text, WORD);
  writeRows(view, writeRows(view, start, train, rowOf.train), heldOut, rowOf.heldOut);
  return bytes;
}

/** Reads numbers one after the other. */
class Reader {
  constructor(
    private readonly view: DataView,
    public at: number,
  ) {}

  floats(length: number): Float32Array {
    const { view, at } = this;
    const numbers = new Float32Array(length);
    for (let i = 0; i < length; i++) numbers[i] = view.getFloat32(at + WORD * i, true);
    this.at += WORD * length;
    return numbers;
  }

  words(length: number): Uint32Array {
    const { view, at } = this;
    const numbers = new Uint32Array(length);
    for (let i = 0; i < length; i++) numbers[i] = view.getUint32(at + WORD * i, true);
    this.at += WORD * length;
    return numbers;
  }

  bytes(length: number): Uint8Array {
    const { at } = this;
    this.at += length;
    return new Uint8Array(this.view.buffer, this.view.byteOffset + at, length).slice();
  }

  /** Passes over what fills the last word. */
  align(): void {
    this.at = padded(this.at);
  }
}

const refuse = (what: string): never => {
  throw new PackedLogError(what);
};

/** Whether labels are what their tasks have, and none is there of a task that is not. */
function labelsFit({ rows, labels, observed }: Impressions, { tasks }: LogShape): boolean {
  for (let row = 0, i = 0; row < rows; row++) {
    for (let k = 0; k < TASK_COUNT; k++, i++) {
      const task = tasks[k];
      if (observed[i] > 1 || (observed[i] === 1 && !task)) return false;
      if (observed[i] === 1 && task?.kind === 'binary' && labels[i] !== 0 && labels[i] !== 1) return false;
    }
  }
  return true;
}

function readRows(reader: Reader, rows: number, shape: LogShape): { log: Impressions; rowOf: Uint32Array } {
  const features = reader.floats(rows * shape.features);
  const labels = reader.floats(rows * TASK_COUNT);
  const [query, rowOf] = [reader.words(rows), reader.words(rows)];
  const [device, position] = [reader.bytes(rows), reader.bytes(rows)];
  const observed = reader.bytes(rows * TASK_COUNT);
  reader.align();
  const log = { rows, featureCount: shape.features, features, labels, query, device, position, observed };
  if (!features.every(Number.isFinite) || !labels.every(Number.isFinite)) refuse('a number is not finite');
  if (device.some((each) => each >= DEVICE_COUNT)) refuse('there are not so many devices');
  if (position.some((each) => each > POSITIONS)) refuse('there are not so many positions');
  if (!labelsFit(log, shape)) refuse('the labels are not those of the tasks');
  return { log, rowOf };
}

/**
 * Reads what {@link packLog} wrote.
 * @param bytes - from whomever
 * @param shape - that the log is to have, itself looked at before
 * @throws PackedLogError
 */
export function unpackLog(bytes: Uint8Array, shape: LogShape): EncodedLog {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length < WORD ? 0 : view.getUint32(0, true);
  const start = WORD + length;
  const { features, train, heldOut } = shape;
  if (length > LONGEST_HEADER || length % WORD !== 0) refuse('the header has no such length');
  if (bytes.length !== start + bytesOf(train, features) + bytesOf(heldOut, features)) refuse('the length is another');
  const read = v.safeParse(header, parse(bytes.subarray(WORD, start)));
  if (!read.success) return refuse('the header is none');
  const { inputs } = read.output;
  if (JSON.stringify(read.output.shape) !== textOf(shape)) refuse('the shape is another');
  if (inputs.length !== features) refuse('the inputs are not as many');
  const reader = new Reader(view, start);
  const first = readRows(reader, train, shape);
  const second = readRows(reader, heldOut, shape);
  return { shape, inputs, train: first.log, heldOut: second.log, rowOf: { train: first.rowOf, heldOut: second.rowOf } };
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    return refuse('the header is none');
  }
}
