/**
 * A run in a file: its spec, its history and the whole state of its models, so that it goes on where it was saved.
 * Layout: 8 bytes of magic, 4 bytes header length (little endian), header (JSON, UTF-8), padding to 4 bytes, state (float32, little endian),
 * the rows of the reader's own file (packed, gzip; most runs have none), and the SHA-256 of all that. Anything that does not add up is refused with its reason; nothing is guessed.
 */
import type { BackendName, Rounding } from '../engine/types.ts';
import { mostBytes, packLog, unpackLog } from '../run/packedLog.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { Timeline } from '../run/timeline.ts';
import type { EncodedLog } from '../tabular/types.ts';
import { sha256, sha256Text } from './checksum.ts';
import { gunzip, gzip } from './gzip.ts';
import type { HistoryPoint } from './protocol.ts';
import { MOST_ROW_BYTES, pack, parse, readHeader, refuse } from './runHeader.ts';

export { RunFileError, type FileRefusal } from './runHeader.ts';

const MAGIC = new TextEncoder().encode('MMOELAB\n');
const HEADER_AT = MAGIC.length + 4;
const HASH_BYTES = 32;

export interface SavedRun {
  run: RunSpec;
  /** What was changed while it trained, and what is still to be. */
  timeline: Timeline;
  step: number;
  /** Backend that made it: the continuation is exact on the same one, where it rounds alike. */
  backend: BackendName;
  /** How that backend rounded, where it is known: see {@link Rounding}. */
  rounding?: Rounding;
  history: readonly HistoryPoint[];
  state: Float32Array;
  /** All rows of the reader's own file. Absent where the run has others, or where they are too long for a file: then they have to be given anew. */
  rows?: EncodedLog;
}

const NOTHING = new Uint8Array(0);

/** Where the state lies behind a header of that length. */
const stateAt = (headerLength: number): number => Math.ceil((HEADER_AT + headerLength) / 4) * 4;

/** @returns the file's bytes */
export async function encodeRun({ state, history, rows, ...rest }: SavedRun): Promise<ArrayBuffer> {
  const packed = rows ? await gzip(packLog(rows)) : NOTHING;
  const block = packed.length <= MOST_ROW_BYTES ? packed : NOTHING;
  const header = new TextEncoder().encode(
    pack({ ...rest, history: [...history], stateLength: state.length, rowBytes: block.length }),
  );
  const start = stateAt(header.length);
  const bytes = new Uint8Array(start + state.byteLength + block.length + HASH_BYTES);
  bytes.set(MAGIC);
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length, header.length, true);
  bytes.set(header, HEADER_AT);
  state.forEach((value, i) => {
    view.setFloat32(start + 4 * i, value, true);
  });
  bytes.set(block, start + state.byteLength);
  bytes.set(await sha256(bytes.subarray(0, -HASH_BYTES)), bytes.length - HASH_BYTES);
  return bytes.buffer;
}

/**
 * @param buffer - a file's bytes
 * @returns a run that can be opened: every part of it is valid and fits the others
 * @throws RunFileError, and nothing else, with the reason why there is none
 */
export async function decodeRun(buffer: ArrayBuffer): Promise<SavedRun> {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < MAGIC.length || MAGIC.some((byte, i) => byte !== bytes[i])) refuse('foreign');
  if (bytes.length < HEADER_AT + HASH_BYTES) refuse('damaged');
  const expected = await sha256(bytes.subarray(0, -HASH_BYTES));
  if (expected.some((byte, i) => byte !== bytes[bytes.length - HASH_BYTES + i])) refuse('damaged');
  const view = new DataView(buffer);
  const length = view.getUint32(MAGIC.length, true);
  const start = stateAt(length);
  if (start + HASH_BYTES > bytes.length) refuse('damaged');
  const { stateLength, rowBytes, ...header } = readHeader(parse(bytes.subarray(HEADER_AT, HEADER_AT + length)));
  const rowsAt = start + 4 * stateLength;
  if (rowsAt + rowBytes + HASH_BYTES !== bytes.length) refuse('state');
  const state = Float32Array.from({ length: stateLength }, (_, i) => view.getFloat32(start + 4 * i, true));
  if (!state.every(Number.isFinite)) refuse('diverged');
  if (rowBytes === 0) return { ...header, state };
  return { ...header, state, rows: await readRows(header.run, bytes.subarray(rowsAt, rowsAt + rowBytes)) };
}

/** The rows that a run was trained on, and no others: their hash is part of it. @throws RunFileError */
async function readRows({ source: { own } }: RunSpec, packed: Uint8Array<ArrayBuffer>): Promise<EncodedLog> {
  if (!own) return refuse('rows');
  const bytes = await gunzip(packed, mostBytes(own.shape));
  if (!bytes || (await sha256Text(bytes)) !== own.hash) return refuse('rows');
  try {
    return unpackLog(bytes, own.shape);
  } catch {
    return refuse('rows');
  }
}
