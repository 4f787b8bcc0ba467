import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EncodedLog, Input } from '../tabular/types.ts';
import { mostBytes, packLog, PackedLogError, unpackLog } from './packedLog.ts';
import { encodedLog, INPUTS } from './testingLog.ts';

describe('a packed log', () => {
  it('comes back as it was, whatever its size', () => {
    const size = fc.integer({ min: 1, max: 6 });
    fc.assert(
      fc.property(size, size, size, (train, heldOut, features) => {
        const inputs = Array.from({ length: features }, (_, i) => INPUTS[i % 3]);
        const log = encodedLog(train, heldOut, inputs);
        expect(unpackLog(packLog(log), log.shape)).toEqual(log);
      }),
    );
  });

  it('is read wherever its bytes lie', () => {
    const log = encodedLog();
    const bytes = packLog(log);
    const moved = new Uint8Array(bytes.length + 3);
    moved.set(bytes, 3);
    expect(unpackLog(moved.subarray(3), log.shape)).toEqual(log);
  });

  it('has the same bytes for the same log, in whatever order its shape and inputs name their parts', () => {
    const log = encodedLog();
    const { tasks, ...rest } = log.shape;
    const turned = tasks.map((task) => {
      if (!task) return null;
      const { name, ...more } = task;
      return { ...more, name };
    });
    const inputs = log.inputs.map(({ column, ...more }) => ({ ...more, column })) as Input[];
    expect(packLog({ ...log, shape: { tasks: turned, ...rest }, inputs })).toEqual(packLog(log));
  });

  it('has other bytes for another log', () => {
    const bytes = packLog(encodedLog());
    const other = encodedLog();
    other.heldOut.observed[0] = 1 - other.heldOut.observed[0];
    expect(packLog(other)).not.toEqual(bytes);
  });

  it('is no longer than its shape says', () => {
    const log = encodedLog(1, 1);
    expect(packLog(log).length).toBeLessThanOrEqual(mostBytes(log.shape));
    // Two rows of 3 features, 4 labels, query and row, of 6 bytes more that fill two words.
    expect(mostBytes(log.shape)).toBe(4 + 2 ** 20 + 2 * (9 * 4 + 8));
  });
});

describe('bytes that are no such log are refused', () => {
  const good = encodedLog();
  const refused = (bytes: Uint8Array, why: RegExp, shape = good.shape): void => {
    expect(() => unpackLog(bytes, shape)).toThrow(PackedLogError);
    expect(() => unpackLog(bytes, shape)).toThrow(why);
  };
  /** As it is packed after something in it was changed. */
  const after = (change: (log: EncodedLog) => void): Uint8Array => {
    const log = encodedLog();
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
