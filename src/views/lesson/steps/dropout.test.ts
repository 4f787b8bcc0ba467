import { describe, expect, it } from 'vitest';
import { dropoutOutcome } from './dropout.ts';

const even = new Array<number>(8).fill(1 / 8);
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
const two = [0.5, 0.1, 0.1, 0.1, 0.1, 0.096, 0.002, 0.002];
const arm = (rows: number[][], loss = [0.5, 0.4, 0.5, 0.2]) => ({ utilization: Float64Array.from(rows.flat()), loss });
const sick = arm([even, five, five, even]);
const healthy = arm([even, even, two, even], [0.5, 0.44, 0.49, 0.25]);

describe('the cure of the paper', () => {
  it('counts polarized gates and hardly used experts in both models, and names the price', () => {
    const { came, right, said } = dropoutOutcome([sick, healthy], 0.01, 'none');
    expect(came).toEqual({ kind: 'choice', choice: 'none' });
    expect(right).toBe(true);
    expect(said).toEqual([
      { key: 'counts', values: { a: 2, b: 0, ua: 10, ub: 2, all: 32 } },
      { key: 'pays', values: { task: 'rating', by: 25 } },
      { key: 'one' },
    ]);
  });

  it.each([
    ['fewer', arm([even, five, even, even])],
    ['same', arm([five, five, even, even])],
    ['more', arm([five, five, five, even])],
  ])('tells %s apart', (choice, b) => {
    expect(dropoutOutcome([sick, b], 0.01, choice)).toMatchObject({ came: { choice }, right: true });
    expect(dropoutOutcome([sick, b], 0.01, 'none').right).toBe(false);
  });

  it('says what is better where the largest difference is a gain', () => {
    const gains = arm([even, even, even, even], [0.5, 0.2, 0.5, 0.22]);
    expect(dropoutOutcome([sick, gains], 0.01, 'none').said[1]).toEqual({
      key: 'gains',
      values: { task: 'watchTime', by: 50 },
    });
  });

  it('is neither right nor wrong where there was nothing to cure, or the run diverged', () => {
    const absent = dropoutOutcome([healthy, healthy], 0.01, 'none');
    expect(absent.right).toBeNull();
    expect(absent.said.map(({ key }) => key)).toContain('absent');
    const diverged = dropoutOutcome([sick, healthy], 0.01, 'none', { step: 12 });
    expect(diverged.right).toBeNull();
    expect(diverged.said.at(-1)).toEqual({ key: 'diverged', values: { step: 12 } });
  });
});
