import { describe, expect, it } from 'vitest';
import { defaultBiasCurves } from '../../world/spec.ts';
import { CURVES, keyed, onGrid, valueSide, withPoint, withStroke } from './curve.ts';

const curves = defaultBiasCurves();

describe('editing a curve', () => {
  it('keeps values on tenths and within the range, without a negative zero', () => {
    expect([-1.234, 0.4, -9, -0.04].map(onGrid)).toEqual([-1.2, 0, CURVES.min, 0]);
    expect(Object.is(onGrid(-0.04), 0)).toBe(true);
  });

  it('follows the keys: arrows a tenth, pages half a logit, the ends', () => {
    expect(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'a'].map((key) => keyed(key, -1))).toEqual([
      -0.9,
      -1.1,
      -0.5,
      -1.5,
      CURVES.min,
      0,
      null,
    ]);
    expect(keyed('ArrowUp', 0)).toBe(0);
    expect(keyed('PageDown', CURVES.min)).toBe(CURVES.min);
  });

  it('puts a point’s number where its line does not run', () => {
    const sides = (curve: number[]) => curve.map((_, p) => valueSide(curve, p));
    expect(sides([0, -1, -2])).toEqual(['above', 'right', 'right']); // it falls: above and ahead is free
    expect(sides([-2, -1, 0])).toEqual(['left', 'left', 'above']);
    expect(sides([0, -1, 0])).toEqual(['above', 'below', 'above']);
    expect(sides([-1, -1.2, -1.1])).toEqual(['above', 'above', 'above']); // too flat to reach it
  });

  it('changes one point of one device', () => {
    const changed = withPoint(curves, 1, 2, -3);
    expect(changed).toHaveLength(27);
    expect(changed[9 + 2]).toBe(-3);
    expect(changed.filter((value, i) => value !== curves.flat()[i])).toEqual([-3]);
  });

  it('fills in the positions that a quick stroke has skipped, in either direction', () => {
    const stroke = withStroke(curves, 0, { place: 1, logit: -1 }, { place: 5, logit: -3 });
    expect(stroke.slice(0, 9)).toEqual([curves[0][0], -1, -1.5, -2, -2.5, -3, ...curves[0].slice(6)]);
    expect(stroke.slice(9)).toEqual(curves.flat().slice(9));
    expect(withStroke(curves, 0, { place: 5, logit: -3 }, { place: 1, logit: -1 })).toEqual(stroke);
    expect(withStroke(curves, 2, null, { place: 8, logit: -4 }).slice(18)).toEqual([...curves[2].slice(0, 8), -4]);
  });
});
