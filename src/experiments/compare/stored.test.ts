import { describe, expect, it } from 'vitest';
import { storedCompare } from '../../../scripts/store-compare.mjs';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { expectedError } from '../../metrics/reliability.ts';
import { ARCHITECTURES, isFit, sized } from './architectures.ts';
import { runCompare, type CompareRun } from './compare.ts';
import { groupAgreement } from './groupAgreement.ts';
import { BINARY_TASKS } from './measure.ts';
import { compareRun, frameOf } from './spec.ts';
import { comparisonFrom, STORED_COSINES, storedComparison, storedPlainGates, type StoredComparison } from './stored.ts';
import { compareModels, runsOf, summariseModel } from './summary.ts';

const run: CompareRun = {
  model: 'mmoe-4',
  size: 'small',
  seed: 3,
  step: 600,
  multiplications: 1440,
  parameters: 1200,
  auc: { click: 0.8123, like: 0.9 },
  gauc: { click: 0.7, like: 0.6 },
  logLoss: { click: 0.5, like: 0.4 },
  calibration: { click: 0.01, like: 0.02 },
  // Ten click in the second of four bands were said to do so with 0.333 (3 would have), all four of the last; nobody likes.
  reliability: {
    click: [
      [0, 0, 0],
      [10, 0.333, 5],
      [0, 0, 0],
      [4, 0.9, 3],
    ],
    like: [[7, 0.019, 0]],
  },
  mse: { watchTime: 0.3, rating: 0.05 },
  meanMse: { watchTime: 1.01, rating: 0.98 },
  labelCorrelation: -0.1234,
  stuck: true,
  diverged: false,
  utilization: [0, 1, 2, 3].map(() => [0.25, 0.25, 0.5, 0]),
  entropy: [1, 1.1, 1.2, 1.3],
  curve: [
    { step: 300, loss: [1, 2, 3, 4] },
    { step: 600, loss: [0.5, 0.3, 0.4, 0.05] },
  ],
};
// One that has diverged is not stuck, whatever its errors still were.
const lost: CompareRun = { ...run, seed: 4, diverged: true, stuck: false, mse: { watchTime: 9, rating: NaN } };

describe('stored comparisons', () => {
  it('are read as they were written, with what made them', () => {
    const spec = {
      cosine: 0.5,
      sines: 5,
      steps: 600,
      seeds: 2,
      seedBase: 3,
      size: 'small',
      gates: 'zero',
      models: ['mmoe-4'],
    };
    const report = {
      experiment: 'compare',
      spec,
      engine: { name: 'simd', backend: 'wasm', adapter: '' },
      results: { runs: [run, lost] },
    };
    // As it comes out of a file: NaN is null there.
    const file = storedCompare(JSON.parse(JSON.stringify(report)), {
      commit: 'abc',
      date: '2026-01-01',
    }) as StoredComparison;
    const known = comparisonFrom(JSON.parse(JSON.stringify(file)) as StoredComparison);
    expect(known.runs).toEqual([run, lost]);
    expect(known.spec).toEqual({
      base: compareRun({ cosine: 0.5, sines: 5, steps: 600, plainGates: true }),
      architectures: ['mmoe-4'],
      sizes: ['small'],
      seeds: 2,
      seedBase: 3,
    });
    expect(known.made).toEqual({
      commit: 'abc',
      date: '2026-01-01',
      engine: 'simd',
      backend: 'wasm',
      adapter: '',
      command:
        'npm run lab -- compare --cosine 0.5 --sines 5 --seeds 2 --seed-base 3 --steps 600 --models mmoe-4 --size small --gates zero --backend wasm',
    });
    expect(() => storedCompare({ experiment: 'polarization' }, { commit: '', date: '' })).toThrow('polarization');
  });

  it.each(STORED_COSINES)('the shipped one at cosine %d has every model on every seed, at its cost', async (cosine) => {
    const { spec, runs, made } = await storedComparison(cosine);
    expect(spec).toEqual({
      base: compareRun({ cosine, sines: 5, steps: 600 }),
      architectures: [...ARCHITECTURES],
      sizes: ['small', 'large'],
      seeds: 20,
      seedBase: 9001,
    });
    expect(made.command).toContain(`--cosine ${String(cosine)} `);
    for (const size of spec.sizes)
      for (const model of ARCHITECTURES) {
        const own = runsOf(runs, { model, size });
        expect(own.map(({ seed }) => seed)).toEqual(Array.from({ length: 20 }, (_, i) => 9001 + i));
        const fit = sized(model, size, frameOf(spec.base));
        expect(isFit(fit) && [fit.multiplications, fit.parameters]).toEqual([
          own[0].multiplications,
          own[0].parameters,
        ]);
        for (const { curve, mse, logLoss, utilization, step, ...run } of own) {
          for (const task of BINARY_TASKS) {
            const bands = run.reliability[task];
            expect(bands.reduce((sum, [n]) => sum + n, 0)).toBe(4000);
            // In bands whose mean prediction is kept in thousandths.
            expect(Math.abs(expectedError(bands) - run.calibration[task])).toBeLessThan(0.001);
          }
          expect([step, curve.length]).toEqual([600, 12]);
          // The last point of the curve is what was measured at the end.
          const end = [logLoss.click, mse.watchTime, logLoss.like, mse.rating];
          end.forEach((loss, k) => expect(curve[11].loss[k]).toBeCloseTo(loss, 3));
          for (const row of utilization) expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 2);
        }
      }
  });

  it(
    'the shipped ones are what the code gives: a seed trained again',
    { tags: ['long'], timeout: 60_000 },
    async () => {
      const { spec, runs } = await storedComparison(0);
      const again = await runCompare(
        { ...spec, architectures: ['mmoe-4', 'cgc', 'single-task'], sizes: ['small'], seeds: 1 },
        { open: createSimdEngine },
      );
      for (const fresh of again) {
        const [stored] = runsOf(runs, fresh);
        expect(stored.auc.click).toBeCloseTo(fresh.auc.click, 3);
        expect(stored.mse.rating).toBeCloseTo(fresh.mse.rating, 3);
        expect(stored.gauc.like).toBeCloseTo(fresh.gauc.like, 3);
        expect(stored.labelCorrelation).toBeCloseTo(fresh.labelCorrelation, 3);
      }
    },
  );
});

