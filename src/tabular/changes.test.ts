import * as v from 'valibot';
import { expect, it } from 'vitest';
import { changesOf, changesSchema, withChanges } from './changes.ts';
import type { ColumnMapping, Mapping } from './types.ts';

const column = (name: string, more: Partial<ColumnMapping> = {}): ColumnMapping => ({
  name,
  role: 'feature',
  kind: 'number',
  missing: [],
  ...more,
});
const guess: Mapping = {
  columns: [column('age'), column('city', { kind: 'category' }), column('click', { role: 'label', kind: 'binary' })],
  inputs: 64,
  split: 'random',
  seed: 1,
};

it('are the columns that are taken for something else, and what is of the whole table', () => {
  const mapping: Mapping = {
    ...guess,
    columns: [column('age', { missing: ['-1'] }), guess.columns[1], guess.columns[2]],
    inputs: 32,
  };
  const changes = changesOf(mapping, guess);
  expect(changes).toEqual({ columns: [column('age', { missing: ['-1'] })], inputs: 32, split: 'random', seed: 1 });
  expect(withChanges(guess, v.parse(changesSchema, JSON.parse(JSON.stringify(changes))))).toEqual(mapping);
});

it('know a column by what is said of it, in whatever order, and are none where nothing was changed', () => {
  const { role, ...rest } = guess.columns[0];
  expect(changesOf({ ...guess, columns: [{ ...rest, role }, ...guess.columns.slice(1)] }, guess).columns).toEqual([]);
  expect(
    changesOf({ ...guess, columns: [{ ...guess.columns[0], log: true }, ...guess.columns.slice(1)] }, guess).columns,
  ).toEqual([column('age', { log: true })]);
});

it('of another table are not taken', () => {
  expect(withChanges(guess, { ...guess, columns: [column('town')] })).toBeNull();
});

it('that say what no mapping says are refused', () => {
  for (const wrong of [
    { ...guess, inputs: 129 },
    { ...guess, split: 'never' },
    { ...guess, columns: [{ ...guess.columns[0], role: 'king' }] },
    { ...guess, more: 1 },
  ])
    expect(v.safeParse(changesSchema, wrong).success).toBe(false);
});
