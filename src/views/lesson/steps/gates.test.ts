import { describe, expect, it } from 'vitest';
import { defaultRun } from '../../../run/runSpec.ts';
import { gatesOutcome, gatesRun } from './gates.ts';
import { impression } from './impression.ts';

const even = new Array<number>(8).fill(1 / 8);
/** Six of eight experts under 1%. */
const narrow = [0.95, 0.044, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001];
const arm = (effectivePerExample: number[], rows: number[][] = [even, even, even, even]) => ({
  effectivePerExample,
  utilization: Float64Array.from(rows.flat()),
});
const of = { experts: 8, threshold: 0.01 };

describe('which gate is the most concentrated', () => {
  it('is asked of a run that nobody has seen yet, and that run is looked into afterwards', () => {
    const [{ seeds, ...run }, { seeds: open, ...opening }] = [gatesRun(), defaultRun()];
    expect(run).toEqual(opening);
    for (const [name, seed] of Object.entries(open)) expect(seeds[name as keyof typeof open]).not.toBe(seed);
    expect(impression.run?.()).toEqual(gatesRun());
  });

  it('is the one with the fewest effective experts of single examples', () => {
    const { came, right, said } = gatesOutcome(
      arm([5.184, 1.092, 1.44, 1.85], [even, narrow, even, even]),
      of,
      'watchTime',
    );
    expect(came).toEqual({ kind: 'choice', choice: 'watchTime' });
    expect(right).toBe(true);
    expect(said).toEqual([
      {
        key: 'order',
        values: { task: 'watchTime', fewest: 1.09, experts: 8, second: 'like', next: 1.44, last: 'click', most: 5.18 },
      },
      { key: 'polarized', values: { k: 1 } },
      { key: 'chance' },
    ]);
    expect(gatesOutcome(arm([5.18, 1.09, 1.44, 1.85]), of, 'like').right).toBe(false);
  });

  it('takes either of two that one run cannot tell apart', () => {
    const { right, said } = gatesOutcome(arm([3, 1.45, 1.5, 4]), of, 'like');
    expect(right).toBe(true);
    expect(said.map(({ key }) => key)).toEqual(['order', 'near', 'chance']);
  });

  it('is not a matter of right and wrong where the run diverged', () => {
    const { right, said } = gatesOutcome(arm([3, 2, 1, 4]), of, 'like', { step: 40 });
    expect(right).toBeNull();
    expect(said.at(-1)).toEqual({ key: 'diverged', values: { step: 40 } });
  });
});
