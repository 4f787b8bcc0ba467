import { expect, it } from 'vitest';
import { wilson } from '../../metrics/intervals.ts';
import { contrastOf } from './contrast.ts';
import type { Measure } from './recommend.ts';
import type { CureSummary } from './results.ts';
import { storedCures } from './stored.ts';

/** A cure of which so many of 100 runs polarize, and the interval of its loss. */
const cure = (id: string, k: number, low: number, high: number): CureSummary =>
  ({ id, z5: wilson(k, 100), against: { loss: { n: 100, ratio: (low + high) / 2, low, high } } }) as CureSummary;
const ids = (cures: readonly CureSummary[]): string[] => cures.map(({ id }) => id);

it('tells what cures there and surely not here, and whose price is another one', () => {
  const there = [
    cure('a', 5, 0.8, 0.9),
    cure('b', 0, 0.8, 0.9),
    cure('c', 6, 1.01, 1.1),
    cure('d', 0, 1.01, 1.1),
    cure('only there', 0, 0.8, 0.9),
    { ...cure('none', 40, 1, 1), against: null },
  ];
  const here = [
    { ...cure('none', 40, 1, 1), against: null },
    cure('a', 12, 1.02, 1.04), // Wilson's lower bound of 12 of 100 is .070
    cure('b', 80, 1.05, 1.1),
    cure('c', 90, 0.99, 1.2),
    cure('d', 9, 1.01, 1.2), // .048
  ];
  const { cured, notHere, costHere, freeHere } = contrastOf(here, there);
  expect(cured).toBe(3);
  expect(notHere.map(({ cure: { id }, polarized: { k } }) => [id, k])).toEqual([
    ['b', 80],
    ['a', 12],
  ]);
  expect([costHere, freeHere].map(ids)).toEqual([['b', 'a'], ['c']]);
});

it('judges gates by what it is told to', () => {
  const both = (id: string, weights: number, contributions: number): CureSummary => ({
    ...cure(id, weights, 0.8, 0.9),
    contributedZ5: wilson(contributions, 100),
  });
  const here = [both('a', 0, 90), both('b', 90, 0)];
  const there = [both('a', 40, 0), both('b', 0, 40)];
  const told = (measure: Measure) => {
    const { cured, notHere } = contrastOf(here, there, measure);
    return [cured, ...notHere.map((one) => [one.cure.id, one.polarized.k])];
  };
  expect([told('weights'), told('contributions')]).toEqual([
    [1, ['b', 90]],
    [1, ['a', 90]],
  ]);
});

it('of the stored results is what docs/cures.md says of them', async () => {
  const [here, there] = await Promise.all([storedCures('census-adam-1'), storedCures('adam-1')]);
  const { notHere, costHere, freeHere } = contrastOf(here.cures, there.cures);
  expect(notHere.map(({ cure: { id }, polarized: { k } }) => [id, k])).toEqual(
    expect.arrayContaining([
      ['swish', 82],
      ['lossFree:0.03', 42],
      ['clip:0.3+swish', 90],
    ]),
  );
  expect(ids(costHere)).toEqual(['lossFree:0.03', 'swish+lossFree:0.03']);
  expect(ids(freeHere)).toContain('dropout:0.1');
});
