import { describe, expect, it } from 'vitest';
import { objectivesOutcome, sameBest } from './objectives.ts';

/** Two queries of three items: click's and like's utilities; the other two tasks are 0. */
const log = (items: readonly (readonly [query: number, click: number, like: number])[]) => ({
  rows: items.length,
  query: Uint32Array.from(items, ([query]) => query),
  utility: Float32Array.from(items.flatMap(([, click, like]) => [click, 0, like, 0])),
});

describe('why several objectives', () => {
  it('counts the queries in which the same item is the best for click and like', () => {
    const counted = sameBest(
      log([
        [4, 1, 3],
        [4, 2, 9],
        [4, 0, 5],
        [7, 8, 0],
        [7, 1, -1],
        [7, 2, 4],
      ]),
    );
    expect(counted).toEqual({ k: 1, n: 2, items: 3 });
  });

  it('keeps a count that is at most one off, and says what the correlation of the utilities is', () => {
    const { came, right, said } = objectivesOutcome({ k: 0, n: 6, items: 9 }, -0.0213, 1);
    expect(came).toEqual({ kind: 'number', value: 0 });
    expect(right).toBe(true);
    expect(said).toEqual([
      { key: 'counted', values: { k: 0, n: 6, items: 9 } },
      { key: 'apart', values: { r: -0.02 } },
    ]);
    expect(objectivesOutcome({ k: 0, n: 6, items: 9 }, 0, 2).right).toBe(false);
  });

  it('says so where clicking and liking go together', () => {
    const { said } = objectivesOutcome({ k: 5, n: 6, items: 9 }, 0.87, 5);
    expect(said.map(({ key }) => key)).toEqual(['counted', 'together']);
  });
});
