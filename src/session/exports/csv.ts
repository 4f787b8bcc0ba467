/** Tables as text: CSV as RFC 4180 has it (a header row, CRLF, quotes only where a cell needs them), in UTF-8 without a byte order mark. */

/** Rows that are one string at a time: a table of millions of cells would be longer than a string may be. */
const ROWS_AT_ONCE = 500;

/** Decimals that are tried before digits are: rounding to them costs next to nothing. */
const FINEST = 1e10;
/** Digits that tell any two float32 apart, and any two doubles. */
const FLOAT32_DIGITS = 9;
const DOUBLE_DIGITS = 17;
const FEWEST_DIGITS = 6;

/** A cell: quoted where it holds what would end it. */
const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/**
 * A float32 in a column's own units, mean + deviation · y, with the fewest decimals from which that very float32 comes back: a label that was 52 in
 * a table is 52 again, and not 52.0000013.
 * @param y - a float32
 */
export function decimal(y: number, mean = 0, deviation = 1): string {
  const value = mean + deviation * y;
  const isIt = (candidate: number): boolean => Math.fround((candidate - mean) / deviation) === y;
  for (let scale = 1; scale <= FINEST; scale *= 10) {
    const candidate = Math.round(value * scale) / scale + 0; // −0 is 0 in a table
    if (isIt(candidate)) return String(candidate);
  }
  // So small that decimals are not what counts.
  for (let digits = FEWEST_DIGITS; digits < DOUBLE_DIGITS; digits++) {
    const candidate = Number(value.toPrecision(digits));
    if (isIt(candidate)) return String(candidate);
  }
  return String(value);
}

/** A number that follows from a float32, to the digits that a float32 has. */
export const rounded = (value: number): string => String(Number(value.toPrecision(FLOAT32_DIGITS)));

/**
 * @param header - names of the columns
 * @param rows - how many follow
 * @param cells - of row i, as many as there are names
 * @returns the file's bytes
 */
export function csv(
  header: readonly string[],
  rows: number,
  cells: (row: number) => readonly string[],
): Uint8Array<ArrayBuffer> {
  const encoder = new TextEncoder();
  const line = (row: readonly string[]): string => `${row.map(quoted).join(',')}\r\n`;
  const parts = [encoder.encode(line(header))];
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    const count = Math.min(ROWS_AT_ONCE, rows - from);
    parts.push(encoder.encode(Array.from({ length: count }, (_, i) => line(cells(from + i))).join('')));
  }
  const bytes = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
