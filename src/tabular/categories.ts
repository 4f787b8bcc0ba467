/** Which values of which columns become inputs: the most frequent ones of the training rows, and none that says what another one says. */
import type { MappedColumn } from './columns.ts';
import { isMissing } from './values.ts';

/** Two 0/1 columns whose correlation is at least so far from 0 are copies of each other, or of each other's complement. */
const COPY_CORRELATION = 0.98;

/** A value of a column, and in how many training rows it stands. */
export interface Category {
  column: string;
  value: string;
  count: number;
}

/** A value left out because another input says the same, or the opposite. */
export interface Copy {
  column: string;
  value: string;
  /** The input that says it. */
  of: { column: string; value: string | null };
  /** Between the two 0/1 columns, over the training rows. */
  correlation: number;
}

/** Pearson's correlation of two 0/1 columns of n rows. @param a, b - ones in each; @param both - rows in which both are 1 */
function phi(n: number, a: number, b: number, both: number): number {
  return (n * both - a * b) / Math.sqrt(a * (n - a) * b * (n - b));
}

/** Remembers 0/1 columns, and finds those that are copies of a new one. */
export class TakenColumns {
  private readonly taken: { column: string; value: string | null; count: number; ones: Uint8Array }[] = [];

  /** @param rows - how many training rows there are */
  constructor(private readonly rows: number) {}

  /** Whether two columns with so many ones can be copies at all, wherever the ones stand. */
  private canBeCopies(a: number, b: number): boolean {
    const { rows } = this;
    return (
      phi(rows, a, b, Math.min(a, b)) >= COPY_CORRELATION
      || phi(rows, a, b, Math.max(0, a + b - rows)) <= -COPY_CORRELATION
    );
  }

  /**
   * Takes a column unless one that was taken is a copy of it.
   * @param where - whether a training row, by its index from 0, has a 1
   * @param value - null = that the number is missing
   * @returns the copy, if there is one
   */
  take(
    column: string,
    value: string | null,
    count: number,
    where: (index: number) => boolean,
  ): Omit<Copy, 'value'> | null {
    const ones = new Uint8Array(this.rows);
    for (let i = 0; i < ones.length; i++) if (where(i)) ones[i] = 1;
    for (const other of this.taken) {
      if (!this.canBeCopies(count, other.count)) continue;
      let both = 0;
      for (let i = 0; i < ones.length; i++) both += ones[i] & other.ones[i];
      const correlation = phi(this.rows, count, other.count, both);
      if (Math.abs(correlation) >= COPY_CORRELATION)
        return { column, of: { column: other.column, value: other.value }, correlation };
    }
    this.taken.push({ column, value, count, ones });
    return null;
  }
}

/** Order of texts that are equally frequent: by their letters, so that it does not follow from which row came first. */
export const byLetters = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Counts of a column's texts. @returns [dictionary] */
export function countsOf({ column }: Pick<MappedColumn, 'column'>, rows: Uint32Array): Uint32Array {
  const counts = new Uint32Array(column.dictionary.length);
  for (const row of rows) counts[column.codes[row]]++;
  return counts;
}

/**
 * Chooses values of categorical columns, the most frequent first; of equally frequent ones the first column's, and there the first by its letters.
 * A value of all rows says nothing and is none.
 * @param rows - the training rows: no other row is looked at
 * @param room - most values to take
 * @param taken - 0/1 columns that are inputs already; receives those taken here
 * @returns the values taken, in that order; the copies passed over on the way; and how many values found no room
 */
export function frequentCategories(
  columns: readonly MappedColumn[],
  rows: Uint32Array,
  room: number,
  taken: TakenColumns,
): { chosen: Category[]; copies: Copy[]; left: number } {
  const candidates = columns.flatMap((mapped, place) =>
    Array.from(countsOf(mapped, rows), (count, code) => ({
      mapped,
      place,
      code,
      count,
      value: mapped.column.dictionary[code],
    })).filter(({ count, value }) => count > 0 && count < rows.length && !isMissing(value, mapped.as.missing)),
  );
  candidates.sort((a, b) => b.count - a.count || a.place - b.place || byLetters(a.value, b.value));
  const chosen: Category[] = [];
  const copies: Copy[] = [];
  let looked = 0;
  for (; looked < candidates.length && chosen.length < room; looked++) {
    const { mapped, code, count, value } = candidates[looked];
    const { name, codes } = mapped.column;
    const copy = taken.take(name, value, count, (i) => codes[rows[i]] === code);
    if (copy) copies.push({ ...copy, value });
    else chosen.push({ column: name, value, count });
  }
  return { chosen, copies, left: candidates.length - looked };
}
