/** What is to be known of a table before it is trained on: nothing here forbids it. */
import { foretells, type LabelValues } from './alone.ts';
import { columnsOf, type MappedColumn } from './columns.ts';
import { labelValues } from './labelValues.ts';
import { numbersOf } from './numbers.ts';
import { codesOf, countsOf } from './profile.ts';
import type { EncodedLog, Mapping, Table, TextColumn } from './types.ts';

/** Fewer of either kind leave an AUC with a standard error of .01 and more. */
const LEAST_OF_A_KIND = 200;
/** Share of a kind below which rows of it are rare. */
const RARE = 0.01;
/** AUC, or R², from which a column alone foretells too much, and from which it leaves nothing open. */
const LEAK = 0.98;
const DETERMINED = 0.9995;

/** Words in the catalogue under `mapping.warning.<code>`; `column` is the column that it is about. */
export type Warning =
  /** Fewer than 200 rows of a kind, in all or in a part. `value`: 1 the positives, 0 the others. */
  | { code: 'few'; column: string; value: 0 | 1; part: 'all' | 'train' | 'heldOut'; rows: number; limit: number }
  /** Less than 1% of the labels are of a kind. */
  | { code: 'rare'; column: string; value: 0 | 1; rate: number }
  /** A feature or a label with one value. */
  | { code: 'constant' | 'constantLabel'; column: string; value: string }
  /** A label that no row has. */
  | { code: 'unobserved'; column: string }
  /** Texts of what is taken for numbers that are none: they count as missing. */
  | { code: 'notNumbers'; column: string; rows: number; example: string }
  /**
   * The feature alone foretells the label, on rows that it was not judged by: leak? `score`: AUC of a binary label,
   * R² of a regression.
   */
  | { code: 'leak' | 'determined'; column: string; label: string; measure: 'auc' | 'r2'; score: number }
  /** Held-out rows of which the same, in features and labels, is trained on. */
  | { code: 'twins'; column: null; rows: number; of: number };

type Label = MappedColumn & { label: LabelValues };

function ofValues({ column: text, as }: MappedColumn, rows: number): Warning[] {
  const column = as.name;
  const counts = countsOf(text);
  // Not by a Set: asked for a text, it costs 40 bytes of memory for each that is, in Chromium.
  const values = codesOf(text.dictionary, (of) => of !== '' && !as.missing.includes(of));
  const rowsOf = (codes: Uint32Array): number => codes.reduce((sum, code) => sum + counts[code], 0);
  const filled = rowsOf(values);
  const value = values.length > 0 ? text.dictionary[values[0]] : '';
  const warnings: Warning[] = [];
  if (as.role === 'label' && filled === 0) warnings.push({ code: 'unobserved', column });
  else if (values.length === 1 && as.role === 'label') warnings.push({ code: 'constantLabel', column, value });
  else if (values.length <= 1 && (filled === rows || filled === 0)) warnings.push({ code: 'constant', column, value });
  if (as.kind !== 'number' && as.kind !== 'regression') return warnings;
  const numbers = numbersOf(text, as.decimalComma);
  const others = values.filter((code) => Number.isNaN(numbers[code]));
  if (others.length > 0)
    warnings.push({ code: 'notNumbers', column, rows: rowsOf(others), example: text.dictionary[others[0]] });
  return warnings;
}

/** Rows with a label of 0 and of 1, in a part of the table. */
function kinds({ values }: LabelValues, rows?: Uint32Array): [number, number] {
  const counts: [number, number] = [0, 0];
  const n = rows ? rows.length : values.length;
  for (let i = 0; i < n; i++) {
    const value = values[rows ? rows[i] : i];
    if (!Number.isNaN(value)) counts[value]++;
  }
  return counts;
}

function ofKinds({ as: { name: column }, label }: Label, encoded: EncodedLog | undefined): Warning[] {
  const all = kinds(label);
  // One kind alone is a constant label, which is said elsewhere.
  if (!label.binary || Math.min(...all) === 0) return [];
  const parts = encoded
    ? (['train', 'heldOut'] as const).map((part) => ({ part, counts: kinds(label, encoded.rowOf[part]) }))
    : [{ part: 'all' as const, counts: all }];
  return ([1, 0] as const).flatMap((value) => {
    const rate = all[value] / (all[0] + all[1]);
    const few = parts
      .filter(({ counts }) => counts[value] < LEAST_OF_A_KIND)
      .map(({ part, counts }): Warning => ({
        code: 'few',
        column,
        value,
        part,
        rows: counts[value],
        limit: LEAST_OF_A_KIND,
      }));
    return rate < RARE ? [{ code: 'rare', column, value, rate }, ...few] : few;
  });
}

function leak(feature: MappedColumn, { as, label }: Label): Warning[] {
  const score = foretells(feature.column, feature.as, label);
  if (!(score >= LEAK)) return [];
  const code = score >= DETERMINED ? 'determined' : 'leak';
  return [{ code, column: feature.as.name, label: as.name, measure: label.binary ? 'auc' : 'r2', score }];
}

/** What a row holds in some columns, as a number below 2^53: different ones are as good as never given the same one. */
function printer(columns: readonly TextColumn[]): (row: number) => number {
  return (row) => {
    let [a, b] = [0x811c9dc5, 0x9747b28c];
    for (const { codes } of columns) {
      a = Math.imul(a ^ codes[row], 0x01000193);
      a ^= a >>> 15;
      b = Math.imul(b + codes[row], 0x85ebca6b);
      b ^= b >>> 13;
    }
    return (a >>> 0) * 2 ** 21 + (b >>> 11);
  };
}

function twins(columns: readonly TextColumn[], { train, heldOut }: EncodedLog['rowOf']): Warning[] {
  const print = printer(columns);
  const trained = new Set(Array.from(train, print));
  const rows = heldOut.reduce((count, row) => count + Number(trained.has(print(row))), 0);
  return rows > 0 ? [{ code: 'twins', column: null, rows, of: heldOut.length }] : [];
}

/**
 * What is to be known of a table before it is trained on.
 * @param mapping - what its columns are taken for
 * @param encoded - the log made of both: without it nothing is said of the split
 */
export function warningsOf(table: Table, mapping: Pick<Mapping, 'columns'>, encoded?: EncodedLog): Warning[] {
  const mapped = columnsOf(table, mapping, 'feature', 'label');
  const features = mapped.filter(({ as }) => as.role === 'feature');
  const labels = mapped
    .filter(({ as }) => as.role === 'label')
    .map((of): Label => ({ ...of, label: labelValues(of.column, of.as) }));
  return [
    ...mapped.flatMap((of) => ofValues(of, table.rows)),
    ...labels.flatMap((label) => ofKinds(label, encoded)),
    ...features.flatMap((feature) => labels.flatMap((label) => leak(feature, label))),
    ...(encoded
      ? twins(
          mapped.map(({ column }) => column),
          encoded.rowOf,
        )
      : []),
  ];
}
