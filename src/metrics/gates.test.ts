import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOf } from '../model/visible.ts';
import {
  effectiveExperts,
  entropy,
  gateOverlaps,
  isDominated,
  isGatePolarized,
  overlap,
  polarizedTasks,
  softmax,
  summariseGates,
  unusedExperts,
  unusedLimit,
  usedRow,
  utilizationCorrelation,
  utilizationRow,
} from './gates.ts';

const weights = (experts: number): fc.Arbitrary<number[]> =>
  fc.array(fc.double({ min: -8, max: 8, noNaN: true }), { minLength: experts, maxLength: experts }).map((logits) => {
    const sum = logits.reduce((total, logit) => total + Math.exp(logit), 0);
    return logits.map((logit) => Math.exp(logit) / sum);
  });

describe('softmax', () => {
  it('turns logits into weights', () => {
    expect(Array.from(softmax([0, Math.log(3)]), (weight) => Number(weight.toFixed(12)))).toEqual([0.25, 0.75]);
    expect(Array.from(softmax([1e4, -1e4, 1e4]))).toEqual([0.5, 0, 0.5]);
  });

  it('does not change when every logit moves alike, and sums to 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 16 }),
        fc.integer({ min: -1000, max: 1000 }),
        (logits, shift) => {
          expect(softmax(logits.map((z) => z + shift))).toEqual(softmax(logits));
          expect(softmax(logits).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
        },
      ),
    );
  });
});

describe('entropy and the effective number of experts', () => {
  it.each([
    ['one expert', [1, 0, 0, 0], 0, 1],
    ['two equal', [0.5, 0.5, 0, 0], Math.LN2, 2],
    ['uniform', [0.25, 0.25, 0.25, 0.25], Math.log(4), 4],
    ['3 : 1', [0.75, 0.25], 0.562335, 1.754765],
  ])('%s', (_, row, nats, effective) => {
    expect(entropy(row)).toBeCloseTo(nats, 6);
    expect(effectiveExperts(row)).toBeCloseTo(effective, 6);
  });

  it('lies between 1 and E', () => {
    fc.assert(
      fc.property(weights(8), (row) => {
        const effective = effectiveExperts(row);
        expect(effective).toBeGreaterThanOrEqual(1);
        expect(effective).toBeLessThanOrEqual(8 + 1e-9);
      }),
    );
  });
});

describe('polarization', () => {
  const row = (unused: number): number[] =>
    Array.from({ length: 8 }, (_, e) => (e < unused ? 0.005 : (1 - 0.005 * unused) / (8 - unused)));

  it('Z5 wants 5 of 8 experts under the threshold, Z6 six', () => {
    expect([4, 5, 6].map((unused) => isGatePolarized(row(unused), 0.01))).toEqual([false, true, true]);
    expect([4, 5, 6].map((unused) => isGatePolarized(row(unused), 0.01, 6))).toEqual([false, false, true]);
    expect(isGatePolarized(row(6), 0.004)).toBe(false);
  });

  it('counts experts strictly under the threshold', () => {
    expect(unusedExperts([0.01, 0.0099, 0.9801], 0.01)).toBe(1);
  });

  it('keeps the share for other numbers of experts, and never asks for all', () => {
    expect([2, 3, 4, 6, 8, 12, 16].map((experts) => unusedLimit(experts))).toEqual([1, 2, 3, 4, 5, 8, 10]);
    expect([2, 3, 4, 6, 8, 12, 16].map((experts) => unusedLimit(experts, 6))).toEqual([1, 2, 3, 5, 6, 9, 12]);
    // A single expert is never too many.
    expect(unusedLimit(1)).toBe(1);
    expect(isGatePolarized([1], 2)).toBe(false);
  });

  it('names the tasks whose gate is polarized', () => {
    const utilization = Float64Array.from([...row(0), ...row(5), ...row(6), ...row(4)]);
    expect(polarizedTasks(utilization, { experts: 8 }, 0.01)).toEqual([1, 2]);
    expect(polarizedTasks(utilization, { experts: 8 }, 0.01, 6)).toEqual([2]);
    expect(utilizationRow(utilization, 8, 2)).toEqual(Float64Array.from(row(6)));
  });

  it('only grows with the threshold, and Z6 implies Z5', () => {
    fc.assert(
      fc.property(
        weights(8),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        fc.double({ min: 0, max: 0.1, noNaN: true }),
        (gate, s, t) => {
          const [low, high] = [Math.min(s, t), Math.max(s, t)];
          if (isGatePolarized(gate, low)) expect(isGatePolarized(gate, high)).toBe(true);
          if (isGatePolarized(gate, low, 6)) expect(isGatePolarized(gate, low)).toBe(true);
        },
      ),
    );
  });

  it('M9 wants one expert over 0.9, and another one to prefer it to', () => {
    expect(isDominated(Float64Array.of(0.5, 0.5, 0.91, 0.09), { experts: 2 })).toBe(true);
    expect(isDominated(Float64Array.of(0.5, 0.5, 0.9, 0.1), { experts: 2 })).toBe(false);
    expect(isDominated(Float64Array.of(1, 1), { experts: 1 })).toBe(false);
  });

  it('counts no gate of a task that is not there', () => {
    const hot = [0.95, ...new Array<number>(7).fill(0.05 / 7)];
    const utilization = Float64Array.from([...row(0), ...hot, ...row(0), ...row(0)]);
    for (const [present, counted] of [
      [undefined, [1]],
      [[0, 1], [1]],
      [[0, 2, 3], []],
    ] as const) {
      expect(polarizedTasks(utilization, { experts: 8, present }, 0.01)).toEqual(counted);
      expect(isDominated(utilization, { experts: 8, present })).toBe(counted.length > 0);
    }
  });
});

