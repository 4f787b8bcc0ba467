import { describe, expect, it } from 'vitest';
import { knownEngines, type Asked } from '../../study/testing/knownEngine.ts';
import type { sharingOf } from '../task-groups/taskGroups.ts';
import { SHARING_PRESETS, sharingRun, taskGroups } from '../task-groups/taskGroups.ts';
import type { Experiment } from '../../study/experiment.ts';
import { polarization, type PolarizationArm } from './polarization.ts';
import { polarizationSweep, type SweepArm } from './sweep.ts';

// What the chapter counts, against an engine whose gates are known: each number is one that only the right code gives.

const even = new Array<number>(8).fill(1 / 8);
/** Five experts below 1%, the largest at 60%. */
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
/** Six below 1%, one above 90%. */
const six = [0.93, 0.064, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001];

const given = (experiment: Experiment, options: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(experiment.options).map(([name, { fallback }]) => [name, fallback])),
  ...options,
});

/** Gates of a run: of ten seeds from 1 on, without dropout three leave five experts and two more six; with it one does. */
const gates = ({ replica }: Asked): number[][] => {
  const seed = replica.seeds.init;
  const row = replica.gateDropout > 0 ? (seed === 4 ? five : even) : seed <= 3 ? five : seed <= 5 ? six : even;
  return [even, even, even, row];
};

describe('the polarization study', () => {
  it('counts the runs of each arm, with Wilson’s 95% intervals and Fisher’s test of the pair', async () => {
    const opened: number[][] = [];
    const { results, table } = await polarization.run(given(polarization, { seeds: '10', steps: '3' }), {
      open: knownEngines(
        { utilization: gates, dead: ({ replica }) => (replica.seeds.init === 9 ? 2 : 0) },
        (population) => opened.push(population.replicas.map(({ workers }) => workers)),
      ),
    });
    const { arms, pairs } = results as { arms: PolarizationArm[]; pairs: { z5: number; z6: number }[] };
    expect(
      arms.map(({ dropout, workers, rates }) => [dropout, workers, rates.z5.k, rates.z6.k, rates.m9.k, rates.dead.k]),
    ).toEqual([
      [0, 4, 5, 2, 2, 1],
      [0.1, 4, 1, 0, 0, 1],
    ]);
    // Wilson's interval of 5 of 10: 0.2366 to 0.7634; of 1 of 10: 0.0179 to 0.4042 (Brown, Cai, DasGupta 2001, by hand).
    expect(arms[0].rates.z5.low).toBeCloseTo(0.2366, 4);
    expect(arms[0].rates.z5.high).toBeCloseTo(0.7634, 4);
    expect(arms[1].rates.z5.low).toBeCloseTo(0.0179, 4);
    expect(arms[1].rates.z5.high).toBeCloseTo(0.4042, 4);
    // 5 of 10 against 1 of 10: 2 (C(10,5) C(10,1) + C(10,6)) / C(20,6) = 2 (2520 + 210) / 38760.
    expect(pairs).toHaveLength(1);
    expect(pairs[0].z5).toBeCloseTo((2 * (2520 + 210)) / 38760, 10);
    // 2 of 10 against 0 of 10: 2 C(10,2) / C(20,2) = 90 / 190.
    expect(pairs[0].z6).toBeCloseTo(90 / 190, 10);
    expect(table[1].slice(0, 3)).toEqual(['dropout 0', '10', '50.0% [23.7, 76.3]']);
    expect(opened).toEqual([new Array<number>(20).fill(4)]);
  });

  it('takes the workers, the mask and the first seed that it is asked for', async () => {
    const opened: unknown[] = [];
    const { results } = await polarization.run(
      given(polarization, { seeds: '2', steps: '3', workers: '2', mask: 'batch', 'seed-base': '8', dropout: '0.2' }),
      {
        open: knownEngines({}, ({ training, replicas }) =>
          opened.push([
            training.steps,
            training.mask,
            replicas.map(({ workers, gateDropout, seeds }) => [workers, gateDropout, seeds.init]),
          ]),
        ),
      },
    );
    expect(opened).toEqual([
      [
        3,
        'batch',
        [
          [2, 0.2, 8],
          [2, 0.2, 9],
        ],
      ],
    ]);
    expect((results as { arms: PolarizationArm[] }).arms[0]).toMatchObject({ workers: 2, label: 'dropout 0.2' });
  });
});

describe('a sweep', () => {
  it('gives every point of every curve the runs of its own value', async () => {
    const { results, table } = await polarizationSweep.run(
      given(polarizationSweep, { knob: 'workers', seeds: '4', dropout: '0.3' }),
      {
        // As many runs polarize as there are workers, with dropout one less.
        open: knownEngines({
          utilization: ({ replica }) => {
            const many = Math.log2(replica.workers) - (replica.gateDropout > 0 ? 1 : 0);
            return [even, replica.seeds.init <= many ? five : even, even, even];
          },
        }),
      },
    );
    const { arms } = results as { arms: SweepArm[] };
    expect(arms.map(({ series, value, rates }) => [series, value, rates.z5.k, rates.z5.n])).toEqual([
      ...[1, 2, 4, 8, 16].map((workers, i) => ['without', workers, i, 4]),
      ...[1, 2, 4, 8, 16].map((workers, i) => ['with', workers, Math.max(0, i - 1), 4]),
    ]);
    expect(table).toHaveLength(11);
    expect(table[4].slice(0, 3)).toEqual(['without', '8', '4']);
  }, 20_000);
});

describe('the table of figure 5', () => {
  it('measures each setting by its own runs', async () => {
    // Engagement on two experts each, satisfaction on one; in the setting without logging the reverse.
    const pair = [0.5, 0.5, 0, 0, 0, 0, 0, 0];
    const one = [1, 0, 0, 0, 0, 0, 0, 0];
    const done: number[] = [];
    const { results } = await taskGroups.run(given(taskGroups, { seeds: '2' }), {
      onProgress: (n, total) => done.push(n / total),
      open: knownEngines({
        utilization: ({ population }) =>
          population.training.optimizer === sharingRun('zero').training.optimizer && population.training.decayTo === 0.1
            ? [one, one, pair, pair]
            : [pair, pair, one, one],
      }),
    });
    const { presets } = results as { presets: { preset: string; sharing: ReturnType<typeof sharingOf> }[] };
    expect(presets.map(({ preset }) => preset)).toEqual([...SHARING_PRESETS]);
    for (const { preset, sharing } of presets) {
      // exp of the entropy of two halves is 2.
      const [engagement, satisfaction] = preset === 'zero' ? [1, 2] : [2, 1];
      expect(sharing.engagement.mean).toBeCloseTo(engagement, 12);
      expect(sharing.satisfaction.mean).toBeCloseTo(satisfaction, 12);
      expect(sharing.difference).toMatchObject({ n: 2, mean: engagement - satisfaction });
      expect(sharing.within.mean).toBeCloseTo(1, 12);
      // Pearson of (½, ½, 0, …) and (1, 0, …) over eight experts: both have the mean ⅛.
      expect(sharing.across.mean).toBeCloseTo(
        (0.5 - 8 * (1 / 8) * (1 / 8)) / Math.sqrt((0.5 - 1 / 8) * (1 - 1 / 8)),
        12,
      );
    }
    expect(done.at(-1)).toBe(1);
    expect(done.every((share, i) => share > (done[i - 1] ?? 0))).toBe(true);
  }, 30_000);
});
