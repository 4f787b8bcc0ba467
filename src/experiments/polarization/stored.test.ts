import { describe, expect, it } from 'vitest';
import { encodeRuns, storedFile } from '../../../scripts/store-polarization.mjs';
import { fisherExact } from '../../metrics/fisher.ts';
import { gateRates } from './gateRates.ts';
import { polarizationRates } from './polarization.ts';
import { regimeRun } from '../../run/regimes.ts';
import { decodeRuns } from '../../study/encoded.ts';
import { raceFrom, storedPolarization, type StoredFile } from './stored.ts';
import type { RunSummary } from '../../study/summary.ts';

const run = (seed: number, weights: number[]): RunSummary => ({
  seed,
  utilization: [weights, weights, weights, weights],
  entropy: [0.1, 0.2, 0.3, 2.0794],
  deadExperts: seed % 3,
  heldOut: [0.5, 1.25, 0.6931, 6.5],
});
const even = [0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125];
const hot = [0.9, 0.0001, 0.0099, 0, 0, 0.09, 0, 0];

describe('stored polarization runs', () => {
  it('come back as they were written, to four decimals', () => {
    const runs = [run(7, even), run(8, hot)];
    expect(decodeRuns(encodeRuns(runs), 8, 7)).toEqual(runs);
  });

  it('keep that a run diverged', () => {
    const [back] = decodeRuns(encodeRuns([{ ...run(1, even), heldOut: [NaN, 1, Infinity, 9e9] }]), 8, 1);
    expect(back.heldOut[0]).toBeNaN();
    expect(back.heldOut[2]).toBeNaN();
    expect(back.heldOut[3]).toBeCloseTo(6.5534, 4);
  });

  it('give the arms of a race by their dropout and workers', () => {
    const report = (spec: object, arms: object[]): object => ({
      experiment: 'polarization',
      engine: { name: 'scalar', backend: 'cpu', adapter: '' },
      spec: { regime: 'async', base: regimeRun('async'), seeds: 2, seedBase: 1, ...spec },
      results: { arms },
    });
    const file = storedFile(
      [
        report({ dropout: [0, 0.1] }, [
          { dropout: 0, workers: 4, runs: [run(1, hot), run(2, hot)] },
          { dropout: 0.1, workers: 4, runs: [run(1, even), run(2, even)] },
        ]),
        report({ dropout: [0], workers: 1 }, [{ dropout: 0, workers: 1, runs: [run(1, even), run(2, hot)] }]),
      ],
      { commit: 'abc', date: '2026-01-01' },
    ) as StoredFile;
    const story = raceFrom(file, 'async', 'story');
    expect(story?.spec.arms.map(({ label }) => label)).toEqual(['synchronous', 'asynchronous', 'asynchronousWith']);
    expect(story?.runs.map((runs) => polarizationRates(runs).z5.k)).toEqual([1, 2, 0]);
    expect(story?.made.command).toContain('--workers 1');
    expect(raceFrom(file, 'async', 'dropout')?.runs.map((runs) => polarizationRates(runs).z5.k)).toEqual([2, 0]);
    expect(raceFrom(file, 'async', 'dropout')?.spec).toMatchObject({
      seeds: 2,
      seedBase: 1,
      arms: [
        { label: 'without', changes: { 'run.training.gateDropout': 0, 'run.training.workers': 4 } },
        { label: 'with', changes: { 'run.training.gateDropout': 0.1, 'run.training.workers': 4 } },
      ],
    });
    expect(raceFrom(file, 'adam', 'dropout')).toBeNull();
  });

  it('on rows of Census-Income gates polarize in 65 to 92% of the runs, with dropout in at most 52%, mostly that of income', async () => {
    const stored = (await storedPolarization('adam', 'dropout', 'census'))!;
    expect(stored.spec.base.source).toEqual({ name: 'census', inputs: 64, columns: 'all' });
    expect(stored.made.command).toContain('--data census');
    // The first sixty are what the targets are about.
    const [without, withDropout] = stored.runs.map((runs) => polarizationRates(runs.slice(0, 60)).z5);
    expect(without.rate).toBeGreaterThan(0.65);
    expect(without.rate).toBeLessThan(0.92);
    expect(withDropout.rate).toBeLessThan(0.52);
    expect(fisherExact(without.k, without.n, withDropout.k, withDropout.n)).toBeLessThan(0.001);
    const [income, ...others] = gateRates(stored.runs[0]).map(({ k }) => k);
    expect(income).toBeGreaterThan(Math.max(...others));
    // Asynchronous Adagrad kills experts there.
    const async = (await storedPolarization('async', 'dropout', 'census'))!;
    expect(polarizationRates(async.runs[0]).dead.rate).toBeGreaterThan(0.7);
  });

  it('the shipped file has what the page asks for first', async () => {
    for (const regime of ['async', 'adam', 'default']) {
      const stored = await storedPolarization(regime, 'dropout');
      expect(stored?.runs.map((runs) => runs.length)).toEqual([stored?.spec.seeds, stored?.spec.seeds]);
      for (const { utilization } of stored?.runs.flat() ?? [])
        for (const row of utilization) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
    }
    expect(await storedPolarization('async', 'story')).not.toBeNull();
  });
});
