import { describe, expect, it } from 'vitest';
import { createTables, dataOf, MissingRowsError } from './dataOf.ts';
import { packRows } from './ownRows.ts';
import { defaultRun } from './runSpec.ts';
import type { SourceSpec } from './source.ts';
import { encodedLog } from './testingLog.ts';

const log = encodedLog();
const own = (hash: string): SourceSpec => ({
  name: 'own',
  inputs: 64,
  columns: 'all',
  own: { hash, name: 'a.csv', shape: log.shape },
});
const never = (): Promise<Uint8Array> => Promise.reject(new Error('offline'));

describe('the tables of a worker', () => {
  it('have the rows of one own file at a time, told by their hash', async () => {
    const tables = createTables(never);
    tables.keep('a', log);
    expect(await tables.log(own('a'))).toEqual(log);
    tables.keep('a', packRows(log).rows);
    expect(await tables.log(own('a'))).toEqual(log);
    await expect(tables.log(own('b'))).rejects.toMatchObject({ why: 'own' });
    tables.keep('b', encodedLog(6));
    await expect(tables.own('a')).rejects.toBeInstanceOf(MissingRowsError);
  });

  it('have not the rows of bytes that cannot be read, or are none', async () => {
    const tables = createTables(never);
    const { shape, bytes } = packRows(log).rows;
    tables.keep('a', { shape, bytes: bytes.slice(4) });
    await expect(tables.own('a')).rejects.toMatchObject({ why: 'own' });
    const lost = Object.assign(new Blob(), { arrayBuffer: () => Promise.reject(new Error('lost')) });
    tables.keep('b', { shape, bytes: lost });
    await expect(tables.own('b')).rejects.toMatchObject({ why: 'own', message: 'lost' });
  });

  it('ask for the sample again after it has not come, once for all who wait', async () => {
    let asked = 0;
    const tables = createTables(() => {
      asked++;
      return never();
    });
    const sample: SourceSpec = { name: 'census', inputs: 5, columns: 'all' };
    const both = [tables.log(sample), tables.log({ ...sample })];
    for (const each of both) await expect(each).rejects.toMatchObject({ why: 'fetch', message: 'offline' });
    expect(asked).toBe(1);
    await expect(tables.log(sample)).rejects.toMatchObject({ why: 'fetch' });
    expect(asked).toBe(2);
  });
});

describe('the rows of a run on a table', () => {
  it('are as many as its world may have, of each part, drawn with the data seed', async () => {
    const long = encodedLog(200, 100);
    const tables = createTables(never);
    tables.keep('a', long);
    const run = defaultRun();
    const draw = async (seed: number): Promise<number[]> => {
      const world = { ...run.world, impressions: 30, heldOut: 20 };
      const data = await dataOf({ source: own('a'), world, seeds: { ...run.seeds, data: seed } }, tables);
      expect([data.train.rows, data.heldOut.rows]).toEqual([30, 20]);
      return [...data.train.query];
    };
    expect(await draw(1)).toEqual(await draw(1));
    expect(await draw(2)).not.toEqual(await draw(1));
  });
});
