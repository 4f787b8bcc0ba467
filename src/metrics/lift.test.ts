import { sampleCovariance, sampleVariance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../world/random.ts';
import { independentLift, pairedLift } from './lift.ts';
import { Moments, PairMoments } from './moments.ts';

const arm = [3, 5, 4, 6, 2];
const control = [2, 4, 4, 5, 1];

const momentsOf = (values: readonly number[]): Moments => {
  const moments = new Moments();
  for (const value of values) moments.add(value);
  return moments;
};
const pairOf = (first: readonly number[], second: readonly number[]): PairMoments => {
  const pair = new PairMoments();
  first.forEach((value, i) => {
    pair.add(value, second[i]);
  });
  return pair;
};

describe('moments', () => {
  it('are those of all values at once', () => {
    const far = arm.map((value) => value + 1e9);
    expect(momentsOf(far).variance).toBeCloseTo(sampleVariance(arm), 6);
    const pair = pairOf(arm, control);
    expect(pair.first.mean).toBeCloseTo(4, 12);
    expect(pair.covariance).toBeCloseTo(sampleCovariance(arm, control), 12);
    expect(momentsOf([1]).variance).toBeNaN();
    expect(pairOf([1], [2]).covariance).toBeNaN();
  });
});

describe('lift', () => {
  it('of arms on queries of their own is the ratio of means, with the spread of the delta method', () => {
    const { n, value, deviation } = independentLift(momentsOf(arm), momentsOf(control));
    expect(n).toBe(10);
    // 4 / 3.2
    expect(value).toBeCloseTo(0.25, 12);
    // Variances 2.5 and 2.7: √(0.5 + 0.84375) / 3.2 = 1.1592023 / 3.2 is the standard error.
    expect(deviation / Math.sqrt(n)).toBeCloseTo(0.3622507, 6);
  });

  it('of lists for the same queries leaves out what they have in common', () => {
    const { n, value, deviation } = pairedLift(pairOf(arm, control));
    expect([n, value]).toEqual([5, 0.25]);
    // Covariance 2.5: √((2.5 + 1.5625 · 2.7 − 2.5 · 2.5) / 5) / 3.2 = 0.0956…
    expect(deviation / Math.sqrt(n)).toBeCloseTo(Math.sqrt((2.5 + 1.5625 * 2.7 - 2.5 * 2.5) / 5) / 3.2, 12);
    expect(pairedLift(pairOf(control, control))).toEqual({ n: 5, value: 0, deviation: 0 });
  });

  it('spreads as far as it says over many experiments', () => {
    const lifts: number[] = [];
    let said = 0;
    for (let e = 0; e < 400; e++) {
      const draw = new RandomStream(11, 0, e);
      const [a, c] = [new Moments(), new Moments()];
      for (let i = 0; i < 300; i++) (draw.uniform() < 0.5 ? a : c).add(4 + 2 * draw.normal());
      const { n, value, deviation } = independentLift(a, c);
      lifts.push(value);
      said += deviation / Math.sqrt(n) / 400;
    }
    expect(Math.sqrt(sampleVariance(lifts)) / said).toBeGreaterThan(0.92);
    expect(Math.sqrt(sampleVariance(lifts)) / said).toBeLessThan(1.08);
  });
});
