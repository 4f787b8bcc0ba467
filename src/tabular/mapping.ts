/** Mappings that are kept: under a key of their header, as text. Where they are kept is the page's affair. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as v from 'valibot';
import { mappingEntries } from './mappingSchema.ts';
import type { Mapping } from './types.ts';

const mappingSchema: v.GenericSchema<unknown, Mapping> = v.object(mappingEntries);

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
