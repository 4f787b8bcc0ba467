import { describe, expect, it } from 'vitest';
import { markAt } from '../charts/testing/svg.ts';
import { intervalMarks } from './intervalMarks.ts';

const picture = { value: 0.1, low: -0.05, high: 0.25, limit: 0.5, color: 'red' };

describe('a value with its interval', () => {
  const marks = intervalMarks(picture);
  it('stands right of the middle when it is above zero, in proportion to the scale', () => {
    expect(markAt(marks, 'zero').at).toMatchObject({ x1: '50%', x2: '50%' });
    expect(markAt(marks, 'value').at).toMatchObject({ cx: '60%', fill: 'red' });
    expect(markAt(marks, 'interval').at).toMatchObject({ x1: '45%', x2: '75%', stroke: 'red' });
  });
  it('is cut off at the ends of the scale', () => {
    const wide = intervalMarks({ ...picture, low: -3, high: 0.6, value: 9 });
    expect(markAt(wide, 'interval').at).toMatchObject({ x1: '0%', x2: '100%' });
    expect(markAt(wide, 'value').at.cx).toBe('100%');
  });
  it('is left out as far as it is not known', () => {
    expect(intervalMarks({ ...picture, low: NaN }).map(({ key }) => key)).toEqual(['zero', 'value']);
    expect(intervalMarks({ ...picture, value: NaN }).map(({ key }) => key)).toEqual(['zero', 'interval']);
  });
});
