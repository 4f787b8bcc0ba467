/** What is found in columns. */
import { describe, expect, it } from 'vitest';
import { profileColumns, type ColumnProfile } from './profile.ts';
import { readTable } from './readTable.ts';

/** The profile of one column, written one value a line beside a column of row numbers. */
async function profileOf(values: readonly string[]): Promise<ColumnProfile> {
  const text = values.map((value, i) => `${i}\t"${value}"`).join('\n');
  const { table } = await readTable(new Blob([`i\tx\n${text}\n`]), { delimiter: '\t' });
  return profileColumns(table)[1];
}

describe('numbers', () => {
  it.each<[string, string[], Partial<ColumnProfile['numbers']>]>([
    ['with points', ['1.5', '-2', '', '1e2'], { decimalComma: false, integers: false, min: -2, max: 100 }],
    ['with commas', ['1,5', '2,25', '3'], { decimalComma: true, thousands: false, min: 1.5, max: 3 }],
    ['thousands or commas', ['10,000', '2,500', '12'], { decimalComma: true, thousands: true }],
    ['commas that part no thousands', ['0,125', '2,500'], { decimalComma: true, thousands: false }],
    ['whole ones', ['3', '1', '2'], { integers: true, leadingZeros: false }],
    ['codes', ['02139', '10001'], { integers: true, leadingZeros: true }],
    ['a decimal fraction is no code', ['0.5', '0'], { integers: false, leadingZeros: false }],
    ['words for nothing aside', ['NA', '1', '?', '2', 'nan', 'NULL'], { min: 1, max: 2 }],
  ])('%s', async (_name, values, wanted) => {
    expect((await profileOf(values)).numbers).toMatchObject(wanted as object);
  });

  it.each([
    ['more than digits', ['10,000+', '500']],
    ['hex that looks like an exponent, among others', ['30903e74', '1e5', '7b2f00aa']],
    ['ids beyond 2^53', ['9007199254740993', '9007199254740995']],
    ['both kinds of points', ['1.5', '1,5']],
    ['words for nothing alone', ['NA', '?']],
    ['nothing', ['', '']],
    ['dates', ['2026-01-02', '2026-01-03']],
  ])('none: %s', async (_name, values) => {
    expect((await profileOf(values)).numbers).toBeNull();
  });

  it('mean and deviation count rows, not texts', async () => {
    // 1, 1, 1, 5: mean 2, variance (1 + 1 + 1 + 9) / 4.
    expect((await profileOf(['1', '1', '5', '1', ''])).numbers).toMatchObject({ mean: 2, deviation: Math.sqrt(3) });
  });
});

describe('values', () => {
  it('missing, distinct and an example leave the empty cell out', async () => {
    expect(await profileOf(['', 'b', 'a', 'b'])).toMatchObject({ name: 'x', missing: 0.25, distinct: 2, example: 'b' });
    expect(await profileOf(['', ''])).toMatchObject({ missing: 1, distinct: 0, example: '' });
    expect(await profileOf(['a', 'b'])).toMatchObject({ missing: 0 });
  });

  it('words that may stand for no value are named with their rows, in any column', async () => {
    const values = ['NA', 'red', '?', 'NA', 'None', 'blue', 'n/a', 'null', 'naive'];
    expect((await profileOf(values)).marks).toEqual(
      [
        ['NA', 2],
        ['?', 1],
        ['None', 1],
        ['n/a', 1],
        ['null', 1],
      ].map(([text, rows]) => ({ text, rows, kind: 'word' })),
    );
  });

  it.each([
    [['-1', '0', '5', '-1'], [['-1', 2]]],
    [['-1', '-0.5', '5'], []],
    [['-200', '-1.9', '38', '-200'], [['-200', 2]]],
    [['-200', '-150', '38'], []],
    [
      ['-999', '12', '-1'],
      [
        ['-999', 1],
        ['-1', 1],
      ],
    ],
    [['-1', '-1'], []],
    [['-1', 'red'], []],
  ])('numbers that may: %j → %j', async (values, wanted) => {
    expect((await profileOf(values)).marks).toEqual(wanted.map(([text, rows]) => ({ text, rows, kind: 'number' })));
  });
});

describe('two values', () => {
  it.each([
    [['0', '1', '0', '0'], { positive: '1', negative: '0', rate: 0.25, told: true }],
    [['yes', 'no', 'yes', ''], { positive: 'yes', negative: 'no', rate: 2 / 3, told: true }],
    [
      ['- 50000.', '50000+.', '- 50000.', '- 50000.'],
      { positive: '50000+.', negative: '- 50000.', rate: 0.25, told: true },
    ],
    [['red', 'blue', 'red', 'red'], { positive: 'blue', negative: 'red', rate: 0.25, told: false }],
    [['blue', 'red', 'red', 'red'], { positive: 'blue', negative: 'red', rate: 0.25, told: false }],
    [['true', 'false', 'NA', 'false'], { positive: 'true', negative: 'false', rate: 1 / 3, told: true }],
    [['?', 'x', 'x', 'x'], { positive: '?', negative: 'x', rate: 0.25, told: false }],
  ])('%j', async (values, wanted) => {
    expect((await profileOf(values)).binary).toEqual(wanted);
  });

  it('no one says it of one or three', async () => {
    expect((await profileOf(['1', '1'])).binary).toBeNull();
    expect((await profileOf(['0', '1', '2'])).binary).toBeNull();
    expect((await profileOf(['1', 'NA', '1'])).binary).toBeNull();
  });
});
