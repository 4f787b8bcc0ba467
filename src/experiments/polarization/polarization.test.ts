import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePairs, diverged, polarizationRates, polarizationStudy } from './polarization.ts';
import { runExperiment } from '../../commands/registry.ts';
import { studyRun } from '../../study/spec.ts';
import type { RunSummary } from '../../study/summary.ts';

const even = new Array<number>(8).fill(0.125);
const run = (changes: Partial<RunSummary> & { gate?: number[] } = {}): RunSummary => {
  const { gate = even, ...rest } = changes;
  return {
    seed: 1,
    utilization: [even, even, gate, even],
    entropy: [2, 2, 2, 2],
    deadExperts: 0,
    heldOut: [0.5, 0.4, 0.3, 0.2],
    ...rest,
  };
};
/** A gate with `unused` experts at 2% and the rest even. */
const gateWith = (unused: number): number[] =>
  even.map((_, e) => (e < unused ? 0.02 : (1 - 0.02 * unused) / (8 - unused)));
const counts = (runs: RunSummary[], threshold?: number): Record<string, number> =>
  Object.fromEntries(
    Object.entries(polarizationRates(runs, threshold)).map(([name, { k }]: [string, { k: number }]) => [name, k]),
  );

describe('rates of polarization', () => {
  it('count each measure by its own definition, at the threshold asked for', () => {
    const runs = [
      run(),
      run({ gate: gateWith(5) }),
      run({ gate: gateWith(6) }),
      run({ gate: [0.93, ...new Array<number>(7).fill(0.01)] }),
      run({ entropy: [2, 0.3, 2, 2] }),
      run({ deadExperts: 2 }),
    ];
    // Strictly under: 0.01 is not under 1%.
    expect(counts(runs)).toEqual({ z5: 0, z6: 0, m9: 1, lowEntropy: 1, dead: 1, diverged: 0 });
    expect(counts(runs, 0.03)).toEqual({ z5: 3, z6: 2, m9: 1, lowEntropy: 1, dead: 1, diverged: 0 });
    expect(polarizationRates(runs).z5.n).toBe(6);
  });

  it('draw the line at one dead expert, at one and a half experts an example, and by default at 1%', () => {
    expect(counts([run({ deadExperts: 1 })]).dead).toBe(1);
    // e^0.40 = 1.492, e^0.41 = 1.507.
    expect(counts([run({ entropy: [2, 2, 2, 0.4] }), run({ entropy: [0.41, 2, 2, 2] })]).lowEntropy).toBe(1);
    const unused = (share: number): number[] => even.map((_, e) => (e < 6 ? share : (1 - 6 * share) / 2));
    expect(counts([run({ gate: unused(0.0099) }), run({ gate: unused(0.0101) })])).toMatchObject({ z5: 1, z6: 1 });
  });

  it('count only the experts that a gate may use', () => {
    // Of eight experts two are engagement's, two shared, two like's, two rating's; rating's gate leaves three of its four.
    const visible = [0b00001111, 0b00001111, 0b00111100, 0b11001100];
    const spread = [0.3, 0.2, 0.25, 0.25, 0, 0, 0, 0];
    const of = (like: number[], rating: number[]): Partial<RunSummary> => ({
      visible,
      utilization: [spread, spread, like, rating],
    });
    const calm = of([0, 0, 0.25, 0.25, 0.25, 0.25, 0, 0], [0, 0, 0.25, 0.25, 0, 0, 0.25, 0.25]);
    const polarized = of([0, 0, 0.25, 0.25, 0.25, 0.25, 0, 0], [0, 0, 1, 0, 0, 0, 0, 0]);
    expect(counts([run(calm), run(polarized)])).toMatchObject({ z5: 1, z6: 1, m9: 1 });
    // A gate of one expert is neither polarized nor dominated nor one-hot: it has no choice.
    const single = {
      visible: [0b01, 0b01, 0b11, 0b11],
      utilization: [
        [1, 0],
        [1, 0],
        [0.5, 0.5],
        [0.5, 0.5],
      ],
    };
    const entropy = [0, 0, 0.69, 0.69];
    expect(counts([run({ ...single, entropy })])).toMatchObject({ z5: 0, z6: 0, m9: 0, lowEntropy: 0 });
    expect(counts([run({ ...single, visible: undefined, entropy })])).toMatchObject({ m9: 1, lowEntropy: 1 });
  });

  it('keep runs that diverged apart: never polarized, one-hot or dead', () => {
    const lost = [
      run({ heldOut: [NaN, 1, 1, 1], deadExperts: 8 }),
      run({ utilization: [even, even, even.map(() => NaN), even], entropy: [NaN, NaN, NaN, NaN], deadExperts: 8 }),
    ];
    expect(lost.map(diverged)).toEqual([true, true]);
    expect(counts(lost)).toEqual({ z5: 0, z6: 0, m9: 0, lowEntropy: 0, dead: 0, diverged: 2 });
    // Of the one that ended well all is known, of the two nothing.
    const { diverged: gone, ...rates } = polarizationRates([...lost, run({})]);
    expect([gone.k, gone.n]).toEqual([2, 3]);
    for (const { k, n } of Object.values(rates)) expect([k, n]).toEqual([0, 1]);
    // As they come out of a file.
    expect(diverged(JSON.parse(JSON.stringify(lost[0])) as RunSummary)).toBe(true);
  });

  it('never fall as the threshold rises, and do not mind the order of runs, tasks or experts', () => {
    const gate = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 8, maxLength: 8 }).map((weights) => {
      const sum = weights.reduce((a, b) => a + b, 1e-9);
      return weights
        .map((weight) => (weight / sum) ** 3)
        .map((weight, _, all) => weight / all.reduce((a, b) => a + b, 0));
    });
    const any = fc.array(
      fc.tuple(gate, gate, gate, gate).map((utilization) => run({ utilization })),
      { minLength: 1, maxLength: 6 },
    );
    fc.assert(
      fc.property(
        any,
        fc.double({ min: 0.001, max: 0.1, noNaN: true }),
        fc.double({ min: 1, max: 3, noNaN: true }),
        (runs, threshold, factor) => {
          const [low, high] = [polarizationRates(runs, threshold), polarizationRates(runs, threshold * factor)];
          expect(high.z5.k).toBeGreaterThanOrEqual(low.z5.k);
          expect(low.z5.k).toBeGreaterThanOrEqual(low.z6.k);
          const turned = [...runs]
            .reverse()
            .map(({ utilization, ...rest }) => ({
              ...rest,
              utilization: [...utilization].reverse().map((row) => [...row].reverse()),
            }));
          expect(polarizationRates(turned, threshold)).toEqual(low);
        },
      ),
    );
  });

  it('are compared pair by pair', () => {
    const arm = (label: string, polarized: number, n: number) => ({
      label,
      rates: polarizationRates(
        Array.from({ length: n }, (_, i) => run(i < polarized ? { gate: [0.99, 0.01, 0, 0, 0, 0, 0, 0] } : {})),
      ),
    });
    const pairs = comparePairs([arm('a', 3, 4), arm('b', 1, 4), arm('c', 3, 4)]);
    expect(pairs.map(({ a, b }) => a + b)).toEqual(['ab', 'ac', 'bc']);
    expect(pairs[0].z5).toBeCloseTo(0.4857142857, 9); // the lady tasting tea
    expect(pairs[1].z5).toBeCloseTo(1, 9);
  });
});

