import { describe, expect, it } from 'vitest';
import { markAt, marksIn, toSvg } from '../../charts/testing/svg.ts';
import { curveMarks, curvePlane } from './curveMarks.ts';
import { gridOf, heldAt, keyed, onGrid, withStroke } from './drawing.ts';
import { endMarks, endPlane } from './endMarks.ts';
import { numberMarks, numbersHeight } from './numberMarks.ts';
import type { Point } from '../types.ts';
import { PLANE_HEIGHT } from './plane.ts';

const axes = { unit: 'loss', along: 'step', value: String };
const SIZE = { width: 300, height: PLANE_HEIGHT };

describe('a curve whose end is foretold', () => {
  const picture = {
    begun: [
      [0, 1],
      [100, 0.8],
      [200, 0.75],
    ] as const,
    steps: 600,
    from: 0.5,
    to: 1,
    ends: { predicted: 0.6, came: 0.7, truth: 0.7 },
    words: { ...axes, step: String, name: (role: string, value: number) => `${role} ${String(value)}` },
  };

  it('goes on from where it is now to what was predicted, what came out and what is true', () => {
    const plane = endPlane(300, picture, true);
    const marks = endMarks(300, picture, true);
    const now = { x1: plane.x(200), y1: plane.y(0.75) };
    for (const [role, value] of [
      ['predicted', 0.6],
      ['came', 0.7],
    ] as const) {
      expect(markAt(marks, `end ${role}`).at['data-role']).toBe(role);
      const { at } = markAt(marks, `end ${role}`, 'way');
      expect(at.x1).toBeCloseTo(now.x1, 1);
      expect(at.y1).toBeCloseTo(now.y1, 1);
      expect(at.y2).toBeCloseTo(plane.y(value), 1);
    }
  });
  it('has its own course to what came out where that run is on screen, and no course of another', () => {
    const plane = endPlane(300, picture, true);
    const course = [...picture.begun, [400, 0.9], [600, 0.7]] as const;
    const way = (one: readonly Point[] | undefined, role: string) =>
      markAt(endMarks(300, { ...picture, ...(one && { course: one }) }, true), `end ${role}`, 'way').at;
    const { d } = way(course, 'came');
    expect(String(d).match(/[\d.]+,[\d.]+/g)).toEqual(
      course.slice(2).map(([at, value]) => `${plane.x(at).toFixed(2)},${plane.y(value).toFixed(2)}`),
    );
    expect(way(course, 'predicted').d).toBeUndefined();
    const other = [...picture.begun, [400, 0.9], [600, 0.9]] as const;
    for (const one of [other, undefined]) {
      expect(way(one, 'came').d).toBeUndefined();
      expect(way(one, 'came')['data-way']).toBe('unknown');
    }
  });
  it('has on paper no way that nobody drew: only the course that is known', () => {
    const course = [...picture.begun, [400, 0.9], [600, 0.7]] as const;
    const ways = (more: { course?: typeof course }) =>
      endMarks(300, { ...picture, ...more, paper: true }, true).flatMap(({ key, marks = [] }) =>
        marks.some((mark) => mark.key === 'way') ? [key] : [],
      );
    expect(ways({})).toEqual([]);
    expect(ways({ course })).toEqual(['end came']);
    const ends = endMarks(300, { ...picture, paper: true }, true).filter(({ key }) => key.startsWith('end '));
    expect(ends.every(({ marks = [] }) => marks.some(({ key }) => key === 'dot'))).toBe(true);
  });
  it('has the names of all ends beside it, none upon another, and stays in its picture', () => {
    const marks = endMarks(300, picture, true);
    const names = marksIn(marks, 'names');
    expect(names.map(({ text }) => text)).toEqual(['predicted 0.6', 'came 0.7', 'truth 0.7']);
    const places = names.map(({ at }) => Number(at.y)).sort((a, b) => a - b);
    for (let i = 1; i < places.length; i++) expect(places[i] - places[i - 1]).toBeGreaterThanOrEqual(14.9);
    expect(() => toSvg(marks, SIZE)).not.toThrow();
  });
  it('shows nothing of the outcome before there is one', () => {
    const marks = endMarks(300, { ...picture, ends: { predicted: 0.6 } }, false);
    expect(marks.map(({ key }) => key).filter((key) => key.startsWith('end '))).toEqual(['end predicted']);
  });
  it('can be drawn before its curve has begun', () => {
    expect(() => toSvg(endMarks(300, { ...picture, begun: [] }, false), SIZE)).not.toThrow();
  });
});

