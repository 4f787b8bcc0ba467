/**
 * From a file to a {@link Table}: block by block, so that it can be given up half-way and the file never lies in
 * memory whole.
 */
import { ColumnBuilder } from './readColumn.ts';
import { isIndex, looksLikeData, readNames, type Names, type Renamed, type Suffix } from './readNames.ts';
import { TableError, type RaggedLine } from './readRefusals.ts';
import { RowReader, type Delimiter, type Row } from './readRows.ts';
import { RowSample } from './readSample.ts';
import { sniff } from './sniff.ts';
import type { Table } from './types.ts';

/** What is read at most. Bytes are refused beyond it, and columns; of more rows a sample is kept. */
export const LIMITS = { bytes: 64 << 20, rows: 100_000, columns: 256 } as const;

/** Bytes that are read at once: between two of them a cancel comes through. */
const BLOCK = 512 << 10;
/** Ragged rows that are listed. */
const LISTED = 10;

export interface ReadOptions {
  /** Whether the first row holds the columns' names; without, they are `column 1`, `column 2`, … Default true. */
  header?: boolean;
  /** Default: the one that parts the first rows evenly. */
  delimiter?: Delimiter;
  /** Unsigned 32-bit, of the sample of a long file. Default 0. */
  seed?: number;
  /** Rows that are kept at most; default {@link LIMITS}. */
  rows?: number;
}

export interface ReadHooks {
  /** @param bytes - read so far @param rows - found so far */
  onProgress?: (bytes: number, rows: number) => void;
  signal?: AbortSignal;
}

/** What was found in a file besides its cells. */
export interface TableFacts {
  bytes: number;
  delimiter: Delimiter;
  /** Whether its first row was taken for names. */
  header: boolean;
  /** Names as they stand in the file, in the order of the table's columns; empty without a header. */
  headerCells: readonly string[];
  /** Whether the row taken for names looks like one of data: to be asked. */
  headerLooksLikeData: boolean;
  /** Of each column of the table. */
  suffixes: readonly (Suffix | null)[];
  renamed: readonly Renamed[];
  /** A first column without a name was left out: the rows' numbers, as pandas and R write them. */
  indexDropped: boolean;
  /** Rows below the header, ragged ones included. */
  rowsInFile: number;
  /**
   * Rows left out: they have fewer or more cells than the header, or a quotation mark in quotes that is not doubled,
   * so that nobody knows where their cells end; and the first ten of them.
   */
  ragged: { short: number; long: number; quotes: number; lines: readonly RaggedLine[] };
  /**
   * Whether the table is a sample of the rows, in their order, as there are more than can be kept; `queries`: whole
   * ones, by the column of that name.
   */
  sampled: 'no' | 'rows' | 'queries';
}

export interface ReadTable {
  table: Table;
  facts: TableFacts;
}

/** How the first rows lie under the header. */
interface Layout {
  /** Cells of a row. */
  width: number;
  /** Cells at its beginning that belong to no column. */
  before: number;
  headerCells: readonly string[];
  names: Names;
}

function layoutOf(first: readonly string[], rows: readonly Row[], header: boolean): Layout {
  const sample = rows.slice(0, 20);
  // Every row has one cell more than the header: it ends in a delimiter, or begins with its number, as R writes it.
  const longer = header && sample.length > 1 && sample.every(({ cells }) => cells.length === first.length + 1);
  const numbered = longer && sample.some(({ cells }) => cells.at(-1) !== '');
  const before = Number(numbered || (header && first.length > 1 && isIndex(first[0])));
  const headerCells = header ? first.slice(numbered ? 0 : before) : [];
  const names = readNames(header ? headerCells : first.map(() => ''), before + 1);
  return { width: first.length + Number(longer), before, headerCells, names };
}

/** Takes the rows of a file in their order. */
class TableBuilder {
  private layout: Layout | null = null;
  private columns: ColumnBuilder[] = [];
  private query = -1;
  private readonly sample: RowSample;
  private readonly ragged = { short: 0, long: 0, quotes: 0 };
  private readonly lines: RaggedLine[] = [];

  constructor(private readonly options: ReadOptions) {
    this.sample = new RowSample(options.rows ?? LIMITS.rows, options.seed ?? 0);
  }

  get rows(): number {
    const { short, long, quotes } = this.ragged;
    return this.sample.asked + short + long + quotes;
  }

  push(rows: readonly Row[]): void {
    if (rows.length === 0) return;
    let from = 0;
    if (!this.layout) {
      from = Number(this.options.header ?? true);
      this.begin(rows);
    }
    for (let i = from; i < rows.length; i++) this.add(rows[i]);
  }

  private begin(rows: readonly Row[]): void {
    const header = this.options.header ?? true;
    const layout = layoutOf(rows[0].cells, rows.slice(1), header);
    const columns = layout.names.names.length;
    if (columns > LIMITS.columns) throw new TableError({ code: 'tooManyColumns', columns, limit: LIMITS.columns });
    if (columns < 2) throw new TableError({ code: 'oneColumn', header: rows[0].cells.join(' ').slice(0, 80) });
    this.layout = layout;
    this.columns = layout.names.names.map((name) => new ColumnBuilder(name));
    const query = layout.names.names.findIndex((name) => name.toLowerCase() === 'query');
    if (query >= 0) this.query = query + layout.before;
  }

