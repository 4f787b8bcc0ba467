import { describe, expect, it } from 'vitest';
import type { ContextColumn } from '../../world/context.ts';
import { ratesOf, addedBy } from './rates.ts';
import { LEAST_GAIN, rankedColumns, surelyAdds, suspectOf, type ColumnGain } from './suspect.ts';

const gain = (mean: number, error = 0.0001) => ({ mean, error, degrees: 999 });
const column = (name: ContextColumn, mean: number, beyond = mean, error?: number): ColumnGain => ({
  column: name,
  gain: gain(mean),
  beyond: gain(beyond, error),
});

describe('the column that is called', () => {
  it('is the best one', () => {
    const columns = [column('time', 0.01), column('network', 0.02), column('position', 0.015)];
    expect(rankedColumns(columns).map((one) => one.column)).toEqual(['network', 'position', 'time']);
    expect(suspectOf(columns)).toBe('network');
  });

  it('is none where the best one explains no more than the device does', () => {
    expect(suspectOf([column('time', 0.02, -0.0002), column('network', 0.019, -0.001)])).toBeNull();
  });

  it('has to be sure, the more so the more columns are tried', () => {
    // One column: t(0.95; 999) = 1.646; five: t(0.99; 999) = 2.330.
    const error = 0.001;
    const alone = column('time', 0.0017, 0.0017, error);
    expect(suspectOf([alone])).toBe('time');
    const others = (['position', 'autoplay', 'thumbnail', 'network'] as const).map((name) => column(name, 0));
    expect(suspectOf([alone, ...others])).toBeNull();
    expect(suspectOf([column('time', 0.0024, 0.0024, error), ...others])).toBe('time');
    expect(surelyAdds(alone)).toBeCloseTo(0.0017 - 2.33 * error, 5);
  });

  it('has to matter, however sure it is', () => {
    expect(suspectOf([column('time', LEAST_GAIN * 0.99, LEAST_GAIN * 0.99, 1e-9)])).toBeNull();
    expect(suspectOf([column('time', LEAST_GAIN, LEAST_GAIN, 1e-9)])).toBe('time');
    // What the device explains already is not the column's.
    expect(suspectOf([column('time', 0.02, LEAST_GAIN / 2, 1e-9)])).toBeNull();
  });

  it('is none where models diverged, and those are ranked last', () => {
    const columns = [column('time', NaN), column('network', -0.01)];
    expect(rankedColumns(columns).map((one) => one.column)).toEqual(['network', 'time']);
    expect(suspectOf([column('time', NaN), column('network', NaN)])).toBeNull();
    expect(suspectOf([column('time', 0.02, NaN)])).toBeNull();
    expect(suspectOf([])).toBeNull();
  });
});

describe('rates', () => {
  const world = (culprit: ContextColumn | null, first: ContextColumn, flagged: ContextColumn | null) => ({
    culprit,
    ranked: [first],
    flagged,
  });
  const worlds = [
    world('time', 'time', 'time'),
    world('time', 'time', null),
    world('time', 'network', 'network'),
    world('time', 'time', 'time'),
    world(null, 'network', null),
    world(null, 'position', 'position'),
  ];

  it('count the worlds of one culprit', () => {
    const { first, hit, falseAlarm } = ratesOf(worlds, 'time');
    expect([first!.k, hit!.k, falseAlarm.k, falseAlarm.n]).toEqual([3, 2, 1, 4]);
    // Wilson's interval of 2 of 4.
    expect(hit!.low).toBeCloseTo(0.15, 2);
    expect(hit!.high).toBeCloseTo(0.85, 2);
  });

  it('count every call as false where nothing biases clicks, and nothing as right', () => {
    const { first, hit, falseAlarm } = ratesOf(worlds, null);
    expect([first, hit, falseAlarm.k, falseAlarm.n]).toEqual([null, null, 1, 2]);
  });

  it('mean what a column adds by its own name', () => {
    const columns = (['position', 'time', 'autoplay', 'thumbnail', 'network'] as const).map((name, i) =>
      column(name, i),
    );
    const more = columns.map((one) => ({ ...one, beyond: gain(one.beyond.mean + 2) }));
    expect(addedBy([{ columns }, { columns: more }], 'thumbnail').mean).toBe(4);
  });
});
