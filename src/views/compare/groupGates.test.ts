import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { groupGatesCard } from './groupGates.ts';
import { findGroupGates, useGroupGates } from './groupGatesRuns.ts';
import { handRun, MMOE_LARGE } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

/** Tasks of a group use the same expert and the others another: correlation 1 within; of two experts −1 across. */
const apart = [
  [1, 0],
  [1, 0],
  [0, 1],
  [0, 1],
];
const alike = [
  [1, 0],
  [1, 0],
  [1, 0],
  [1, 0],
];
const runs = (utilization: number[][]) =>
  [1, 2].map((seed) => handRun(MMOE_LARGE, seed, [0.8, 0.1, 0.8, 0.1], { utilization }));

describe('gates of groups', () => {
  const known = { 'usual 1': runs(alike), 'usual 0': runs(apart), 'zero 1': runs(alike), 'zero 0': runs(apart) };
  it('agree within and across groups as their weights do', () => {
    const { picture, table } = groupGatesCard(en, known);
    const cell = (column: string, key: string): number | undefined =>
      picture.columns.find(({ id }) => id === column)?.cells[key]?.mean;
    expect(['within', 'across', 'difference'].map((column) => cell(column, 'zero 0'))).toEqual([1, -1, 2]);
    expect(['within', 'across', 'difference'].map((column) => cell(column, 'usual 1'))).toEqual([1, 1, 0]);
    expect(table.rows).toHaveLength(4);
  });
  it('has its rows before its runs, and then says nothing yet', () => {
    const { title, picture, table } = groupGatesCard(en, {});
    expect(title).toMatch(/\?$/);
    expect(picture.groups.map(({ rows }) => rows.length)).toEqual([2, 2]);
    expect(table.rows).toEqual([]);
  });
  it('tells of the stored runs what their command printed', async () => {
    await findGroupGates();
    const { runs: stored, seeds } = useGroupGates.getState();
    expect(seeds).toBe(20);
    const { picture } = groupGatesCard(en, stored);
    const { cells } = picture.columns[2];
    // At least a half at cosine 0, under a fifth in size at cosine 1: what was asked for.
    expect(cells['zero 0']?.mean).toBeGreaterThanOrEqual(0.5);
    expect(Math.abs(cells['zero 1']?.mean ?? NaN)).toBeLessThan(0.2);
    expect(cells['zero 0']?.dots).toHaveLength(20);
    expect(groupGatesCard(en, stored).title).toMatch(/^Gates that begin at zero|^Usual gates/);
    expect(groupGatesCard(zh, stored).title).toContain('余弦');
  });
});
