import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../engine/scalar/engine.ts';
import { EngineLimitError } from '../engine/types.ts';
import { regimeRun } from '../run/regimes.ts';
import type { StudySpec } from './spec.ts';
import { runStudy, type StudyOptions } from './study.ts';

const base = regimeRun('async');
const small: StudySpec = {
  base: {
    ...base,
    world: { ...base.world, impressions: 90, heldOut: 45 },
    training: { ...base.training, steps: 6, batch: 8 },
  },
  arms: [
    { label: 'without', changes: { 'run.training.gateDropout': 0 } },
    { label: 'with', changes: { 'run.training.gateDropout': 0.1 } },
  ],
  seeds: 5,
  seedBase: 3,
};

/** A device that takes so many replicas; what it was asked for. */
function device(most = Infinity): { open: StudyOptions['open']; sizes: number[] } {
  const sizes: number[] = [];
  return {
    sizes,
    open: (population, data) => {
      if (population.replicas.length > most) return Promise.reject(new EngineLimitError('too many', 1));
      sizes.push(population.replicas.length);
      return createScalarEngine(population, data);
    },
  };
}

describe('a study', () => {
  it('trains all arms of all seeds as one population, and gives the runs arm by arm, seed by seed', async () => {
    const one = device();
    const heard: [number, number][] = [];
    const measured: number[][] = [];
    const runs = await runStudy(small, {
      open: one.open,
      evaluations: 2,
      onProgress: (done, total) => {
        heard.push([done, total]);
      },
      onMeasured: (now) => {
        measured.push(now.map(({ step }) => step));
      },
    });
    expect(one.sizes).toEqual([10]);
    expect(runs.map(({ arm, seed, step }) => [arm, seed, step])).toEqual(
      [0, 1].flatMap((arm) => [3, 4, 5, 6, 7].map((seed) => [arm, seed, 6])),
    );
    expect(measured).toEqual([new Array(10).fill(3), new Array(10).fill(6)]);
    expect(heard.at(-1)).toEqual([60, 60]);
  });

  it('goes in halves where the device takes no more, all arms of a seed together, to the same numbers', async () => {
    const [whole, halves] = [device(), device(4)];
    const seen: number[][] = [];
    const a = await runStudy(small, { open: whole.open });
    const b = await runStudy(small, {
      open: halves.open,
      onMeasured: (runs) => {
        seen.push(runs.map(({ seed }) => seed));
      },
    });
    expect(halves.sizes).toEqual([4, 2, 4]);
    expect(seen).toEqual([
      [3, 3, 4, 4],
      [5, 5],
      [6, 6, 7, 7],
    ]);
    const numbers = (runs: typeof a): unknown =>
      runs.map(({ evaluation: { utilization, loss, entropy }, ...run }) => ({ ...run, utilization, loss, entropy }));
    expect(numbers(b)).toEqual(numbers(a));
  });

  it('says what the device says when not even one run fits', async () => {
    await expect(runStudy(small, { open: device(0).open })).rejects.toThrow('too many');
  });

  it('hears a stop between two slices', async () => {
    const stop = new AbortController();
    const run = runStudy(small, {
      open: device().open,
      signal: stop.signal,
      onProgress: () => {
        stop.abort();
      },
    });
    await expect(run).rejects.toMatchObject({ name: 'AbortError' });
  });
});
