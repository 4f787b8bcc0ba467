/** What a run has measured so far: the points of its curves, for the page and for a saved file. */
import type { ArmView, HistoryPoint } from './protocol.ts';

/** Points kept for saving; beyond it every other one is dropped. */
const LIMIT = 2000;

/** A saved history is for drawing curves; what only scrubbing needs would make it a hundred times as large. */
const forFile = ({ step, arms }: HistoryPoint): HistoryPoint => ({
  step,
  arms: arms.map((arm) => ({ ...arm, histogram: undefined, parameters: undefined })),
});

export interface Recorder {
  /** Starts over, with the points of a saved run before the step at which it goes on. */
  restart(saved?: { step: number; history: readonly HistoryPoint[] }): void;
  /**
   * @param again - whether a step that was recorded last is recorded once more: the first measurement of a run
   * @returns the points that the page does not have yet
   */
  record(step: number, arms: readonly ArmView[], again: boolean): HistoryPoint[];
  history(): readonly HistoryPoint[];
}

export function createRecorder(): Recorder {
  let waiting: HistoryPoint[] = [];
  let history: HistoryPoint[] = [];
  let last = -1;
  return {
    restart(saved) {
      waiting = saved ? saved.history.filter((point) => point.step < saved.step) : [];
      history = [];
    },
    record(step, arms, again) {
      // Pausing may measure a step again that the grid has measured already.
      if (again || step !== last)
        waiting.push({
          step,
          arms: arms.map(
            ({ loss, auc, utilization, effectivePerExample, effectiveOfMean, histogram, parameters, bias }) => ({
              loss,
              auc,
              utilization,
              effectivePerExample,
              effectiveOfMean,
              rmse: bias?.rmse ?? NaN,
              histogram,
              parameters,
            }),
          ),
        });
      last = step;
      const points = waiting;
      waiting = [];
      history = history.concat(points.map(forFile));
      if (history.length > LIMIT) history = history.filter((_, i) => i % 2 === 0);
      return points;
    },
    history: () => history,
  };
}
