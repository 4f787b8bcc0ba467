/** What columns are first taken for, and the reason that is given. */
import { describe, expect, it } from 'vitest';
import { guessMapping, type Guess } from './guess.ts';
import { profileColumns } from './profile.ts';
import { readTable } from './readTable.ts';

async function guessOf(text: string): Promise<Guess> {
  const { table, facts } = await readTable(new Blob([text]));
  return guessMapping(table, profileColumns(table), facts);
}

/** A table of so many rows; a column's values by its row. */
function written(
  columns: Readonly<Record<string, (row: number) => string | number>>,
  rows = 200,
  delimiter = ',',
): string {
  const cells = Object.values(columns);
  const lines = Array.from({ length: rows }, (_, row) => cells.map((value) => value(row)).join(delimiter));
  return [Object.keys(columns).join(delimiter), ...lines].join('\n');
}

/** Values without a pattern that a label could have. */
const mixed = (row: number, of: number): number => ((row * 7919 + 13 * of) >>> 3) % of;
const click = (row: number): number => Number(((row * 104_729 + 71) >>> 5) % 3 === 0);

/** Of one column among others with a label. */
async function columnOf(
  name: string,
  value: (row: number) => string | number,
  rows = 200,
  delimiter = ',',
): Promise<object> {
  const guess = await guessOf(written({ click, [name]: value }, rows, delimiter));
  const { name: called, ...mapping } = guess.mapping.columns[1];
  return { called, ...mapping, reason: guess.reasons[1] };
}

describe('names', () => {
  it('reserved ones say role and kind', async () => {
    const guess = await guessOf(
      written({
        Click: click,
        like: (r) => (r % 3 ? 'no' : 'yes'),
        watch_time: (r) => mixed(r, 90),
        rating: (r) => 1 + mixed(r, 5),
        query: (r) => `q${Math.floor(r / 9)}`,
        position: (r) => 1 + (r % 9),
        device: (r) => ['phone', 'desk'][mixed(r, 2)],
        time: (r) => `2026-01-02 03:${10 + (r % 50)}`,
        split: (r) => (r < 150 ? 'train' : 'heldout'),
      }),
    );
    expect(guess.mapping.columns.map(({ role }) => role)).toEqual([
      'label',
      'label',
      'label',
      'label',
      'query',
      'position',
      'device',
      'time',
      'split',
    ]);
    expect(guess.mapping.columns.slice(0, 4).map(({ kind, positive }) => [kind, positive])).toEqual([
      ['binary', '1'],
      ['binary', 'yes'],
      ['regression', undefined],
      ['regression', undefined],
    ]);
    expect(guess.reasons).toEqual(Array.from({ length: 9 }, () => ({ code: 'reserved' })));
    expect(guess).toMatchObject({ problem: null, mapping: { split: 'column', inputs: 64 } });
  });

  it('watch time and rating are regressions however few values they have, click is binary however many', async () => {
    const few = await guessOf('click,watch_time,rating,x\n0,42.5,1,a\n1,,5,b\n3,,1,a\n');
    expect(few.mapping.columns.map(({ kind }) => kind)).toEqual(['binary', 'regression', 'regression', 'category']);
  });

  it('one whose values do not fit is taken by its values', async () => {
    expect(await columnOf('position', (r) => ['top', 'side'][r % 2])).toMatchObject({
      role: 'feature',
      kind: 'category',
      reason: { code: 'unfit', as: 'position' },
    });
    expect(await columnOf('split', (r) => r % 4)).toMatchObject({
      role: 'feature',
      kind: 'number',
      reason: { code: 'unfit', as: 'split' },
    });
    expect(await columnOf('rating', (r) => ['good', 'fair', 'bad'][r % 3])).toMatchObject({
      role: 'feature',
      kind: 'category',
      reason: { code: 'unfit', as: 'label' },
    });
    expect(await columnOf('like', (r) => mixed(r, 4))).toMatchObject({
      role: 'label',
      kind: 'binary',
      reason: { code: 'reserved' },
    });
  });

  it('suffixes say it, of more categories than would be guessed too', async () => {
    const id = (r: number): string => `u${r}`;
    expect(await columnOf('x:skip', mixed.bind(null, 3))).toMatchObject({
      called: 'x',
      role: 'skip',
      reason: { code: 'suffix', suffix: 'skip' },
    });
    expect(await columnOf('x:category', id)).toMatchObject({ role: 'feature', kind: 'category' });
    expect(await columnOf('x:category', (r) => r % 7)).toMatchObject({ role: 'feature', kind: 'category' });
    expect(await columnOf('x:token', (r) => r % 7)).toMatchObject({ role: 'feature', kind: 'category' });
    expect(await columnOf('user:token', id)).toMatchObject({
      role: 'skip',
      reason: { code: 'mostlyDistinct', share: 1 },
    });
    expect(await columnOf('x:number', (r) => (r % 3) * 1.5)).toMatchObject({
      kind: 'number',
      reason: { code: 'suffix', suffix: 'number' },
    });
    expect(await columnOf('x:float', (r) => `v${r % 3}`)).toMatchObject({
      kind: 'category',
      reason: { code: 'unfit', as: 'float' },
    });
    expect(await columnOf('x:label', (r) => r % 7)).toMatchObject({ role: 'label', kind: 'regression' });
    expect(await columnOf('x:label', (r) => ['- 50000.', '50000+.'][r % 2])).toMatchObject({
      role: 'label',
      kind: 'binary',
      positive: '50000+.',
    });
    expect(await columnOf('x:token_seq', (r) => `a b${r % 3}`)).toMatchObject({
      role: 'skip',
      reason: { code: 'sequence' },
    });
  });

  it('four labels at most', async () => {
    const columns = Object.fromEntries(
      ['a', 'b', 'c', 'd', 'e'].map((name, i) => [`${name}:label`, (r: number) => Number(mixed(r, 3 + i) === 0)]),
    );
    const guess = await guessOf(written({ ...columns, x: (r) => r % 4 }));
    expect(guess.mapping.columns.map(({ role }) => role)).toEqual([
      'label',
      'label',
      'label',
      'label',
      'skip',
      'feature',
    ]);
    expect(guess.reasons[4]).toEqual({ code: 'fifthLabel', limit: 4 });
  });
});

