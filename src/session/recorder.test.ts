import { describe, expect, it } from 'vitest';
import type { ArmView, HistoryPoint } from './protocol.ts';
import { createRecorder, forFile, gridOf, onGrid, type Recorder } from './recorder.ts';

const arm = (loss: number, rmse?: number): ArmView =>
  ({
    loss: [loss, 0, 0, 0],
    auc: [0.5, NaN, 0.6, NaN],
    utilization: Float64Array.of(1, 0),
    effectivePerExample: [1, 1, 1, 1],
    effectiveOfMean: [2, 2, 2, 2],
    histogram: Uint32Array.of(3),
    parameters: Float32Array.of(4),
    dead: Uint8Array.of(0, 1),
    bias: rmse === undefined ? undefined : { rmse },
  }) as unknown as ArmView;
const arms = [arm(0.7), arm(0.6, 0.25)];
/** Takes a measurement in, and the points that have not been given out. */
const recorded = (recorder: Recorder, step: number): HistoryPoint[] => {
  recorder.record(step, arms);
  return recorder.news();
};
const stepsOf = (points: readonly HistoryPoint[]): number[] => points.map(({ step }) => step);

describe('the grid of the curves', () => {
  it('has 150 points, or fewer, and the last step', () => {
    expect([1, 150, 151, 300, 301, 600].map(gridOf)).toEqual([1, 1, 2, 2, 3, 4]);
    expect([0, 3, 4, 399, 400, 401].map((step) => onGrid(step, 400))).toEqual([true, true, false, true, true, false]);
  });
});

describe('a recorder', () => {
  it('takes in what stands on the grid and is new, and gives each point out once', () => {
    const recorder = createRecorder(400);
    expect(stepsOf(recorded(recorder, 0))).toEqual([0]);
    expect(recorded(recorder, 2)).toEqual([]);
    expect(stepsOf(recorded(recorder, 6))).toEqual([6]);
    expect([recorded(recorder, 6), recorded(recorder, 3)]).toEqual([[], []]);
    expect(stepsOf(recorded(recorder, 9))).toEqual([9]);
    expect([recorded(recorder, 9), recorded(recorder, 6)]).toEqual([[], []]);
    expect(stepsOf(recorded(recorder, 400))).toEqual([400]);
    expect(stepsOf(recorder.history())).toEqual([0, 6, 9, 400]);
    expect(recorder.news()).toEqual([]);
  });

  it('keeps of a measurement what its curves and its scrubbing need', () => {
    const [{ arms: kept }] = recorded(createRecorder(10), 0);
    const { dead: _, bias: __, ...rest } = arms[0];
    expect(kept).toEqual([
      { ...rest, rmse: NaN },
      { ...rest, loss: [0.6, 0, 0, 0], rmse: 0.25 },
    ]);
  });

  it('starts over, or with what was known before the step at which it goes on, and gives that out too', () => {
    const before = createRecorder(400);
    for (const step of [0, 3, 6, 9]) before.record(step, arms);
    const odd = { ...before.history()[0], step: 4 };
    const recorder = createRecorder(400);
    recorder.record(0, arms);
    recorder.restart({ step: 9, history: [before.history()[0], odd, ...before.history().slice(1)] });
    expect(stepsOf(recorder.history())).toEqual([0, 3, 6]);
    expect(stepsOf(recorded(recorder, 9))).toEqual([0, 3, 6, 9]);
    recorder.restart();
    expect(recorder.history()).toEqual([]);
    expect(stepsOf(recorded(recorder, 0))).toEqual([0]);
  });

  it('writes into a file what curves are drawn from, without histograms and parameters', () => {
    const [point] = recorded(createRecorder(10), 0);
    const { histogram: _, parameters: __, ...rest } = point.arms[0];
    const written = forFile(point);
    expect(written.step).toBe(0);
    expect(written.arms).toHaveLength(2);
    expect(JSON.stringify(written.arms[0])).toBe(JSON.stringify(rest));
  });
});
