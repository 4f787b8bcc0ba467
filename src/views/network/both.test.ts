import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { ofModel, toCsv, type Table } from '../charts/table.ts';
import { modelsShown, roomFor } from './bothFit.ts';
import { networkTable } from './networkTable.ts';

const en = await wordsOf('en');
const zh = await wordsOf('zh');

describe('the networks of both models', () => {
  it.each([
    // Two pictures of 560 and 16 between them; 16 and 280 more for what explains a part.
    [1135, 1, false, false],
    [1136, 1, true, false],
    [1431, 1, true, false],
    [1432, 1, true, true],
    // Letters a quarter larger: pictures of 700, and 350 for what explains a part.
    [1415, 1.25, false, false],
    [1416, 1.25, true, false],
    [1781, 1.25, true, false],
    [1782, 1.25, true, true],
  ])('stand beside each other where there is room: %i pixels, letters × %d', (width, letters, both, inspector) => {
    expect(roomFor(width, letters)).toEqual({ both, inspector });
  });

  it('are shown where they differ, are wanted and have room; else the one that is shown everywhere', () => {
    const all = { two: true, chosen: true, both: true };
    expect(modelsShown(1, all)).toEqual([0, 1]);
    for (const not of ['two', 'chosen', 'both'])
      expect(
        [0, 1].map((arm) => modelsShown(arm, { ...all, [not]: false })),
        not,
      ).toEqual([[0], [1]]);
  });

  const measured = (first: number) => ({
    utilization: Float64Array.from({ length: 8 }, (_, i) => (i % 2 === 0 ? first : 1 - first)),
    effectiveOfMean: [1, 2, 1, 2],
    loss: [0.1, 0.2, 0.3, 0.4],
    auc: [0.6, NaN, 0.7, NaN],
  });

  it('have a table with every task of either, named in the last column', () => {
    const { columns, rows } = networkTable(en, { experts: 2 }, [
      { arm: measured(0.25), model: 'A · no dropout' },
      { arm: measured(0.5), model: 'B · 10% dropout' },
    ]);
    expect(columns.map(({ label }) => label)).toEqual([
      'Task',
      'Expert 1',
      'Expert 2',
      'Effective experts of the mean weights',
      'Held-out loss',
      'AUC',
      'Model',
    ]);
    expect(rows).toHaveLength(8);
    expect(rows[2]).toEqual(['like', 0.25, 0.75, 1, 0.3, 0.7, 'A · no dropout']);
    expect(rows[4]).toEqual(['click', 0.5, 0.5, 1, 0.1, 0.6, 'B · 10% dropout']);
  });

  it('have each task’s own weights', () => {
    const own = { ...measured(0), utilization: Float64Array.from([1, 2, 3, 4, 5, 6, 7, 8]) };
    expect(networkTable(en, { experts: 2 }, [{ arm: own, model: null }]).rows.map((row) => row.slice(0, 3))).toEqual([
      ['click', 1, 2],
      ['watch time', 3, 4],
      ['like', 5, 6],
      ['rating', 7, 8],
    ]);
  });

  it('have no names where both are one, nor rows before there is a frame', () => {
    const { columns, rows } = networkTable(zh, { experts: 2 }, [{ arm: measured(0.25), model: null }]);
    expect([columns.length, rows.length]).toEqual([6, 4]);
    expect(networkTable(en, { experts: 2 }, [{ arm: null, model: null }]).rows).toEqual([]);
  });
});

describe('a table of one of the two models', () => {
  const table: Table = { columns: [{ label: 'Task' }], rows: [['click'], ['like']], step: 7 };
  it('says which, on the screen and in the file', () => {
    const named = ofModel(table, { label: 'Model', model: 'B · 10% dropout' });
    expect(named.step).toBe(7);
    expect(toCsv(named)).toBe('Task,Model\r\nclick,B · 10% dropout\r\nlike,B · 10% dropout');
  });
  it('stays as it is where there is but one', () => {
    expect(ofModel(table, { label: 'Model', model: null })).toBe(table);
  });
});
