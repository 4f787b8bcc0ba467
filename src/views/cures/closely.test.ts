import { describe, expect, it } from 'vitest';
import type { CureRun } from '../../experiments/cures/results.ts';
import { regimeRun } from '../../run/regimes.ts';
import { numbers } from '../charts/testing/pictures.ts';
import { markAt, textWidth } from '../charts/testing/svg.ts';
import { LOOK, lookMarks } from './lookMarks.ts';
import { looksOf } from './looks.ts';
import { CURES, hand, ratio } from './testing.ts';
import { taskHeight, taskMarks } from './taskMarks.ts';

const even = Array.from({ length: 8 }, () => 0.125);
const few = [0.5, 0.3, 0.2, 0, 0, 0, 0, 0];

const run = (seed: number, changed: Partial<CureRun> = {}): CureRun => ({
  seed,
  utilization: [few, even, even, even],
  contributions: [even, even, even, few],
  entropy: [1, 1, 1, 1],
  deadExperts: 0,
  heldOut: [1, 1, 1, 1],
  finite: true,
  ...changed,
});

describe('the loss task by task', () => {
  // 300 wide, the longest name of 48 pixels: the scale goes from 68 to 288; .7 / 1.02 to 1.1 · 1.02, in logarithms. Rows are 26 high from 6 on.
  const rows = [
    { id: 'all', name: 'all four', loss: ratio(0.8, 0.1), color: 'black' },
    { id: 'click', name: 'click', loss: { n: 1, ratio: 1, low: NaN, high: NaN }, color: 'blue' },
  ];
  const marks = taskMarks(300, { rows, words: { axis: 'loss', ratio: (value) => numbers.plain(value, 2) }, textWidth });
  const x = (value: number): number => {
    const [low, high] = [0.7 / 1.02, 1.1 * 1.02];
    return Number((68 + (Math.log(value / low) / Math.log(high / low)) * 220).toFixed(2));
  };
  it('is a dot with its interval in a row of its own; where there is no interval, a dot', () => {
    expect(markAt(marks, 'all', 'ratio').at).toMatchObject({ cx: x(0.8), cy: 19 });
    expect(markAt(marks, 'all', 'interval').at).toMatchObject({ x1: x(0.7), x2: x(0.9) });
    expect(markAt(marks, 'click', 'ratio').at).toMatchObject({ cx: x(1), cy: 45 });
    expect(markAt(marks, 'click').marks?.map(({ key }) => key)).toEqual(['name', 'ratio']);
    expect(markAt(marks, 'frame', 'line 1').at.class).toBe('cure-one');
    expect(taskHeight(2)).toBe(96);
  });
});

describe('the picture of a run', () => {
  it('has a row a task and a column an expert, the more the stronger, and frames what is polarized', () => {
    const marks = lookMarks(run(1), 'utilization');
    expect(markAt(marks, 'click expert 1').at).toMatchObject({ x: 3, y: 3, width: 13.75, height: 13.5 });
    expect(markAt(marks, 'rating expert 8').at).toMatchObject({ x: 99.25, y: 43.5 });
    expect(markAt(marks, 'click expert 1').at['fill-opacity']).toBe(0.62); // .5^.7
    expect(markAt(marks, 'click expert 4').at['fill-opacity']).toBe(0);
    expect(marks.filter(({ key }) => key.startsWith('polarized')).map(({ key }) => key)).toEqual(['polarized click']);
    const contributed = lookMarks(run(1), 'contributions');
    expect(contributed.filter(({ key }) => key.startsWith('polarized')).map(({ key }) => key)).toEqual([
      'polarized rating',
    ]);
    expect(LOOK).toEqual({ width: 116, height: 60 });
  });
  it('has no frame and no colour where a run diverged', () => {
    const marks = lookMarks(
      run(1, {
        utilization: [
          [NaN, NaN],
          [NaN, NaN],
          [NaN, NaN],
          [NaN, NaN],
        ],
        finite: false,
      }),
      'utilization',
    );
    expect(marks.some(({ key }) => key.startsWith('polarized'))).toBe(false);
    expect(markAt(marks, 'click expert 1').at['fill-opacity']).toBe(0);
  });
});

describe('the seeds that are looked at', () => {
  const base = regimeRun('async');
  const spec = { base, seeds: 4, seedBase: 1 };
  const all = [1, 2, 3, 4].map((seed) => run(seed));
  const swish = { ...CURES[2], healedSeeds: [3] };
  it('are those that were healed, then the first, both without and with the cure', () => {
    const looks = looksOf(
      { spec, looks: new Map(), runs: { none: all, swish: all.map((one) => ({ ...one, deadExperts: 1 })) } },
      swish,
    );
    expect(
      looks.map(({ seed, without, with: cured }) => [seed, without.seed, without.deadExperts, cured.deadExperts]),
    ).toEqual([
      [3, 3, 0, 1],
      [1, 1, 0, 1],
    ]);
  });
  it('are none of a cure whose runs are not known', () => {
    expect(looksOf({ spec, looks: new Map(), runs: { none: all } }, swish)).toEqual([]);
  });
  it('are what is stored, where it is: with the experts that a gate may use', () => {
    const cgc = hand('cgc', { polarized: 0 });
    const look = { seed: 9, without: run(9), with: run(9) };
    const [found] = looksOf({ spec, runs: {}, looks: new Map([['cgc', [look]]]) }, cgc);
    expect(found.seed).toBe(9);
    expect(found.without.visible).toBeUndefined();
    expect(found.with.visible).toHaveLength(4);
    expect(found.with.finite).toBe(true);
  });
});
