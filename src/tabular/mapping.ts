/** Mappings that are kept: under a key of their header, as text. Where they are kept is the page's affair. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import type { Mapping } from './types.ts';

const columnSchema = v.object({
  name: v.string(),
  role: v.picklist(['feature', 'label', 'query', 'position', 'device', 'time', 'split', 'skip']),
  kind: v.picklist(['number', 'category', 'binary', 'regression']),
  missing: v.array(v.string()),
  decimalComma: v.optional(v.boolean()),
  positive: v.optional(v.string()),
  task: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(3))),
  log: v.optional(v.boolean()),
  unit: v.optional(v.string()),
});

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const mappingSchema: v.GenericSchema<unknown, Mapping> = v.object({
  columns: v.pipe(v.array(columnSchema), v.maxLength(256)),
  inputs: whole(1, 128),
  split: v.picklist(['column', 'time', 'query', 'random']),
  seed: whole(0, 0xffffffff),
});

/**
 * Under what a mapping is kept: alike for files with the same names in the same order, and the names cannot be read
 * out of it.
 */
export const mappingKey = (names: readonly string[]): string =>
  bytesToHex(sha256(utf8ToBytes(JSON.stringify(names)))).slice(0, 32);

export const writeMapping = (mapping: Mapping): string => JSON.stringify(mapping);

/**
 * A mapping that was kept.
 * @param names - of the table's columns, in their order
 * @returns null where the text is none, or one for other columns
 */
export function readMapping(text: string, names: readonly string[]): Mapping | null {
  let written: unknown;
  try {
    written = JSON.parse(text);
  } catch {
    return null;
  }
  const { success, output } = v.safeParse(mappingSchema, written);
  const fits =
    success && output.columns.length === names.length && output.columns.every(({ name }, i) => name === names[i]);
  return fits ? output : null;
}
