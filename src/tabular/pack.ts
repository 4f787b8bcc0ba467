/**
 * A table as a small file: gzip around
 *
 *   bytes 0..3   `TBL1`
 *   bytes 4..7   length of the header, unsigned, little-endian
 *   header       JSON in UTF-8: { rows, columns: [{ name, dictionary }] }
 *   codes        column by column, row by row: one byte a row where the dictionary has at most 256 texts; else all low bytes, then all second
 *                bytes, and where it has more than 65,536, all third and all fourth ones
 *
 * Columns, and bytes of one rank, stand together because gzip finds more in them than in rows: Census-Income takes 250 kB so, 560 kB as CSV. Rows
 * that resemble one another should stand together too.
 */
import * as v from 'valibot';
import type { Table, TextColumn } from './types.ts';

const MAGIC = 'TBL1';
const HEADER = 8;

const headerSchema = v.object({
  rows: v.pipe(v.number(), v.integer(), v.minValue(0)),
  columns: v.array(v.object({ name: v.string(), dictionary: v.array(v.string()) })),
});

/** What is no packed table, or only part of one. */
export class PackError extends Error {
  override name = 'PackError';
  /** @param problem - `format`: something else; `short`: bytes are missing, or there are too many */
  constructor(readonly problem: 'format' | 'short') {
    super(problem === 'format' ? 'this is no packed table' : 'the packed table is not whole');
  }
}

/** Bytes that a code takes. */
const width = (texts: number): 1 | 2 | 4 => (texts <= 256 ? 1 : texts <= 65_536 ? 2 : 4);

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  by: CompressionStream | DecompressionStream,
): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([bytes]).stream().pipeThrough<Uint8Array>(by);
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** @returns the file, as {@link unpackTable} reads it */
export async function packTable({ rows, columns }: Table): Promise<Uint8Array<ArrayBuffer>> {
  const header = new TextEncoder().encode(
    JSON.stringify({ rows, columns: columns.map(({ name, dictionary }) => ({ name, dictionary })) }),
  );
  const widths = columns.map(({ dictionary }) => width(dictionary.length));
  const bytes = new Uint8Array(HEADER + header.length + rows * widths.reduce<number>((sum, each) => sum + each, 0));
  bytes.set(new TextEncoder().encode(MAGIC));
  new DataView(bytes.buffer).setUint32(MAGIC.length, header.length, true);
  bytes.set(header, HEADER);
  let at = HEADER + header.length;
  for (const [c, { codes }] of columns.entries()) {
    for (let rank = 0; rank < widths[c]; rank++) {
      for (let row = 0; row < rows; row++) bytes[at++] = codes[row] >>> (8 * rank);
    }
  }
  return through(bytes, new CompressionStream('gzip'));
}

function readHeader(bytes: Uint8Array<ArrayBuffer>): { header: v.InferOutput<typeof headerSchema>; end: number } {
  const text = new TextDecoder();
  if (bytes.length < HEADER || text.decode(bytes.subarray(0, MAGIC.length)) !== MAGIC) throw new PackError('format');
  const end = HEADER + new DataView(bytes.buffer).getUint32(MAGIC.length, true);
  if (end > bytes.length) throw new PackError('short');
  return { header: v.parse(headerSchema, JSON.parse(text.decode(bytes.subarray(HEADER, end)))), end };
}

/**
 * Reads what {@link packTable} wrote.
 * @throws PackError where the bytes are something else, or not all there
 */
export async function unpackTable(packed: Uint8Array): Promise<Table> {
  const bytes = await through(new Uint8Array(packed), new DecompressionStream('gzip')).catch(() => {
    throw new PackError('format');
  });
  const { header, end } = readHeader(bytes);
  const { rows } = header;
  const length = header.columns.reduce((sum, { dictionary }) => sum + rows * width(dictionary.length), end);
  if (bytes.length !== length) throw new PackError('short');
  let at = end;
  const columns = header.columns.map(({ name, dictionary }): TextColumn => {
    const ranks = width(dictionary.length);
    const codes = new { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array }[ranks](rows);
    for (let rank = 0; rank < ranks; rank++) {
      for (let row = 0; row < rows; row++) codes[row] |= bytes[at++] << (8 * rank);
    }
    if (codes.some((code) => code >= dictionary.length)) throw new PackError('format');
    return { name, codes, dictionary };
  });
  return { rows, columns };
}
