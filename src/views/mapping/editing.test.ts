import { describe, expect, it } from 'vitest';
import type { ColumnProfile } from '../../tabular/profile.ts';
import type { Mapping } from '../../tabular/types.ts';
import { labelIsFree, rateOf, ruleOf, rulesOf, withLog, withMark, withPositive, withRole } from './editing.ts';

const profile = (change: Partial<ColumnProfile> = {}): ColumnProfile => ({
  name: 'a',
  missing: 0,
  distinct: 3,
  example: '1',
  marks: [],
  numbers: null,
  binary: null,
  ...change,
});
const numbers = {
  decimalComma: true,
  thousands: false,
  integers: false,
  leadingZeros: false,
  min: 0,
  max: 9,
  mean: 2,
  deviation: 1,
};
const mapping = (...roles: Mapping['columns'][number]['role'][]): Mapping => ({
  columns: roles.map((role, i) => ({ name: String(i), role, kind: 'category', missing: ['?'] })),
  inputs: 64,
  split: 'random',
  seed: 1,
});

describe('a mapping that is changed', () => {
  it('takes the values of a column in another role as they are: numbers as numbers, two values as 0 and 1', () => {
    const before = mapping('skip', 'feature');
    const kind = (...[role, of]: [Parameters<typeof withRole>[2], ColumnProfile]) =>
      withRole(before, 0, role, of).columns[0].kind;
    const two = { positive: 'y', negative: 'n', rate: 0.5, told: true };
    expect(kind('feature', profile({ numbers }))).toBe('number');
    expect(kind('feature', profile())).toBe('category');
    expect(kind('label', profile({ numbers }))).toBe('regression');
    expect(kind('label', profile({ numbers, binary: two }))).toBe('binary');
    expect(withRole(before, 0, 'feature', profile({ numbers })).columns[0].decimalComma).toBe(true);
    expect(withRole(before, 0, 'label', profile()).columns[1]).toBe(before.columns[1]);
  });

  it('forgets what only meant something in the role before, and keeps what stands for no value', () => {
    const logged = withLog(mapping('feature'), 0, true);
    expect(withRole(logged, 0, 'label', profile({ numbers })).columns[0]).toEqual({
      name: '0',
      role: 'label',
      kind: 'regression',
      missing: ['?'],
      decimalComma: true,
    });
  });

  it('holds rows out by a column that is said to tell parts, times or queries, unless a surer one does already', () => {
    const split = (before: Mapping['split'], role: Parameters<typeof withRole>[2]) =>
      withRole({ ...mapping('skip'), split: before }, 0, role, profile()).split;
    expect(split('random', 'query')).toBe('query');
    expect(split('query', 'time')).toBe('time');
    expect(split('time', 'query')).toBe('time');
    expect(split('query', 'split')).toBe('column');
    expect(split('column', 'feature')).toBe('column');
  });

  it('offers the rules that it has a column for, and falls to the next where the column of the chosen one is gone', () => {
    const of = (split: Mapping['split'], ...roles: Parameters<typeof mapping>) => ({ ...mapping(...roles), split });
    expect(rulesOf(mapping('query', 'feature'))).toEqual(['query', 'random']);
    expect(rulesOf(mapping('query', 'time', 'split'))).toEqual(['column', 'time', 'query', 'random']);
    expect(ruleOf(of('time', 'time', 'query'))).toBe('time');
    expect(ruleOf(of('time', 'split', 'query'))).toBe('query');
    expect(ruleOf(of('query', 'split', 'time'))).toBe('random');
  });

  it('has room for four labels', () => {
    const full = mapping('label', 'label', 'label', 'label', 'feature');
    expect(labelIsFree(full, 4)).toBe(false);
    expect(labelIsFree(full, 0)).toBe(true);
    expect(labelIsFree(mapping('label', 'feature'), 1)).toBe(true);
  });

  it('counts the other value’s rows where that one is made the 1', () => {
    const binary = { positive: 'yes', negative: 'no', rate: 0.25, told: true };
    const rate = (positive: string): number => rateOf(withPositive(mapping('label'), 0, positive).columns[0], binary);
    expect([rate('yes'), rate('no'), rateOf(mapping('feature').columns[0], binary)]).toEqual([0.25, 0.75, 0.25]);
  });

  it('takes a text for missing and for a value again', () => {
    const marked = withMark(mapping('feature'), 0, '-1', true);
    expect(marked.columns[0].missing).toEqual(['?', '-1']);
    expect(withMark(marked, 0, '?', false).columns[0].missing).toEqual(['-1']);
    expect(withMark(marked, 0, '-1', true).columns[0].missing).toEqual(['?', '-1']);
  });
});