describe('labels that no name says', () => {
  const x = (r: number): number => mixed(r, 40) / 4;

  it('the last column is proposed if it has two values, and nothing else', async () => {
    const two = await guessOf(
      written({ two: (r) => r % 2, x, bought: (r) => ['red', 'blue'][Number(mixed(r, 9) > 0)] }),
    );
    expect(two.mapping.columns.map(({ role }) => role)).toEqual(['feature', 'feature', 'label']);
    expect(two.mapping.columns[2]).toMatchObject({ kind: 'binary', positive: 'red' });
    expect(two).toMatchObject({ problem: null, reasons: [{}, {}, { code: 'lastOfTwo' }] });
    const none = await guessOf(written({ two: (r) => r % 2, x }));
    expect(none.mapping.columns.some(({ role }) => role === 'label')).toBe(false);
    expect(none.problem).toBe('noLabel');
  });

  it('one that is called a label goes before; one that is named as something else is none', async () => {
    const called = await guessOf(written({ target: x, two: (r) => r % 2 }));
    expect(called.mapping.columns.map(({ role, kind }) => [role, kind])).toEqual([
      ['label', 'regression'],
      ['feature', 'number'],
    ]);
    expect(called.reasons[0]).toEqual({ code: 'calledLabel' });
    expect((await guessOf(written({ x, 'two:category': (r) => r % 2 }))).problem).toBe('noLabel');
    expect((await guessOf(written({ x, device: (r) => r % 2 }))).problem).toBe('noLabel');
  });
});

