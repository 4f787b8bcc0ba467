/**
 * Reads somebody's own file, step by step as the reader decides: read, guess, encode, accept. Runs in a worker of its own, so that neither the page
 * nor the run that trains waits for it.
 */
import { packRows, type PackedRows } from '../../run/ownRows.ts';
import type { OwnLog } from '../../run/source.ts';
import { changesOf } from '../../tabular/changes.ts';
import { encodeTable, EncodeError, type EncodeProblem, type EncodingFacts } from '../../tabular/encode.ts';
import { guessMapping, type Guess } from '../../tabular/guess.ts';
import { mappingKey, writeMapping } from '../../tabular/mapping.ts';
import { profileColumns, type ColumnProfile } from '../../tabular/profile.ts';
import { readTable, type TableFacts } from '../../tabular/readTable.ts';
import { TableError, type TableRefusal } from '../../tabular/readRefusals.ts';
import type { LogShape, Mapping, Table } from '../../tabular/types.ts';
import { warningsOf, type Warning } from '../../tabular/warnings.ts';
import { sha256Text } from '../checksum.ts';

/** What was found in a file, and what its columns are first taken for. */
export interface Found {
  /** Rows of the table. */
  rows: number;
  /** Of each column, in their order. */
  profiles: ColumnProfile[];
  guess: Guess;
  facts: TableFacts;
  /** Under what a mapping of these columns is kept. */
  key: string;
}

export type ReadAnswer =
  | { kind: 'found'; found: Found }
  | { kind: 'refused'; refusal: TableRefusal }
  | { kind: 'cancelled' };

/** What a mapping would make of the table. */
export type CheckAnswer =
  | { kind: 'fits'; shape: LogShape; facts: EncodingFacts; warnings: Warning[] }
  /** It cannot be encoded so. */
  | { kind: 'problem'; problem: EncodeProblem; warnings: Warning[] };

export interface Accepted {
  own: OwnLog;
  rows: PackedRows;
}

/** The worker's side, called through Comlink. Every answer is plain data: an error would lose what it says on its way. */
export interface ImportApi {
  /** Gives up what is being read, if anything is; whoever wants nothing else instead ends the worker. @param header - whether the first row holds names. @param onProgress - bytes and rows so far */
  read(file: Blob, header: boolean, onProgress: (bytes: number, rows: number) => void): Promise<ReadAnswer>;
  check(mapping: Mapping): Promise<CheckAnswer>;
  /** @param name - of the file. Rejects where the mapping does not fit; to be checked first */
  accept(mapping: Mapping, name: string): Promise<Accepted>;
}

export function createImporter(): ImportApi {
  let table: Table | null = null;
  let guessed: Mapping | null = null;
  let reading = new AbortController();
  /** What was made of the table last: what is accepted has been checked before. */
  let made: { of: string; encoding: ReturnType<typeof encodeTable> } | null = null;

  /** @throws EncodeError, or where nothing was read */
  const encode = (mapping: Mapping): ReturnType<typeof encodeTable> => {
    if (!table) throw new Error('no table was read');
    const of = writeMapping(mapping);
    if (made?.of !== of) made = { of, encoding: encodeTable(table, mapping) };
    return made.encoding;
  };

  return {
    async read(file, header, onProgress) {
      reading.abort();
      const mine = new AbortController();
      reading = mine;
      table = made = null;
      try {
        const read = await readTable(file, { header }, { onProgress, signal: mine.signal });
        const profiles = profileColumns(read.table);
        const guess = guessMapping(read.table, profiles, read.facts);
        table = read.table;
        guessed = guess.mapping;
        const key = mappingKey(read.table.columns.map(({ name }) => name));
        return { kind: 'found', found: { rows: read.table.rows, profiles, guess, facts: read.facts, key } };
      } catch (error) {
        if (error instanceof TableError) return { kind: 'refused', refusal: error.refusal };
        if (mine.signal.aborted) return { kind: 'cancelled' };
        throw error;
      }
    },
    check(mapping) {
      try {
        const { log, facts } = encode(mapping);
        const warnings = warningsOf(table!, mapping, log);
        return Promise.resolve({ kind: 'fits', shape: log.shape, facts, warnings });
      } catch (error) {
        if (!(error instanceof EncodeError)) throw error;
        return Promise.resolve({ kind: 'problem', problem: error.problem, warnings: warningsOf(table!, mapping) });
      }
    },
    async accept(mapping, name) {
      const { log } = encode(mapping);
      const { rows, bytes } = packRows(log);
      const hash = await sha256Text(bytes);
      return { own: { hash, name, shape: log.shape, changes: changesOf(mapping, guessed!) }, rows };
    },
  };
}