describe('summariseGates', () => {
  it('tells a gate that is one-hot on every example from one that is uniform, whose means are alike', () => {
    // Two examples, two tasks, two experts.
    const {
      utilization,
      entropy: nats,
      effectivePerExample,
      effectiveOfMean,
      histogram,
    } = summariseGates([1, 0, 0.5, 0.5, 0, 1, 0.5, 0.5], 2, 2, 4);
    expect(Array.from(utilization)).toEqual([0.5, 0.5, 0.5, 0.5]);
    expect(nats[0]).toBe(0);
    expect(nats[1]).toBeCloseTo(Math.LN2, 12);
    expect(Array.from(effectivePerExample, (value) => Number(value.toFixed(9)))).toEqual([1, 2]);
    expect(Array.from(effectiveOfMean, (value) => Number(value.toFixed(9)))).toEqual([2, 2]);
    expect(Array.from(histogram)).toEqual([1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 2, 0, 0, 0, 2, 0]);
  });

  it('keeps its sums: utilization to 1, histogram to the rows, single examples at most as even as their mean', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(weights(4), { minLength: 2, maxLength: 2 }), { minLength: 1, maxLength: 10 }),
        (rows) => {
          const { utilization, effectivePerExample, effectiveOfMean, histogram } = summariseGates(rows.flat(2), 2, 4);
          for (let k = 0; k < 2; k++) {
            expect(utilizationRow(utilization, 4, k).reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 9);
            expect(effectivePerExample[k]).toBeCloseTo(
              rows.reduce((product, row) => product * effectiveExperts(row[k]) ** (1 / rows.length), 1),
              9,
            );
            expect(effectivePerExample[k]).toBeLessThanOrEqual(effectiveOfMean[k] + 1e-9);
            for (let e = 0; e < 4; e++)
              expect(histogram.slice((k * 4 + e) * 32, (k * 4 + e + 1) * 32).reduce((sum, n) => sum + n, 0)).toBe(
                rows.length,
              );
          }
        },
      ),
    );
  });

  it('is NaN without examples, and counts a NaN weight in no bin', () => {
    expect(summariseGates([], 1, 2).utilization).toEqual(Float64Array.of(NaN, NaN));
    expect(summariseGates([NaN, 1], 1, 2, 2).histogram).toEqual(Uint32Array.of(0, 0, 0, 1));
  });
});

