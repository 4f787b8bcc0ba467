/** Reading tables: what is written comes back, and each kind of bad input is refused or left out, and said. */
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { TableError, type TableRefusal } from './readRefusals.ts';
import { LIMITS, readTable, type ReadOptions, type ReadTable } from './readTable.ts';
import type { Table } from './types.ts';

const encoder = new TextEncoder();
const fileOf = (...text: string[]): Blob => new Blob(text);
const read = (text: string, options?: ReadOptions): Promise<ReadTable> => readTable(fileOf(text), options);
const rowsOf = ({ rows, columns }: Table): string[][] =>
  Array.from({ length: rows }, (_, i) => columns.map(({ codes, dictionary }) => dictionary[codes[i]]));
const namesOf = ({ table }: ReadTable): string[] => table.columns.map(({ name }) => name);

async function refusal(reading: Promise<unknown>): Promise<TableRefusal> {
  const error: unknown = await reading.then(
    () => null,
    (cause: unknown) => cause,
  );
  if (!(error instanceof TableError)) throw new Error('was not refused', { cause: error });
  return error.refusal;
}

describe('a table that was written comes back', () => {
  const cell = fc
    .array(fc.constantFrom('a', 'B', '7', ',', ';', '\t', '"', '\n', '.', ' ', 'é', '点', '😀', "'", '#'), {
      maxLength: 6,
    })
    .map((letters) => letters.join('').trim());
  const written = fc.record({
    delimiter: fc.constantFrom(',' as const, ';' as const, '\t' as const),
    end: fc.constantFrom('\n', '\r\n', '\r'),
    mark: fc.boolean(),
    always: fc.boolean(),
    closed: fc.boolean(),
    rows: fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 12 }),
      ),
  });
  type Written = typeof written extends fc.Arbitrary<infer W> ? W : never;

  /** By RFC 4180, written for the tests. */
  function write({ delimiter, end, mark, always, closed, rows }: Written): string {
    const quoted = (text: string): string =>
      always || /[",;\t\n]/.test(text) ? `"${text.replaceAll('"', '""').replaceAll('\n', end)}"` : text;
    const header = rows[0].map((_, i) => `name${i}`);
    const lines = [header, ...rows].map((cells) => cells.map(quoted).join(delimiter));
    return (mark ? '\ufeff' : '') + lines.join(end) + (closed ? end : '');
  }

  it('whatever its delimiter, its quotes, the ends of its lines and its byte order mark', async () => {
    await fc.assert(
      fc.asyncProperty(written, async (w) => {
        const { table, facts } = await read(write(w), { delimiter: w.delimiter });
        expect(rowsOf(table)).toEqual(w.rows);
        expect(facts.ragged).toEqual({ short: 0, long: 0, quotes: 0, lines: [] });
        for (const { dictionary } of table.columns) expect(new Set(dictionary).size).toBe(dictionary.length);
      }),
    );
  });

  it('wherever it is cut into pieces', async () => {
    await fc.assert(
      fc.asyncProperty(written, fc.array(fc.nat(40), { minLength: 1, maxLength: 8 }), async (w, lengths) => {
        const bytes = encoder.encode(write(w));
        async function* pieces(): AsyncGenerator<Uint8Array> {
          for (let at = 0, i = 0; at < bytes.length; i++) {
            const length = lengths[i % lengths.length] + Number(i % lengths.length === 0);
            yield bytes.subarray(at, at + length);
            at += length;
          }
        }
        expect(await readTable(pieces(), { delimiter: w.delimiter })).toEqual(
          await read(write(w), { delimiter: w.delimiter }),
        );
      }),
    );
  });

  it('wherever a block of it ends: in a character, in an end of a line, between two quotes', async () => {
    const rows = [
      ['é"点', '😀""\n'],
      ['a,b', 'p\r\nq'],
      ['', 'y'],
    ];
    const text = rows.map((cells) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\r\n');
    const encoded = encoder.encode(text).length;
    for (let before = 0; before <= encoded + 4; before++) {
      // A first row that leaves so many bytes of the first block, of 512 KiB, to the others.
      const long = 'x'.repeat(512 * 1024 - 'a,b\r\n'.length - 'x,\r\n'.length + 1 - before);
      const { table } = await read(`a,b\r\n${long},\r\n${text}\r\n`);
      const wanted = rows.map((cells) => cells.map((cell) => cell.replace('\r\n', '\n').trim()));
      expect(rowsOf(table).slice(1)).toEqual(wanted);
    }
  });

  it('numbers as they are written, ids beyond 2^53 to the last digit', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.double(), fc.bigInt({ min: 0n, max: 1n << 80n })), { minLength: 1 }),
        async (rows) => {
          const text = rows.map(([x, id]) => `${x},${id}`).join('\n');
          const { table } = await read(`x,id\n${text}`);
          expect(rowsOf(table).map(([x, id]) => [Number(x), BigInt(id)])).toEqual(
            rows.map(([x, id]) => [Number(String(x)), id]),
          );
        },
      ),
    );
  });
});