describe('features by their values', () => {
  it.each<[string, (row: number) => string | number, object]>([
    ['numbers', (r) => mixed(r, 50) / 4, { role: 'feature', kind: 'number', reason: { code: 'numbers' } }],
    ['numbers that all differ', (r) => r * r * 0.37, { role: 'feature', kind: 'number' }],
    [
      'numbers and words for none',
      (r) => (r % 5 ? mixed(r, 50) : 'NA'),
      { kind: 'number', missing: ['NA'], reason: { code: 'numbersButMarks', marks: ['NA'] } },
    ],
    [
      'numbers and a sentinel: taken as it stands',
      (r) => (r % 5 ? mixed(r, 50) : -1),
      { kind: 'number', missing: [], reason: { code: 'numbers' } },
    ],
    [
      'mostly 0, few far out',
      (r) => (r % 10 ? 0 : 100 * r),
      { kind: 'number', log: true, reason: { code: 'heavyTail', max: 19000, mean: 950 } },
    ],
    ['a rare 1', (r) => Number(r % 50 === 7), { kind: 'number', reason: { code: 'numbers' } }],
    [
      'words',
      (r) => `w${mixed(r, 26)}`,
      { role: 'feature', kind: 'category', missing: [], reason: { code: 'categories', distinct: 26 } },
    ],
    ['a question mark among words is one', (r) => (r % 4 ? 'a' : '?'), { kind: 'category', missing: [] }],
    ['as many words as rows', (r) => `w${r}`, { role: 'skip', reason: { code: 'mostlyDistinct', share: 1 } }],
    ['one value', () => 'same', { role: 'skip', reason: { code: 'constant', value: 'same' } }],
    ['one value, or none', (r) => (r % 3 ? 'same' : ''), { role: 'feature', kind: 'category' }],
    ['nothing', () => '', { role: 'skip', reason: { code: 'empty' } }],
    [
      'postcodes',
      (r) => `0${1012 + (r % 20)}`,
      { kind: 'category', reason: { code: 'leadingZeros', example: '01012' } },
    ],
    ['row numbers', (r) => r + 1, { role: 'skip', reason: { code: 'identifier' } }],
    [
      'ids beyond 2^53',
      (r) => `90071992547409${10000 + r}`,
      { role: 'skip', reason: { code: 'mostlyDistinct', share: 1 } },
    ],
    ['more than digits', (r) => ['"10,000+"', '"500+"'][mixed(r, 2)], { kind: 'category' }],
    [
      'thousands, or decimal commas?',
      (r) => `"${1 + mixed(r, 3)},000"`,
      { kind: 'category', reason: { code: 'thousands', example: '2,000' } },
    ],
    [
      'decimal commas inside quotes',
      (r) => `"${mixed(r, 9)},5"`,
      { kind: 'number', decimalComma: true, reason: { code: 'decimalCommas' } },
    ],
  ])('%s', async (_name, value, wanted) => {
    expect(await columnOf('x', value)).toMatchObject(wanted);
  });

  it('over 1,000 categories are skipped, and 1,000 are not', async () => {
    const categories =
      (n: number) =>
      (r: number): string =>
        `w${r % n}`;
    expect(await columnOf('x', categories(1001), 3000)).toMatchObject({
      role: 'skip',
      reason: { code: 'manyCategories', distinct: 1001, limit: 1000 },
    });
    expect(await columnOf('x', categories(1000), 3000)).toMatchObject({ role: 'feature', kind: 'category' });
  });

  it('whole numbers that differ are an id if they are called so', async () => {
    const value = (r: number): number => 1000 + ((r * 7919) % 100_003);
    expect(await columnOf('user_id', value)).toMatchObject({ role: 'skip', reason: { code: 'identifier' } });
    expect(await columnOf('price', value)).toMatchObject({ role: 'feature', kind: 'number' });
    expect(await columnOf('paid', value)).toMatchObject({ role: 'feature', kind: 'number' });
  });

  it('a comma between semicolons is a decimal point', async () => {
    expect(await columnOf('x', (r) => `${1 + mixed(r, 3)},000`, 200, ';')).toMatchObject({
      kind: 'number',
      decimalComma: true,
    });
  });

  it('what foretells the label as the label does is skipped, unless a suffix asks for it', async () => {
    const copy = (r: number): string => (click(r) ? 'clicked' : 'passed');
    expect(await columnOf('outcome', copy)).toMatchObject({ role: 'skip', reason: { code: 'leak', label: 'click' } });
    expect(await columnOf('outcome:category', copy)).toMatchObject({ role: 'feature' });
    expect(await columnOf('dwell', (r) => (click(r) ? 3 + (r % 40) : r % 3))).toMatchObject({
      role: 'skip',
      reason: { code: 'leak' },
    });
    expect(await columnOf('near', (r) => (r % 11 ? copy(r) : 'passed'))).toMatchObject({ role: 'feature' });
  });
});

describe('the split', () => {
  it.each([
    [{ split: (r: number) => (r % 5 ? 'train' : 'test'), time: (r: number) => r, query: (r: number) => r }, 'column'],
    [{ time: (r: number) => r, query: (r: number) => r }, 'time'],
    [{ query: (r: number) => r }, 'query'],
    [{}, 'random'],
  ])('is by split, else time, else query, else at random', async (columns, split) => {
    const more: Readonly<Record<string, (row: number) => string | number>> = columns;
    expect((await guessOf(written({ click, x: (r) => r % 7, ...more }))).mapping.split).toBe(split);
  });
});
