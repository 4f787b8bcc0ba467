/**
 * The paper's figure 5 shows engagement gates that spread over the experts and satisfaction gates that concentrate on few. Under which settings
 * that, or sharing inside a task group, comes out of this model: presets, and what is measured of them.
 */
import * as v from 'valibot';
import { effectiveExperts, groupCorrelations } from '../../metrics/gates.ts';
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { wholeOption } from '../../study/options.ts';
import type { Experiment } from '../../study/experiment.ts';
import { regimeRun } from '../../run/regimes.ts';
import type { RunSpec } from '../../run/runSpec.ts';
import { runStudy } from '../../study/study.ts';
import { summarize, type RunSummary } from '../../study/summary.ts';

/** Words under `gates.sharing.preset.<id>`. */
export const SHARING_PRESETS = ['default', 'weights', 'sparse', 'simple', 'together', 'zero'] as const;
export type SharingPreset = (typeof SHARING_PRESETS)[number];

/** The run of a preset, without gate dropout. */
export function sharingRun(preset: SharingPreset): RunSpec {
  const run = regimeRun('default');
  const weights = { taskWeights: [1, 1, 0.2, 0.2] };
  const sparse = { labels: 'clicked' as const, clickOffset: -1.5 };
  const simple = { simplerSatisfaction: run.world.sines };
  switch (preset) {
    case 'default':
      return run;
    case 'weights':
      return { ...run, training: { ...run.training, ...weights } };
    case 'sparse':
      return { ...run, world: { ...run.world, ...sparse } };
    case 'simple':
      return { ...run, world: { ...run.world, ...simple } };
    case 'together':
      return { ...run, world: { ...run.world, ...sparse, ...simple }, training: { ...run.training, ...weights } };
    case 'zero':
      return {
        ...run,
        world: {
          ...run.world,
          logging: 'none',
          impressions: 20_000,
          heldOut: 1_800,
          sines: 5,
          sharedPhases: 'all',
          cosineWithin: 1,
          cosineAcross: 0,
          clickGain: 3,
          clickOffset: 0,
          labels: 'all',
        },
        model: { ...run.model, biasHandling: 'none', towerUnits: 8, gateInitScale: 0 },
        training: {
          ...run.training,
          optimizer: 'adam',
          learningRate: 0.02,
          decayTo: 0.1,
          batch: 64,
          workers: 1,
          l2: 0,
          positionDropout: 0,
          gateDropout: 0,
        },
      };
  }
}

export interface Sharing {
  /** Effective number of experts of the mean weights, mean over a group's two gates. */
  engagement: Mean;
  satisfaction: Mean;
  /** Engagement minus satisfaction, within runs: positive is figure 5's claim. */
  difference: Mean;
  /** Correlation over experts of mean utilizations: two gates of one group, and of different groups. */
  within: Mean;
  across: Mean;
}

/** @param runs - [task][expert] mean held-out gate weights of each run */
export function sharingOf(runs: readonly Pick<RunSummary, 'utilization'>[]): Sharing {
  const spread = ([a, b]: readonly number[][]): number => (effectiveExperts(a) + effectiveExperts(b)) / 2;
  const engagement = runs.map(({ utilization: [click, watch] }) => spread([click, watch]));
  const satisfaction = runs.map(({ utilization: [, , like, rating] }) => spread([like, rating]));
  const agreement = runs.map(({ utilization }) => groupCorrelations(utilization));
  return {
    engagement: meanInterval(engagement),
    satisfaction: meanInterval(satisfaction),
    difference: meanInterval(engagement.map((value, i) => value - satisfaction[i])),
    within: meanInterval(agreement.map(({ within }) => within)),
    across: meanInterval(agreement.map(({ across }) => across)),
  };
}

const schema = v.object({ seeds: wholeOption(2, 10_000), 'seed-base': wholeOption(0, 4_294_000_000) });
const interval = ({ mean, low, high }: Mean): string => `${mean.toFixed(2)} [${low.toFixed(2)}, ${high.toFixed(2)}]`;

export const taskGroups: Experiment = {
  name: 'task-groups',
  summary:
    'whether engagement gates use more experts than satisfaction gates, and whether tasks of a group share experts, setting by setting',
  options: { seeds: { fallback: '20', help: 'runs per setting' }, 'seed-base': { fallback: '1', help: 'first seed' } },
  async run(given, { open, onProgress, signal }) {
    const { seeds, 'seed-base': seedBase } = v.parse(schema, given);
    const presets: { preset: SharingPreset; base: RunSpec; sharing: Sharing; runs: RunSummary[] }[] = [];
    for (const [i, preset] of SHARING_PRESETS.entries()) {
      const base = sharingRun(preset);
      const runs = await runStudy(
        { base, arms: [{ label: preset, changes: {} }], seeds, seedBase },
        { open, signal, onProgress: (done, total) => onProgress?.(i * total + done, SHARING_PRESETS.length * total) },
      );
      const own = runs.map(summarize);
      presets.push({ preset, base, sharing: sharingOf(own), runs: own });
    }
    const table = [
      ['setting', 'runs', 'engagement', 'satisfaction', 'difference', 'within groups', 'across groups'],
      ...presets.map(({ preset, sharing, runs }) => [
        preset,
        String(runs.length),
        interval(sharing.engagement),
        interval(sharing.satisfaction),
        interval(sharing.difference),
        interval(sharing.within),
        interval(sharing.across),
      ]),
    ];
    return { spec: { seeds, seedBase }, results: { presets }, table };
  },
};
