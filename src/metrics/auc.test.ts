import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wilcoxonRankSum } from 'simple-statistics';
import { auc } from './auc.ts';

const examples = fc
  .array(fc.record({ score: fc.integer({ min: -3, max: 3 }), label: fc.integer({ min: 0, max: 1 }) }), {
    minLength: 2,
    maxLength: 40,
  })
  .filter((rows) => new Set(rows.map((row) => row.label)).size === 2);
const of = (rows: { score: number; label: number }[]): number =>
  auc(
    rows.map((row) => row.score),
    rows.map((row) => row.label),
  );

describe('auc', () => {
  it.each([
    ['perfect', [1, 2, 3, 4], [0, 0, 1, 1], 1],
    ['reversed', [1, 2, 3, 4], [1, 1, 0, 0], 0],
    ['constant: ties count half', [5, 5, 5], [0, 1, 0], 0.5],
    ['three of four pairs', [0.1, 0.4, 0.35, 0.8], [0, 0, 1, 1], 0.75],
    ['a tie between a positive and one of two negatives', [1, 2, 2], [0, 0, 1], 0.75],
    ['−0 and 0 are one score', [-0, 0, 0, -0], [0, 1, 0, 1], 0.5],
  ])('%s', (_, scores, labels, expected) => {
    expect(auc(scores, labels)).toBe(expected);
  });

  it('is the share of pairs in the right order', () => {
    fc.assert(
      fc.property(examples, (rows) => {
        let wins = 0;
        let pairs = 0;
        for (const a of rows) {
          for (const b of rows) {
            if (a.label !== 1 || b.label !== 0) continue;
            pairs++;
            wins += a.score > b.score ? 1 : a.score === b.score ? 0.5 : 0;
          }
        }
        expect(of(rows)).toBeCloseTo(wins / pairs, 12);
      }),
    );
  });

  it('agrees with simple-statistics’ rank sum', () => {
    fc.assert(
      fc.property(examples, (rows) => {
        const positive = rows.filter((row) => row.label === 1).map((row) => row.score);
        const negative = rows.filter((row) => row.label === 0).map((row) => row.score);
        const u = wilcoxonRankSum(positive, negative) - (positive.length * (positive.length + 1)) / 2;
        expect(of(rows)).toBeCloseTo(u / (positive.length * negative.length), 12);
      }),
    );
  });

  it('does not change under a rising transformation, and turns to 1 − AUC when the scores are negated', () => {
    fc.assert(
      fc.property(examples, (rows) => {
        expect(of(rows.map(({ score, label }) => ({ score: Math.exp(score), label })))).toBe(of(rows));
        expect(of(rows.map(({ score, label }) => ({ score: -score, label })))).toBeCloseTo(1 - of(rows), 12);
      }),
    );
  });

  it('counts included examples only', () => {
    expect(auc([1, 2, 3, 9], [0, 1, 1, 0], [1, 1, 1, 0])).toBe(1);
  });

  it('is NaN without both classes, and for a model that has diverged', () => {
    expect(auc([], [])).toBeNaN();
    expect(auc([1, 2], [1, 1])).toBeNaN();
    expect(auc([1, 2], [0, 1], [0, 1])).toBeNaN();
    expect(auc([NaN, NaN], [0, 1])).toBeNaN();
    expect(auc([1, NaN, 2], [0, 1, 1], [1, 0, 1])).toBe(1);
  });
});
