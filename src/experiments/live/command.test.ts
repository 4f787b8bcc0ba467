import { describe, expect, it } from 'vitest';
import { createSimdEngine } from '../../engine/simd/engine.ts';
import { live, meansOf, type LiveRun } from './command.ts';
import type { NullResult } from './null.ts';

const given = (change: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(live.options).map(([name, { fallback }]) => [name, fallback])),
  ...change,
});

describe('npm run lab -- live', () => {
  it('gives a run for each seed and arm, arm means, and A/A experiments', async () => {
    let told = 0;
    const { results, table } = await live.run(
      given({ seeds: '2', 'seed-base': '9001', steps: '30', queries: '60', aa: '10', 'aa-queries': '60' }),
      {
        open: createSimdEngine,
        onProgress: (done, total) => {
          expect(done).toBeLessThanOrEqual(total);
          told++;
        },
      },
    );
    const { runs, arms, aa } = results as { runs: LiveRun[]; arms: unknown[]; aa: NullResult };
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
    expect(Object.keys(aa.everOutside)).toEqual(['sequence', 'fixed', 'impressions']);
    expect(table).toHaveLength(1 + names.length + 3);
    expect(told).toBeGreaterThan(3);
  });

  it('compares treatments of position bias where lists have positions, and says which arm it does not know', async () => {
    const { results } = await live.run(
      given({
        world: 'position-bias',
        arms: 'none,shallow-tower',
        seeds: '1',
        steps: '20',
        queries: '40',
        design: 'split',
        answers: 'drawn',
      }),
      { open: createSimdEngine },
    );
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
