import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawCandidates, drawDevice, noisyScore, quantileLimits, quantilePosition, topOf } from './logging.ts';
import { RandomStream } from './random.ts';
import { worldW1 } from './spec.ts';
import { calibrationFeatures, createTruth, policyMerit } from './truth.ts';
import type { Truth } from './types.ts';

describe('drawDevice', () => {
  it.each([
    [0, 0],
    [0.499, 0],
    [0.5, 1],
    [0.799, 1],
    [0.8, 2],
    [0.999, 2],
  ])('%f: device %i of shares ½, 0.3, 0.2', (u, device) => {
    expect(drawDevice({ uniform: () => u } as unknown as RandomStream)).toBe(device);
  });
});

describe('drawCandidates', () => {
  it('draws the query’s features once and the items’ one after the other', () => {
    const into = new Float32Array(14);
    drawCandidates({ ...worldW1(), queryFeatures: 2, itemFeatures: 2 }, new RandomStream(5, 1), into, 1, 3);
    const draw = new RandomStream(5, 1);
    const [a, b, c, d, e, f, g, h] = Array.from({ length: 8 }, () => Math.fround(draw.normal()));
    expect(Array.from(into)).toEqual([0, a, b, c, d, a, b, e, f, a, b, g, h, 0]);
  });
});

describe('the policy', () => {
  // Utility of the click (x₁ − 1)/2, irrelevant direction the second feature.
  const truth = {
    weights: [Float64Array.of(1, 0)],
    phases: [new Float64Array(0)],
    mean: [1],
    deviation: [2],
    heuristic: Float64Array.of(0, 1),
  } as unknown as Truth;
  const features = Float32Array.of(9, 9, 5, -3);

  it('ranks by √(1 − mis²) of the utility and mis of the direction', () => {
    const spec = { ...worldW1(), misalignment: 0.6 };
    expect(policyMerit(spec, truth, features, 2)).toBeCloseTo(0.8 * 2 - 0.6 * 3, 12);
  });

  it('mixes in its randomness', () => {
    const draw = { normal: () => 1.5 } as unknown as RandomStream;
    expect(noisyScore(-0.2, 0.25, draw)).toBeCloseTo(0.75 * -0.2 + 0.25 * 1.5, 12);
  });
});

describe('quantileLimits', () => {
  it('have a ninth of the candidates above the first, two ninths above the second, …', () => {
    const spec = { ...worldW1(), logging: 'quantile' as const, randomness: 0 };
    const truth = createTruth(spec, 6);
    const features = calibrationFeatures(16, 6);
    const merits = Array.from({ length: 8192 }, (_, row) => policyMerit(spec, truth, features, 16 * row));
    const above = Array.from(quantileLimits(spec, truth, 6), (limit) => merits.filter((merit) => merit > limit).length);
    expect(above).toEqual([910, 1820, 2730, 3640, 4551, 5461, 6371, 7281]);
    const noisy = quantileLimits({ ...spec, randomness: 1 }, truth, 6);
    // Of standard normals alone: the quantile of 8/9.
    expect(noisy[0]).toBeCloseTo(1.2206, 1);
  });
});

describe('topOf', () => {
  it('finds the indices of the largest scores, best first, equal ones in their order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 3, maxLength: 30 }),
        fc.integer({ min: 1, max: 3 }),
        (scores, n) => {
          const shown = new Uint16Array(n);
          topOf(scores, shown);
          const sorted = scores.map((score, i) => ({ score, i })).sort((a, b) => b.score - a.score || a.i - b.i);
          expect(Array.from(shown)).toEqual(sorted.slice(0, n).map(({ i }) => i));
        },
      ),
    );
  });
});

describe('quantilePosition', () => {
  it('gives position 1 to the best scores and 9 to the worst', () => {
    const limits = Float64Array.of(8, 7, 6, 5, 4, 3, 2, 1);
    expect([9, 8, 7.5, 1, 0.5].map((score) => quantilePosition(limits, score))).toEqual([1, 1, 2, 8, 9]);
  });
});
