/** What one column alone says of a label: as good as the label itself, it is known only after it (a leak). */
import { numberOf } from './numbers.ts';
import type { ColumnMapping, TextColumn } from './types.ts';

/** More texts than these say too little each to be asked one by one. */
const MOST_TEXTS = 1000;
/** Fewer rows of either kind, of those judged on, make a high AUC by chance. */
const LEAST_ROWS = 20;

/** A label as numbers: [rows] 0 and 1, or a number; NaN where it is unobserved. */
export interface LabelValues {
  values: Float64Array;
  binary: boolean;
}

/** Scores and labels of rows, in groups of one score: how many rows, and their labels' sum. */
interface Group {
  score: number;
  rows: number;
  sum: number;
}

/**
 * AUC of scores for binary labels (src/metrics, which this room does not know, has it for rows); NaN where there are
 * too few of either kind.
 */
function aucOf(groups: Group[]): number {
  let [below, wins, positives] = [0, 0, 0];
  groups.sort((a, b) => a.score - b.score);
  for (let i = 0; i < groups.length;) {
    let [rows, sum] = [0, 0];
    const { score } = groups[i];
    for (; i < groups.length && groups[i].score === score; i++) {
      rows += groups[i].rows;
      sum += groups[i].sum;
    }
    wins += sum * (below + (rows - sum) / 2);
    below += rows - sum;
    positives += sum;
  }
  return Math.min(positives, below) < LEAST_ROWS ? NaN : wins / (positives * below);
}

/** Which half of the rows one belongs to, as good as by chance: even and odd rows may alternate in what they hold. */
const half = (row: number): 0 | 1 => (Math.imul(row, 0x9e3779b1) < 0 ? 1 : 0);

/** Of the labels of the rows with each text, in each half: how many, and their sum. */
function sumsOf(
  { codes, dictionary }: TextColumn,
  { values }: LabelValues,
): { rows: Float64Array[]; sums: Float64Array[] } {
  const make = (): Float64Array[] => [new Float64Array(dictionary.length), new Float64Array(dictionary.length)];
  const [rows, sums] = [make(), make()];
  for (let i = 0; i < codes.length; i++) {
    if (Number.isNaN(values[i])) continue;
    rows[half(i)][codes[i]]++;
    sums[half(i)][codes[i]] += values[i];
  }
  return { rows, sums };
}

const total = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0);

/**
 * Share of the second half's variance that goes where each label is foretold by its text's score; NaN where too few
 * rows could tell.
 */
function explained(column: TextColumn, { values }: LabelValues, score: (code: number) => number): number {
  let [n, sum, squares, errors] = [0, 0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    if (half(i) === 0 || Number.isNaN(values[i])) continue;
    n++;
    sum += values[i];
    squares += values[i] ** 2;
    errors += (values[i] - score(column.codes[i])) ** 2;
  }
  const variance = squares - sum ** 2 / n;
  return n < LEAST_ROWS || variance <= 0 ? NaN : 1 - errors / variance;
}

/** The line through the first half by least squares. */
function lineOf(xs: Float64Array, rows: Float64Array, sums: Float64Array): (x: number) => number {
  let [n, x, y, xx, xy] = [0, 0, 0, 0, 0];
  for (let code = 0; code < xs.length; code++) {
    if (Number.isNaN(xs[code])) continue;
    n += rows[code];
    x += rows[code] * xs[code];
    y += sums[code];
    xx += rows[code] * xs[code] ** 2;
    xy += xs[code] * sums[code];
  }
  const variance = xx - (x * x) / n;
  const slope = variance > 0 ? (xy - (x * y) / n) / variance : 0;
  return (at) => (y + slope * (at * n - x)) / n;
}

/**
 * How well a column alone foretells a label: each text by the mean label of half of the rows, judged on the other
 * half; a number by its size too, rising or falling. The better of the two.
 * @param as - what the column is taken for; its kind and marks count
 * @returns AUC of a binary label, R² of a regression; NaN where too few rows could tell
 */
export function foretells(column: TextColumn, as: ColumnMapping, label: LabelValues): number {
  const { rows, sums } = sumsOf(column, label);
  const base = total(sums[0]) / Math.max(1, total(rows[0]));
  const mean = (code: number): number => (rows[0][code] > 0 ? sums[0][code] / rows[0][code] : base);
  const found: number[] = [];
  const groups = (halves: readonly number[], score: (code: number) => number): Group[] =>
    Array.from(column.dictionary.keys(), (code) => ({
      score: score(code),
      rows: halves.reduce((n, h) => n + rows[h][code], 0),
      sum: halves.reduce((n, h) => n + sums[h][code], 0),
    })).filter((group) => group.rows > 0 && !Number.isNaN(group.score));
  if (column.dictionary.length <= MOST_TEXTS)
    found.push(label.binary ? aucOf(groups([1], mean)) : explained(column, label, mean));
  if (as.kind === 'number') {
    const none = new Set(as.missing);
    const xs = Float64Array.from(column.dictionary, (text) => (none.has(text) ? NaN : numberOf(text, as.decimalComma)));
    const line = lineOf(xs, rows[0], sums[0]);
    const auc = label.binary ? aucOf(groups([0, 1], (code) => xs[code])) : NaN;
    const byLine = (code: number): number => (Number.isNaN(xs[code]) ? base : line(xs[code]));
    found.push(label.binary ? Math.max(auc, 1 - auc) : explained(column, label, byLine));
  }
  return found.reduce((best, value) => (Number.isNaN(best) || value > best ? value : best), NaN);
}
