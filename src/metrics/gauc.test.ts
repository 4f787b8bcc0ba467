import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gauc } from './gauc.ts';

describe('AUC within a query', () => {
  it('is the mean over queries with both labels, weighted by impressions', () => {
    // Query 7: three impressions, the click above one of two → ½. Query 3: two, in order → 1. Query 5: no click, left out.
    const scores = [0.5, 0.9, 0.1, 2, 1, 9, 8];
    const labels = [1, 0, 0, 1, 0, 0, 0];
    const queries = [7, 7, 7, 3, 3, 5, 5];
    const found = gauc(scores, labels, queries);
    expect(found.gauc).toBeCloseTo((3 * 0.5 + 2 * 1) / 5, 12);
    expect([found.counted, found.groups]).toEqual([2, 3]);
  });

  it('does not see what differs between queries only', () => {
    const labels = [1, 0, 1, 0];
    expect(gauc([1, 0, 101, 100], labels, [0, 0, 1, 1]).gauc).toBe(1);
    expect(
      gauc(
        [1, 0, 1, 0].map((score, i) => score - 50 * Math.floor(i / 2)),
        labels,
        [0, 0, 1, 1],
      ).gauc,
    ).toBe(1);
  });

  it('counts included impressions only', () => {
    const found = gauc([3, 2, 1], [1, 0, 1], [0, 0, 0], [1, 1, 0]);
    expect(found).toEqual({ gauc: 1, counted: 1, groups: 1 });
    expect(gauc([3, 2], [1, 0], [0, 1], [0, 1])).toEqual({ gauc: NaN, counted: 0, groups: 1 });
  });

  it('is NaN without a query that has both labels, and for a model that has diverged', () => {
    expect(gauc([1, 2], [1, 1], [0, 0]).gauc).toBeNaN();
    expect(gauc([], [], []).gauc).toBeNaN();
    expect(gauc([NaN, 1, 1, 0], [1, 0, 1, 0], [0, 0, 1, 1]).gauc).toBeNaN();
  });

  it('agrees with counting pairs, whatever the queries', () => {
    const row = fc.record({
      score: fc.integer({ min: -3, max: 3 }),
      label: fc.integer({ min: 0, max: 1 }),
      query: fc.integer({ min: 0, max: 4 }),
    });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        let sum = 0;
        let weight = 0;
        for (let query = 0; query <= 4; query++) {
          const own = rows.filter((each) => each.query === query);
          let wins = 0;
          let pairs = 0;
          for (const a of own)
            for (const b of own)
              if (a.label > b.label) {
                pairs++;
                wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
              }
          if (pairs === 0) continue;
          sum += (own.length * wins) / pairs;
          weight += own.length;
        }
        const found = gauc(
          rows.map(({ score }) => score),
          rows.map(({ label }) => label),
          rows.map(({ query }) => query),
        );
        if (weight === 0) expect(found.gauc).toBeNaN();
        else expect(found.gauc).toBeCloseTo(sum / weight, 12);
      }),
    );
  });
});
