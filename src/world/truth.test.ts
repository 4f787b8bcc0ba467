import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mean, standardDeviation } from 'simple-statistics';
import { GROUP_OF_TASK, TASK_COUNT, defaultBiasCurves, worldW1, type WorldSpec } from './spec.ts';
import { RandomStream, STREAM } from './random.ts';
import { calibrationFeatures, createTruth, policyMerit, rawUtility, trueBias, utilityOf } from './truth.ts';

const spec = (changes: Partial<WorldSpec> = {}): WorldSpec => ({ ...worldW1(), ...changes });
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).reduce((sum, value, i) => sum + value * b[i], 0);
/** Evenly spread: fc.double prefers numbers next to 0 and 1, where √c and c look alike. */
const hundredths = (min: number): fc.Arbitrary<number> => fc.integer({ min, max: 100 }).map((value) => value / 100);

describe('createTruth', () => {
  it('gives unit weights at the asked cosines, and an irrelevant item direction orthogonal to all of them', () => {
    const sizes = { queryFeatures: fc.integer({ min: 0, max: 6 }), itemFeatures: fc.integer({ min: 6, max: 12 }) };
    fc.assert(
      fc.property(
        fc.record({ ...sizes, cosineWithin: hundredths(0), cosineAcross: hundredths(-100) }),
        fc.nat(),
        (changes, seed) => {
          const { weights, heuristic } = createTruth(spec({ sines: 0, ...changes }), seed);
          for (let a = 0; a < TASK_COUNT; a++) {
            for (let b = 0; b < TASK_COUNT; b++) {
              const asked =
                a === b ? 1 : changes.cosineWithin * (GROUP_OF_TASK[a] === GROUP_OF_TASK[b] ? 1 : changes.cosineAcross);
              expect(dot(weights[a], weights[b])).toBeCloseTo(asked, 6);
            }
            expect(dot(weights[a], heuristic)).toBeCloseTo(0, 6);
          }
          expect(dot(heuristic, heuristic)).toBeCloseTo(1, 9);
          expect(heuristic.subarray(0, changes.queryFeatures).every((value) => value === 0)).toBe(true);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('finds room in any dimension: unit weights, finite moments, no irrelevant direction when the items leave none', () => {
    for (let d = 1; d <= 6; d++) {
      for (const cosineAcross of [-1, -Math.SQRT1_2, 0, Math.SQRT1_2, 1]) {
        const truth = createTruth(spec({ queryFeatures: d - 1, itemFeatures: 1, cosineWithin: 0.5, cosineAcross }), d);
        for (const w of truth.weights) expect(dot(w, w)).toBeCloseTo(1, 9);
        expect([...truth.mean, ...truth.deviation].every((value) => Number.isFinite(value))).toBe(true);
        expect(Math.min(...truth.deviation)).toBeGreaterThan(0.1);
        expect(truth.heuristic.every((value) => value === 0)).toBe(true);
      }
    }
  });

  it('leaves room for an irrelevant direction where tasks share theirs, however few features items have', () => {
    // One direction for each group, so that of three item features one is left.
    const sizes = { queryFeatures: 4, itemFeatures: 3, cosineWithin: 1 };
    const { weights, heuristic } = createTruth(spec(sizes), 4);
    expect(dot(heuristic, heuristic)).toBeCloseTo(1, 9);
    for (const w of weights) expect(dot(w, heuristic)).toBeCloseTo(0, 6);
  });

  it('standardises: over fresh candidates every utility has mean 0 and deviation 1', () => {
    const truth = createTruth(spec({ sines: 3 }), 4);
    const draw = new RandomStream(99, 99);
    const features = Float32Array.from({ length: 40_000 * 16 }, () => draw.normal());
    for (let k = 0; k < TASK_COUNT; k++) {
      const z = Array.from({ length: 40_000 }, (_, row) => utilityOf(truth, k, features, row * 16));
      const mean = z.reduce((sum, value) => sum + value, 0) / z.length;
      // The moments come from 8,192 candidates: four standard errors of theirs.
      expect(Math.abs(mean)).toBeLessThan(0.05);
      expect(Math.abs(z.reduce((sum, value) => sum + (value - mean) ** 2, 0) / z.length - 1)).toBeLessThan(0.08);
    }
  });

  it('takes mean and deviation from the 8,192 calibration candidates', () => {
    const truth = createTruth(spec({ sines: 2 }), 4);
    const features = calibrationFeatures(16, 4);
    expect(features).toHaveLength(8192 * 16);
    for (let k = 0; k < TASK_COUNT; k++) {
      const raw = Array.from({ length: 8192 }, (_, row) =>
        rawUtility(truth.weights[k], truth.phases[k], features, 16 * row),
      );
      expect(truth.mean[k]).toBeCloseTo(mean(raw), 9);
      expect(truth.deviation[k]).toBeCloseTo(standardDeviation(raw), 9);
    }
  });

  it('shares phases inside a group or among all, m of them, on the circle', () => {
    const group = createTruth(spec({ sines: 3 }), 4).phases;
    expect(group.map((phases) => phases.length)).toEqual([3, 3, 3, 3]);
    expect(group[0]).toEqual(group[1]);
    expect(group[2]).toEqual(group[3]);
    expect(group[0]).not.toEqual(group[2]);
    expect(group.every((phases) => phases.every((beta) => beta >= 0 && beta < 2 * Math.PI))).toBe(true);
    // Each group has a stream of its own; links and stored results rely on which.
    const draw = new RandomStream(4, STREAM.phases, 1);
    expect(Array.from(group[2])).toEqual([0, 1, 2].map(() => 2 * Math.PI * draw.uniform()));
    const all = createTruth(spec({ sines: 3, sharedPhases: 'all' }), 4).phases;
    expect(all[2]).toEqual(all[0]);
    expect(all[0]).toEqual(group[0]);
  });

  it('leaves satisfaction out of as many sine terms as asked, and engagement as it was', () => {
    const plain = createTruth(spec({ sines: 3 }), 4);
    const simpler = createTruth(spec({ sines: 3, simplerSatisfaction: 2 }), 4);
    expect(simpler.phases.map((phases) => phases.length)).toEqual([3, 3, 1, 1]);
    expect(simpler.phases.slice(0, 2)).toEqual(plain.phases.slice(0, 2));
    expect(simpler.phases[2]).toEqual(plain.phases[2].slice(0, 1));
    expect(simpler.weights).toEqual(plain.weights);
    expect(simpler.deviation.slice(0, 2)).toEqual(plain.deviation.slice(0, 2));
    expect(createTruth(spec({ sines: 1, simplerSatisfaction: 4 }), 4).phases[3].length).toBe(0);
  });

  it('does not depend on what is logged', () => {
    const one = createTruth(spec(), 4);
    const other = createTruth(
      spec({
        impressions: 900,
        heldOut: 90,
        logging: 'none',
        randomness: 1,
        misalignment: 0,
        labels: 'all',
        clickGain: 3,
      }),
      4,
    );
    expect(other).toEqual(one);
  });
});

describe('rawUtility', () => {
  it('is s + Σ sin(i s + β_i)', () => {
    const weights = Float64Array.of(0.6, 0.8);
    const features = Float32Array.of(7, 7, 1, 0.5);
    expect(rawUtility(weights, Float64Array.of(), features, 2)).toBeCloseTo(1, 12);
    expect(rawUtility(weights, Float64Array.of(0.3, 1), features, 2)).toBeCloseTo(1 + Math.sin(1.3) + Math.sin(3), 12);
  });
});

describe('policyMerit', () => {
  it('counts every feature of the irrelevant direction, the first one too', () => {
    const truth = { ...createTruth(spec(), 4), heuristic: Float64Array.of(0.6, 0.8) };
    const only = spec({ misalignment: 1 });
    expect(policyMerit(only, truth, Float32Array.of(9, 2, 1, ...new Array<number>(16).fill(0)), 1)).toBeCloseTo(2, 6);
  });
});

describe('the true bias', () => {
  it('is the curves of the spec times their strength, without negative zeros', () => {
    const bias = trueBias(spec({ biasStrength: 0.5 }));
    expect(bias[0][0]).toBe(0);
    expect(bias[0][8]).toBeCloseTo(-1, 12);
    expect(
      trueBias(spec({ biasStrength: 0 }))
        .flat()
        .every((value) => Object.is(value, 0)),
    ).toBe(true);
  });

  it('of world W1 begins at 0, falls, and ends at −2 (phone), −1.6 (desktop), −1 (TV)', () => {
    const curves = defaultBiasCurves();
    expect(curves.map((curve) => [curve[0], curve[8]])).toEqual([
      [0, -2],
      [0, -1.6],
      [0, -1],
    ]);
    for (const curve of curves) for (let p = 1; p < 9; p++) expect(curve[p]).toBeLessThan(curve[p - 1]);
  });
});
