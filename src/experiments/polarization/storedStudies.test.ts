import { describe, expect, it } from 'vitest';
import { storedSweep as toSweepFile, storedTaskGroups as toGroupsFile } from '../../../scripts/store-polarization.mjs';
import { polarizationRates } from './polarization.ts';
import { KNOBS, sweepOf } from './sweep.ts';
import { regimeRun } from '../../run/regimes.ts';
import { SHARING_PRESETS, sharingOf, sharingRun } from '../task-groups/taskGroups.ts';
import { decodeRuns } from '../../study/encoded.ts';
import { storedTaskGroups, type StoredTaskGroups } from '../task-groups/stored.ts';
import { storedSweep, type StoredSweep } from './storedStudies.ts';
import type { RunSummary } from '../../study/summary.ts';

const even = new Array<number>(8).fill(0.125);
const run: RunSummary = {
  seed: 5,
  utilization: [even, even, even, even],
  entropy: [2, 2, 2, 2],
  deadExperts: 1,
  heldOut: [0.5, 0.4, 0.3, 0.2],
};
const engine = { name: 'scalar', backend: 'cpu', adapter: 'none' };
const made = { commit: 'abc', date: '2026-01-01' };

describe('stored sweeps and task groups', () => {
  it('are written as they are read, with what made them', () => {
    const sweep = toSweepFile(
      {
        spec: { knob: 'workers', regime: 'async', seeds: 1, seedBase: 5, dropout: 0.1 },
        engine,
        results: { arms: [{ series: 'without', value: 4, runs: [run] }] },
      },
      made,
    ) as StoredSweep;
    expect(sweep).toMatchObject({
      knob: 'workers',
      made: {
        ...made,
        engine: 'scalar',
        command:
          'npm run lab -- polarization-sweep --knob workers --regime async --seeds 1 --seed-base 5 --dropout 0.1',
      },
    });
    expect(decodeRuns(sweep.arms[0].runs, sweep.experts, sweep.seedBase)).toEqual([run]);
    const groups = toGroupsFile(
      { spec: { seeds: 1, seedBase: 5 }, engine, results: { presets: [{ preset: 'simple', runs: [run] }] } },
      made,
    ) as StoredTaskGroups;
    expect(groups.made.command).toBe('npm run lab -- task-groups --seeds 1 --seed-base 5');
    expect(decodeRuns(groups.presets[0].runs, groups.experts, groups.seedBase)).toEqual([run]);
  });

  it.each(KNOBS)('the shipped sweep of %s on rows of Census-Income has every point of its curves', async (knob) => {
    const { regime, dropout, arms, made: by } = await storedSweep(knob, 'census');
    const sweep = sweepOf(knob, regimeRun(regime), dropout);
    expect(arms.map(({ series, value }) => [series, value])).toEqual(
      sweep.series.flatMap(({ id }) => sweep.values.map((value) => [id, value])),
    );
    expect(new Set(arms.map(({ runs }) => runs.length))).toEqual(new Set([60]));
    expect(by.command).toContain('--data census');
  });

  it.each(KNOBS)('the shipped sweep of %s has every point of its curves', async (knob) => {
    const { regime, dropout, arms, made: by } = await storedSweep(knob);
    const sweep = sweepOf(knob, regimeRun(regime), dropout);
    expect(arms.map(({ series, value }) => [series, value])).toEqual(
      sweep.series.flatMap(({ id }) => sweep.values.map((value) => [id, value])),
    );
    expect(new Set(arms.map(({ runs }) => runs.length))).toEqual(new Set([60]));
    expect(by.command).toContain(`--knob ${knob}`);
    for (const { runs } of arms)
      for (const { utilization } of runs)
        for (const row of utilization) expect(row.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 2);
  });

  it('the shipped sweeps agree where they measured the same runs', async () => {
    const z5 = async (knob: (typeof KNOBS)[number], series: string, value: number): Promise<number> =>
      polarizationRates(
        (await storedSweep(knob)).arms.find((arm) => arm.series === series && arm.value === value)!.runs,
      ).z5.k;
    const base = await z5('dropout', 'example', 0);
    expect(
      await Promise.all([
        z5('workers', 'without', 4),
        z5('learningRate', 'without', 0.5),
        z5('initScale', 'without', 1),
        z5('sharedLayer', 'without', 16),
      ]),
    ).toEqual([base, base, base, base]);
  });

  it('the shipped table of figure 5 has every setting', async () => {
    const { presets } = await storedTaskGroups();
    expect(presets.map(({ preset }) => preset)).toEqual([...SHARING_PRESETS]);
    for (const { runs } of presets) expect(sharingOf(runs).difference.n).toBe(40);
  });
});

describe('settings of figure 5', () => {
  it('differ from how the page opens in what they say, and in nothing else', () => {
    const start = sharingRun('default');
    expect(start).toEqual(regimeRun('default'));
    expect(sharingRun('weights')).toEqual({ ...start, training: { ...start.training, taskWeights: [1, 1, 0.2, 0.2] } });
    expect(sharingRun('simple')).toEqual({
      ...start,
      world: { ...start.world, simplerSatisfaction: start.world.sines },
    });
    expect(sharingRun('sparse').world).toEqual({ ...start.world, labels: 'clicked', clickOffset: -1.5 });
    expect(sharingRun('together')).toEqual({
      ...start,
      world: { ...sharingRun('sparse').world, simplerSatisfaction: start.world.sines },
      training: sharingRun('weights').training,
    });
    expect(sharingRun('zero')).toEqual({
      ...start,
      world: {
        ...start.world,
        logging: 'none',
        impressions: 20_000,
        heldOut: 1800,
        sines: 5,
        sharedPhases: 'all',
        cosineWithin: 1,
        cosineAcross: 0,
        clickGain: 3,
        clickOffset: 0,
        labels: 'all',
      },
      model: { ...start.model, biasHandling: 'none', towerUnits: 8, gateInitScale: 0 },
      training: {
        ...start.training,
        optimizer: 'adam',
        learningRate: 0.02,
        decayTo: 0.1,
        batch: 64,
        workers: 1,
        l2: 0,
        positionDropout: 0,
        gateDropout: 0,
      },
    });
  });
});
