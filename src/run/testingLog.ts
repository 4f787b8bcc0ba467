/** Small logs out of tables that never were. For tests. */
import type { EncodedLog, Input, LogShape } from '../tabular/types.ts';
import type { Impressions } from '../world/types.ts';

export const INPUTS: Input[] = [
  { column: 'a', kind: 'category', value: '中' },
  { column: 'b', kind: 'number', log: true, decimalComma: false, mean: 1.5, deviation: 2, missing: ['NA'] },
  { column: 'b', kind: 'missing', decimalComma: true, missing: ['NA', '?'] },
];

/** A log whose every number differs from the next; the third task is not there. */
function logOf(rows: number, features: number, salt: number): Impressions {
  const of = (length: number, value: (i: number) => number): number[] => Array.from({ length }, (_, i) => value(i));
  return {
    rows,
    featureCount: features,
    features: Float32Array.from(of(rows * features, (i) => Math.sin(salt + i))),
    device: Uint8Array.from(of(rows, (i) => (salt + i) % 3)),
    position: Uint8Array.from(of(rows, (i) => (salt + i) % 10)),
    query: Uint32Array.from(of(rows, (i) => salt + 2 ** 31 + i)),
    labels: Float32Array.from(of(rows * 4, (i) => (i % 4 === 0 ? (salt + i / 4) % 2 : i % 4 === 2 ? 0 : Math.cos(i)))),
    observed: Uint8Array.from(of(rows * 4, (i) => (i % 4 === 2 ? 0 : (i + salt) % 2))),
  };
}

/** @param inputs - one for each feature */
export function encodedLog(train = 5, heldOut = 3, inputs = INPUTS): EncodedLog {
  const shape: LogShape = {
    features: inputs.length,
    tasks: [
      { name: 'Kauf, „ja“', kind: 'binary', mean: 0, deviation: 1 },
      { name: 'age', kind: 'regression', mean: 40.25, deviation: 8, unit: 'years' },
      null,
      { name: 'weeks', kind: 'regression', mean: 0.1, deviation: 3 },
    ],
    positions: true,
    devices: true,
    queries: false,
    train,
    heldOut,
  };
  return {
    shape,
    inputs,
    train: logOf(train, inputs.length, 1),
    heldOut: logOf(heldOut, inputs.length, 2),
    rowOf: {
      train: Uint32Array.from({ length: train }, (_, i) => 7 * i),
      heldOut: Uint32Array.from({ length: heldOut }, (_, i) => 4e9 + i),
    },
  };
}
