/** A column while it is read: each text once, a number for each row. */
import { hashOf } from './hash.ts';
import type { TextColumn } from './types.ts';

type Codes = TextColumn['codes'];

/** The narrowest array that holds the codes of so many texts. */
function codesFor(texts: number, rows: number): Codes {
  if (texts <= 1 << 8) return new Uint8Array(rows);
  return texts <= 1 << 16 ? new Uint16Array(rows) : new Uint32Array(rows);
}

/** A text's hash, its upper bits stirred into the lower ones. */
function hash(text: string): number {
  let h = hashOf(text);
  h = Math.imul(h ^ (h >>> 15), 0x85ebca6b);
  return h ^ (h >>> 13);
}

/** Whether a cell may begin or end with white space. */
const maySpace = (cell: string): boolean => {
  const [first, last] = [cell.charCodeAt(0), cell.charCodeAt(cell.length - 1)];
  return !(first > 32 && first < 127 && last > 32 && last < 127);
};

/**
 * Texts are found by an open table of their codes: for a file of 60 MB a Map takes 75 to 95 MB more, most of it garbage
 * of its growing.
 */
export class ColumnBuilder {
  private codes: Codes = new Uint8Array(1024);
  private rows = 0;
  private cut = false;
  private readonly texts: string[] = [];
  /** A text's code and 1, at its hash or at the next free place; 0 = free. Twice as many places as texts at least. */
  private places = new Int32Array(256);

  constructor(private readonly name: string) {}

  push(cell: string): void {
    const code = this.codeOf(maySpace(cell) ? cell.trim() : cell);
    if (this.rows === this.codes.length) this.grow(2 * this.rows);
    this.codes[this.rows++] = code;
  }

  /** @param rows - those that stay, rising */
  keep(rows: Uint32Array): void {
    for (let i = 0; i < rows.length; i++) this.codes[i] = this.codes[rows[i]];
    this.rows = rows.length;
    this.cut = true;
  }

  finish(): TextColumn {
    if (!this.cut) return { name: this.name, codes: this.codes.slice(0, this.rows), dictionary: this.texts };
    const renumbered = new Map<number, number>();
    const codes = this.codes.slice(0, this.rows);
    for (let i = 0; i < codes.length; i++) {
      const code = renumbered.get(codes[i]) ?? renumbered.size;
      renumbered.set(codes[i], code);
      codes[i] = code;
    }
    const narrow = codesFor(renumbered.size, codes.length);
    narrow.set(codes);
    return { name: this.name, codes: narrow, dictionary: Array.from(renumbered.keys(), (code) => this.texts[code]) };
  }

  private codeOf(text: string): number {
    const mask = this.places.length - 1;
    let at = hash(text) & mask;
    for (; this.places[at] > 0; at = (at + 1) & mask) {
      const code = this.places[at] - 1;
      if (this.texts[code] === text) return code;
    }
    this.places[at] = this.texts.push(text);
    if (2 * this.texts.length > this.places.length) this.spread();
    if (this.texts.length === 257 || this.texts.length === 65537) this.grow(this.codes.length);
    return this.texts.length - 1;
  }

  /** Twice the places. */
  private spread(): void {
    this.places = new Int32Array(2 * this.places.length);
    const mask = this.places.length - 1;
    for (let code = 0; code < this.texts.length; code++) {
      let at = hash(this.texts[code]) & mask;
      while (this.places[at] > 0) at = (at + 1) & mask;
      this.places[at] = code + 1;
    }
  }

  private grow(rows: number): void {
    const codes = codesFor(this.texts.length, rows);
    codes.set(this.codes);
    this.codes = codes;
  }
}
