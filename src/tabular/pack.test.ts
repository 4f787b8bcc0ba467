import fc from 'fast-check';
import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { PackError, packTable, unpackTable } from './pack.ts';
import { csv, tableOf } from './testing.ts';
import type { Table } from './types.ts';

const texts = ({ rows, columns }: Table): string[][] => [
  columns.map(({ name }) => name),
  ...Array.from({ length: rows }, (_, row) => columns.map(({ codes, dictionary }) => dictionary[codes[row]])),
];

describe('a packed table', () => {
  it('comes back as it was, whatever its texts', async () => {
    const lines = fc
      .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 8 }))
      .chain(([columns, rows]) =>
        fc.array(fc.array(fc.string({ unit: 'grapheme' }), { minLength: columns, maxLength: columns }), {
          minLength: rows + 1,
          maxLength: rows + 1,
        }),
      );
    await fc.assert(
      fc.asyncProperty(lines, async (some) => {
        expect(texts(await unpackTable(await packTable(tableOf(some))))).toEqual(some);
      }),
    );
  });

  it.each([256, 257, 65_536, 65_537])('comes back with %i different texts in a column', async (count) => {
    const codes = Uint32Array.from({ length: count }, (_, i) => count - 1 - i);
    const table: Table = {
      rows: count,
      columns: [{ name: 'n', codes, dictionary: Array.from({ length: count }, (_, i) => String(i)) }],
    };
    const back = await unpackTable(await packTable(table));
    expect(Array.from(back.columns[0].codes)).toEqual(Array.from(codes));
    expect(back.columns[0].codes.BYTES_PER_ELEMENT).toBe(count <= 256 ? 1 : count <= 65_536 ? 2 : 4);
  });

  it('is laid out as it is said to be', async () => {
    const bytes = gunzipSync(await packTable(csv('a,b\nx,1\ny,2\nx,3')));
    const header = '{"rows":3,"columns":[{"name":"a","dictionary":["x","y"]},{"name":"b","dictionary":["1","2","3"]}]}';
    expect(bytes.subarray(0, 8)).toEqual(Buffer.from([0x54, 0x42, 0x4c, 0x31, header.length, 0, 0, 0]));
    expect(bytes.subarray(8, 8 + header.length).toString()).toBe(header);
    expect([...bytes.subarray(8 + header.length)]).toEqual([0, 1, 0, 0, 1, 2]);
  });

  it('is refused where it is something else, or not whole', async () => {
    const whole = await packTable(csv('a\nx\ny\nx'));
    const raw = gunzipSync(whole);
    const problem = (bytes: Uint8Array): Promise<string> =>
      unpackTable(bytes).then(
        () => 'none',
        (error: unknown) => (error instanceof PackError ? error.problem : String(error)),
      );
    expect(await problem(whole)).toBe('none');
    expect(await problem(Uint8Array.of(1, 2, 3))).toBe('format');
    expect(await problem(whole.subarray(0, whole.length - 12))).toBe('format');
    expect(await problem(gzipSync('TBL2 and so on'))).toBe('format');
    expect(await problem(gzipSync(raw.subarray(0, 20)))).toBe('short');
    expect(await problem(gzipSync(raw.subarray(0, -1)))).toBe('short');
    expect(await problem(gzipSync(Buffer.concat([raw, Buffer.of(0)])))).toBe('short');
    // A code that stands for no text.
    expect(await problem(gzipSync(Buffer.concat([raw.subarray(0, -1), Buffer.of(2)])))).toBe('format');
  });
});
