import { describe, expect, it } from 'vitest';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { live, runsOf } from './command.ts';
import { meansOf, type LiveRun } from './means.ts';
import { runNull, type LiveStudySpec } from './live.ts';
import type { NullCourse, NullResult } from './null.ts';
import type { ArmState, MeasuredLift } from './tally.ts';

const given = (change: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(live.options).map(([name, { fallback }]) => [name, fallback])),
  ...change,
});

describe('npm run lab -- live', () => {
  it('gives a run for each seed and arm, arm means, and A/A experiments', { tags: ['long'] }, async () => {
    let told = 0;
    let last: number[] = [];
    const { spec, results, table } = await live.run(
      given({ seeds: '2', 'seed-base': '9001', steps: '30', queries: '60', aa: '10', 'aa-queries': '60' }),
      {
        open: createSimdEngine,
        onProgress: (done, total) => {
          expect(done).toBeLessThanOrEqual(total);
          told++;
          last = [done, total];
        },
      },
    );
    const { runs, arms, aa } = results as { runs: LiveRun[]; arms: unknown[]; aa: NullResult & { course: NullCourse } };
    const names = ['shared-bottom-small', 'shared-bottom-large', 'mmoe-4', 'mmoe-8', 'aa', 'oracle', 'random'];
    expect(runs.map(({ seed, arm }) => `${String(seed)} ${arm}`)).toEqual(
      [9001, 9002].flatMap((seed) => names.map((arm) => `${String(seed)} ${arm}`)),
    );
    expect(arms).toEqual(meansOf(runs));
    for (const run of runs) {
      if (run.arm === 'shared-bottom-small') expect([run.low, run.engagementLift]).toEqual([null, 0]);
      else expect(run.low!).toBeLessThanOrEqual(run.engagementLift);
      if (run.arm === 'oracle') expect(run.capturedShare).toBeCloseTo(100, 9);
      if (run.arm === 'aa') expect(run.engagementLift).toBe(0);
    }
    // The lift is the ratio of the means that stand beside it.
    const [control, , , eight] = runs;
    expect(eight.engagementLift).toBeCloseTo(100 * (eight.clicks / control.clicks - 1), 9);
    expect(aa).toMatchObject({ experiments: 10, queries: 60 });
    expect(aa.course.at.at(-1)).toBe(60);
    expect(aa.course.fixed.at(-1)).toBe(aa.everOutside.fixed);
    expect(Object.keys(aa.everOutside)).toEqual(['sequence', 'fixed', 'impressions']);
    expect(table).toHaveLength(1 + names.length + 3);
    const [header] = table;
    expect(header).toEqual([
      ...['arm', 'engagement lift %', 'satisfaction lift %', 'captured share %', 'points over control'],
      ...['clicks a page', 'likes a page', 'decided'],
    ]);
    // Lifts with two digits, shares and points with one, what a page is worth with three.
    expect(table[2].slice(1, 7).map((text) => text.split(/[ [,\]]/)[0].split('.')[1].length)).toEqual([
      2, 2, 1, 1, 3, 3,
    ]);
    // Control has no points over itself.
    expect([table[1][4], table[2][4]]).toEqual(['', expect.stringMatching(/^[-−]?\d/)]);
    expect(table.every((row) => row.length === 8)).toBe(true);
    expect(Object.values(live.options).every(({ help }) => help !== '')).toBe(true);
    expect(told).toBeGreaterThan(3);
    // A/A: control alone is trained, thirty steps, on the first seed.
    expect(last).toEqual([40, 40]);
    const live9001 = { ...(spec as LiveStudySpec), arms: [] };
    const again = await runNull(
      { live: live9001, seed: 9001, experiments: 10, queries: 60 },
      { open: createSimdEngine },
    );
    expect(aa.first).toEqual(again.first);
  });

  it('compares treatments of position bias where lists have positions, and says which arm it does not know', async () => {
    const progress: number[][] = [];
    const { results } = await live.run(
      given({
        world: 'position-bias',
        arms: 'none,shallow-tower',
        seeds: '1',
        steps: '1',
        queries: '40',
        design: 'split',
        answers: 'drawn',
      }),
      { open: createSimdEngine, onProgress: (...told) => progress.push(told) },
    );
    // Two arms of one step, and forty lists at a tenth of a step each.
    expect(progress.at(-1)).toEqual([6, 6]);
    const { runs } = results as { runs: LiveRun[] };
    expect(runs.map(({ arm }) => arm)).toEqual(['none', 'shallow-tower', 'aa', 'oracle', 'random']);
    expect(runs.reduce((sum, { queries }) => sum + queries, 0)).toBe(40);
    // 16 queries of two arms are fewer than the burn-in: no interval.
    expect(runs.every(({ low, high }) => low === null && high === null)).toBe(true);
    await expect(live.run(given({ arms: 'shallow-tower' }), { open: createSimdEngine })).rejects.toThrow(
      '--arms: "shallow-tower" is none of shared-bottom-small',
    );
    await expect(live.run(given({ weights: '0,0,0,0' }), { open: createSimdEngine })).rejects.toThrow('weights');
  });
});

