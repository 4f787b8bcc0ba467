import { describe, expect, it } from 'vitest';
import { biasOutcome } from './bias.ts';

const truth = [1, 0.5, 0.2, 0, -0.1, -0.2, -0.3, -0.4, -0.7];
/** Off the truth by 0.09 at every position but the first. */
const learned = truth.map((value, p) => (p === 0 ? value : value + 0.09));
const flat = new Array<number>(9).fill(0);
const centred = (curve: number[]) => curve.map((value) => value - curve.reduce((sum, one) => sum + one / 9, 0));
/** Phone is the first device; the others must not count. */
const fit = (phone: number[]) => ({
  learned: [centred(phone), flat, flat],
  truth: [truth, flat, flat],
  missing: [0, 0, 0],
});

describe('the drawn curve of the position bias', () => {
  it('is measured against the truth, which begins at 0; the tower’s is moved to the same mean', () => {
    // Eight of nine positions 0.3 off: √(8/9) · 0.3 = 0.283. The tower, moved to the same mean, is 0.08 off at one and 0.01 at eight: √(0.0064 + 8 · 0.0001)/3 = 0.028.
    const drawn = truth.map((value, p) => value - 1 - (p === 0 ? 0 : 0.3));
    const { came, right, said, truth: line } = biasOutcome(fit(learned), drawn);
    expect(right).toBe(true);
    expect(line).toMatchObject({ kind: 'curve' });
    const values = came.kind === 'curve' ? came.values : [];
    expect(values[0]).toBeCloseTo(-0.08, 12);
    expect(values[8]).toBeCloseTo(-1.69, 12);
    expect(said).toEqual([
      { key: 'gaps', values: { yours: 0.28, tower: 0.03 } },
      { key: 'shape', values: { first: 0.5, last: 0.3, odds: 5.5 } },
      { key: 'learned' },
    ]);
  });

  it('does not take a flat line, and says where the tower is far off itself', () => {
    const { right, said } = biasOutcome(fit(flat), flat);
    expect(right).toBe(false);
    expect(said[2].key).toBe('poor');
  });

  it('is neither right nor wrong where the run diverged', () => {
    const { right, said } = biasOutcome(fit(learned), truth, { step: 7 });
    expect(right).toBeNull();
    expect(said.at(-1)).toEqual({ key: 'diverged', values: { step: 7 } });
  });
});