describe('how a file is written is found out', () => {
  it.each([
    [
      'commas',
      'a,b\n1,2\n3,4\n',
      ',',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'semicolons, decimal commas',
      'a;b;c\n1,5;2,5;x\n3,25;4,0;y\n',
      ';',
      [
        ['1,5', '2,5', 'x'],
        ['3,25', '4,0', 'y'],
      ],
    ],
    [
      'tabs, commas in the cells',
      'a\tb\n1,5\tx, y, z\n2,5\tz\n',
      '\t',
      [
        ['1,5', 'x, y, z'],
        ['2,5', 'z'],
      ],
    ],
    [
      'vertical bars, commas and semicolons in the cells',
      'a|b\n1,5|x; y, z\n2,5|z\n',
      '|',
      [
        ['1,5', 'x; y, z'],
        ['2,5', 'z'],
      ],
    ],
    [
      'words parted by bars inside of cells',
      'id,genre|sub\n1,drama|war\n2,news|talk\n',
      ',',
      [
        ['1', 'drama|war'],
        ['2', 'news|talk'],
      ],
    ],
    ['a first line of Excel’s that says how cells are parted', 'sep=;\r\na;b\r\n1,5;2\r\n', ';', [['1,5', '2']]],
    ['such a line with one column that looks like more', '"sep=|"\na|b,c,d\n1|2,3,4\n', '|', [['1', '2,3,4']]],
    [
      'decimal commas inside quotes',
      'a,b\n"1,5",x\n"2,5",y\n',
      ',',
      [
        ['1,5', 'x'],
        ['2,5', 'y'],
      ],
    ],
    [
      'a thousand and more',
      'a,b\n"10,000+",1\n"500+",2\n',
      ',',
      [
        ['10,000+', '1'],
        ['500+', '2'],
      ],
    ],
    [
      'delimiters and line breaks in quotes',
      'a,b\n"x;y;z\n;",1\n"p;q;r\n;",2\n',
      ',',
      [
        ['x;y;z\n;', '1'],
        ['p;q;r\n;', '2'],
      ],
    ],
    [
      'doubled quotes',
      'a,b\n"say ""hi""",1\nx,""\n',
      ',',
      [
        ['say "hi"', '1'],
        ['x', ''],
      ],
    ],
    [
      'both ends of lines',
      'a,b\r\n1,2\n3,4\r\n',
      ',',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'empty lines',
      '\na,b\n\n1,2\n\n\n3,4\n\n',
      ',',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'spaces around cells',
      'a,b\n 1 ,  x y\n1,x y\n',
      ',',
      [
        ['1', 'x y'],
        ['1', 'x y'],
      ],
    ],
  ])('%s', async (_name, text, delimiter, rows) => {
    const { table, facts } = await read(text);
    expect(rowsOf(table)).toEqual(rows);
    expect(facts.delimiter).toBe(delimiter);
  });

  it('lines are counted as they stand in the file, Excel’s own among them', async () => {
    const { facts } = await read('\ufeffsep=;\na;b\n1;2\n3\n4;5\n6;7\n');
    expect(facts.ragged).toEqual({ short: 1, long: 0, quotes: 0, lines: [{ line: 4, cells: 1 }] });
    expect(facts.headerCells).toEqual(['a', 'b']);
  });

  it('a byte order mark is no part of the first name', async () => {
    expect(namesOf(await read('\ufeffclick,age\n1,30\n'))).toEqual(['click', 'age']);
  });

  it('a delimiter at the end of every row but the header is no column', async () => {
    const { table, facts } = await read('a,b\n1,2,\n3,4,\n');
    expect(rowsOf(table)).toEqual([
      ['1', '2'],
      ['3', '4'],
    ]);
    expect(facts.ragged.long).toBe(0);
    expect(facts.indexDropped).toBe(false);
  });
});

