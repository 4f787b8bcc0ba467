import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { combinedScores, taskTerms } from '../metrics/combinedScore.ts';
import { contributions } from './contributions.ts';
import { moveUp } from './moveUp.ts';

const scoresOf = (terms: readonly number[][], weights: readonly number[]): number[] =>
  terms.map((term) => term.reduce((sum, value, task) => sum + weights[task] * value, 0));

/** Place from 0; equal scores keep their order. */
const placeOf = (terms: readonly number[][], weights: readonly number[], row: number): number => {
  const scores = scoresOf(terms, weights);
  return scores.filter((score, i) => score > scores[row] || (score === scores[row] && i < row)).length;
};

const up = (terms: number[][], weights: number[], row: number, most?: number) =>
  moveUp(terms, scoresOf(terms, weights), weights, row, most);

describe('which weight moves a candidate up', () => {
  it('by hand: behind by 2, and 4 better at like, it passes with half a weight more', () => {
    const terms = [
      [6, 0, 0, 0],
      [0, 0, 4, 0],
    ];
    // 6 against 4 at equal weights: like to 1.5, or click down to 4/6.
    expect(up(terms, [1, 1, 1, 1], 1)).toEqual({ task: 0, from: 1, to: 1 - 1 / 3 });
    expect(up(terms, [1, 1, 1, 1], 0)).toBeNull();
    terms[0][0] = 5;
    terms[0][1] = 1;
    // Now 1 more of like, halved, 2/5 less of click, or 1 less of watch time: not enough, as it is all of it.
    expect(up(terms, [1, 1, 1, 1], 1)?.task).toBe(0);
    expect(up(terms, [1, 1, 1, 1], 1)?.to).toBeCloseTo(1 - 2 / 5, 12);
  });

  it('says nothing where the candidate is worse at everything, or the weight that helps is at its end', () => {
    const terms = [
      [2, 2, 2, 2],
      [1, 1, 1, 1],
    ];
    expect(up(terms, [1, 1, 1, 1], 1)).toBeNull();
    const helped = [
      [3, 0, 0, 0],
      [0, 0, 1, 0],
    ];
    expect(up(helped, [0, 1, 0, 1], 1)?.task).toBe(2); // a tie, broken by any weight of like
    expect(up(helped, [1, 1, 1, 1], 1, 2)).toEqual({ task: 0, from: 1, to: 1 - 2 / 3 });
    // 2 + 2 against 2 at equal weights: neither of the others can make up for both, and like would have to be 4.
    const far = [
      [0, 0, 0, 0],
      [-1, -1, 1, 0],
    ];
    expect(up(far, [2, 2, 2, 2], 1, 5)).toEqual({ task: 2, from: 2, to: 4 });
    expect(up(far, [2, 2, 2, 2], 1, 3)).toBeNull();
    const hard = [
      [3, 0, 0, 0],
      [2.9, 0, 0.01, 0],
    ];
    expect(up(hard, [1, 1, 1, 1], 1)?.to).toBeCloseTo(0.1, 9);
    expect(
      up(
        hard.map(([a, , c]) => [0, a, c, 0]),
        [0, 1, 1, 0],
        1,
        3,
      ),
    ).toMatchObject({ task: 1 });
  });

  it('looks no further than the weights that can be set', () => {
    // Behind by 5: only 5 more of like does it, as neither of the others makes it up alone.
    const terms = [
      [3, 3, 0, 0],
      [0, 0, 1, 0],
    ];
    expect(up(terms, [1, 1, 1, 1], 1, 6.5)).toEqual({ task: 2, from: 1, to: 6 });
    expect(up(terms, [1, 1, 1, 1], 1, 5.5)).toBeNull();
  });

  it('passing one and being passed by another is no move up', () => {
    // Row 2 passes row 1 at +0.5 of like, but row 3 passes it before.
    const terms = [
      [9, 0, 0, 0],
      [3, 0, 0, 0],
      [2, 0, 2, 0],
      [1.9, 0, 3, 0],
    ];
    const weights = [1, 0, 0, 0];
    const found = up(terms, weights, 2)!;
    expect(placeOf(terms, [1, 0, 0.55, 0], 2)).toBe(2);
    expect(placeOf(terms, [1, 0, found.to + 1e-6, 0], 2)).toBe(found.task === 2 ? 1 : 2);
  });

  const numbers = fc.double({ min: -3, max: 3, noNaN: true }).map((value) => Math.round(value * 1000) / 1000);
  const rows = fc.array(fc.tuple(numbers, numbers, numbers, numbers), { minLength: 2, maxLength: 12 });
  const weight = fc.integer({ min: 0, max: 30 }).map((value) => value / 10);

  it('is the smallest: just beyond it the place is better, and nowhere before', () => {
    fc.assert(
      fc.property(rows, fc.tuple(weight, weight, weight, weight), fc.nat(), (all, weights, pick) => {
        const terms = all.map((row) => [...row]);
        const row = pick % terms.length;
        const place = placeOf(terms, weights, row);
        const found = up(terms, [...weights], row, 3);
        const changed = (task: number, by: number): number[] =>
          weights.map((value, k) => (k === task ? value + by : value));
        const least = found ? Math.abs(found.to - found.from) : 3;
        if (found) {
          const by = found.to - found.from;
          const beyond = found.to - found.from + Math.sign(by || 1) * 1e-9;
          const better = [beyond, -beyond].some((one) => placeOf(terms, changed(found.task, one), row) < place);
          expect(better).toBe(true);
        }
        for (let task = 0; task < 4; task++)
          for (const direction of [1, -1])
            for (let i = 1; i < 40; i++) {
              const to = weights[task] + direction * least * (i / 40) * 0.999999;
              if (to < 0 || to > 3) continue;
              // Ties of rounded numbers at a crossing itself are neither before nor after it.
              if (placeOf(terms, changed(task, to - weights[task]), row) < place)
                expect.fail(`task ${String(task)} to ${String(to)}, before ${JSON.stringify(found)}`);
            }
      }),
      { numRuns: 150 },
    );
  });
});