describe('a curve over the positions', () => {
  const picture = {
    points: 3,
    from: -2,
    to: 0,
    curves: { predicted: [0, -1, -2], came: [0, -0.5, -1] },
    words: { ...axes, position: String, name: (role: string) => role },
  };

  it('has a dot at every point of every line, and names where they end', () => {
    const plane = curvePlane(300, picture, true);
    const marks = curveMarks(300, picture, true);
    expect(markAt(marks, 'line predicted', 'dot 2').at).toMatchObject({
      cx: Math.round(plane.x(2) * 100) / 100,
      cy: Math.round(plane.y(-1) * 100) / 100,
    });
    expect(marksIn(marks, 'names').map(({ text }) => text)).toEqual(['predicted', 'came']);
    // Grid lines over all of the scale.
    const values = marksIn(marks, 'axes').filter(({ key }) => key.startsWith('value '));
    expect(values.map(({ text }) => text)).toEqual(['-2', '-1.5', '-1', '-0.5', '0']);
    expect(() => toSvg(marks, SIZE)).not.toThrow();
  });
});

describe('numbers beside one another', () => {
  it('have a row each in the order of prediction, outcome and truth; what is beyond the scale stands at its end', () => {
    const marks = numberMarks(200, {
      from: 0,
      to: 10,
      values: { truth: 4, predicted: 5, came: 12 },
      words: { name: (role) => role, value: String },
    });
    expect(marks.map(({ key }) => key)).toEqual(['predicted', 'came', 'truth']);
    expect(markAt(marks, 'predicted', 'dot').at.cx).toBe(100);
    expect(markAt(marks, 'came', 'dot').at.cx).toBe(193);
    expect(markAt(marks, 'came', 'value').text).toBe('12');
    expect(numbersHeight(3)).toBeGreaterThan(Number(markAt(marks, 'truth', 'dot').at.cy));
  });
});

describe('drawing', () => {
  const scale = { from: -2, to: 0, step: 0.1 };

  it('holds to the grid and the ends of the scale', () => {
    expect([-0.349, 3, -9, -0].map((value) => onGrid(value, scale))).toEqual([-0.3, 0, -2, 0]);
    expect(gridOf(0, 1).step).toBeCloseTo(0.01);
    expect(gridOf(-3, 1).step).toBeCloseTo(0.1);
  });
  it('is done by keys too', () => {
    expect(
      ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', 'Enter', 'x'].map((key) => keyed(key, -1.5, scale)),
    ).toEqual([-1.4, -1.6, -0.5, -2, -2, 0, -1.5, null]);
  });
  it('leaves the first point where every curve begins', () => {
    expect(heldAt(0, [-1, -2, -3])).toEqual([0, -2, -3]);
  });
  it('gives every point that a quick stroke passed the value of its line', () => {
    const flat = [0, 0, 0, 0];
    expect(withStroke(flat, null, { place: 1, value: -1 }, scale)).toEqual([0, -1, 0, 0]);
    expect(withStroke(flat, { place: 0, value: 0 }, { place: 3, value: -0.9 }, scale)).toEqual([0, -0.3, -0.6, -0.9]);
    expect(withStroke(flat, { place: 3, value: -0.9 }, { place: 1, value: -0.3 }, scale)).toEqual([
      0, -0.3, -0.6, -0.9,
    ]);
  });
});
