/** The inputs of a model out of the features of a table: numbers first, and categories as far as there is room. */
import { frequentCategories, TakenColumns, type Category, type Copy } from './categories.ts';
import { columnsOf, type MappedColumn } from './columns.ts';
import { numberOf, numbersOf } from './numbers.ts';
import type { ColumnMapping, Input, Mapping, NumberTexts, Table, TextColumn } from './types.ts';
import { isMissing } from './values.ts';

/** A number that is missing in more than this share of the training rows has an input that says so. */
const MISSING_SHARE = 0.01;

/** What became of the features. */
export interface InputFacts {
  /** How many inputs are numbers, say that one is missing, or are values of categorical columns. */
  numbers: number;
  missing: number;
  categories: number;
  copies: Copy[];
  /** Values that found no room, all less frequent than those that did. */
  valuesLeft: number;
  /** Columns of numbers that found no room. */
  numbersLeft: string[];
  /** Columns that have one value in all training rows. */
  constant: string[];
}

/** Logarithm of 1 + x for a heavy tail; of a number below 0 the same downwards. */
export const logarithm = (x: number): number => Math.sign(x) * Math.log1p(Math.abs(x));

const textsOf = ({ decimalComma = false, missing }: ColumnMapping): NumberTexts => ({ decimalComma, missing });

/** Reads the numbers of a column. @returns [dictionary] NaN where there is none */
export type ReadNumbers = (column: TextColumn, texts: NumberTexts) => Float64Array;

/** Mostly what the table's profile has read already, unless a number stands for no value. */
const readNumbers: ReadNumbers = (column, { decimalComma, missing }) => {
  const numbers = numbersOf(column, decimalComma);
  const marks = missing.filter((mark) => !Number.isNaN(numberOf(mark, decimalComma)));
  if (marks.length === 0) return numbers;
  return numbers.map((value, code) => (isMissing(column.dictionary[code], missing) ? NaN : value));
};

/** Reads each column once: the numbers of a long table are mostly different texts. All of a column have to be written alike. */
export function rememberNumbers(): ReadNumbers {
  const known = new Map<TextColumn, Float64Array>();
  return (column, texts) => {
    const values = known.get(column) ?? readNumbers(column, texts);
    known.set(column, values);
    return values;
  };
}

/** The number that a text is. @returns NaN where it stands for no value, or is no number */
export const readNumber = (text: string, { decimalComma, missing }: NumberTexts): number =>
  isMissing(text, missing) ? NaN : numberOf(text, decimalComma);

/**
 * Mean and standard deviation of a column's numbers over some rows; NaN is left out. Summed row by row: other rows of the table, which decide
 * the order of its texts, do not change the last digit.
 * @param values - [dictionary]
 */
export function momentsOf(
  values: Float64Array,
  { codes }: Pick<TextColumn, 'codes'>,
  rows: Uint32Array,
): { n: number; mean: number; deviation: number } {
  let n = 0;
  let sum = 0;
  for (const row of rows) {
    const value = values[codes[row]];
    if (Number.isNaN(value)) continue;
    n++;
    sum += value;
  }
  const mean = n > 0 ? sum / n : 0;
  let squares = 0;
  for (const row of rows) {
    const value = values[codes[row]];
    if (!Number.isNaN(value)) squares += (value - mean) ** 2;
  }
  return { n, mean, deviation: n > 0 ? Math.sqrt(squares / n) : 0 };
}

/** A column of numbers as inputs: none where it is constant and never missing. */
function numberInputs(
  { column, as }: MappedColumn,
  rows: Uint32Array,
  taken: TakenColumns,
  numbers: ReadNumbers,
): Input[] {
  const name = column.name;
  const texts = textsOf(as);
  const log = as.log ?? false;
  const plain = numbers(column, texts);
  const values = log ? plain.map(logarithm) : plain;
  const { n, mean, deviation } = momentsOf(values, column, rows);
  const inputs: Input[] = [];
  if (deviation > 0) inputs.push({ column: name, kind: 'number', log, ...texts, mean, deviation });
  const absent = rows.length - n;
  if (absent <= MISSING_SHARE * rows.length || n === 0) return inputs;
  const copy = taken.take(name, null, absent, (i) => Number.isNaN(values[column.codes[rows[i]]]));
  if (!copy) inputs.push({ column: name, kind: 'missing', ...texts });
  return inputs;
}

const isConstant = ({ codes }: TextColumn, rows: Uint32Array): boolean =>
  rows.every((row) => codes[row] === codes[rows[0]]);

/** The inputs column by column as the table has them, the values of a column by their frequency. */
function inOrder(table: Table, numbers: readonly Input[], chosen: readonly Category[]): Input[] {
  const categories = chosen.map(({ column, value }): Input => ({ column, kind: 'category', value }));
  const place = new Map(table.columns.map(({ name }, i) => [name, i]));
  return [...numbers, ...categories].sort((a, b) => (place.get(a.column) ?? 0) - (place.get(b.column) ?? 0));
}

/**
 * Chooses the inputs: every number, standardised, with an input beside it where more than 1% are missing; then the most frequent values of the
 * categorical columns as plain 0 and 1, until `mapping.inputs` is full. Only the training rows are looked at.
 * @param numbersOf - how numbers are read
 */
export function chooseInputs(
  table: Table,
  mapping: Mapping,
  train: Uint32Array,
  numbersOf: ReadNumbers = readNumbers,
): { inputs: Input[]; facts: InputFacts } {
  const features = columnsOf(table, mapping, 'feature');
  const categorical = features.filter(({ as }) => as.kind !== 'number');
  const taken = new TakenColumns(train.length);
  const numbers: Input[] = [];
  const numbersLeft: string[] = [];
  const constant: string[] = [];
  for (const mapped of features) {
    if (isConstant(mapped.column, train)) {
      constant.push(mapped.column.name);
      continue;
    }
    if (mapped.as.kind !== 'number') continue;
    const own = numberInputs(mapped, train, taken, numbersOf);
    const room = mapping.inputs - numbers.length;
    if (own.length > 0 && room === 0) numbersLeft.push(mapped.column.name);
    numbers.push(...own.slice(0, room));
  }
  const { chosen, copies, left } = frequentCategories(categorical, train, mapping.inputs - numbers.length, taken);
  const missing = numbers.filter(({ kind }) => kind === 'missing').length;
  const facts: InputFacts = {
    numbers: numbers.length - missing,
    missing,
    categories: chosen.length,
    copies,
    valuesLeft: left,
    numbersLeft,
    constant,
  };
  return { inputs: inOrder(table, numbers, chosen), facts };
}
