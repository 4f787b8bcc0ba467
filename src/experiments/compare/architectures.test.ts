import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { multiplications } from '../../model/spec.ts';
import {
  ARCHITECTURES,
  budgetOf,
  isFit,
  sized,
  SIZES,
  solveWidth,
  type Architecture,
  type Size,
} from './architectures.ts';

const frame = { features: 16, sharedUnits: 16, towerUnits: 8 };
const fit = (architecture: Architecture, size: Size, budget?: number) => {
  const found = sized(architecture, size, frame, budget);
  if (!isFit(found)) throw new Error(`${architecture} does not fit`);
  return found;
};

describe('the width for a budget', () => {
  it('is the nearest one, the narrower of two as near', () => {
    const cost = (width: number): number => 100 + 10 * width;
    expect([150, 154, 155, 156].map((budget) => solveWidth(cost, budget))).toEqual([5, 5, 5, 6]);
  });

  it('is none where one unit is too much, or the widest too little', () => {
    const cost = (width: number): number => 100 + 10 * width;
    expect(solveWidth(cost, 109)).toBe('too-small');
    expect(solveWidth(cost, 110)).toBe(1);
    expect(solveWidth(cost, 150, 4)).toBe(4);
    expect(solveWidth(cost, 151, 4)).toBe('too-large');
  });

  it('leaves no other width nearer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 1, max: 90 }), fc.nat(4000), (fixed, step, b) => {
        const width = solveWidth((w) => fixed + step * w, b);
        if (typeof width === 'string') return;
        const miss = (w: number): number => Math.abs(fixed + step * w - b);
        for (let w = 1; w <= 64; w++) expect(miss(w)).toBeGreaterThanOrEqual(miss(width));
      }),
    );
  });
});

// Counted by hand: shared layer 16 × 16 = 256; E experts of U units 16·E·U; a gate's logits 16 for each expert that it sees and its mixing U for each;
// a tower 8·U + 8.
describe('architectures at one cost', () => {
  it('have the widths and multiplications counted by hand', () => {
    const found = SIZES.map((size) =>
      ARCHITECTURES.map((name) => {
        const { model, multiplications: cost } = fit(name, size);
        return [name, model.kind, model.experts, model.expertUnits, cost];
      }),
    );
    expect(found).toEqual([
      [
        ['shared-bottom', 'shared-bottom', 1, 24, 256 + 16 * 24 + 4 * (8 * 24 + 8)],
        ['one-gate', 'omoe', 4, 11, 256 + 16 * 4 * 11 + 4 * (16 + 11) + 4 * (8 * 11 + 8)],
        ['mmoe-4', 'mmoe', 4, 8, 256 + 16 * 4 * 8 + 16 * (16 + 8) + 4 * (8 * 8 + 8)],
        ['mmoe-8', 'mmoe', 8, 3, 256 + 16 * 8 * 3 + 32 * (16 + 3) + 4 * (8 * 3 + 8)],
        // Each of four tasks sees one of two experts of groups and both shared ones: 12 pairs.
        ['cgc', 'mmoe', 4, 9, 256 + 16 * 4 * 9 + 12 * (16 + 9) + 4 * (8 * 9 + 8)],
        ['single-task', 'shared-bottom', 1, 4, 4 * (256 + 16 * 4 + 8 * 4 + 8)],
      ],
      [
        ['shared-bottom', 'shared-bottom', 1, 43, 256 + 16 * 43 + 4 * (8 * 43 + 8)],
        ['one-gate', 'omoe', 8, 11, 256 + 16 * 8 * 11 + 8 * (16 + 11) + 4 * (8 * 11 + 8)],
        ['mmoe-4', 'mmoe', 4, 16, 256 + 16 * 4 * 16 + 16 * (16 + 16) + 4 * (8 * 16 + 8)],
        ['mmoe-8', 'mmoe', 8, 8, 256 + 16 * 8 * 8 + 32 * (16 + 8) + 4 * (8 * 8 + 8)],
        // Two of a group's own and four shared ones: 24 pairs.
        ['cgc', 'mmoe', 8, 9, 256 + 16 * 8 * 9 + 24 * (16 + 9) + 4 * (8 * 9 + 8)],
        ['single-task', 'shared-bottom', 1, 13, 4 * (256 + 16 * 13 + 8 * 13 + 8)],
      ],
    ]);
    expect([budgetOf('small', frame), budgetOf('large', frame)]).toEqual([1440, 2336]);
  });

  it('come within a twentieth of the budget', () => {
    for (const size of SIZES)
      for (const name of ARCHITECTURES) {
        const { multiplications: cost } = fit(name, size);
        expect(Math.abs(cost / budgetOf(size, frame) - 1), `${size} ${name}`).toBeLessThan(0.05);
      }
  });

  it('count what the model itself counts', () => {
    for (const name of ARCHITECTURES.filter((each) => each !== 'single-task')) {
      const { model, multiplications: cost } = fit(name, 'large');
      expect(cost).toBe(multiplications(model));
    }
  });

  it('count the parameters of each single-task model with its own tower only', () => {
    // 16·16 + 16, 16·4 + 4, and a tower of 4·8 + 8 + 8 + 1.
    expect(fit('single-task', 'small').parameters).toBe(4 * (272 + 68 + 49));
    expect(fit('shared-bottom', 'small').parameters).toBe(272 + (16 * 24 + 24) + 4 * (24 * 8 + 8 + 8 + 1));
    const linear = sized('single-task', 'small', { ...frame, towerUnits: 0 });
    // A budget of 256 + 512 + 256 + 128 + 4·8 = 1184; each model 256 + 16 U + U: the nearest is 4·(256 + 17·2).
    expect(linear).toMatchObject({ multiplications: 4 * (256 + 17 * 2), parameters: 4 * (272 + 34 + 3) });
  });

  it('show each group its own experts and the shared ones', () => {
    expect(fit('cgc', 'small').model.visible).toEqual([0b0111, 0b0111, 0b1110, 0b1110]);
    expect(fit('cgc', 'large').model.visible).toEqual([0b00111111, 0b00111111, 0b11111100, 0b11111100]);
    for (const name of ARCHITECTURES.filter((each) => each !== 'cgc'))
      expect(fit(name, 'large').model.visible).toBeUndefined();
  });

  it('have one replica with equal weights, single-task models one for each task', () => {
    expect(fit('mmoe-4', 'small').taskWeights).toEqual([[1, 1, 1, 1]]);
    expect(fit('single-task', 'small').taskWeights).toEqual([
      [1, 0, 0, 0],
      [0, 1, 0, 0],
      [0, 0, 1, 0],
      [0, 0, 0, 1],
    ]);
  });

  it('say where a budget is too small or too large', () => {
    // 4·(256 + 24 + 8) is the narrowest that four models can be.
    expect(sized('single-task', 'small', frame, 1000)).toEqual({
      architecture: 'single-task',
      size: 'small',
      why: 'too-small',
      budget: 1000,
      bound: 4 * (256 + 24 + 8),
    });
    expect(sized('shared-bottom', 'small', frame, 9000)).toMatchObject({ why: 'too-large', bound: 256 + 48 * 64 + 32 });
    expect(fit('shared-bottom', 'small', 1000).model.expertUnits).toBe(15);
  });
});