describe('names of columns', () => {
  it('suffixes are taken off and kept apart, RecBole’s too; others are part of the name', async () => {
    const got = await read(
      'code:category,age:NUMBER,x:skip,y:label,user_id:token,tags:token_seq,a:b,:number\n1,2,3,4,5,6,7,8\n',
    );
    expect(namesOf(got)).toEqual(['code', 'age', 'x', 'y', 'user_id', 'tags', 'a:b', ':number']);
    expect(got.facts.suffixes).toEqual(['category', 'number', 'skip', 'label', 'token', 'token_seq', null, null]);
    expect(got.facts.renamed).toEqual([]);
  });

  it('duplicate, blank and space-padded ones become others, and it is said which', async () => {
    const got = await read('a, b ,a,,a:label\n1,2,3,4,5\n');
    expect(namesOf(got)).toEqual(['a', 'b', 'a (2)', 'column 4', 'a (3)']);
    expect(got.facts.renamed).toEqual([
      { from: ' b ', to: 'b', why: 'padded' },
      { from: 'a', to: 'a (2)', why: 'duplicate' },
      { from: '', to: 'column 4', why: 'blank' },
      { from: 'a:label', to: 'a (3)', why: 'duplicate' },
    ]);
  });

  it('a first column without a name is pandas’ or R’s index and is left out', async () => {
    for (const text of [',a,b\n0,x,1\n1,y,2\n', 'Unnamed: 0,a,b\n0,x,1\n1,y,2\n', 'a,b\n1,x,1\n2,y,2\n']) {
      const got = await read(text);
      expect(got.facts.indexDropped).toBe(true);
      expect(namesOf(got)).toEqual(['a', 'b']);
      expect(rowsOf(got.table)).toEqual([
        ['x', '1'],
        ['y', '2'],
      ]);
      expect(got.facts.headerCells).toEqual(['a', 'b']);
    }
    expect((await read('a,b\n1,2\n')).facts.indexDropped).toBe(false);
  });

  it.each([
    ['numbers that are none of a series', '5.1,3.5,0\n4.9,3,1\n4.7,3.2,1\n', true],
    ['its words come again below', 'red,small\nblue,small\nred,large\n', true],
    ['numbers among words', '73,Male,0\n58,Female,0\n18,Female,1\n', true],
    ['words', 'age,sex\n73,Male\n58,Female\n', false],
    ['numeric names', 'label,1,2,3\na,5,6,7\nb,8,9,9\n', false],
    ['years', 'city,2020,2023\nx,5,6\ny,8,9\n', false],
  ])('first row of data? %s', async (_name, text, data) => {
    expect((await read(text)).facts.headerLooksLikeData).toBe(data);
  });

  it('without a header they are numbered, and the first row is one of data', async () => {
    const got = await read('5.1,x\n4.9,y\n', { header: false });
    expect(namesOf(got)).toEqual(['column 1', 'column 2']);
    expect(rowsOf(got.table)).toEqual([
      ['5.1', 'x'],
      ['4.9', 'y'],
    ]);
    expect(got.facts).toMatchObject({ header: false, headerCells: [], headerLooksLikeData: false, renamed: [] });
  });
});

describe('rows with more or fewer cells', () => {
  it('are left out and counted, with the lines that they begin in', async () => {
    const { table, facts } = await read('a,b,c\n1,2,3\n4,5\n"x\ny",2,3\n6,7,8,9\n\n1,2,3\n7\n1,1,1\n');
    expect(rowsOf(table)).toEqual([
      ['1', '2', '3'],
      ['x\ny', '2', '3'],
      ['1', '2', '3'],
      ['1', '1', '1'],
    ]);
    expect(facts.ragged).toEqual({
      short: 2,
      long: 1,
      quotes: 0,
      lines: [
        { line: 3, cells: 2 },
        { line: 6, cells: 4 },
        { line: 9, cells: 1 },
      ],
    });
    expect(facts.rowsInFile).toBe(7);
  });

  it('a row that a comma in its text shifts by one is one of them; the first ten are listed', async () => {
    const rows = Array.from({ length: 50 }, (_, i) => (i % 3 === 1 ? `${i},New York, NY,1` : `${i},Rome,0`));
    const { table, facts } = await read(`id,city,click\n${rows.join('\n')}`);
    expect(table.rows).toBe(33);
    expect(facts.ragged.long).toBe(17);
    expect(facts.ragged.lines.map(({ line }) => line)).toEqual([3, 6, 9, 12, 15, 18, 21, 24, 27, 30]);
  });

  it('a quotation mark that is not doubled may swallow the next row: such rows are left out too', async () => {
    const { table, facts } = await read('a,b,c\n1,"x" y,2\n3,"z",4\n5,"p ""q""",6\n7,5" pipe,8\n');
    expect(rowsOf(table)).toEqual([
      ['5', 'p "q"', '6'],
      ['7', '5" pipe', '8'],
    ]);
    expect(facts.ragged).toEqual({ short: 0, long: 0, quotes: 1, lines: [{ line: 2, cells: 3 }] });
  });

  it('a file of mostly such rows is refused', async () => {
    expect(await refusal(read('a,b\n1,2\n1\n1,2,3\n'))).toEqual({
      code: 'mostlyRagged',
      rows: 3,
      ragged: 2,
      columns: 2,
      lines: [
        { line: 3, cells: 1 },
        { line: 4, cells: 3 },
      ],
    });
  });
});

