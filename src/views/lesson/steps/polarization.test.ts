import { describe, expect, it } from 'vitest';
import { begunBy, courseBy, polarizationOutcome } from './polarization.ts';

const even = new Array<number>(8).fill(1 / 8);
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
const four = [0.6, 0.2, 0.1, 0.092, 0.002, 0.002, 0.002, 0.002];
const begun = { step: 100, task: 'like', value: 4.94 } as const;
const arm = (row: number[], effective = 2.14) => ({
  effectiveOfMean: [3, 5.6, effective, 4.2],
  utilization: Float64Array.from([even, even, row, even].flat()),
});

describe('when a gate collapses', () => {
  it('begins with the narrowest gate of model A at each step, whichever it is', () => {
    const point = (step: number, ...effectiveOfMean: number[]) => ({
      step,
      arms: [{ effectiveOfMean }, { effectiveOfMean: [1, 1, 1, 1] }],
    });
    const history = [point(0, 8, 7, 7.5, 8), point(50, 6, 6.5, 7, 8), point(100, 6, 7, 5, 8), point(150, 2, 2, 2, 2)];
    expect(courseBy(history)).toEqual([
      [0, 7],
      [50, 6],
      [100, 5],
      [150, 2],
    ]);
    expect(begunBy(history)).toEqual({ step: 100, task: 'like', value: 5 });
    expect(begunBy(history.slice(0, 2))).toEqual({ step: 50, task: 'click', value: 6 });
    expect(begunBy([])).toBeNull();
  });

  it('ends where the narrowest gate ends, which has polarized with five of eight experts under the threshold', () => {
    const { came, right, said } = polarizationOutcome(arm(five), { begun, threshold: 0.01 }, 2.6);
    expect(came).toEqual({ kind: 'number', value: 2.14 });
    expect(right).toBe(true);
    expect(said).toEqual([
      { key: 'ended', values: { task: 'like', came: 2.1, begun: 100, at: 4.9 } },
      { key: 'polarized', values: { unused: 5, experts: 8 } },
      { key: 'chosen' },
    ]);
    expect(polarizationOutcome(arm(five), { begun, threshold: 0.01 }, 2.7).right).toBe(false);
  });

  it('says so where it was the gate of another task when it was asked about', () => {
    const { said } = polarizationOutcome(arm(five), { begun: { ...begun, task: 'click' }, threshold: 0.01 }, 2.6);
    expect(said[0]).toEqual({
      key: 'endedOther',
      values: { task: 'like', came: 2.1, begun: 100, at: 4.9, before: 'click' },
    });
  });

  it('says so where no gate polarized', () => {
    const { said } = polarizationOutcome(arm(four), { begun, threshold: 0.01 }, 5);
    expect(said[1]).toEqual({ key: 'absent', values: { unused: 4, experts: 8, limit: 5 } });
  });

  it('shows the last model of a run that diverged, which is neither right nor wrong', () => {
    const { right, said } = polarizationOutcome(arm(five), { begun, threshold: 0.01 }, 2.1, { step: 210 });
    expect(right).toBeNull();
    expect(said.at(-1)).toEqual({ key: 'diverged', values: { step: 210 } });
  });
});
