import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FULL_SHARE, shares, violinPath, violinWidths } from './violin.ts';

const PLACE = { x: 50, halfWidth: 10, y0: 320, y1: 0 };

/** Areas of the closed pieces of a path, by the shoelace formula. */
function areas(path: string): number[] {
  return path
    .split('Z')
    .filter(Boolean)
    .map((piece) => {
      const points = piece
        .slice(1)
        .split('L')
        .map((point) => point.split(',').map(Number));
      return Math.abs(
        points.reduce((sum, [x, y], i) => {
          const [nx, ny] = points[(i + 1) % points.length];
          return sum + (x * ny - nx * y) / 2;
        }, 0),
      );
    });
}

describe('the outline of a distribution', () => {
  it('has the same area for every histogram, spread or not, while nothing is cut off', () => {
    // Counts below a third of the total: no bin is cut off. Full width times height of one bin, divided by the share that fills it.
    const spread = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 32, maxLength: 32 }).filter((counts) => {
      const total = counts.reduce((a, b) => a + b, 0);
      return total > 0 && Math.max(...counts) <= total * FULL_SHARE;
    });
    fc.assert(
      fc.property(spread, (counts) => {
        const area = areas(violinPath(counts, 0, 32, PLACE)).reduce((a, b) => a + b, 0);
        expect(area).toBeGreaterThan(((2 * 10 * 10) / FULL_SHARE) * 0.93); // coordinates are rounded to tenths
        expect(area).toBeLessThan(((2 * 10 * 10) / FULL_SHARE) * 1.07);
      }),
    );
  });

  it('shows one-hot examples as two pieces with nothing between, though their mean looks like a fair share', () => {
    const counts = new Uint32Array(64);
    counts[32] = 875;
    counts[63] = 125;
    const path = violinPath(counts, 32, 32, PLACE);
    expect(areas(path)).toHaveLength(2);
    expect(violinWidths(counts, 32, 32, 10).filter((width) => width > 0)).toEqual([10, 10 * (0.125 / FULL_SHARE)]);
    expect(path).toContain(',320'); // ends square at weight 0 …
    expect(path).toContain(',0L'); // … and at weight 1
  });

  it('never leaves its column', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }), (counts) => {
        const numbers = [...violinPath(counts, 0, 8, PLACE).matchAll(/([\d.]+),([\d.]+)/g)];
        for (const [, x, y] of numbers) {
          expect(Math.abs(Number(x) - 50)).toBeLessThanOrEqual(10);
          expect(Number(y)).toBeLessThanOrEqual(320);
        }
      }),
    );
  });

  it('is nothing for an empty histogram', () => {
    expect(violinPath(new Uint32Array(32), 0, 32, PLACE)).toBe('');
  });
});

describe('shares between edges', () => {
  it('divides the examples', () => {
    expect(shares([9, 1, 2, 3, 4], 1, 4, [1, 3])).toEqual([0.1, 0.5, 0.4]);
    expect(shares([0, 0], 0, 2, [1])).toEqual([NaN, NaN]);
  });
});
