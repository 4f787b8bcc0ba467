import { describe, expect, it } from 'vitest';
import { storedCures as toFile } from '../../../scripts/store-cures.mjs';
import { modelOf } from '../../run/runSpec.ts';
import { parseCombination } from './combination.ts';
import { cureBase, resultsOf } from './command.ts';
import type { CureSummary, MeasuredCure } from './results.ts';
import { curesFrom, STORED_SETTINGS, storedCures, type StoredCures } from './stored.ts';

const even = new Array<number>(8).fill(1 / 8);
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];

describe('stored cures', () => {
  const base = cureBase('async', { workers: 8, steps: 100 });
  const combinations = ['none', 'lossFree:0.1', 'cgc'].map((text) => parseCombination(text, 'async', modelOf(base)));
  const run = (arm: number, seed: number, gate: number[], more: Partial<MeasuredCure> = {}): MeasuredCure => ({
    arm,
    seed,
    utilization: [even, gate, even, even],
    contributions: [gate, even, even, even],
    entropy: [2, 1, 2, 2],
    deadExperts: arm,
    heldOut: [1 / (1 + arm), 0.5, 0.25, 1.5],
    finite: true,
    ...more,
  });
  const measured = [
    ...[5, 6, 7].map((seed) => run(0, seed, five)),
    ...[5, 6, 7].map((seed) => run(1, seed, seed === 6 ? five : even)),
    ...[5, 6, 7].map((seed) => run(2, seed, even, seed === 7 ? { finite: false, heldOut: [NaN, 1, 1, 1] } : {})),
  ];
  const results = resultsOf(base, combinations, measured);
  const report = {
    experiment: 'cures',
    spec: { regime: 'async', workers: 8, steps: 100, asked: 'lossFree:0.1,cgc', seeds: 3, seedBase: 5 },
    engine: { name: 'simd', backend: 'wasm', adapter: '' },
    results: { cures: results },
  };
  // As it comes out of a file: NaN is null there.
  const file = (): unknown => JSON.parse(JSON.stringify(report));
  const made = { commit: 'abc', date: '2026-01-01' };
  const known = curesFrom(JSON.parse(JSON.stringify(toFile([file()], [file()], made))) as StoredCures);

  it('are read as they were written, with what made them', () => {
    const rounded = (summary: CureSummary): unknown =>
      JSON.parse(JSON.stringify(summary), (_, value: unknown) =>
        typeof value === 'number' ? Number(value.toPrecision(5)) : value,
      );
    expect(known.cures.map(rounded)).toEqual(results.map(({ summary }) => rounded(summary)));
    expect(known.sweeps).toEqual(known.cures);
    expect(known).toMatchObject({ regime: 'async', workers: 8, base, seeds: 3, seedBase: 5 });
    expect(known.made).toEqual({
      ...made,
      engine: 'simd',
      backend: 'wasm',
      adapter: '',
      command:
        'npm run lab -- cures --regime async --workers 8 --cures lossFree:0.1,cgc --seeds 3 --seed-base 5 --backend wasm',
    });
    expect(() => toFile([{ ...report, experiment: 'compare' }], [], made)).toThrow('compare');
  });

  it('have seeds to look at, those first that the cure heals', () => {
    const seeds = (id: string): unknown => known.looks.get(id)?.map(({ seed }) => seed);
    expect([...known.looks.keys()]).toEqual(['lossFree:0.1', 'cgc']);
    // The second of loss-free is still polarized; the third of CGC diverged.
    expect(seeds('lossFree:0.1')).toEqual([5, 7]);
    expect(seeds('cgc')).toEqual([5, 6]);
    const [look] = known.looks.get('lossFree:0.1')!;
    expect(look.without).toEqual({
      seed: 5,
      utilization: [even, five, even, even],
      contributions: [five, even, even, even],
      heldOut: [1, 0.5, 0.25, 1.5],
      deadExperts: 0,
    });
    expect(look.with).toMatchObject({ seed: 5, utilization: [even, even, even, even], deadExperts: 1 });
  });

  it('of several files are put together, none once', () => {
    const part = (arms: number[]): unknown => ({
      ...report,
      results: { cures: results.filter((_, arm) => arms.includes(arm)) },
    });
    const both = toFile([part([0, 1]), part([0, 2])], [], made) as StoredCures;
    expect(both.cures.map(({ id }) => id)).toEqual(['none', 'lossFree:0.1', 'cgc']);
    expect(() => toFile([report, { ...report, spec: { ...report.spec, seeds: 4 } }], [], made)).toThrow('other seeds');
  });
});

describe.each(STORED_SETTINGS)('the shipped cures of %s', (setting) => {
  it('have none first, everything against it on the same seeds, and seeds to look at', async () => {
    const { regime, workers, seeds, cures, looks, made } = await storedCures(setting);
    expect(`${regime}-${String(workers)}`).toBe(setting);
    expect(cures[0].id).toBe('none');
    expect(made.command).toContain(`--regime ${regime} --workers ${String(workers)}`);
    for (const { z5, diverged, against } of cures) {
      expect(z5.n).toBe(seeds);
      if (against) expect(against.loss.n + against.left).toBe(seeds);
      else expect(diverged.k).toBe(0);
    }
    expect([...looks.keys()]).toEqual(cures.slice(1).map(({ id }) => id));
    for (const pair of [...looks.values()].flat())
      for (const { utilization } of [pair.without, pair.with])
        for (const row of utilization) expect(row.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 1);
  });
});
