/**
 * What a run has measured so far: the points of its curves, for the page, for a saved file and for a return to the run. Points stand on a
 * fixed grid of steps, so that what a curve shows does not depend on how fast it was made.
 */
import type { ArmView, HistoryArm, HistoryPoint } from './protocol.ts';

/** Grid points of a whole run, about. */
const GRID_POINTS = 150;

/** @param steps - length of the run; @returns the distance of two points of its curves, in steps */
export const gridOf = (steps: number): number => Math.max(1, Math.ceil(steps / GRID_POINTS));

/** Whether a run of `steps` steps has a point of its curves at `step`. */
export const onGrid = (step: number, steps: number): boolean => step % gridOf(steps) === 0 || step === steps;

/** A saved history is for drawing curves; what only scrubbing needs would make it a hundred times as large. */
export const forFile = ({ step, arms }: HistoryPoint): HistoryPoint => ({
  step,
  arms: arms.map((arm) => ({ ...arm, histogram: undefined, parameters: undefined })),
});

/** What the curves need of a model. */
export const historyArm = ({ bias, ...arm }: ArmView): HistoryArm => ({
  loss: arm.loss,
  auc: arm.auc,
  utilization: arm.utilization,
  effectivePerExample: arm.effectivePerExample,
  effectiveOfMean: arm.effectiveOfMean,
  rmse: bias?.rmse ?? NaN,
  histogram: arm.histogram,
  parameters: arm.parameters,
});

export interface Recorder {
  /** Starts over, with the points of a run before the step at which it goes on. */
  restart(known?: { step: number; history: readonly HistoryPoint[] }): void;
  /** Takes a measurement in; one that is off the grid, or not after the last point, is no point. */
  record(step: number, arms: readonly ArmView[]): void;
  /** The points that have not been given out yet. */
  news(): HistoryPoint[];
  history(): readonly HistoryPoint[];
}

/** @param steps - length of the run */
export function createRecorder(steps: number): Recorder {
  let history: HistoryPoint[] = [];
  let sent = 0;
  return {
    restart(known) {
      history = known ? known.history.filter((point) => point.step < known.step && onGrid(point.step, steps)) : [];
      sent = 0;
    },
    record(step, arms) {
      const last = history.at(-1);
      if (onGrid(step, steps) && (!last || last.step < step)) history.push({ step, arms: arms.map(historyArm) });
    },
    news() {
      const points = history.slice(sent);
      sent = history.length;
      return points;
    },
    history: () => history,
  };
}
