import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MOST_TRAINING_ROWS, splitRows } from './split.ts';
import { column, csv, mapping, tableOf } from './testing.ts';
import type { SplitRule, Table } from './types.ts';

const columns = [
  column('x', 'feature'),
  column('s', 'split'),
  column('t', 'time'),
  column('q', 'query', { missing: ['none'] }),
];
const split = (table: Table, rule: SplitRule = 'column', seed = 7) => {
  const { train, heldOut, ...how } = splitRows(table, mapping(columns, { split: rule, seed }));
  return { train: [...train], heldOut: [...heldOut], ...how };
};

describe('the split', () => {
  it('goes by the words of its column; rows with other words are in neither part', () => {
    const table = csv('x,s\na,train\nb,Test\nc,heldout\nd,?\ne,TRAINING\nf,valid');
    expect(split(table)).toEqual({ train: [0, 4], heldOut: [1, 2, 5], rule: 'column', trainBefore: 2, neither: 1 });
  });

  it('goes by time where no word is known: the last fifth, later rows of one time last, rows without a time trained on', () => {
    const times = ['9', '3', '10', '7', '7', '1', '2', '', '7', '4', '5'];
    const table = tableOf([['t', 's'], ...times.map((time) => [time, 'a'])]);
    // Ten of eleven have a time; the last two of 1 2 3 4 5 7 7 7 9 10, by number and not as texts.
    expect(split(table)).toMatchObject({ heldOut: [0, 2], rule: 'time', neither: 0 });
    expect(split(table).train).toEqual([1, 3, 4, 5, 6, 7, 8, 9, 10]);
    const tied = tableOf([['t'], ...['1', '7', '7', '7', '2'].map((time) => [time])]);
    expect(split(tied).heldOut).toEqual([3]);
  });

  it('reads dates, and nanoseconds beyond 2^53, as times', () => {
    const dates = ['2024-03-01', '2023-12-31', '2024-01-15', '2024-02-01', '2024-01-01'];
    expect(split(tableOf([['t'], ...dates.map((date) => [date])]))).toMatchObject({ heldOut: [0], rule: 'time' });
    const ns = ['1700000000000000000', '1600000000000000000', '1650000000000000000', '1500000000000000000', '1'];
    expect(split(tableOf([['t'], ...ns.map((time) => [time])]))).toMatchObject({ heldOut: [0], rule: 'time' });
    // Words are no times, and one time does not part anything.
    expect(split(tableOf([['t'], ['now'], ['2'], ['3']])).rule).toBe('random');
    expect(split(tableOf([['t'], ['2'], ['2'], ['2']])).rule).toBe('random');
  });

  it('keeps queries whole; a row without one is a query of its own', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'none'), { minLength: 2, maxLength: 40 }),
        fc.integer({ min: 0, max: 1000 }),
        (queries, seed) => {
          fc.pre(new Set(queries).size > 1 || queries[0] === 'none');
          const result = split(tableOf([['q'], ...queries.map((query) => [query])]), 'query', seed);
          expect(result.rule).toBe('query');
          const named = (rows: number[]): Set<string> =>
            new Set(rows.map((row) => queries[row]).filter((query) => query !== 'none'));
          expect([...named(result.train)].filter((query) => named(result.heldOut).has(query))).toEqual([]);
          expect([...result.train, ...result.heldOut].sort((a, b) => a - b)).toEqual(queries.map((_, i) => i));
          expect(Math.min(result.train.length, result.heldOut.length)).toBeGreaterThan(0);
        },
      ),
    );
  });

  it('holds out the smallest query where each is more than a fifth', () => {
    const table = tableOf([['q'], ...'aaaabbbaa'.split('').map((query) => [query])]);
    for (const seed of [1, 2, 3]) expect(split(table, 'query', seed).heldOut).toEqual([4, 5, 6]);
  });

  it('holds out a fifth at random, the same for the same seed, others for another', () => {
    const table = tableOf([['x'], ...Array.from({ length: 50 }, (_, i) => [String(i)])]);
    const first = split(table, 'random', 1);
    expect(first).toMatchObject({ rule: 'random', trainBefore: 40 });
    expect(first.heldOut).toHaveLength(10);
    expect(split(table, 'random', 1)).toEqual(first);
    expect(split(table, 'random', 2).heldOut).not.toEqual(first.heldOut);
    // One query is no split, nor is a column with one word.
    expect(split(csv('q,s\na,train\na,train\na,train')).rule).toBe('random');
  });

  it('says what it was asked for where it can: time although there are words, at random although there is time', () => {
    const table = csv('s,t,q\ntrain,5,a\ntrain,4,b\ntest,3,c\ntest,2,d\ntrain,1,e');
    expect(split(table, 'column').heldOut).toEqual([2, 3]);
    expect(split(table, 'time').heldOut).toEqual([0]);
    expect(split(table, 'query').rule).toBe('query');
    expect(split(table, 'random').rule).toBe('random');
  });

  it('trains on 81,000 rows of more, a sample by the seed, and says how many there were', () => {
    const rows = MOST_TRAINING_ROWS + 1000;
    const codes = new Uint8Array(rows + 10).fill(0, 0, rows).fill(1, rows);
    const table: Table = { rows: rows + 10, columns: [{ name: 's', codes, dictionary: ['train', 'test'] }] };
    const of = (seed: number) => splitRows(table, mapping(columns, { seed }));
    const { train, heldOut, trainBefore } = of(1);
    expect([train.length, heldOut.length, trainBefore]).toEqual([81_000, 10, 82_000]);
    expect(new Set(train).size).toBe(81_000);
    expect(train.every((row, i) => i === 0 || row > train[i - 1])).toBe(true);
    // Of the first 41,000 rows about half are in: 40,500 of 81,000, with a deviation of some 16.
    expect(Math.abs(train.filter((row) => row < 41_000).length - 40_500)).toBeLessThan(100);
    expect(of(1).train).toEqual(train);
    expect(of(2).train).not.toEqual(train);
  });

  it('leaves nothing to hold out of one row', () => {
    expect(split(csv('x\na'))).toMatchObject({ train: [], heldOut: [] });
  });
});
