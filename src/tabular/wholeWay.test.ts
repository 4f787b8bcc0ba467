/** From the text of a file to a log: what is guessed can be encoded, whatever the columns hold. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EncodeError, encodeTable } from './encode.ts';
import { guessMapping } from './guess.ts';
import { mappingKey, readMapping, writeMapping } from './mapping.ts';
import { profileColumns } from './profile.ts';
import { readTable } from './readTable.ts';
import type { EncodedLog, Mapping, Table } from './types.ts';
import { warningsOf } from './warnings.ts';

async function wholeWay(text: string): Promise<{ table: Table; mapping: Mapping; log: EncodedLog }> {
  const { table, facts } = await readTable(new Blob([text]));
  const { mapping } = guessMapping(table, profileColumns(table), facts);
  return { table, mapping, log: encodeTable(table, mapping).log };
}

describe('a log as somebody may have it', () => {
  // 20 queries of nine rows; semicolons and decimal commas, CRLF, a byte order mark, an index, labels in words, some missing.
  const rows = Array.from({ length: 180 }, (_, i) =>
    [
      i,
      i % 7 === 3 ? 'Yes' : i % 11 === 5 ? '' : 'No',
      i % 13 === 0 ? 'NA' : `${i % 30},5`,
      `q${Math.floor(i / 9)}`,
      1 + (i % 12),
      ['phone', 'desk', 'tablet', 'tv', 'phone'][i % 5],
      i % 9 === 4 ? 'NA' : `${(i * 37) % 50},25`,
      ['news', 'music', '"film; series"'][i % 3],
      i % 2 ? `00${i % 4}` : '010',
    ].join(';'),
  );
  const header = ';click;watch_time;query;position;device;price;topic;store';
  const text = `\ufeff${header}\r\n${rows.join('\r\n')}\r\n`;

  it('becomes inputs, labels and places as its names and values say', async () => {
    const { mapping, log } = await wholeWay(text);
    expect(mapping.columns.map(({ name, role, kind }) => [name, role, kind])).toEqual([
      ['click', 'label', 'binary'],
      ['watch_time', 'label', 'regression'],
      ['query', 'query', 'category'],
      ['position', 'position', 'category'],
      ['device', 'device', 'category'],
      ['price', 'feature', 'number'],
      ['topic', 'feature', 'category'],
      ['store', 'feature', 'category'],
    ]);
    expect(log.shape).toMatchObject({ positions: true, devices: true, queries: true, train: 144, heldOut: 36 });
    expect(log.shape.tasks.map((task) => task?.name)).toEqual(['click', 'watch_time', undefined, undefined]);
    const columns = new Set(log.inputs.map(({ column }) => column));
    expect(columns).toEqual(new Set(['price', 'topic', 'store']));
    expect(log.inputs.some((input) => input.kind === 'category' && input.value === 'film; series')).toBe(true);
    // Empty labels and NA are unobserved.
    for (const part of ['train', 'heldOut'] as const)
      for (const [i, row] of log.rowOf[part].entries()) {
        expect(log[part].observed[4 * i]).toBe(Number(row % 7 === 3 || row % 11 !== 5));
        expect(log[part].labels[4 * i]).toBe(Number(row % 7 === 3));
        expect(log[part].observed[4 * i + 1]).toBe(Number(row % 13 !== 0));
        expect(log[part].position[i]).toBe(Math.min(9, 1 + (row % 12)));
      }
  });

  it('is warned of by the rows of each part', async () => {
    const { table, mapping, log } = await wholeWay(text);
    const few = warningsOf(table, mapping, log).filter(({ code }) => code === 'few');
    expect(few.map((warning) => 'part' in warning && warning.part)).toEqual(['train', 'heldOut', 'train', 'heldOut']);
  });

  it('comes back with the mapping that was kept for its header', async () => {
    const { table, mapping, log } = await wholeWay(text);
    const names = table.columns.map(({ name }) => name);
    const kept = new Map([[mappingKey(names), writeMapping(mapping)]]);
    const again = readMapping(kept.get(mappingKey(names)) ?? '', names)!;
    expect(encodeTable(table, again).log).toEqual(log);
  });
});

describe('any table', () => {
  const value = fc.oneof(
    fc.constantFrom('', 'NA', '?', '-1', '-200', 'yes', 'no', '0', '1', 'true', 'a', 'b', '10,000+', '1,5', '30903e74'),
    fc.integer({ min: -5, max: 2000 }).map(String),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  );
  const names = [
    'click',
    'like',
    'watch_time',
    'rating',
    'query',
    'position',
    'device',
    'time',
    'split',
    'x',
    'y:label',
    'z:number',
    'u:token',
    'target',
  ];
  const columns = fc.uniqueArray(
    fc.record({
      name: fc.constantFrom(...names),
      // Columns of one kind are rare among any values.
      values: fc.uniqueArray(value, { minLength: 1, maxLength: 6 }),
      picks: fc.array(fc.nat(5), { minLength: 12, maxLength: 12 }),
    }),
    { minLength: 2, maxLength: 7, selector: ({ name }) => name },
  );

  it('is encoded to finite numbers by its guess, or it is said what it lacks', async () => {
    await fc.assert(
      fc.asyncProperty(columns, async (drawn) => {
        const lines = Array.from({ length: 12 }, (_, row) =>
          drawn.map(({ values, picks }) => `"${values[picks[row] % values.length]}"`).join(','),
        );
        const text = [drawn.map(({ name }) => name).join(','), ...lines].join('\n');
        const { table, facts } = await readTable(new Blob([text]));
        const guess = guessMapping(table, profileColumns(table), facts);
        expect(guess.mapping.columns.map(({ name }) => name)).toEqual(table.columns.map(({ name }) => name));
        expect(guess.reasons).toHaveLength(drawn.length);
        expect(guess.mapping.columns.some(({ role }) => role === 'label')).toBe(guess.problem === null);
        try {
          const { log } = encodeTable(table, guess.mapping);
          for (const part of [log.train, log.heldOut])
            for (const numbers of [part.features, part.labels]) expect(numbers.every(Number.isFinite)).toBe(true);
          expect(Array.isArray(warningsOf(table, guess.mapping, log))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(EncodeError);
        }
      }),
      { numRuns: 300 },
    );
  });
});
