/** What the platforms say together, treatment by treatment and round by round. Pure, from raw results. */
import { meanInterval, type Mean } from '../../metrics/intervals.ts';
import { TREATMENTS, type Treatment } from '../position-bias/treatments.ts';
import type { LoopRun } from './loop.ts';

const LOOP_MEASURES = [
  'scoreBoostCorrelation',
  'scoreTruthCorrelation',
  'lift',
  'servedLift',
  'exposureGini',
  'relevanceGini',
  'biasRmse',
] as const satisfies readonly (keyof LoopRun)[];
export type LoopMeasure = (typeof LOOP_MEASURES)[number];

/** One treatment after one round: means over seeds with Student's 95% intervals. */
export interface LoopArm {
  treatment: Treatment;
  round: number;
  measures: Record<LoopMeasure, Mean>;
  diverged: number;
}

export const treatmentsIn = (runs: readonly LoopRun[]): Treatment[] =>
  TREATMENTS.filter((treatment) => runs.some((run) => run.treatment === treatment));

export const roundsIn = (runs: readonly LoopRun[]): number =>
  runs.reduce((most, { round }) => Math.max(most, round), 0);

/** A mean over the platforms of one treatment in one round; what is known of a model that has diverged counts in no mean. */
export const meanOf = (
  runs: readonly LoopRun[],
  treatment: Treatment,
  round: number,
  of: (run: LoopRun) => number,
): Mean =>
  meanInterval(runs.filter((run) => !run.diverged && run.treatment === treatment && run.round === round).map(of));

export function summariseLoop(runs: readonly LoopRun[]): LoopArm[] {
  return treatmentsIn(runs).flatMap((treatment) =>
    Array.from({ length: roundsIn(runs) }, (_, i) => ({
      treatment,
      round: i + 1,
      measures: Object.fromEntries(
        LOOP_MEASURES.map((measure) => [measure, meanOf(runs, treatment, i + 1, (run) => run[measure])]),
      ) as Record<LoopMeasure, Mean>,
      diverged: runs.filter((run) => run.treatment === treatment && run.round === i + 1 && run.diverged).length,
    })),
  );
}
