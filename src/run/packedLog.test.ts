import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncodedLog, Input, LogShape } from '../tabular/types.ts';
import type { Impressions } from '../world/types.ts';
import { mostBytes, packLog, PackedLogError, unpackLog } from './packedLog.ts';

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

function encoded(train = 5, heldOut = 3, inputs = INPUTS): EncodedLog {
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

const INPUTS: Input[] = [
  { column: 'a', kind: 'category', value: '中' },
  { column: 'b', kind: 'number', log: true, decimalComma: false, mean: 1.5, deviation: 2 },
  { column: 'b', kind: 'missing' },
];

describe('a packed log', () => {
  it('comes back as it was, whatever its size', () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(size, size, size, (train, heldOut, features) => {
        const inputs = Array.from({ length: features }, (_, i) => INPUTS[i % 3]);
        const log = encoded(train, heldOut, inputs);
        expect(unpackLog(packLog(log), log.shape)).toEqual(log);
      }),
    );
  });

  it('is read wherever its bytes lie', () => {
    const log = encoded();
    const bytes = packLog(log);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(unpackLog(moved.subarray(3), log.shape)).toEqual(log);
  });

  it('has the same bytes for the same log, in whatever order its shape names its parts', () => {
    const log = encoded();
    const { tasks, ...rest } = log.shape;
    const turned = tasks.map((task) => {
      if (!task) return null;
      const { name, ...more } = task;
      return { ...more, name };
    });
    expect(packLog({ ...log, shape: { tasks: turned, ...rest } })).toEqual(packLog(log));
  });

  it('has other bytes for another log', () => {
    const bytes = packLog(encoded());
    const other = encoded();
    other.heldOut.observed[0] = 1 - other.heldOut.observed[0];
    expect(packLog(other)).not.toEqual(bytes);
  });

  it('is no longer than its shape says', () => {
    const log = encoded(1, 1);
    expect(packLog(log).length).toBeLessThanOrEqual(mostBytes(log.shape));
    // Two rows of 3 features, 4 labels, query and row, of 6 bytes more that fill two words.
    expect(mostBytes(log.shape)).toBe(4 + 2 ** 20 + 2 * (9 * 4 + 8));
  });
});

describe('bytes that are no such log are refused', () => {
  const good = encoded();
  const refused = (bytes: Uint8Array, why: RegExp, shape = good.shape): void => {
    expect(() => unpackLog(bytes, shape)).toThrow(PackedLogError);
    expect(() => unpackLog(bytes, shape)).toThrow(why);
  };
  /** As it is packed after something in it was changed. */
  const after = (change: (log: EncodedLog) => void): Uint8Array => {
    const log = encoded();
    change(log);
    return packLog(log);
  };

  it.each([
    ['nothing', new Uint8Array(0)],
    ['three bytes', new Uint8Array(3)],
    ['a length and nothing else', Uint8Array.of(8, 0, 0, 0)],
    ['a byte too few', packLog(good).subarray(0, -1)],
    ['a word too many', new Uint8Array(packLog(good).length + 4)],
  ])('%s', (_, bytes) => {
    refused(bytes, /length/);
  });

  it('a header longer than any', () => {
    const bytes = packLog(good);
    new DataView(bytes.buffer).setUint32(0, 2 ** 20 + 4, true);
    refused(bytes, /header has no such length/);
  });

  it('a header that is no JSON, or says something else', () => {
    const bytes = packLog(good);
    bytes[4] = 0x5b;
    refused(bytes, /header is none/);
    const strange = { ...INPUTS[0], kind: 'script' } as unknown as Input;
    refused(
      after((log) => {
        log.inputs = [strange, INPUTS[1], INPUTS[2]];
      }),
      /header is none/,
    );
  });

  it('another shape', () => {
    refused(packLog(good), /shape is another/, { ...good.shape, positions: false });
    refused(packLog(good), /length is another/, { ...good.shape, train: 4 });
  });

  it('fewer inputs than features', () => {
    refused(
      after((log) => {
        log.inputs = INPUTS.slice(1);
      }),
      /inputs are not as many/,
    );
  });

  it.each<[string, (log: EncodedLog) => void, RegExp]>([
    ['a feature that is infinite', ({ heldOut }) => (heldOut.features[2] = Infinity), /not finite/],
    ['a label that is none', ({ train }) => (train.labels[7] = NaN), /not finite/],
    ['a fourth device', ({ train }) => (train.device[0] = 3), /so many devices/],
    ['a tenth position', ({ heldOut }) => (heldOut.position[1] = 10), /so many positions/],
    ['something between seen and not', ({ train }) => (train.observed[4] = 2), /labels/],
    ['a label of a task that is not there', ({ train }) => (train.observed[2] = 1), /labels/],
    [
      'half a click',
      ({ train }) => {
        train.labels[4] = 0.5;
        train.observed[4] = 1;
      },
      /labels/,
    ],
  ])('%s', (_, change, why) => {
    refused(after(change), why);
  });
});
