import { describe, expect, it } from 'vitest';
import { evenScale, logScale } from './scales.ts';

describe('scales', () => {
  it('by doubling hold all positive values between round ends, with few ticks', () => {
    expect(logScale([0.03, 0.4])).toEqual({ domain: [0.02, 0.5], ticks: [0.02, 0.5] });
    expect(logScale([0.15, 0.4, NaN])).toEqual({ domain: [0.1, 0.5], ticks: [0.1, 0.2, 0.5] });
    expect(logScale([0.006, 1.5])).toEqual({ domain: [0.005, 2], ticks: [0.01, 0.1, 1] });
    expect(logScale([0.006, 1.5], 9).ticks).toEqual([0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2]);
    expect(logScale([1]).domain).toEqual([1, 2]);
    expect(logScale([]).domain).toEqual([0.1, 1]);
  });
  it('of even steps hold all values, and one that must be in sight', () => {
    expect(evenScale([0.71, 0.89])).toEqual({ domain: [0.7, 0.9], ticks: [0.7, 0.8, 0.9] });
    const { domain, ticks } = evenScale([0.02, 0.07], 0);
    expect([domain[0], domain[1] >= 0.07, ticks.includes(0), ticks.length <= 4]).toEqual([0, true, true, true]);
    expect(evenScale([NaN, 0.5]).domain[0]).toBeLessThanOrEqual(0.5);
  });
});
