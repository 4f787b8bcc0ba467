/** Which rows of a table are trained on, and which are held out. */
import { RandomStream, STREAM } from '../world/random.ts';
import { columnsOf, readTexts, type MappedColumn } from './columns.ts';
import { numberOf } from './numbers.ts';
import { everyRow, sampled, shuffled } from './shuffle.ts';
import type { Mapping, SplitRule, Table } from './types.ts';
import { isMissing } from './values.ts';

/** Most rows that are trained on. */
export const MOST_TRAINING_ROWS = 81_000;
/** Share of the rows that is held out where no column says it. */
const HELD_OUT_SHARE = 0.2;

/** Words of a `split` column, in small letters. */
const TRAIN_WORDS = ['train', 'training'];
const HELD_OUT_WORDS = [
  'heldout',
  'held-out',
  'held_out',
  'holdout',
  'test',
  'valid',
  'validation',
  'val',
  'dev',
  'eval',
];

export interface RowSplit {
  /** Rows of the table, ascending. */
  train: Uint32Array;
  heldOut: Uint32Array;
  /** What told them apart: the rule of the mapping, or the next one that this table can be split by. */
  rule: SplitRule;
  /** Training rows that there were before some were drawn of too many. */
  trainBefore: number;
  /** Rows that belong to neither: their `split` is another word. */
  neither: number;
}

type Parts = Pick<RowSplit, 'train' | 'heldOut'>;
/** @returns null where a table cannot be split so */
type Split = (table: Table, mapping: Mapping) => Parts | null;

/** Rows by what `isHeldOut` says of each: true, false, or undefined for neither. */
function parted(rows: number, isHeldOut: (row: number) => boolean | undefined): Parts {
  const train = new Uint32Array(rows);
  const heldOut = new Uint32Array(rows);
  let trained = 0;
  let held = 0;
  for (let row = 0; row < rows; row++) {
    const side = isHeldOut(row);
    if (side === true) heldOut[held++] = row;
    else if (side === false) train[trained++] = row;
  }
  return { train: train.slice(0, trained), heldOut: heldOut.slice(0, held) };
}

/**
 * Holds out whole groups, drawn one by one, up to a fifth of the rows; one too large for what is left is passed over. Where all are, the
 * smallest is held out.
 * @param group - [rows] index of each row's group
 */
function byGroups(group: Uint32Array, groups: number, seed: number): Parts {
  const sizes = new Uint32Array(groups);
  for (const g of group) sizes[g]++;
  const chosen = new Set<number>();
  let left = Math.round(group.length * HELD_OUT_SHARE);
  for (const g of shuffled(groups, new RandomStream(seed, STREAM.tableSplit))) {
    if (sizes[g] > left) continue;
    chosen.add(g);
    left -= sizes[g];
  }
  if (chosen.size === 0) chosen.add(sizes.reduce((least, size, g) => (size < sizes[least] ? g : least), 0));
  return parted(group.length, (row) => chosen.has(group[row]));
}

const byColumn: Split = (table, mapping) => {
  const [split] = columnsOf(table, mapping, 'split');
  if (!split) return null;
  const side = split.column.dictionary.map((text) => {
    const word = text.trim().toLowerCase();
    return HELD_OUT_WORDS.includes(word) ? true : TRAIN_WORDS.includes(word) ? false : undefined;
  });
  return parted(table.rows, (row) => side[split.column.codes[row]]);
};

/** @returns [dictionary] times as numbers or as dates, whichever all of them are; NaN where there is none; null where they are neither */
function timesOf({ column, as }: MappedColumn): Float64Array | null {
  const read = (parse: (text: string) => number): Float64Array | null => {
    const times = readTexts(column, (text) => (isMissing(text, as.missing) ? NaN : parse(text)));
    return times.some((time, code) => Number.isNaN(time) && !isMissing(column.dictionary[code], as.missing))
      ? null
      : times;
  };
  // Nanoseconds are beyond 2^53: as numbers they lose their last digits, but hardly their order.
  const number = (text: string): number => (/^\d+$/.test(text.trim()) ? Number(text) : numberOf(text, as.decimalComma));
  return read(number) ?? read((text) => Date.parse(text.trim()));
}

/** The last fifth by time; of one time the later rows. Rows without a time are trained on. */
const byTime: Split = (table, mapping) => {
  const [time] = columnsOf(table, mapping, 'time');
  const times = time && timesOf(time);
  if (!times) return null;
  const at = (row: number): number => times[time.column.codes[row]];
  const dated = everyRow(table.rows).filter((row) => !Number.isNaN(at(row)));
  if (dated.length === 0 || dated.every((row) => at(row) === at(dated[0]))) return null;
  dated.sort((a, b) => at(a) - at(b) || a - b);
  const heldOut = new Set(dated.subarray(dated.length - Math.round(dated.length * HELD_OUT_SHARE)));
  return parted(table.rows, (row) => heldOut.has(row));
};

/** Whole queries. A row without one is a query of its own. */
const byQuery: Split = (table, mapping) => {
  const [query] = columnsOf(table, mapping, 'query');
  if (!query) return null;
  const { group, groups } = groupsOf(table.rows, query);
  return byGroups(group, groups, mapping.seed);
};

const atRandom: Split = (table, mapping) => {
  const each = everyRow(table.rows);
  return byGroups(each, table.rows, mapping.seed);
};

/** Numbers the queries of a table in the order of their first rows. A row without one is a query of its own. */
export function groupsOf(rows: number, query: MappedColumn | undefined): { group: Uint32Array; groups: number } {
  const group = new Uint32Array(rows);
  if (!query) return { group: group.map((_, row) => row), groups: rows };
  const { column, as } = query;
  const missing = column.dictionary.map((text) => isMissing(text, as.missing));
  const indexOf = new Int32Array(column.dictionary.length).fill(-1);
  let groups = 0;
  for (let row = 0; row < rows; row++) {
    const code = column.codes[row];
    if (missing[code]) group[row] = groups++;
    else {
      if (indexOf[code] < 0) indexOf[code] = groups++;
      group[row] = indexOf[code];
    }
  }
  return { group, groups };
}

const SPLITS: readonly (readonly [SplitRule, Split])[] = [
  ['column', byColumn],
  ['time', byTime],
  ['query', byQuery],
  ['random', atRandom],
];

/**
 * Splits the rows of a table by the rule of its mapping or, where that leaves nothing on a side, by the next of: the words of the `split`
 * column, the last 20% by `time`, 20% in whole queries, 20% at random. Queries and random rows follow from the mapping's seed.
 * Of more than 81,000 training rows a sample is drawn, by the same seed.
 */
export function splitRows(table: Table, mapping: Mapping): RowSplit {
  const from = SPLITS.findIndex(([rule]) => rule === mapping.split);
  let best: Parts & { rule: SplitRule } = { train: new Uint32Array(), heldOut: new Uint32Array(), rule: 'random' };
  for (const [rule, split] of SPLITS.slice(from)) {
    const parts = split(table, mapping);
    if (!parts || parts.train.length === 0 || parts.heldOut.length === 0) continue;
    best = { ...parts, rule };
    break;
  }
  const { train, heldOut, rule } = best;
  return {
    train: sampled(train, MOST_TRAINING_ROWS, new RandomStream(mapping.seed, STREAM.tableSample)),
    heldOut,
    rule,
    trainBefore: train.length,
    neither: rule === 'column' ? table.rows - train.length - heldOut.length : 0,
  };
}
