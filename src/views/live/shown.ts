/** What is known of an experiment in the form in which the page holds it. Pure. */
import type { LiveProgress, LiveStudySpec } from '../../experiments/live/live.ts';
import type { LivePoint } from '../../experiments/live/simulate.ts';
import type { TrainedArm } from '../../experiments/live/spec.ts';

export interface ShownExperiment {
  spec: LiveStudySpec;
  /** Its course so far. */
  points: readonly LivePoint[];
  diverged: readonly TrainedArm[];
}

/** With what has just come. */
export const withProgress = (shown: ShownExperiment, some: readonly LiveProgress[]): ShownExperiment => ({
  ...shown,
  points: [...shown.points, ...some.flatMap(({ points }) => points)],
  diverged: some.at(-1)?.diverged ?? shown.diverged,
});

/** Queries that have arrived. */
export const arrived = ({ points }: Pick<ShownExperiment, 'points'>): number => points.at(-1)?.queries ?? 0;

/** What is kept of an experiment however it ended: every query counts. */
export const finishedExperiment = (shown: ShownExperiment): { data: ShownExperiment; finished: number } => ({
  data: shown,
  finished: arrived(shown),
});
