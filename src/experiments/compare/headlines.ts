/** The further studies in a line for each of their points: what the command prints, what stored files say without anything being computed. Pure. */
import { TASKS } from '../../world/spec.ts';
import type { CompressionEffect } from './compression.ts';
import type { CountEffect } from './expertCounts.ts';
import type { WeightEffect } from './lossWeights.ts';
import type { Differences } from './summary.ts';
import type { SweepEffect } from './sweeps.ts';

/** One point, or one comparison of two models there. */
export interface Headline {
  label: string;
  /** In the order of {@link HEADLINE_NAMES}. */
  numbers: number[];
}

export const STUDIES = ['weights', 'experts', 'cosine', 'sines', 'compress'] as const;
export type StudyName = (typeof STUDIES)[number];

/** `better` of `pairs` seeds have less squared error. */
const COMPARED = ['ratio', 'ratioLow', 'ratioHigh', 'better', 'pairs', 'aucGain', 'aucGainLow', 'aucGainHigh'];

/** What the numbers of a study's headlines are. */
export const HEADLINE_NAMES: Record<StudyName, readonly string[]> = {
  weights: TASKS.flatMap((task) => [task, `${task}Low`, `${task}High`]),
  experts: ['multiplications', 'used', 'usedPerExample', ...COMPARED],
  cosine: ['labelCorrelation', ...COMPARED],
  sines: ['labelCorrelation', ...COMPARED],
  compress: ['multiplications', 'error', 'auc', 'stuck', ...COMPARED],
};

const compared = ({ ratio, better, aucGain }: Differences): number[] => [
  ...[ratio.ratio, ratio.low, ratio.high],
  ...[better.k, better.n],
  ...[aucGain.mean, aucGain.low, aucGain.high],
];

/** Each weight of a task's loss against weight 1: change of every task's AUC or squared error. */
export const weightHeadlines = (task: string, effects: readonly WeightEffect[]): Headline[] =>
  effects.map(({ weight, tasks }) => ({
    label: `${task} × ${String(weight)}`,
    numbers: TASKS.flatMap((name) => [tasks[name].mean, tasks[name].low, tasks[name].high]),
  }));

/** Each number of experts against the reference. */
export const countHeadlines = (effects: readonly CountEffect[]): Headline[] =>
  effects.map(({ experts, expertUnits, multiplications, used, usedPerExample, ...difference }) => ({
    label: `${String(experts)} × ${String(expertUnits)}`,
    numbers: [multiplications, used.mean, usedPerExample.mean, ...compared(difference)],
  }));

/** MMoE with eight experts against the other models at each value. */
export const sweepHeadlines = (effects: readonly SweepEffect[]): Headline[] =>
  effects.flatMap(({ value, correlation, pairs }) =>
    pairs.map(({ a, b, ...difference }) => ({
      label: `${String(value)}: ${a.model} to ${b.model}, ${b.size}`,
      numbers: [correlation.mean, ...compared(difference)],
    })),
  );

/** Each compressed model against the whole one; what has been trained on against the whole one trained on; polarized against spread. */
export const compressHeadlines = (effects: readonly CompressionEffect[]): Headline[] =>
  effects.flatMap(({ toWhole, toContinued, toSpread, ...point }) => {
    const { teacher, way, experts, model, multiplications, error, auc, stuck } = point;
    const name = `${teacher}: ${way} ${model ?? String(experts)}`;
    const own = [multiplications, error.ratio, auc.mean, stuck.k];
    const line = (to: string, difference: Differences | undefined): Headline[] =>
      difference ? [{ label: `${name} to ${to}`, numbers: [...own, ...compared(difference)] }] : [];
    return [
      ...line('whole', toWhole),
      ...(way === 'tuned' ? line('continued', toContinued) : []),
      ...line('spread', toSpread),
    ];
  });
