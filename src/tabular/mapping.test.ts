/** Mappings that are kept and come back. */
import { describe, expect, it } from 'vitest';
import { mappingKey, readMapping, writeMapping } from './mapping.ts';
import type { Mapping } from './types.ts';

const mapping: Mapping = {
  columns: [
    { name: 'click', role: 'label', kind: 'binary', missing: ['?'], positive: 'yes', task: 0 },
    { name: 'age, in years', role: 'feature', kind: 'number', missing: [], decimalComma: true, log: true },
  ],
  inputs: 32,
  split: 'time',
  seed: 4294967295,
};
const names = mapping.columns.map(({ name }) => name);

describe('a mapping that was kept', () => {
  it('comes back as it was', () => {
    expect(readMapping(writeMapping(mapping), names)).toEqual(mapping);
  });

  it('is none of another header', () => {
    expect(readMapping(writeMapping(mapping), names.toReversed())).toBeNull();
    expect(readMapping(writeMapping(mapping), ['click'])).toBeNull();
    expect(readMapping(writeMapping(mapping), [...names, 'x'])).toBeNull();
  });

  it.each([
    ['no JSON', 'x'],
    ['nothing', 'null'],
    ['a role that there is not', writeMapping(mapping).replace('"label"', '"admin"')],
    ['no whole number of inputs', writeMapping({ ...mapping, inputs: 32.5 })],
    ['more inputs than there can be', writeMapping({ ...mapping, inputs: 129 })],
    ['a fifth task', writeMapping(mapping).replace('"task":0', '"task":4')],
    ['a seed below 0', writeMapping({ ...mapping, seed: -1 })],
    ['a name that is none', writeMapping(mapping).replace('"click"', '7')],
  ])('is refused where it is damaged: %s', (_name, text) => {
    expect(readMapping(text, names)).toBeNull();
  });
});

describe('the key of a header', () => {
  it('is its own, whatever commas its names hold, and does not give them away', () => {
    const key = mappingKey(['a,b', 'c']);
    expect(key).toMatch(/^[0-9a-f]{32}$/);
    expect(mappingKey(['a,b', 'c'])).toBe(key);
    expect(mappingKey(['a', 'b,c'])).not.toBe(key);
    expect(mappingKey(['c', 'a,b'])).not.toBe(key);
  });
});