describe('the polarization experiment', () => {
  it('takes its options into every run', () => {
    const spec = polarizationStudy({
      regime: 'adam',
      seeds: 2,
      seedBase: 9,
      dropout: [0, 0.3],
      workers: 3,
      steps: 12,
      mask: 'batch',
    });
    expect(
      spec.arms
        .map((arm) => studyRun(spec, arm, 9))
        .map(({ training, seeds }) => [
          training.gateDropout,
          training.workers,
          training.steps,
          training.mask,
          seeds.data,
        ]),
    ).toEqual([
      [0, 3, 12, 'batch', 9],
      [0.3, 3, 12, 'batch', 9],
    ]);
  });

  it('trains on a platform of its own, or on rows of the sample, as all of its columns give 64 inputs', () => {
    const of = (data?: 'synthetic' | 'census') =>
      polarizationStudy({ regime: 'adam', seeds: 1, seedBase: 1, dropout: [0], mask: 'example', data }).base;
    expect(of('census').source).toEqual({ name: 'census', inputs: 64, columns: 'all' });
    expect([of('census').world.impressions, of('census').world.heldOut]).toEqual([4000, 5000]);
    expect(of('synthetic')).toEqual(of());
    expect(of().source.name).toBe('synthetic');
  });

  it('gives what the contract promises, field by field, and refuses what it does not know', async () => {
    const { report, table } = await runExperiment(
      'polarization',
      { seeds: '2', 'seed-base': '4', steps: '4', dropout: '0,0.1' },
      { backend: 'cpu' },
    );
    expect(report).toMatchObject({
      experiment: 'polarization',
      spec: { regime: 'async', seeds: 2, seedBase: 4, dropout: [0, 0.1], mask: 'example', steps: 4 },
      engine: { backend: 'cpu' },
    });
    const { arms, pairs } = report.results as {
      arms: { label: string; dropout: number; workers: number; rates: object; runs: RunSummary[] }[];
      pairs: object[];
    };
    expect(arms.map(({ dropout, workers }) => [dropout, workers])).toEqual([
      [0, 4],
      [0.1, 4],
    ]);
    expect(arms[0].runs.map(({ seed }) => seed)).toEqual([4, 5]);
    for (const { utilization, entropy, deadExperts, heldOut } of arms[1].runs) {
      expect([utilization.length, utilization[0].length, entropy.length, heldOut.length]).toEqual([4, 8, 4, 4]);
      for (const row of utilization) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 5);
      expect(deadExperts).toBeGreaterThanOrEqual(0);
    }
    expect(pairs).toEqual([expect.objectContaining({ a: 'dropout 0', b: 'dropout 0.1' })]);
    expect(table.length).toBe(4);
    await expect(runExperiment('polarization', { seeds: '0' })).rejects.toThrow('--seeds: must be at least 1');
    await expect(runExperiment('polarization', { regime: 'foo' })).rejects.toThrow(
      '--regime: must be one of: async, adam, default',
    );
    await expect(runExperiment('polarization', { bogus: '1' })).rejects.toThrow('polarization has no option --bogus');
  }, 60_000);

  it('sweeps a knob, curve by curve and value by value', { tags: ['long'], timeout: 60_000 }, async () => {
    const sweep = await runExperiment(
      'polarization-sweep',
      { knob: 'sharedLayer', seeds: '1', regime: 'adam' },
      { backend: 'cpu' },
    );
    const { arms } = sweep.report.results as { arms: { series: string; value: number; runs: RunSummary[] }[] };
    expect(arms.map(({ series, value, runs }) => [series, value, runs.length])).toEqual([
      ['without', 0, 1],
      ['without', 16, 1],
      ['with', 0, 1],
      ['with', 16, 1],
    ]);
  });
});
