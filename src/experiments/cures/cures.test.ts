import { describe, expect, it } from 'vitest';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { effectiveExperts } from '../../metrics/gates.ts';
import type { PopulationSpec } from '../../model/spec.ts';
import { regimeRun } from '../../run/regimes.ts';
import { modelOf } from '../../run/runSpec.ts';
import { knownEngines } from '../../study/testing/knownEngine.ts';
import type { EngineData } from '../../engine/types.ts';
import type { CuresSpec } from './arms.ts';
import { parseCures } from './combination.ts';
import { runCures } from './cures.ts';
import type { MeasuredCure } from './results.ts';

const start = regimeRun('async');
const base = {
  ...start,
  world: { ...start.world, impressions: 90, heldOut: 45 },
  training: { ...start.training, steps: 10, batch: 8 },
};
const spec = (text: string, seeds: number, seedBase = 11): CuresSpec => ({
  base,
  combinations: parseCures(text, 'async', modelOf(base)),
  seeds,
  seedBase,
});

describe('the study of cures', () => {
  it('trains one cure after the other on the same worlds, seeds in portions, and tells of each as it ends', async () => {
    const opened: { population: PopulationSpec; data: readonly EngineData[] }[] = [];
    const measured: [number, number[]][] = [];
    const progress: [number, number][] = [];
    const runs = await runCures(spec('none,lossFree,cgc', 3), {
      seedsAtOnce: 2,
      open: knownEngines(
        {
          loss: ({ replica }) => [replica.seeds.init, replica.cures?.lossFree ?? 0, 0, 0],
          dead: ({ replica }) => replica.seeds.batch - 11,
          entropy: ({ replica }) => [1, 2, 3, replica.seeds.dropout],
        },
        (population, data) => opened.push({ population, data }),
      ),
      onMeasured: (some) => measured.push([some[0].arm, some.map(({ seed }) => seed)]),
      onProgress: (done, total) => progress.push([done, total]),
    });
    expect(measured).toEqual([
      [0, [11, 12]],
      [1, [11, 12]],
      [2, [11, 12]],
      [0, [13]],
      [1, [13]],
      [2, [13]],
    ]);
    // A population for each cure: only gates that are balanced carry their memory, only CGC a mask.
    expect(opened.map(({ population: { model } }) => [model.balance, model.visible !== undefined])).toEqual(
      [0, 1].flatMap(() => [
        [undefined, false],
        [true, false],
        [undefined, true],
      ]),
    );
    // The very same logs for every cure, others for every seed.
    const [none, lossFree, cgc, next] = opened.map(({ data }) => data);
    expect(lossFree[0]).toBe(none[0]);
    expect(cgc[1]).toBe(none[1]);
    expect(none[1]).not.toBe(none[0]);
    expect(next[0]).not.toBe(none[0]);
    for (const { population } of opened)
      expect(population.replicas.map(({ data, seeds }) => [seeds.init, seeds.batch, seeds.dropout, data])).toEqual(
        population.replicas.map(({ seeds: { init } }, i) => [init, init, init, i]),
      );
    expect(runs.map(({ arm, seed, heldOut, deadExperts }) => [arm, seed, heldOut[0], heldOut[1], deadExperts])).toEqual(
      [
        ...[0, 1, 2].flatMap((arm) => [11, 12].map((seed) => [arm, seed, seed, arm === 1 ? 0.03 : 0, seed - 11])),
        ...[0, 1, 2].map((arm) => [arm, 13, 13, arm === 1 ? 0.03 : 0, 2]),
      ],
    );
    for (const { seed, entropy } of runs) expect(entropy).toEqual([1, 2, 3, seed]);
    // Nine runs of ten steps.
    expect(progress.at(-1)).toEqual([90, 90]);
    expect(progress.every(([done], i) => done > (progress[i - 1]?.[0] ?? 0))).toBe(true);
  });

  it('keeps what was told when it is stopped', async () => {
    const stop = new AbortController();
    const told: MeasuredCure[] = [];
    const ended = runCures(spec('none,lossFree,swish', 2), {
      open: knownEngines({}),
      signal: stop.signal,
      onMeasured: (some) => {
        told.push(...some);
        if (some[0].arm === 1) stop.abort();
      },
    });
    await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
    expect(told.map(({ arm, seed }) => [arm, seed])).toEqual([
      [0, 11],
      [0, 12],
      [1, 11],
      [1, 12],
    ]);
  });

  it('measures contributions as the model serves, and trained models differ by their cures alone', async () => {
    const texts = 'none,temperature:0.1,swish,lossFree,rate:1,dropout';
    const runs = await runCures(spec(texts, 1), { open: createScalarEngine });
    const of = (arm: number): MeasuredCure => runs.find((run) => run.arm === arm)!;
    for (const { contributions, finite } of runs) {
      expect(finite).toBe(true);
      for (const row of contributions) expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 9);
    }
    // A cure at the strength at which it does nothing is none.
    const { arm: _, ...same } = of(4);
    const { arm: __, ...none } = of(0);
    expect(same).toEqual(none);
    for (const arm of [1, 2, 3, 5]) expect(of(arm).heldOut).not.toEqual(of(0).heldOut);
    // Gates at a tenth of the temperature choose almost one expert each: measured without it, contributions would be spread as those of none are.
    const effective = (arm: number): number =>
      of(arm).contributions.reduce((sum, row) => sum + effectiveExperts(row) / 4, 0);
    expect(effective(1)).toBeLessThan(1.5);
    expect(effective(0)).toBeGreaterThan(2.5);
    // A share is no weight: it is weighed by what the expert says.
    expect(of(0).contributions).not.toEqual(of(0).utilization);
  });
});