describe('long files', () => {
  const long = Array.from({ length: 5000 }, (_, i) => `${i},${Math.floor(i / 10)},${i % 2 ? 'a' : 'b'}`);

  it('are sampled over all of their rows, in their order, by the seed', async () => {
    const sample = async (seed: number): Promise<number[]> => {
      const { table, facts } = await read(`id,group,x\n${long.join('\n')}`, { rows: 1000, seed });
      expect(facts).toMatchObject({ sampled: 'rows', rowsInFile: 5000 });
      // Cells of a row stay together, and no text is kept of a row that is not.
      expect(rowsOf(table).map((cells) => cells.join(','))).toEqual(rowsOf(table).map(([id]) => long[Number(id)]));
      for (const { codes, dictionary } of table.columns) expect(new Set(codes).size).toBe(dictionary.length);
      return rowsOf(table).map(([id]) => Number(id));
    };
    const ids = await sample(1);
    expect(ids).toHaveLength(1000);
    expect(ids).toEqual(ids.toSorted((a, b) => a - b));
    expect(await sample(1)).toEqual(ids);
    expect(await sample(2)).not.toEqual(ids);
    // Every fifth of the file holds 200 of them, by a hypergeometric deviation of 11.3: five of those.
    for (let part = 0; part < 5; part++)
      expect(Math.abs(ids.filter((id) => Math.floor(id / 1000) === part).length - 200)).toBeLessThan(57);
  });

  it.each(['id', ''])('keep queries whole, but for one, behind a first column called "%s"', async (first) => {
    const { table, facts } = await read(`${first},Query,x\n${long.join('\n')}`, { rows: 995 });
    expect(facts.sampled).toBe('queries');
    expect(table.rows).toBe(995);
    const { codes, dictionary } = table.columns.find(({ name }) => name === 'Query')!;
    const counts = dictionary.map((_, code) => codes.filter((c) => c === code).length);
    expect(counts.filter((n) => n === 10)).toHaveLength(99);
    expect(counts.filter((n) => n !== 10)).toEqual([5]);
  });

  it('keep a query whole however it is padded, and draw rows without one each by itself', async () => {
    // The first 2,500 rows have no query; the others have queries of ten, padded in every other row.
    const rows = long.map(
      (_, i) => `${i},${i < 2500 ? [' ', ''][i % 2] : `q${Math.floor(i / 10)}${[' ', ''][i % 2]}`}`,
    );
    const { table } = await read(`id,query\n${rows.join('\n')}`, { rows: 1000 });
    const kept = rowsOf(table);
    const blank = kept.filter(([, query]) => query === '');
    // A fifth of the 2,500, by a binomial deviation of 20: five of those.
    expect(Math.abs(blank.length - 500)).toBeLessThan(100);
    const counts = new Map<string, number>();
    for (const [, query] of kept) if (query !== '') counts.set(query, (counts.get(query) ?? 0) + 1);
    expect([...counts.values()].filter((n) => n !== 10).length).toBeLessThanOrEqual(1);
  });

  it('a file that fits is whole', async () => {
    const { table, facts } = await read(`id,query,x\n${long.join('\n')}`, { rows: 5000 });
    expect(facts.sampled).toBe('no');
    expect(rowsOf(table).map((cells) => cells.join(','))).toEqual(long);
  });

  it('a million rows: a tenth of them is kept', { tags: ['long'] }, async () => {
    const { table, facts } = await readTable(fileOf('a,b\n', '1,2\n'.repeat(1_000_000)));
    expect(table.rows).toBe(LIMITS.rows);
    expect(facts).toMatchObject({ rowsInFile: 1_000_000, sampled: 'rows' });
  });

  it('a column of more texts than a byte, and than two, can count', async () => {
    const rows = Array.from({ length: 70_000 }, (_, i) => `${i},${i % 300},${i % 256}`);
    const { table } = await read(`a,b,c\n${rows.join('\n')}`);
    expect(table.columns.map(({ codes }) => codes.BYTES_PER_ELEMENT)).toEqual([4, 2, 1]);
    expect(rowsOf(table).map((cells) => cells.join(','))).toEqual(rows);
  });
});

