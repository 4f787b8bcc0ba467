import { describe, expect, it } from 'vitest';
import type { ModelSpec } from '../model/spec.ts';
import { copyTable, evaluatedPosition, evaluatedSets, maskOfSets, summarise } from './evaluate.ts';
import { randomLog } from './testing/populations.ts';
import { HISTOGRAM_BINS } from './types.ts';

const log = {
  ...randomLog(1, 2, 1),
  labels: Float32Array.of(1, 2, 0, -1, 0, 1, NaN, 0),
  observed: Uint8Array.of(1, 1, 1, 1, 1, 1, 0, 1),
};
const predictions = Float32Array.of(0, 1, Math.log(3), 0, 0, 3, 5, 2);
/** [2 rows × 4 tasks × 2 experts] */
const gates = Float32Array.of(1, 0, 0.5, 0.5, 0.25, 0.75, 0.5, 0.5, 0, 1, 0.5, 0.5, 0.25, 0.75, 0.03, 0.97);

function measure(changes: { predictions?: Float32Array; parameters?: Float32Array; full?: boolean } = {}) {
  const answers = { predictions: changes.predictions ?? predictions, gates, activity: [0, 0.1] };
  return summarise(3, log, answers, { experts: 2 }, new Float32Array(0), changes.parameters ?? Float32Array.of(1, 2), {
    full: changes.full,
  });
}

describe('summarise', () => {
  it('by hand: losses over observed labels, utilization, entropy, histogram, dead experts', () => {
    const seen = measure();
    expect(seen.replica).toBe(3);
    expect(seen.loss[0]).toBeCloseTo(Math.log(2), 6);
    expect(seen.loss[1]).toBeCloseTo((1 + 4) / 2, 6);
    expect(seen.loss[2]).toBeCloseTo(Math.log(4), 6);
    expect(seen.loss[3]).toBeCloseTo((1 + 4) / 2, 6);
    [0.5, 0.5, 0.5, 0.5, 0.25, 0.75, 0.265, 0.735].forEach((weight, i) =>
      expect(seen.utilization[i]).toBeCloseTo(weight, 6),
    );
    // The first gate's mean is uniform while each example is one-hot.
    const quarter = -(0.25 * Math.log(0.25) + 0.75 * Math.log(0.75));
    expect(seen.entropy[0]).toBe(0);
    expect(seen.entropy[1]).toBeCloseTo(Math.log(2), 6);
    expect(seen.entropy[2]).toBeCloseTo(quarter, 6);
    const bins = (k: number, e: number): number[] =>
      Array.from(seen.histogram.subarray((k * 2 + e) * HISTOGRAM_BINS, (k * 2 + e + 1) * HISTOGRAM_BINS)).flatMap(
        (count, bin) => Array<number>(count).fill(bin),
      );
    expect(bins(0, 0)).toEqual([0, 31]);
    expect(bins(1, 0)).toEqual([16, 16]);
    expect(bins(2, 1)).toEqual([24, 24]);
    expect(bins(3, 0)).toEqual([0, 16]);
    expect(Array.from(seen.dead)).toEqual([1, 0]);
    expect(seen.finite).toBe(true);
    expect(seen.full).toBeUndefined();
  });

  it('keeps single examples only when asked', () => {
    const { full } = measure({ full: true });
    expect(full).toEqual({ predictions, gates, parameters: Float32Array.of(1, 2) });
  });

  it('tells divergence from a task that was never observed', () => {
    expect(measure({ parameters: Float32Array.of(1, Infinity) }).finite).toBe(false);
    expect(measure({ predictions: Float32Array.of(0, Infinity, 0, 0, 0, 0, 0, 0) }).finite).toBe(false);
    const never = summarise(
      0,
      { ...log, observed: Uint8Array.of(1, 1, 0, 1, 1, 1, 0, 1) },
      { predictions, gates, activity: [0, 0] },
      { experts: 2 },
      new Float32Array(0),
      new Float32Array(1),
      {},
    );
    expect(never.loss[2]).toBeNaN();
    expect(never.finite).toBe(true);
  });
});

it('evaluatedPosition asks for the logged position unless told otherwise', () => {
  expect([
    evaluatedPosition(undefined, 4),
    evaluatedPosition('logged', 4),
    evaluatedPosition('missing', 4),
    evaluatedPosition(7, 4),
  ]).toEqual([4, 4, 0, 7]);
});

it('copyTable copies thirty entries', () => {
  const block = Float32Array.from({ length: 40 }, (_, i) => i);
  const table = copyTable(block);
  block[0] = 9;
  expect([table.length, table[0], table[29]]).toEqual([30, 0, 29]);
});

describe('the experts that an evaluation uses', () => {
  const model: ModelSpec = {
    kind: 'mmoe',
    features: 2,
    sharedUnits: 0,
    experts: 3,
    expertUnits: 1,
    towerUnits: 0,
    biasHandling: 'none',
  };
  const masked = { ...model, visible: [0b011, 0b001, 0b110, 0b111] };

  it('are those that each gate may use, without the one that is left out; the only one is kept', () => {
    expect(evaluatedSets(model)).toEqual([7, 7, 7, 7]);
    expect(evaluatedSets(model, 1)).toEqual([5, 5, 5, 5]);
    expect(evaluatedSets(masked)).toEqual([0b011, 0b001, 0b110, 0b111]);
    expect(evaluatedSets(masked, 0)).toEqual([0b010, 0b001, 0b110, 0b110]);
    expect(evaluatedSets({ ...model, kind: 'omoe' }, 2)).toEqual([3]);
  });

  it('need no mask where they are all', () => {
    expect(maskOfSets([7, 7], 3)).toBeNull();
    expect(maskOfSets([], 1)).toBeNull();
    expect(Array.from(maskOfSets([7, 0b011], 3)!)).toEqual([1, 1, 1, 1, 1, 0]);
    expect(Array.from(maskOfSets([0b100], 3)!)).toEqual([0, 0, 1]);
  });
});
