import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { csv, decimal } from './csv.ts';
import { readCsv } from './testing/readBack.ts';

const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

describe('csv', () => {
  it('quotes cells that hold a comma, a quote or a line break, and no others; ends every line with CRLF', () => {
    const rows = [
      ['a b', 'c,d'],
      ['say "so"', 'x\ny'],
      ['', 'é 中'],
    ];
    expect(text(csv(['row', 'a, or b'], 3, (row) => rows[row]))).toBe(
      'row,"a, or b"\r\na b,"c,d"\r\n"say ""so""","x\ny"\r\n,é 中\r\n',
    );
  });

  it('is a header alone where there are no rows', () => {
    expect(text(csv(['row'], 0, () => []))).toBe('row\r\n');
  });

  it('has every row once and in order, however many there are', () => {
    const rows = readCsv(csv(['row'], 1234, (row) => [String(row)]));
    expect(rows).toEqual([['row'], ...Array.from({ length: 1234 }, (_, row) => [String(row)])]);
  });

  it('comes back as it was written', () => {
    const table = fc
      .integer({ min: 1, max: 4 })
      .chain((width) =>
        fc.array(
          fc.array(fc.string({ unit: fc.constantFrom('a', ',', '"', '\r', '\n', ' ', '中') }), {
            minLength: width,
            maxLength: width,
          }),
          { minLength: 1, maxLength: 8 },
        ),
      );
    fc.assert(
      fc.property(table, ([header, ...rows]) => {
        expect(readCsv(csv(header, rows.length, (row) => rows[row]))).toEqual([header, ...rows]);
      }),
    );
  });
});

describe('decimal', () => {
  it('is as short as it can be', () => {
    expect(decimal(Math.fround(0.1))).toBe('0.1');
    expect(decimal(Math.fround(1 / 3))).toBe('0.33333334');
    expect(decimal(0)).toBe('0');
    expect(decimal(-0)).toBe('0');
    expect(decimal(1)).toBe('1');
    expect(decimal(NaN)).toBe('NaN');
  });

  it('finds what stood in the table again', () => {
    const [mean, deviation] = [23.174561, 24.411494];
    for (const weeks of [0, 1, 26, 51, 52, 12.5, 0.001])
      expect(decimal(Math.fround((weeks - mean) / deviation), mean, deviation)).toBe(String(weeks));
  });

  it('gives back every float32', () => {
    fc.assert(
      fc.property(fc.float({ noNaN: true }), (value) => {
        expect(Math.fround(Number(decimal(value)))).toBe(value + 0);
      }),
    );
  });
});