describe('what came out of the shipped runs', () => {
  const small = { a: { model: 'mmoe-4', size: 'small' }, b: { model: 'shared-bottom', size: 'small' } } as const;
  const large = { a: { model: 'mmoe-8', size: 'large' }, b: { model: 'shared-bottom', size: 'large' } } as const;

  it('MMoE errs less than shared-bottom of its cost at every cosine; small at −1 the interval reaches beyond 1', async () => {
    for (const cosine of STORED_COSINES) {
      const { runs } = await storedComparison(cosine);
      const [four, eight] = [small, large].map(({ a, b }) => compareModels(runs, a, b));
      expect(four.ratio.ratio, `small, cosine ${String(cosine)}`).toBeLessThan(1);
      expect(four.ratio.high < 1, `small, cosine ${String(cosine)}`).toBe(cosine !== -1);
      expect(eight.ratio.high, `large, cosine ${String(cosine)}`).toBeLessThan(0.75);
    }
  });

  it('at cosine 0 the errors, the seeds and the AUC gained are as far apart as was asked for', async () => {
    const { runs } = await storedComparison(0);
    const [four, eight] = [small, large].map(({ a, b }) => compareModels(runs, a, b));
    expect(four.ratio.ratio).toBeLessThanOrEqual(0.8);
    expect(eight.ratio.ratio).toBeLessThanOrEqual(0.75);
    for (const { better, aucGain } of [four, eight]) {
      expect(better.k).toBeGreaterThanOrEqual(15);
      expect(aucGain.mean).toBeGreaterThanOrEqual(0.012);
    }
  });

  // Two figures that were asked for did not come out on these seeds: three times as many stuck runs in all (18 to 9, twice as many), and an AUC of
  // 0.86 (0.854). What did come out is held here, so that a change of it is seen.
  it('at cosine 0 shared-bottom is stuck twice as often, three times where models are large', async () => {
    const { runs } = await storedComparison(0);
    const stuck = [small.b, small.a, large.b, large.a].map((id) => summariseModel(runs, id).stuck.k);
    expect(stuck).toEqual([9, 6, 9, 3]);
    const { tasks } = summariseModel(runs, large.a);
    expect((tasks.click.mean + tasks.like.mean) / 2).toBeCloseTo(0.854, 3);
  });

  it('gates that start at zero come to share experts within groups whose weights differ, and not where all are alike', async () => {
    const [zero, one] = await Promise.all([storedPlainGates(0), storedPlainGates(1)]);
    expect(groupAgreement(zero.runs, large.a).difference.mean).toBeGreaterThanOrEqual(0.5);
    expect(Math.abs(groupAgreement(one.runs, large.a).difference.mean)).toBeLessThan(0.2);
  });
});
