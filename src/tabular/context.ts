/** Where and to whom the rows of a table were shown: positions, devices, queries. */
import { DEVICE_COUNT, POSITIONS } from '../world/spec.ts';
import { byLetters, countsOf } from './categories.ts';
import { columnsOf, readTexts } from './columns.ts';
import { readNumber } from './inputs.ts';
import { groupsOf, type RowSplit } from './split.ts';
import type { Mapping, Table } from './types.ts';
import { isMissing } from './values.ts';

/** What became of positions and devices. */
export interface ContextFacts {
  /** Rows further down than the last place of a page, which count as being on it. Null without a column of positions. */
  positionsGrouped: number | null;
  /** The devices by name, the most frequent first, three at most; null without a column of devices. */
  devices: string[] | null;
  /** Rows of other devices, and of none, which count as the third. */
  devicesJoined: number;
}

/** The context of every row of a table. */
export interface RowContext {
  /** [rows] 1..9, or 0 where there is none. */
  position: Uint8Array;
  /** [rows] 0..2 */
  device: Uint8Array;
  /** [rows] index of the row's query, in the order of their first rows. */
  group: Uint32Array;
  facts: ContextFacts;
}

/** A position by its text: 1 to 8 as they are, 9 and whatever comes later as 9; 0 where it is blank, below 1 or no number. */
function positionOf(text: string, missing: readonly string[]): number {
  const value = Math.floor(readNumber(text, { decimalComma: false, missing }));
  return value >= 1 ? Math.min(value, POSITIONS) : 0;
}

function positions(table: Table, mapping: Mapping): { position: Uint8Array; grouped: number | null } {
  const [mapped] = columnsOf(table, mapping, 'position');
  const position = new Uint8Array(table.rows);
  if (!mapped) return { position, grouped: null };
  const { column, as } = mapped;
  const places = readTexts(column, (text) => positionOf(text, as.missing));
  const beyond = column.dictionary.map(
    (text) => readNumber(text, { decimalComma: false, missing: as.missing }) > POSITIONS,
  );
  let grouped = 0;
  for (let row = 0; row < table.rows; row++) {
    position[row] = places[column.codes[row]];
    if (beyond[column.codes[row]]) grouped++;
  }
  return { position, grouped };
}

/** The three most frequent of the training rows in the order of their frequency; every other one, and none, is the third. */
function devices(
  table: Table,
  mapping: Mapping,
  train: Uint32Array,
): Pick<RowContext, 'device'> & Omit<ContextFacts, 'positionsGrouped'> {
  const [mapped] = columnsOf(table, mapping, 'device');
  const device = new Uint8Array(table.rows);
  if (!mapped) return { device, devices: null, devicesJoined: 0 };
  const { column, as } = mapped;
  const named = Array.from(countsOf(mapped, train), (count, code) => ({ count, code, text: column.dictionary[code] }))
    .filter(({ count, text }) => count > 0 && !isMissing(text, as.missing))
    .sort((a, b) => b.count - a.count || byLetters(a.text, b.text))
    .slice(0, DEVICE_COUNT);
  const indexOf = new Int8Array(column.dictionary.length).fill(-1);
  for (const [index, { code }] of named.entries()) indexOf[code] = index;
  let devicesJoined = 0;
  for (let row = 0; row < table.rows; row++) {
    const index = indexOf[column.codes[row]];
    device[row] = index < 0 ? DEVICE_COUNT - 1 : index;
    if (index < 0) devicesJoined++;
  }
  return { device, devices: named.map(({ text }) => text), devicesJoined };
}

/** Longest name of a device that is kept: it goes into links. */
const LONGEST_NAME = 200;

/** Names of the devices that are one device each. */
export const namedDevices = ({ devices: names, devicesJoined }: ContextFacts): string[] =>
  (names ?? [])
    .slice(0, devicesJoined > 0 ? DEVICE_COUNT - 1 : DEVICE_COUNT)
    .map((name) => name.slice(0, LONGEST_NAME));

/** Reads what a mapping takes for position, device and query. */
export function readContext(table: Table, mapping: Mapping, { train }: Pick<RowSplit, 'train'>): RowContext {
  const { position, grouped } = positions(table, mapping);
  const { device, ...named } = devices(table, mapping, train);
  const [query] = columnsOf(table, mapping, 'query');
  return { position, device, group: groupsOf(table.rows, query).group, facts: { positionsGrouped: grouped, ...named } };
}
