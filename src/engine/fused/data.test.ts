import { expect, it } from 'vitest';
import type { TaskKind } from '../../world/spec.ts';
import { randomLog, smallPopulation } from '../testing/populations.ts';
import { packLogs } from './data.ts';
import { planOf } from './plan.ts';

const log = {
  ...randomLog(1, 2, 3),
  features: Float32Array.of(1, 2, 3, 4, 5, 6),
  device: Uint8Array.of(2, 0),
  position: Uint8Array.of(9, 1),
  labels: Float32Array.of(1, 0.5, 0, 1, 0, NaN, 1, -2),
  observed: Uint8Array.of(1, 1, 1, 0, 1, 0, 1, 1),
};
const packed = (kinds?: readonly TaskKind[]): number[] => {
  const { values, firstRow } = packLogs(planOf(smallPopulation({ model: { features: 3, kinds } }).model), [log, log]);
  expect(firstRow).toEqual([0, 2]);
  expect(values.subarray(values.length / 2)).toEqual(values.subarray(0, values.length / 2));
  return Array.from(values.subarray(0, values.length / 2));
};
/** Bits of labels, bits of what was observed, and device · 10 + position. */
const meta = (labels: number, observed: number, place: number): number => labels + 16 * observed + 256 * place;

it('a row is its features, its labels and where it was shown', () => {
  expect(packed()).toEqual([
    ...[1, 2, 3, 0, meta(0b0001, 0b0111, 29), 0.5, 1, 0],
    ...[4, 5, 6, 0, meta(0b0100, 0b1101, 1), NaN, -2, 0],
  ]);
});

it('numbers stand for the labels of regressions, whichever they are, and bits for those of binary tasks', () => {
  expect(packed(['regression', 'binary', 'regression', 'regression'])).toEqual([
    ...[1, 2, 3, 0, meta(0b0010, 0b0111, 29), 1, 0, 1],
    ...[4, 5, 6, 0, meta(0b0010, 0b1101, 1), 0, 1, -2],
  ]);
  expect(packed(['regression', 'regression', 'regression', 'regression'])).toEqual([
    ...[1, 2, 3, 0, meta(0, 0b0111, 29), 1, 0.5, 0, 1, 0, 0, 0],
    ...[4, 5, 6, 0, meta(0, 0b1101, 1), 0, NaN, 1, -2, 0, 0, 0],
  ]);
});