  private add({ cells, line, oddQuotes }: Row): void {
    const { width, before } = this.layout!;
    if (oddQuotes || cells.length !== width) {
      this.ragged[oddQuotes ? 'quotes' : cells.length < width ? 'short' : 'long']++;
      if (this.lines.length < LISTED) this.lines.push({ line, cells: cells.length });
      return;
    }
    // As it will stand in the table: blank, it is no query.
    const query = this.query < 0 ? '' : cells[this.query].trim();
    if (!this.sample.takes(query === '' ? undefined : query)) return;
    for (let c = 0; c < this.columns.length; c++) this.columns[c].push(cells[c + before]);
    this.cut(false);
  }

  private cut(last: boolean): void {
    const kept = this.sample.rest(last);
    if (kept) for (const column of this.columns) column.keep(kept);
  }

  /** @throws TableError `empty`, `noRows`, `mostlyRagged` */
  finish(bytes: number, delimiter: Delimiter): ReadTable {
    if (!this.layout) throw new TableError({ code: 'empty' });
    const { headerCells, names, width, before } = this.layout;
    const found = this.sample.asked;
    const ragged = this.rows - found;
    if (this.rows === 0) throw new TableError({ code: 'noRows' });
    if (ragged > found)
      throw new TableError({ code: 'mostlyRagged', rows: this.rows, ragged, columns: width, lines: this.lines });
    this.cut(true);
    const columns = this.columns.map((column) => column.finish());
    const rows = columns[0].codes.length;
    const kept = this.query < 0 ? 'rows' : 'queries';
    const facts: TableFacts = {
      bytes,
      delimiter,
      header: headerCells.length > 0,
      headerCells,
      headerLooksLikeData: looksLikeData(headerCells, columns),
      suffixes: names.suffixes,
      renamed: headerCells.length > 0 ? names.renamed : [],
      indexDropped: before > 0,
      rowsInFile: this.rows,
      ragged: { ...this.ragged, lines: this.lines },
      sampled: rows < found ? kept : 'no',
    };
    return { table: { rows, columns }, facts };
  }
}

/** A file's bytes in blocks of the same size, whatever the pieces that they come in. */
async function* blocksOf(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<{ block: Uint8Array; last: boolean }> {
  let block = new Uint8Array(BLOCK);
  let filled = 0;
  for await (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      // Full, and more comes: only now is it known not to be the last one.
      if (filled === BLOCK) {
        yield { block, last: false };
        block = new Uint8Array(BLOCK);
        filled = 0;
      }
      const part = piece.subarray(at, at + BLOCK - filled);
      block.set(part, filled);
      filled += part.length;
      at += part.length;
    }
  }
  yield { block: block.subarray(0, filled), last: true };
}

/** The bytes of a file that stays the same while it is read. */
async function* piecesOf(file: Blob): AsyncGenerator<Uint8Array> {
  const modified = (): number => ('lastModified' in file ? Number(file.lastModified) : 0);
  const [size, at] = [file.size, modified()];
  for (let begin = 0; begin < size; begin += BLOCK) {
    const wanted = Math.min(BLOCK, size - begin);
    const piece = await file
      .slice(begin, begin + wanted)
      .arrayBuffer()
      .catch(() => null);
    // Browsers refuse to read a file that was written to or is gone since it was chosen.
    if (piece?.byteLength !== wanted || file.size !== size || modified() !== at)
      throw new TableError({ code: 'changed' });
    yield new Uint8Array(piece);
  }
}

/**
 * Reads a table of text: UTF-8; comma, semicolon, tab or vertical bar; cells in double quotes or not; one row a line, the first of
 * them the columns' names. Cells lose the spaces around them. Of more than 100,000 rows a seeded sample is kept, in
 * the file's order. To be called in a worker: between two blocks it lets messages in, which may abort `signal`.
 * @param source - a file, or its bytes in pieces of any size
 * @returns the cells as text, and what was found besides
 * @throws TableError what is wrong with the file; what `signal` was aborted with
 */
export async function readTable(
  source: Blob | AsyncIterable<Uint8Array>,
  options: ReadOptions = {},
  { onProgress, signal }: ReadHooks = {},
): Promise<ReadTable> {
  const tooLarge = (bytes: number): TableError => new TableError({ code: 'tooLarge', bytes, limit: LIMITS.bytes });
  if (source instanceof Blob && source.size > LIMITS.bytes) throw tooLarge(source.size);
  const reader = new RowReader(options.delimiter);
  const builder = new TableBuilder(options);
  let bytes = 0;
  for await (const { block, last } of blocksOf(source instanceof Blob ? piecesOf(source) : source)) {
    signal?.throwIfAborted();
    const foreign = bytes === 0 ? sniff(block) : null;
    if (foreign) throw new TableError(foreign);
    bytes += block.length;
    if (bytes > LIMITS.bytes) throw tooLarge(bytes);
    builder.push(reader.push(block, last));
    onProgress?.(bytes, builder.rows);
    // A file's next bytes may be there at once: messages would never be heard.
    await new Promise((resume) => setTimeout(resume));
  }
  signal?.throwIfAborted();
  return builder.finish(bytes, reader.delimiter ?? ',');
}
