/** From the bytes of a file, block by block, to rows of cells. */
import Papa, { type ParseResult } from 'papaparse';
import { TableError } from './readRefusals.ts';

const DELIMITERS = ['|', ',', ';', '\t'] as const;
export type Delimiter = (typeof DELIMITERS)[number];

export interface Row {
  cells: readonly string[];
  /** In which it begins, from 1. */
  line: number;
  /** A quotation mark in a quoted cell is not doubled: what follows it may belong to other cells, or to other rows. */
  oddQuotes: boolean;
}

/**
 * A row longer than this, in characters, comes of a quotation mark that nothing closes; and each block would be read
 * again with it.
 */
const LONGEST_ROW = 1 << 20;

const parserOf = (delimiter: Delimiter, preview?: number): Papa.Parser =>
  new Papa.Parser({ delimiter, newline: '\n', preview });

/**
 * The delimiter that gives most of the first rows as many cells as the header has, at least two; of several that do,
 * tab before semicolon before comma before the vertical bar: a comma may be a decimal point in each of the others, and bars
 * part the words inside of a cell. (Papa Parse's own guess takes no
 * notice of the header, and no two columns with one short row.)
 */
function guessDelimiter(head: string): Delimiter {
  const fitting = (delimiter: Delimiter): number => {
    const { data } = parserOf(delimiter, 20).parse(head, 0, false) as ParseResult<string[]>;
    const rows = data.filter((cells) => cells.length > 1 || cells[0] !== '');
    const width = rows[0]?.length ?? 1;
    return width < 2 ? 0 : rows.filter((cells) => cells.length === width).length / rows.length;
  };
  const fits = DELIMITERS.map(fitting);
  return DELIMITERS[fits.lastIndexOf(Math.max(...fits))];
}

/** What Excel writes above the names so that it finds the cells again: a line that is no row. */
const EXCELS_LINE = /^"?sep=([|,;\t])"?\n/i;

/**
 * Takes the blocks of a file, in their order, and gives the rows that end in them. UTF-8, a byte order mark or none;
 * lines that end in LF, CRLF, CR, or now one and now the other; cells in double quotes, those inside doubled. A line
 * break in a cell comes out as LF. Empty lines are no rows.
 */
export class RowReader {
  /** Known from the first block on. */
  delimiter: Delimiter | undefined;
  private readonly decoder = new TextDecoder('utf-8', { fatal: true });
  private parser: Papa.Parser | null = null;
  /** Text after the last row that has ended. */
  private rest = '';
  /** Line in which it begins. */
  private line = 1;

  /** @param delimiter - default: the one that fits the first block */
  constructor(delimiter?: Delimiter) {
    this.delimiter = delimiter;
  }

  /**
   * @param last - whether the file ends with it
   * @throws TableError `encoding`, `unclosedQuote`
   */
  push(block: Uint8Array, last: boolean): Row[] {
    const text = this.beginning(this.withoutReturns(this.rest + this.decode(block, last), last));
    this.delimiter ??= guessDelimiter(text);
    this.parser ??= parserOf(this.delimiter);
    const { data, errors, meta } = this.parser.parse(text, 0, !last) as ParseResult<string[]>;
    this.rest = last ? '' : text.slice(meta.cursor);
    const odd = new Set(errors.filter(({ code }) => code === 'InvalidQuotes').map(({ row }) => row));
    const rows = this.numbered(data, text.includes('"'), odd);
    const open = errors.find((error) => error.code === 'MissingQuotes');
    if (open) throw new TableError({ code: 'unclosedQuote', line: rows.at(-1)?.line ?? 1 });
    if (this.rest.length > LONGEST_ROW && this.rest.includes('"'))
      throw new TableError({ code: 'unclosedQuote', line: this.line });
    return rows;
  }

  /** The first block without the line that says how the cells are parted. */
  private beginning(text: string): string {
    const line = this.parser ? null : EXCELS_LINE.exec(text);
    if (!line) return text;
    this.delimiter ??= line[1] as Delimiter;
    this.line = 2;
    return text.slice(line[0].length);
  }

  private decode(block: Uint8Array, last: boolean): string {
    try {
      return this.decoder.decode(block, { stream: !last });
    } catch {
      throw new TableError({ code: 'encoding', format: 'Latin-1, GBK, …' });
    }
  }

  /** A return at the end may be the first half of a line's end. */
  private withoutReturns(text: string, last: boolean): string {
    if (!text.includes('\r')) return text;
    const whole = last || !text.endsWith('\r');
    return (whole ? text : text.slice(0, -1)).replaceAll(/\r\n?/g, '\n') + (whole ? '' : '\r');
  }

  private numbered(data: readonly string[][], quotes: boolean, odd: ReadonlySet<number | undefined>): Row[] {
    const rows: Row[] = [];
    for (const [i, cells] of data.entries()) {
      if (cells.length > 1 || cells[0] !== '') rows.push({ cells, line: this.line, oddQuotes: odd.has(i) });
      this.line++;
      // Only between quotation marks can a line break be part of a cell.
      if (quotes) for (const cell of cells) if (cell.includes('\n')) this.line += cell.split('\n').length - 1;
    }
    return rows;
  }
}