describe('agreement between gates', () => {
  it('overlap is what two distributions share', () => {
    expect(overlap([1, 0], [0, 1])).toBe(0);
    expect(overlap([0.7, 0.3], [0.4, 0.6])).toBeCloseTo(0.7, 12);
  });

  it('looks at single examples, the correlation at means', () => {
    // Task 0 alternates between the experts, task 1 does so the other way round, task 2 prefers expert 0.
    const gates = [1, 0, 0, 1, 0.8, 0.2, 0, 1, 1, 0, 0.6, 0.4];
    const shared = gateOverlaps(gates, 3, 2);
    const { utilization } = summariseGates(gates, 3, 2);
    const correlation = (a: number, b: number): number => utilizationCorrelation(utilization, { experts: 2 }, a, b);
    expect(Array.from(shared, (value) => Number(value.toFixed(9)))).toEqual([1, 0, 0.6, 0, 1, 0.4, 0.6, 0.4, 1]);
    expect(correlation(0, 1)).toBeNaN();
    expect(correlation(2, 2)).toBeCloseTo(1, 12);
  });

  it('is symmetric, 1 with itself, and between 0 and 1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(weights(4), { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 6 }),
        (rows) => {
          const shared = gateOverlaps(rows.flat(2), 3, 4);
          for (let a = 0; a < 3; a++) {
            expect(shared[a * 3 + a]).toBeCloseTo(1, 9);
            for (let b = 0; b < 3; b++) {
              expect(shared[a * 3 + b]).toBe(shared[b * 3 + a]);
              expect(shared[a * 3 + b]).toBeGreaterThanOrEqual(0);
              expect(shared[a * 3 + b]).toBeLessThanOrEqual(1 + 1e-9);
            }
          }
        },
      ),
    );
  });
});

describe('of gates that may not use every expert', () => {
  // Experts 0 and 1 are engagement's, 2 and 3 shared, 4 satisfaction's; rating may use its own alone.
  const model = { experts: 5, visible: maskOf([[0, 1, 2, 3], [0, 1, 2, 3], [2, 3, 4], [4]]) };
  const utilization = Float64Array.of(
    ...[0.3, 0.4, 0.2, 0.1, 0],
    ...[0.991, 0.001, 0.004, 0.004, 0],
    ...[0, 0, 0.96, 0.02, 0.02],
    ...[0, 0, 0, 0, 1],
  );

  it('only those are counted that a gate may use', () => {
    expect([0, 1, 2, 3].map((k) => [...usedRow(utilization, model, k)])).toEqual([
      [0.3, 0.4, 0.2, 0.1],
      [0.991, 0.001, 0.004, 0.004],
      [0.96, 0.02, 0.02],
      [1],
    ]);
    expect([0, 1, 2, 3].map((k) => unusedExperts(usedRow(utilization, model, k), 0.03))).toEqual([0, 3, 2, 0]);
    // Limits of 4, 3 and 1 experts: 3, 2, and none; without the mask watch time alone would leave 4 of 5, and rating's too.
    expect(polarizedTasks(utilization, model, 0.03)).toEqual([1, 2]);
    expect(polarizedTasks(utilization, model, 0.01)).toEqual([1]);
    expect(polarizedTasks(utilization, { experts: 5 }, 0.01)).toEqual([1, 3]);
  });

  it('a gate of one expert has no choice, and is not dominated', () => {
    const only = (rows: number[][]): Float64Array => Float64Array.from(rows.flat());
    const mask = { experts: 3, visible: maskOf([[0], [0, 1], [1, 2], [2]]) };
    const calm = only([
      [1, 0, 0],
      [0.5, 0.5, 0],
      [0, 0.4, 0.6],
      [0, 0, 1],
    ]);
    expect([isDominated(calm, mask), isDominated(calm, { experts: 3 })]).toEqual([false, true]);
    const one = only([
      [1, 0, 0],
      [0.08, 0.92, 0],
      [0, 0.4, 0.6],
      [0, 0, 1],
    ]);
    expect(isDominated(one, mask)).toBe(true);
  });

  it('two gates are compared by the experts that both may use', () => {
    // Shared experts 2 and 3: both prefer 2; with a gate of other experts there is nothing to compare.
    expect(utilizationCorrelation(utilization, model, 0, 2)).toBeCloseTo(1, 12);
    expect(utilizationCorrelation(utilization, model, 2, 3)).toBeNaN();
    // Over all five experts the sign would be another one.
    expect(utilizationCorrelation(utilization, { experts: 5 }, 0, 2)).toBeLessThan(0.1);
  });
});
