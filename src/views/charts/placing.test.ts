import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curveTop, growDomain, nearest, thinned } from './domain.ts';
import { cellAt, heatLayout, heatOpacity } from './heatMarks.ts';
import { dodge, lineObstacles, placeLabel } from './placing.ts';

describe('labels of one column', () => {
  it('stay where they are wanted when there is room', () => {
    expect(dodge([80, 10, 40], 14, 0, 100)).toEqual([80, 10, 40]);
  });
  it('share a collision evenly', () => {
    expect(dodge([50, 50], 14, 0, 100)).toEqual([43, 57]);
    expect(dodge([50, 52, 54], 10, 0, 100)).toEqual([42, 52, 62]);
  });
  it('are pushed in from the edges', () => {
    expect(dodge([98, 99], 14, 0, 100)).toEqual([86, 100]);
    expect(dodge([-5, 3], 14, 0, 100)).toEqual([0, 14]);
  });
  it('keep their order, their distance and the range, whatever is wanted', () => {
    const wanted = fc.array(fc.double({ min: -50, max: 250, noNaN: true }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(wanted, (heights) => {
        const places = dodge(heights, 14, 0, 200);
        const order = heights.map((_, i) => i).sort((a, b) => heights[a] - heights[b] || a - b);
        order.forEach((label, i) => {
          expect(places[label]).toBeGreaterThanOrEqual(-1e-9);
          expect(places[label]).toBeLessThanOrEqual(200 + 1e-9);
          if (i > 0) expect(places[label] - places[order[i - 1]]).toBeGreaterThanOrEqual(14 - 1e-9);
        });
      }),
    );
  });
});

describe('a label near its curve', () => {
  const bounds = { x: 0, y: 0, width: 100, height: 100 };
  it('takes the first place that covers nothing', () => {
    const obstacles = lineObstacles([
      [0, 20],
      [100, 20],
    ]);
    expect(
      placeLabel(
        { width: 30, height: 12 },
        [
          { x: 10, y: 15 },
          { x: 10, y: 40 },
          { x: 10, y: 60 },
        ],
        obstacles,
        bounds,
      ),
    ).toMatchObject({ x: 10, y: 40 });
  });
  it('takes the least bad place when all cover something, and stays inside', () => {
    const obstacles = [
      { x: 0, y: 0, width: 100, height: 60 },
      { x: 0, y: 60, width: 50, height: 40 },
    ];
    expect(
      placeLabel(
        { width: 60, height: 20 },
        [
          { x: 0, y: 0 },
          { x: 90, y: 95 },
        ],
        obstacles,
        bounds,
      ),
    ).toMatchObject({ x: 40, y: 80 });
  });
});

describe('scales that do not jump', () => {
  it('grow in whole steps and never shrink', () => {
    const first = growDomain(null, -0.8, 0.3, 0.5);
    expect(first).toEqual([-1, 0.5]);
    expect(growDomain(first, -0.1, 0.1, 0.5)).toEqual([-1, 0.5]);
    expect(growDomain(first, -0.1, 0.9, 0.5)).toEqual([-1, 1]);
    expect(growDomain(null, Infinity, -Infinity, 0.5)).toEqual([0, 0.5]);
  });
  it('cut a spike off, and follow what stays above', () => {
    const calm = new Array<number>(8).fill(0.6);
    expect(curveTop(1, [1, 11, 4, 0.9])).toBe(1.25);
    expect(curveTop(1, [...calm, 11, 0.5])).toBe(1.25);
    expect(curveTop(1, new Array<number>(7).fill(4))).toBe(1.25);
    expect(curveTop(1, new Array<number>(8).fill(4))).toBe(5);
    expect(curveTop(1, new Array<number>(8).fill(1.25))).toBe(1.25);
    expect(curveTop(1, [...new Array<number>(8).fill(4), ...calm])).toBe(5);
    expect(curveTop(1, [...new Array<number>(4).fill(4), NaN, ...new Array<number>(4).fill(4)])).toBe(1.25);
  });
  it('thin a history without moving its points while it grows', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 2, max: 200 }), (n, limit) => {
        const kept = thinned(n, limit);
        expect(kept.length).toBeLessThanOrEqual(limit + 1);
        if (n > 0) expect([kept[0], kept.at(-1)]).toEqual([0, n - 1]);
        const later = thinned(n + 1, limit);
        // Of all but the newest point, either every one stayed or every other one went.
        expect(
          kept.slice(0, -1).every((i) => later.includes(i)) || later.slice(0, -1).every((i) => kept.includes(i)),
        ).toBe(true);
      }),
    );
  });
  it('find the nearest point', () => {
    expect([nearest([0, 10, 20], 14), nearest([0, 10, 20], 16), nearest([], 3)]).toEqual([1, 2, -1]);
  });
});

describe('two heat maps in any box', () => {
  const boxes = fc.record({ width: fc.integer({ min: 260, max: 900 }), height: fc.integer({ min: 150, max: 500 }) });
  it('do not overlap, and every cell is found under its middle', () => {
    fc.assert(
      fc.property(boxes, fc.integer({ min: 2, max: 16 }), (size, experts) => {
        const layout = heatLayout(size, experts, 66, 44);
        const [a, b] = layout.origin;
        const end = a.x + experts * layout.cellWidth;
        expect(b.x >= end || b.y >= a.y + 4 * layout.cellHeight).toBe(true);
        expect(b.y + 4 * layout.cellHeight).toBeLessThanOrEqual(size.height);
        expect(layout.extent[1][1]).toBeLessThanOrEqual(size.width + 1e-6);
        layout.origin.forEach((origin, arm) => {
          for (let at = 0; at < 4 * experts; at++) {
            const task = Math.floor(at / experts);
            const expert = at % experts;
            expect(
              cellAt(
                layout,
                experts,
                origin.x + (expert + 0.5) * layout.cellWidth,
                origin.y + (task + 0.5) * layout.cellHeight,
              ),
            ).toEqual({ arm, task, expert });
          }
        });
      }),
    );
  });
  it('know the names and counts beside a row as the row', () => {
    const layout = heatLayout({ width: 300, height: 180 }, 8, 66, 44);
    expect(cellAt(layout, 8, 5, layout.origin[1].y + 2)).toEqual({ arm: 1, task: 0, expert: null });
    expect(cellAt(layout, 8, 5, 2)).toBeNull();
  });
  it('draw more weight darker', () => {
    expect(heatOpacity(0)).toBeGreaterThan(0);
    expect(heatOpacity(0.125)).toBeGreaterThan(0.2);
    expect(heatOpacity(1)).toBe(1);
  });
});