describe('what an experiment came to', () => {
  const spec: LiveStudySpec = {
    world: 'position-bias',
    steps: 1,
    control: 'none',
    arms: ['shallow-tower'],
    extras: ['aa'],
    form: 'sum',
    weights: [1, 1, 1, 1],
    queries: 200,
    candidates: 15,
    design: 'paired',
    answers: 'expected',
    seeds: 1,
    seedBase: 1,
  };
  const lift = (value: number, deviation: number): MeasuredLift => ({
    n: 200,
    value,
    deviation,
    sequence: null,
    fixed: null,
  });
  const arm = (share: number, own: ArmState['lift']): ArmState => ({
    n: 200,
    clicks: 2,
    likes: 1,
    watchTime: 0.25,
    rating: 0.125,
    captured: { n: 200, value: share, deviation: 0.1 },
    lift: own,
  });
  const last = {
    queries: 200,
    arms: [
      arm(0.5, null),
      arm(0.625, { engagement: lift(0.25, 0.5), satisfaction: lift(-0.125, 1) }),
      arm(0.5, { engagement: lift(0, 0), satisfaction: lift(0, 0) }),
    ],
  };

  it('is a run for each arm: in per cent, with the bounds of each measure by itself', () => {
    const [control, tower, aa] = runsOf(spec, { seed: 7, last, diverged: [] });
    expect(control).toMatchObject({ seed: 7, arm: 'none', engagementLift: 0, satisfactionLift: 0, controlShare: 50 });
    expect(control).toMatchObject({ low: null, high: null, satisfactionLow: null, satisfactionHigh: null });
    expect(tower).toMatchObject({ engagementLift: 25, satisfactionLift: -12.5, capturedShare: 62.5, controlShare: 50 });
    expect(tower).toMatchObject({ clicks: 2, likes: 1, watchTime: 0.25, rating: 0.125, queries: 200 });
    // n = 200, tightest at 100, α = .05: ρ² = (5.99146 + ln 6.99146) / 100, s √(2 · 16.8727 · ln(20 · 4.10764) / (200² ρ²)).
    expect([tower.low, tower.high]).toEqual([expect.closeTo(25 - 10.824, 2), expect.closeTo(25 + 10.824, 2)]);
    expect(tower.satisfactionLow).toBeCloseTo(-12.5 - 21.648, 2);
    expect(tower.satisfactionHigh).toBeCloseTo(-12.5 + 21.648, 2);
    expect([aa.low, aa.high]).toEqual([0, 0]);
    expect(meansOf([control, tower, aa]).map(({ decided }) => decided)).toEqual([0, 1, 0]);
  });

  it('leaves out a model that diverged, and compares nothing with a control that did', () => {
    const [, tower] = runsOf(spec, { seed: 7, last, diverged: ['shallow-tower'] });
    expect([tower.diverged, tower.controlShare]).toEqual([true, 50]);
    expect(meansOf([tower])[0].capturedShare.n).toBe(0);
    const runs = runsOf(spec, { seed: 7, last, diverged: ['none'] });
    expect(runs.map(({ diverged }) => diverged)).toEqual([true, false, true]);
    for (const run of runs) {
      expect([run.engagementLift, run.satisfactionLift, run.controlShare]).toEqual([NaN, NaN, NaN]);
      expect([run.low, run.high, run.satisfactionLow, run.satisfactionHigh]).toEqual([null, null, null, null]);
    }
    const [, means] = meansOf(runs);
    // Its own share is what it is; what it has over control is not known.
    expect([means.capturedShare.mean, means.sharePoints.n, means.engagementLift.n, means.decided]).toEqual([
      62.5, 0, 0, 0,
    ]);
  });
});