describe('contributions', () => {
  it('by hand: what each task adds beyond the mean', () => {
    const terms = [
      [1, 2, 0, 0],
      [3, 0, 0, 0],
    ];
    expect(contributions(terms, [2, 1, 0, 1], 0)).toEqual([-2, 1, 0, 0]);
    expect(contributions([[-Infinity, 0, 0, 0], ...terms], [0, 1, 1, 1], 1)[0]).toBe(0);
  });

  it('sum to the score less the mean score, in both forms', () => {
    const outputs = Float32Array.from({ length: 40 }, (_, i) => 2 * Math.sin(7 * i));
    const weights = [0.5, 1.25, 2, 0.1];
    for (const form of ['product', 'sum'] as const) {
      const scores = combinedScores(form, weights, outputs, 10);
      const mean = scores.reduce((sum, score) => sum + score, 0) / 10;
      const terms = Array.from({ length: 10 }, (_, row) => taskTerms(form, outputs, row));
      for (let row = 0; row < 10; row++) {
        const sum = contributions(terms, weights, row).reduce((a, b) => a + b, 0);
        expect(sum).toBeCloseTo(scores[row] - mean, 10);
      }
    }
  });

  it('the score rises along a slider by the task’s own term: finite differences', () => {
    const outputs = Float32Array.from({ length: 8 }, (_, i) => Math.cos(3 * i));
    const weights = [0.4, 1, 0.7, 2];
    for (const form of ['product', 'sum'] as const) {
      const at = (task: number, by: number): number =>
        combinedScores(
          form,
          weights.map((weight, k) => (k === task ? weight + by : weight)),
          outputs,
          2,
        )[1];
      taskTerms(form, outputs, 1).forEach((term, task) => {
        expect((at(task, 1e-4) - at(task, -1e-4)) / 2e-4).toBeCloseTo(term, 6);
      });
    }
  });
});
