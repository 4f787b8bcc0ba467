import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CENSUS_ATTRIBUTION, CENSUS_FAMILY, censusLog, censusMapping, loadCensus } from './census.ts';
import { censusShape } from './censusShape.ts';
import { encodeTable } from './encode.ts';

const bytes = new Uint8Array(readFileSync(new URL('./samples/census-income.bin', import.meta.url)));
const table = await loadCensus(bytes);
const text = (name: string) => {
  const { codes, dictionary } = table.columns.find((column) => column.name === name)!;
  return (row: number): string => dictionary[codes[row]];
};

describe('the file of the sample', () => {
  it('is small enough to be fetched on a click', () => {
    expect(bytes.length).toBeLessThan(250_000);
  });

  it('holds what the CSV held, cell by cell', () => {
    // SHA-256 of the CSV: its header without what stands behind colons, its lines in the order of their bytes. By another program.
    const cells = table.columns.map(({ name }) => text(name));
    const lines = Array.from({ length: table.rows }, (_, row) => cells.map((cell) => cell(row)).join(','));
    lines.sort((a, b) => (a < b ? -1 : 1));
    const all = [table.columns.map(({ name }) => name).join(','), ...lines].join('\n');
    expect(createHash('sha256').update(all).digest('hex')).toBe(
      '3847ce30e49db645b18cc74aa6dba9e2f6507a091df43ff16ad0f9bba0363559',
    );
  });

  it('comes in a random order: its first rows are like all others', () => {
    const ages = (rows: number): number =>
      Array.from({ length: rows }, (_, row) => Number(text('age')(row))).reduce((sum, age) => sum + age, 0) / rows;
    // A deviation of 22 over 1,000 rows: .7.
    expect(Math.abs(ages(1000) - ages(table.rows))).toBeLessThan(2.8);
    const heldOut = Array.from({ length: 1000 }, (_, row) => text('split')(row)).filter((word) => word === 'heldout');
    expect(Math.abs(heldOut.length - 200)).toBeLessThan(52);
  });

  it('is shown with its source, its licence and what was changed, as the licence asks', () => {
    for (const words of [
      'UCI Machine Learning Repository',
      '10.24432/C5N30T',
      'CC BY 4.0',
      'Changed: 25,000 of its 99,762',
    ])
      expect(CENSUS_ATTRIBUTION).toContain(words);
  });

  it('has the columns of the mapping', () => {
    const { columns } = censusMapping({ inputs: 64, columns: 'all' });
    expect(table.columns.map(({ name }) => name)).toEqual(columns.map(({ name }) => name));
    expect(columns.map(({ name }) => name)).toEqual(expect.arrayContaining([...CENSUS_FAMILY]));
  });
});

describe('the encoded sample', () => {
  it.each([
    [5, 'all'],
    [32, 'noFamily'],
    [64, 'all'],
    [128, 'all'],
    [128, 'noFamily'],
  ] as const)('is what is known of it beforehand: %i inputs, %s', async (inputs, columns) => {
    const { shape, train, heldOut } = await censusLog(bytes, { inputs, columns });
    const { tasks, ...rest } = censusShape({ inputs, columns });
    expect(shape).toMatchObject(rest);
    expect([train.rows, heldOut.rows, train.featureCount, heldOut.featureCount]).toEqual([
      20_000,
      5_000,
      inputs,
      inputs,
    ]);
    for (const [k, task] of tasks.entries()) {
      const found = shape.tasks[k];
      expect(found).toMatchObject({ name: task?.name, kind: task?.kind });
      expect(found?.unit).toBe(task?.unit);
      expect(found?.mean).toBeCloseTo(task?.mean ?? NaN, 10);
      expect(found?.deviation).toBeCloseTo(task?.deviation ?? NaN, 10);
    }
  });

  it('has five numbers and 59 values, no two of which say the same', async () => {
    const { log, facts } = encodeTable(table, censusMapping({ inputs: 64, columns: 'all' }));
    expect(facts.inputs).toMatchObject({ numbers: 5, missing: 0, categories: 59, constant: [] });
    expect(facts.labels.map((label) => [label?.train.positives, label?.heldOut.positives])).toEqual([
      [1236, 320],
      [0, 0],
      [8692, 2220],
      [0, 0],
    ]);
    const { features, featureCount: d, rows } = log.train;
    const columns = log.inputs.map((_, f) => Float64Array.from({ length: rows }, (__, i) => features[i * d + f]));
    for (const [f, { kind }] of log.inputs.entries()) {
      if (kind === 'category') expect([...new Set(columns[f])].sort()).toEqual([0, 1]);
      else expect(Math.abs(columns[f].reduce((sum, x) => sum + x, 0) / rows)).toBeLessThan(1e-6);
    }
    // What the widest pair of columns shares, by another road than the encoder's: correlation of standardised columns.
    const scaled = columns.map((column) => {
      const mean = column.reduce((sum, x) => sum + x, 0) / rows;
      const deviation = Math.sqrt(column.reduce((sum, x) => sum + (x - mean) ** 2, 0) / rows);
      return column.map((x) => (x - mean) / deviation);
    });
    let greatest = 0;
    for (let a = 0; a < d; a++)
      for (let b = 0; b < a; b++) {
        let sum = 0;
        for (let i = 0; i < rows; i++) sum += scaled[a][i] * scaled[b][i];
        greatest = Math.max(greatest, Math.abs(sum / rows));
      }
    expect(greatest).toBeLessThan(0.98);
  });

  it('leaves out, without the family, the columns that tell who is married', async () => {
    const all = await censusLog(bytes, { inputs: 128, columns: 'all' });
    const without = await censusLog(bytes, { inputs: 128, columns: 'noFamily' });
    const from = (inputs: typeof all.inputs) =>
      CENSUS_FAMILY.filter((name) => inputs.some(({ column }) => column === name));
    expect(from(all.inputs)).toEqual(CENSUS_FAMILY);
    expect(from(without.inputs)).toEqual([]);
    // One of their values says it in words: whoever has it was never married, and nobody else of the sample has to be asked.
    const leak = all.inputs.findIndex(
      (input) => input.kind === 'category' && input.value.endsWith('under 18 never married'),
    );
    const { features, labels, rows } = all.heldOut;
    const never = Array.from({ length: rows }, (_, i) => i).filter((i) => features[i * 128 + leak] === 1);
    expect(never.length).toBeGreaterThan(1000);
    expect(never.every((i) => labels[4 * i + 2] === 1)).toBe(true);
  });
});
