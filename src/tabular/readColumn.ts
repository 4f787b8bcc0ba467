/** A column while it is read: each text once, a number for each row. */
import type { TextColumn } from './types.ts';

type Codes = TextColumn['codes'];

/** The narrowest array that holds the codes of so many texts. */
function codesFor(texts: number, rows: number): Codes {
  if (texts <= 1 << 8) return new Uint8Array(rows);
  return texts <= 1 << 16 ? new Uint16Array(rows) : new Uint32Array(rows);
}

export class ColumnBuilder {
  private codes: Codes = new Uint8Array(1024);
  private rows = 0;
  private cut = false;
  private readonly texts: string[] = [];
  /** As they stand in the file, spaces around them included: trimmed once for each that differs. */
  private readonly known = new Map<string, number>();

  constructor(private readonly name: string) {}

  push(cell: string): void {
    const code = this.known.get(cell) ?? this.learn(cell);
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

  private learn(cell: string): number {
    const text = cell.trim();
    let code = this.known.get(text);
    if (code === undefined) {
      code = this.texts.push(text) - 1;
      this.known.set(text, code);
      if (this.texts.length === 257 || this.texts.length === 65537) this.grow(this.codes.length);
    }
    if (text !== cell) this.known.set(cell, code);
    return code;
  }

  private grow(rows: number): void {
    const codes = codesFor(this.texts.length, rows);
    codes.set(this.codes);
    this.codes = codes;
  }
}
