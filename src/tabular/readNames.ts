/** From the header of a file to the names of its columns. */
import { numberOf } from './numbers.ts';
import type { TextColumn } from './types.ts';

/**
 * What a name's suffix says of its column: ours, and RecBole's types (`token_seq` and `float_seq` are several values
 * in a cell).
 */
const SUFFIXES = ['category', 'number', 'skip', 'label', 'token', 'float', 'token_seq', 'float_seq'] as const;
export type Suffix = (typeof SUFFIXES)[number];

/** A name that is not the one in the file. */
export interface Renamed {
  /** As it stands in the file. */
  from: string;
  to: string;
  why: 'blank' | 'duplicate' | 'padded';
}

export interface Names {
  names: string[];
  suffixes: (Suffix | null)[];
  renamed: Renamed[];
}

/** `age:number` → `age` and `number`; a suffix that is none of ours is part of the name. */
function parted(written: string): { name: string; suffix: Suffix | null } {
  const colon = written.lastIndexOf(':');
  const suffix = SUFFIXES.find(
    (known) =>
      known
      === written
        .slice(colon + 1)
        .trim()
        .toLowerCase(),
  );
  const name = written.slice(0, colon).trim();
  return colon > 0 && suffix && name !== '' ? { name, suffix } : { name: written, suffix: null };
}

/** The first of `name`, `name (2)`, `name (3)`, … that is free. */
function free(name: string, taken: ReadonlySet<string>): string {
  let to = name;
  for (let n = 2; taken.has(to); n++) to = `${name} (${n})`;
  return to;
}

/**
 * Names of columns: without spaces around them and without suffix, none blank (`column 3`, by its place from 1), each
 * once (`age (2)`).
 * @param header - cells of the header
 * @param place - of the first one among the file's columns, from 1
 */
export function readNames(header: readonly string[], place = 1): Names {
  const taken = new Set<string>();
  const renamed: Renamed[] = [];
  const suffixes: (Suffix | null)[] = [];
  const names = header.map((from, i) => {
    const written = from.trim();
    const { name, suffix } = parted(written);
    suffixes.push(suffix);
    const to = free(name === '' ? `column ${place + i}` : name, taken);
    taken.add(to);
    if (name === '') renamed.push({ from, to, why: 'blank' });
    else if (to !== name) renamed.push({ from, to, why: 'duplicate' });
    else if (written !== from) renamed.push({ from, to, why: 'padded' });
    return to;
  });
  return { names, suffixes, renamed };
}

/** Whether the first column is rows' numbers that pandas or R wrote without a name. */
export const isIndex = (name: string): boolean => /^(?:unnamed: 0)?$/i.test(name.trim());

/** Names that are numbers count something: they are whole, and rise. */
function numbersLikeData(header: readonly string[]): boolean {
  const numbers = header.map((cell) => numberOf(cell)).filter((value) => !Number.isNaN(value));
  return numbers.some((value, i) => !Number.isInteger(value) || (i > 0 && value <= numbers[i - 1]));
}

/**
 * Whether what was taken for the header looks like a row of data: its numbers are none that name columns, or at least
 * half of its cells come again below them.
 * @param header - cells over the columns
 */
export function looksLikeData(header: readonly string[], columns: readonly TextColumn[]): boolean {
  const cells = header.map((cell) => cell.trim());
  const filled = cells.filter((cell) => cell !== '').length;
  const again = cells.filter((cell, i) => cell !== '' && columns[i].dictionary.includes(cell)).length;
  return filled > 0 && (numbersLikeData(cells) || again >= filled / 2);
}