describe('what is refused', () => {
  const header = (n: number): string => Array.from({ length: n }, (_, i) => `c${i}`).join(',');

  it.each<[string, string, TableRefusal]>([
    ['nothing in it', '', { code: 'empty' }],
    ['a header alone', 'a,b\n', { code: 'noRows' }],
    ['one column', 'a b c\n1 2 3\n', { code: 'oneColumn', header: 'a b c' }],
    ['300 columns', `${header(300)}\n`, { code: 'tooManyColumns', columns: 300, limit: 256 }],
    ['a quote that nothing closes', 'a,b\n1,2\n"3,4\n5,6\n', { code: 'unclosedQuote', line: 3 }],
    ['JSON', '[{"a": 1}]', { code: 'json', format: 'JSON' }],
  ])('%s', async (_name, text, wanted) => {
    expect(await refusal(read(text))).toEqual(wanted);
  });

  it('256 columns are not', async () => {
    expect((await read(`${header(256)}\n${header(256)}\n`)).table.columns).toHaveLength(256);
  });

  it('a quote that nothing closes, before all that follows it is read', async () => {
    const file = fileOf('a,b\n1,2\n"3,4\n', '5,6\n'.repeat(2_000_000));
    const seen: number[] = [];
    const reading = readTable(file, {}, { onProgress: (bytes) => seen.push(bytes) });
    expect(await refusal(reading)).toEqual({ code: 'unclosedQuote', line: 3 });
    expect(seen.at(-1)).toBeLessThan(file.size / 2);
  });

  it('text that is no UTF-8, past the bytes that are looked at first', async () => {
    const file = new Blob([
      encoder.encode('a,b\n'),
      encoder.encode('1,2\n'.repeat(300_000)),
      Uint8Array.of(0xe9, 44, 49),
    ]);
    expect(await refusal(readTable(file))).toMatchObject({ code: 'encoding' });
  });

  it('more bytes than the limit, before one of them is read, or when a stream passes it', async () => {
    const file = fileOf('a,b\n');
    Object.defineProperty(file, 'size', { value: LIMITS.bytes + 1 });
    const slice = vi.spyOn(file, 'slice');
    expect(await refusal(readTable(file))).toEqual({ code: 'tooLarge', bytes: LIMITS.bytes + 1, limit: LIMITS.bytes });
    expect(slice).not.toHaveBeenCalled();
  });
});

describe('a file that changes while it is read', () => {
  const content = `a,b\n${'1,2\n'.repeat(300_000)}`;

  it('cannot be read any more, as browsers say it', async () => {
    const file = fileOf(content);
    const slice = file.slice.bind(file);
    let reads = 0;
    vi.spyOn(file, 'slice').mockImplementation((begin, end) => {
      const part = slice(begin, end);
      if (++reads > 1) part.arrayBuffer = () => Promise.reject(new DOMException('changed', 'NotReadableError'));
      return part;
    });
    expect(await refusal(readTable(file))).toEqual({ code: 'changed' });
  });

  it('is shorter than it said, or bears another date', async () => {
    const shorter = fileOf(content);
    vi.spyOn(shorter, 'slice').mockReturnValue(fileOf('a,b\n1,2\n'));
    expect(await refusal(readTable(shorter))).toEqual({ code: 'changed' });
    const touched = new File([content], 'log.csv', { lastModified: 1 });
    let asked = 0;
    Object.defineProperty(touched, 'lastModified', { get: () => (asked++ < 2 ? 1 : 2) });
    expect(await refusal(readTable(touched))).toEqual({ code: 'changed' });
  });
});

describe('on the way', () => {
  const content = `a,b\n${'1,2\n'.repeat(500_000)}`;

  it('bytes and rows are told, up to the last', async () => {
    const told: [number, number][] = [];
    await readTable(fileOf(content), {}, { onProgress: (bytes, rows) => told.push([bytes, rows]) });
    expect(told.length).toBeGreaterThan(3);
    expect(told).toEqual(told.toSorted(([a], [b]) => a - b));
    expect(told.at(-1)).toEqual([content.length, 500_000]);
  });

  it('a cancel comes through between two blocks, and nothing is read after it', async () => {
    const cancel = new AbortController();
    const progress = vi.fn(() => setTimeout(() => cancel.abort()));
    const reading = readTable(fileOf(content.repeat(2)), {}, { onProgress: progress, signal: cancel.signal });
    await expect(reading).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(progress.mock.calls.length).toBeLessThan(4);
  });
});
