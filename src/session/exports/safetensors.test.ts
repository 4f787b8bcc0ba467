import { describe, expect, it } from 'vitest';
import { encodeSafetensors } from './safetensors.ts';

describe('encodeSafetensors', () => {
  const bytes = encodeSafetensors(
    [
      { name: 'a/w', shape: [2, 2], values: Float32Array.of(1, 2, 3, 4) },
      { name: 'b', shape: [1], values: Float32Array.of(-0.5) },
    ],
    { note: 'é' },
  );
  const view = new DataView(bytes.buffer);
  const length = Number(view.getBigUint64(0, true));

  it('begins with the length of its header, which is JSON padded with blanks to a multiple of 8 bytes', () => {
    expect(length % 8).toBe(0);
    const text = new TextDecoder().decode(bytes.subarray(8, 8 + length));
    expect(text).toMatch(/^\{.*\} *$/);
    expect(JSON.parse(text)).toEqual({
      __metadata__: { note: 'é' },
      'a/w': { dtype: 'F32', shape: [2, 2], data_offsets: [0, 16] },
      b: { dtype: 'F32', shape: [1], data_offsets: [16, 20] },
    });
  });

  it('goes on with the numbers, little endian, and nothing behind them', () => {
    expect(bytes.length).toBe(8 + length + 20);
    // 1 is 3f800000, −0.5 is bf000000.
    expect([...bytes.subarray(8 + length, 12 + length)]).toEqual([0, 0, 0x80, 0x3f]);
    expect([...bytes.subarray(-4)]).toEqual([0, 0, 0, 0xbf]);
  });

  it('takes a part of a longer vector for itself alone', () => {
    const whole = Float32Array.of(9, 1, 9);
    const part = encodeSafetensors([{ name: 'a', shape: [1], values: whole.subarray(1, 2) }], {});
    expect([...part.subarray(-4)]).toEqual([0, 0, 0x80, 0x3f]);
  });
});
