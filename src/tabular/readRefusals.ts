/** Why a file is not taken as a table. */
import type { ForeignFile } from './sniff.ts';

/**
 * Words in the catalogue under `errors.table.<code>`, each with what to do instead. Lines are counted from 1, the
 * header's included.
 */
export type TableRefusal =
  | ForeignFile
  /** More bytes than can be read. */
  | { code: 'tooLarge'; bytes: number; limit: number }
  | { code: 'tooManyColumns'; columns: number; limit: number }
  /** No comma, semicolon or tab parts the header. */
  | { code: 'oneColumn'; header: string }
  /** A header and nothing below it. */
  | { code: 'noRows' }
  /** More rows have another number of cells than the header than have the same. */
  | { code: 'mostlyRagged'; rows: number; ragged: number; columns: number; lines: readonly RaggedLine[] }
  /** A quotation mark opens a cell in this line and none closes it. */
  | { code: 'unclosedQuote'; line: number }
  /** The file is another one than when it was chosen, or is no more. */
  | { code: 'changed' };

/** A row with another number of cells than the header. */
export interface RaggedLine {
  line: number;
  cells: number;
}

export class TableError extends Error {
  override name = 'TableError';
  /**
   * @param refusal - plain data: an error loses what is its own on the way out of a worker, this can be sent beside
   * it
   */
  constructor(readonly refusal: TableRefusal) {
    super(refusal.code);
  }
}
