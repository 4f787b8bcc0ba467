/** Mappings that come back for files with the same header. Storage may be off or full: then a mapping lasts as long as its dialog. */
import { readMapping, writeMapping } from '../../tabular/mapping.ts';
import type { Mapping } from '../../tabular/types.ts';

const nameOf = (key: string): string => `mmoe-lab.mapping.${key}`;

export function keptMapping(key: string, names: readonly string[]): Mapping | null {
  try {
    const text = localStorage.getItem(nameOf(key));
    return text === null ? null : readMapping(text, names);
  } catch {
    return null;
  }
}

export function keepMapping(key: string, mapping: Mapping): void {
  try {
    localStorage.setItem(nameOf(key), writeMapping(mapping));
  } catch {
    // as above
  }
}
