/** What one column alone says of a label: as good as the label itself, it is known only after it (a leak). */
import { numbersOf } from './numbers.ts';
import { scratchOf } from './scratch.ts';
import { everyRow } from './shuffle.ts';
import type { ColumnMapping, TextColumn } from './types.ts';

/** More texts than these say too little each to be asked one by one. */
const MOST_TEXTS = 1000;
/** Rows that are asked of a long table: enough to tell .98 from less. */
const ASKED = 20_000;
/** Fewer rows of either kind, of those judged on, make a high AUC by chance. */
const LEAST_ROWS = 20;

/** A label as numbers: [rows] 0 and 1, or a number; NaN where it is unobserved. */
export interface LabelValues {
  values: Float64Array;
  binary: boolean;
}

/** Rows that are asked: what each holds, and its label. */
interface Asked {
  /** [asked] among `texts` */
  codes: Uint32Array;
  /** [texts] codes of the column */
  texts: number[];
  /** [asked] */
  labels: Float64Array;
  /** [asked] 0: learned from, 1: judged on. */
  half: Uint8Array;
}

/** 32 bits of a row's number, as good as by chance. */
function mixed(row: number): number {
  const h = Math.imul(row ^ (row >>> 16), 0x85ebca6b);
  const g = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (g ^ (g >>> 16)) >>> 0;
}

type Drawn = Pick<Asked, 'labels' | 'half'> & { rows: Uint32Array };

/** What {@link drawnOf} has drawn: every feature asks for the rows of the same labels. */
const drawn = new WeakMap<Float64Array, Drawn>();

/**
 * Rows with a label: all of them, or some twenty thousand by chance. The halves are by chance too: even and odd rows
 * may alternate in what they hold.
 */
function drawnOf(values: Float64Array): Drawn {
  const known = drawn.get(values);
  if (known) return known;
  const share = (2 ** 31 * ASKED) / values.length;
  const rows = everyRow(values.length).filter((row) => mixed(row) >>> 1 < share && !Number.isNaN(values[row]));
  const labels = Float64Array.from(rows, (row) => values[row]);
  const half = Uint8Array.from(rows, (row) => mixed(row) & 1);
  const made = { rows, labels, half };
  drawn.set(values, made);
  return made;
}

function askedOf({ codes, dictionary }: TextColumn, { values }: LabelValues): Asked {
  const { rows, labels, half } = drawnOf(values);
  // A text's place and 1; 0 = none yet.
  const places = scratchOf('places', dictionary.length);
  const texts: number[] = [];
  const local = rows.map((row) => {
    const code = codes[row];
    if (places[code] === 0) places[code] = texts.push(code);
    return places[code] - 1;
  });
  return { codes: local, texts, labels, half };
}

/** Of the rows with each text, in each half: how many, and the sum of their labels. */
function sumsOf({ codes, texts, labels, half }: Asked): { rows: Float64Array[]; sums: Float64Array[] } {
  const make = (): Float64Array[] => [new Float64Array(texts.length), new Float64Array(texts.length)];
  const [rows, sums] = [make(), make()];
  for (let i = 0; i < codes.length; i++) {
    rows[half[i]][codes[i]]++;
    sums[half[i]][codes[i]] += labels[i];
  }
  return { rows, sums };
}

/**
 * AUC of a score for each text (src/metrics, which this room does not know, has it for rows).
 * @param scores - [texts]; texts whose score is NaN are left out
 * @param rows - [texts] of each text
 * @param positives - [texts] among them
 * @returns NaN where there are too few of either kind
 */
function aucOf(scores: Float64Array, rows: Float64Array, positives: Float64Array): number {
  const all = scratchOf('order', scores.length);
  let count = 0;
  for (let text = 0; text < scores.length; text++)
    if (rows[text] > 0 && !Number.isNaN(scores[text])) all[count++] = text;
  const order = all.subarray(0, count);
  order.sort((a, b) => scores[a] - scores[b]);
  let [below, wins, found] = [0, 0, 0];
  for (let i = 0; i < order.length;) {
    let [all, ones] = [0, 0];
    const score = scores[order[i]];
    for (; i < order.length && scores[order[i]] === score; i++) {
      all += rows[order[i]];
      ones += positives[order[i]];
    }
    wins += ones * (below + (all - ones) / 2);
    below += all - ones;
    found += ones;
  }
  return Math.min(found, below) < LEAST_ROWS ? NaN : wins / (found * below);
}

/**
 * Share of the second half's variance that goes where each label is foretold by its text's score; NaN where too few
 * rows could tell.
 */
function explained({ codes, labels, half }: Asked, scores: Float64Array): number {
  let [n, sum, squares, errors] = [0, 0, 0, 0];
  for (let i = 0; i < labels.length; i++) {
    if (half[i] === 0) continue;
    n++;
    sum += labels[i];
    squares += labels[i] ** 2;
    errors += (labels[i] - scores[codes[i]]) ** 2;
  }
  const variance = squares - sum ** 2 / n;
  return n < LEAST_ROWS || variance <= 0 ? NaN : 1 - errors / variance;
}

/** The line through some rows by least squares. */
function lineOf(xs: Float64Array, rows: Float64Array, sums: Float64Array): (x: number) => number {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (let text = 0; text < xs.length; text++) {
    if (Number.isNaN(xs[text])) continue;
    n += rows[text];
    x += rows[text] * xs[text];
    y += sums[text];
    xx += rows[text] * xs[text] ** 2;
    xy += xs[text] * sums[text];
  }
  const variance = xx - (x * x) / n;
  const slope = variance > 0 ? (xy - (x * y) / n) / variance : 0;
  return (at) => (y + slope * (at * n - x)) / n;
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);
const both = ([a, b]: readonly Float64Array[]): Float64Array => a.map((value, i) => value + b[i]);

/**
 * How well a column alone foretells a label: each text by the mean label of half of the rows, judged on the other half;
 * a number by its size too, rising or falling. The better of the two. Of a long table 20,000 rows are asked.
 * @param as - what the column is taken for; its kind and marks count
 * @returns AUC of a binary label, R² of a regression; NaN where too few rows could tell
 */
export function foretells(column: TextColumn, as: ColumnMapping, label: LabelValues): number {
  const asked = askedOf(column, label);
  const { texts } = asked;
  const { rows, sums } = sumsOf(asked);
  const base = total(sums[0]) / Math.max(1, total(rows[0]));
  const found: number[] = [];
  if (column.dictionary.length <= MOST_TEXTS) {
    const means = sums[0].map((sum, text) => (rows[0][text] > 0 ? sum / rows[0][text] : base));
    found.push(label.binary ? aucOf(means, rows[1], sums[1]) : explained(asked, means));
  }
  if (as.kind === 'number') {
    const numbers = numbersOf(column, as.decimalComma);
    const xs = Float64Array.from(texts, (code) => (as.missing.includes(column.dictionary[code]) ? NaN : numbers[code]));
    const auc = label.binary ? aucOf(xs, both(rows), both(sums)) : NaN;
    const line = lineOf(xs, rows[0], sums[0]);
    const byLine = (): Float64Array => xs.map((x) => (Number.isNaN(x) ? base : line(x)));
    found.push(label.binary ? Math.max(auc, 1 - auc) : explained(asked, byLine()));
  }
  return found.reduce((best, value) => (Number.isNaN(best) || value > best ? value : best), NaN);
}
