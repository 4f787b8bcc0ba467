import { describe, expect, it } from 'vitest';
import { fromOrigin, originOf, shownBias } from './origin.ts';

const near = (curves: readonly (readonly number[])[]) =>
  curves.map((curve) => curve.map((value) => Number(value.toFixed(6))));

describe('where curves of position bias begin', () => {
  // By hand: true 0, −1, −2 less its mean −1; learned 0.1 too high at first, 0.1 too low at last.
  const truth = [[1, 0, -1]];
  const learned = [[1.1, 0, -1.1]];
  it('the true one at 0 at position 1, the learned one with the same mean', () => {
    const shown = shownBias({ truth, learned, missing: [0.5] });
    expect(near(shown.truth)).toEqual([[0, -1, -2]]);
    expect(near(shown.learned)).toEqual([[0.1, -1, -2.1]]);
    expect(near([shown.missing])).toEqual([[-0.5]]);
  });
  it('every device by its own constant, from the first position that is known', () => {
    expect(
      originOf({
        truth: [
          [1, -1],
          [NaN, 2],
        ],
        learned: [
          [0, 0],
          [0, 0],
        ],
      }),
    ).toEqual([1, 2]);
  });
  it('the learned one at 0 where no truth is known, and nowhere where nothing is', () => {
    const none = [
      [NaN, NaN],
      [NaN, NaN],
    ];
    expect(
      originOf({
        truth: none,
        learned: [
          [0.4, -0.4],
          [NaN, NaN],
        ],
      }),
    ).toEqual([0.4, 0]);
  });
  it('moves a table anew for another origin', () => {
    const table = [[1, 2]];
    expect([fromOrigin(table, [1]), fromOrigin(table, [1]), fromOrigin(table, [2])]).toEqual([
      [[0, 1]],
      [[0, 1]],
      [[-1, 0]],
    ]);
    expect(fromOrigin(table, [2])).toBe(fromOrigin(table, [2]));
  });
});
