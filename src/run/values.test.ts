import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { fieldOf } from './fields.ts';
import { isWhole, valueSchema } from './values.ts';

/** What a value of a field is read as, or why it cannot be one. */
function read(path: string, value: unknown): unknown {
  const { success, output, issues } = v.safeParse(valueSchema(fieldOf(path)), value);
  return success ? output : { why: issues[0].message };
}
const why = (reason: string): object => ({ why: reason });

describe('the value of a field', () => {
  it('is a number between its bounds', () => {
    const path = 'run.training.gateDropout';
    expect([0, 0.123, 0.5].map((value) => read(path, value))).toEqual([0, 0.123, 0.5]);
    expect([-0.01, 0.51].map((value) => read(path, value))).toEqual([why('out-of-range'), why('out-of-range')]);
    expect(['0.1', NaN, null, true].map((value) => read(path, value))).toEqual(new Array(4).fill(why('not-a-number')));
    expect(Object.is(read(path, -0), 0)).toBe(true);
  });

  it('is whole where its step is', () => {
    expect(read('run.model.experts', 2)).toBe(2);
    expect(read('run.model.experts', 2.5)).toEqual(why('not-whole'));
    expect(read('run.model.experts', 17)).toEqual(why('out-of-range'));
    expect([1, 50, 0.5, 0.1].map((step) => isWhole({ step }))).toEqual([true, true, false, false]);
  });

  it('is one of its choices, words or numbers', () => {
    expect(read('run.training.optimizer', 'adam')).toBe('adam');
    expect(read('run.training.optimizer', 'rmsprop')).toEqual(why('not-a-choice'));
    expect(read('view.speed', 100)).toBe(100);
    expect([101, '100'].map((value) => read('view.speed', value))).toEqual([why('not-a-choice'), why('not-a-choice')]);
  });

  it('is on or off', () => {
    expect([true, false].map((value) => read('run.model.identicalExperts', value))).toEqual([true, false]);
    expect(read('run.model.identicalExperts', 1)).toEqual(why('not-a-choice'));
  });

  it('is as many numbers as it has', () => {
    const path = 'run.training.taskWeights';
    expect(read(path, [1, 2, 0, 5])).toEqual([1, 2, 0, 5]);
    expect([[1, 2, 3], [1, 2, 3, 4, 5], 1].map((value) => read(path, value))).toEqual(
      new Array(3).fill(why('wrong-length')),
    );
    expect(read(path, [1, 2, 3, 5.1])).toEqual(why('out-of-range'));
    expect(read(path, [1, 2, 3, 'x'])).toEqual(why('not-a-number'));
  });
});
