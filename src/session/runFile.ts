/**
 * A run in a file: its spec, its history and the whole state of its models, so that it goes on where it was saved.
 * Layout: 8 bytes of magic, 4 bytes header length (little endian), header (JSON, UTF-8), padding to 4 bytes, state (float32, little endian),
 * and the SHA-256 of all that. Anything that does not add up is refused with its reason; nothing is guessed.
 */
import { decodeState, encodeState } from '../run/link.ts';
import { completeRun } from '../run/fields.ts';
import { defaultState } from '../run/labState.ts';
import type { RunSpec } from '../run/runSpec.ts';
import type { Timeline } from '../run/timeline.ts';
import type { HistoryPoint } from './protocol.ts';

const MAGIC = 'MMOELAB\n';
const VERSION = 1;
const HASH_BYTES = 32;

export interface SavedRun {
  run: RunSpec;
  /** What was changed while it trained, and what is still to be. */
  timeline: Timeline;
  step: number;
  /** Backend that made it: the continuation is exact on the same one. */
  backend: string;
  history: readonly HistoryPoint[];
  state: Float32Array;
}

/** Why a file is refused; words in the catalogue under `errors.file.<reason>`. */
export type FileRefusal = { reason: 'foreign' | 'damaged' | 'version' } | { reason: 'field'; field: string };

export class RunFileError extends Error {
  override name = 'RunFileError';
  constructor(readonly refusal: FileRefusal) {
    super(refusal.reason);
  }
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** JSON with typed arrays and the NaN of what does not apply (an AUC of a regression) kept. */
const pack = (value: unknown): string =>
  JSON.stringify(value, (_, entry: unknown) =>
    entry instanceof Float64Array
      ? { float64: Array.from(entry, (x) => (Number.isFinite(x) ? x : String(x))) }
      : typeof entry === 'number' && !Number.isFinite(entry)
        ? { number: String(entry) }
        : entry,
  );
const unpack = (text: string): unknown =>
  JSON.parse(text, (_, entry: unknown) => {
    if (typeof entry !== 'object' || entry === null) return entry;
    if ('float64' in entry && Array.isArray(entry.float64)) return Float64Array.from(entry.float64, Number);
    return 'number' in entry && typeof entry.number === 'string' ? Number(entry.number) : entry;
  });

/** @returns the file's bytes */
export async function encodeRun(saved: SavedRun): Promise<ArrayBuffer> {
  const { state, ...rest } = saved;
  const header = new TextEncoder().encode(pack({ version: VERSION, stateLength: state.length, ...rest }));
  const start = Math.ceil((MAGIC.length + 4 + header.length) / 4) * 4;
  const bytes = new Uint8Array(start + state.byteLength + HASH_BYTES);
  bytes.set(new TextEncoder().encode(MAGIC));
  const view = new DataView(bytes.buffer);
  view.setUint32(MAGIC.length, header.length, true);
  bytes.set(header, MAGIC.length + 4);
  state.forEach((value, i) => {
    view.setFloat32(start + 4 * i, value, true);
  });
  bytes.set(await sha256(bytes.slice(0, -HASH_BYTES)), bytes.length - HASH_BYTES);
  return bytes.buffer;
}

/**
 * @param buffer - a file's bytes
 * @throws RunFileError: `foreign` (not one of ours), `version` (of a later format), `damaged` (the checksum or a length is wrong),
 * `field` (a setting is out of its range)
 */
export async function decodeRun(buffer: ArrayBuffer): Promise<SavedRun> {
  const bytes = new Uint8Array(buffer);
  const refuse = (refusal: FileRefusal): never => {
    throw new RunFileError(refusal);
  };
  if (bytes.length < MAGIC.length || new TextDecoder().decode(bytes.subarray(0, MAGIC.length)) !== MAGIC)
    refuse({ reason: 'foreign' });
  if (bytes.length < MAGIC.length + 4 + HASH_BYTES) refuse({ reason: 'damaged' });
  const expected = await sha256(bytes.slice(0, -HASH_BYTES));
  if (expected.some((byte, i) => byte !== bytes[bytes.length - HASH_BYTES + i])) refuse({ reason: 'damaged' });
  const view = new DataView(buffer);
  const length = view.getUint32(MAGIC.length, true);
  // The checksum vouches for what follows; only a file of another version can still surprise.
  const header = unpack(new TextDecoder().decode(bytes.subarray(MAGIC.length + 4, MAGIC.length + 4 + length))) as Omit<
    SavedRun,
    'state'
  > & { version: number; stateLength: number };
  if (header.version !== VERSION) refuse({ reason: 'version' });
  const start = Math.ceil((MAGIC.length + 4 + length) / 4) * 4;
  if (start + 4 * header.stateLength + HASH_BYTES !== bytes.length) refuse({ reason: 'damaged' });
  const run = completeRun(header.run);
  // The link knows what a field may be.
  const problem = decodeState(encodeState({ ...defaultState(), run })).problems.at(0);
  if (problem) refuse({ reason: 'field', field: problem.path ?? problem.key });
  const state = Float32Array.from({ length: header.stateLength }, (_, i) => view.getFloat32(start + 4 * i, true));
  return {
    run,
    timeline: header.timeline ?? [],
    step: header.step,
    backend: header.backend,
    history: header.history,
    state,
  };
}
