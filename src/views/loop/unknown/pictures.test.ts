import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../i18n/testing.ts';
import { numberWords } from '../../format.ts';
import type { Say } from '../../say.ts';
import { curvesOf, curvesTable } from './curves.ts';
import { cellOf, searchPicture, searchSummary, searchTable } from './pictures.ts';
import { handSearch } from './testing.ts';

const t: TFunction = await wordsOf('en');
const say: Say = { t, numbers: numberWords('en') };

describe('the picture of a search', () => {
  it('has a dot a world in thousandths of a nat, the mean and its interval over worlds', () => {
    const [beyond, gain] = searchPicture(say, handSearch('time', ['time', 'time', 'time']), false).columns;
    const cell = beyond.cells['all time']!;
    expect(cell.dots.map(({ seed, value }) => [seed, Number(value.toFixed(9))])).toEqual([
      [1, 20],
      [2, 21],
      [3, 22],
    ]);
    // t(0.975; 2) = 4.3027, standard error 1/√3.
    expect(cell.mean).toBeCloseTo(21, 9);
    expect(cell.low).toBeCloseTo(21 - 4.3027 / Math.sqrt(3), 3);
    expect(cell.high).toBeCloseTo(21 + 4.3027 / Math.sqrt(3), 3);
    expect(cell.text).toBe('3 of 3');
    expect(beyond.cells['all network']!.text).toBe('0 of 3');
    expect(gain.cells['all time']!.mean).toBeCloseTo(26, 9);
    expect(gain.cells['all device']!.mean).toBeCloseTo(5, 9);
    expect(beyond.cells['all device']).toBeUndefined();
  });

  it('has of one world the interval over its queries', () => {
    const { worlds } = handSearch('time', ['time']);
    const { mean, low, high } = cellOf(worlds, (world) => world.device);
    // t(0.975; 999) = 1.9623, standard error 0.001 nats.
    expect([mean, low, high].map((value) => Number(value.toFixed(3)))).toEqual([5, 3.038, 6.962]);
  });

  it('marks the culprit, unless it is not to be told', () => {
    const shown = handSearch('surprise', ['position'], 0);
    const details = (hidden: boolean): (string | undefined)[] =>
      searchPicture(say, shown, hidden).groups[0].rows.map(({ detail }) => detail);
    expect(details(false)[0]).toBe('the culprit');
    expect(details(true)[0]).toBe('goes with relevance');
    expect(details(true).slice(1)).toEqual(details(false).slice(1));
  });

  it('comes with its numbers, and those of every world', () => {
    const shown = handSearch('time', ['time', null]);
    const { rows } = searchSummary(say, shown);
    expect(rows.map(([name]) => name)).toEqual([
      'position',
      'time of day',
      'autoplay',
      'thumbnail size',
      'network',
      'device alone',
    ]);
    expect(rows[1][3]).toBe('1 of 2');
    expect(rows[5].slice(1)).toEqual(['–', '5.00 [5.00, 5.00]', '–']);
    const table = searchTable(say, shown);
    expect(table.rows).toHaveLength(10);
    const [world, column, beyond, error, gain, called] = table.rows[1];
    expect([world, column, called]).toEqual([1, 'time of day', 'yes']);
    expect([beyond, error, gain].map((value) => Number(Number(value).toFixed(9)))).toEqual([20, 1, 25]);
    expect(table.rows[6][5]).toBe('no');
  });
});

describe('the curves of a search', () => {
  it('are of the column that came first most often, in the worlds in which it did', () => {
    const { worlds } = handSearch('time', ['network', 'time', 'time']);
    const curves = curvesOf(worlds)!;
    expect([curves.column, curves.k, curves.n, curves.biased]).toEqual(['time', 2, 3, true]);
    // Seeds 2 and 3.
    expect(curves.learned).toEqual([
      [3, -3],
      [3, -4],
      [3, -5],
    ]);
  });

  it('come as a table, without the truth where it is not to be told', () => {
    const curves = curvesOf(handSearch('time', ['time']).worlds)!;
    const told = curvesTable(say, curves, false, 1000);
    expect(told.rows[1]).toEqual(['phone', 2, -1.5, -1]);
    expect(told.columns).toHaveLength(4);
    const hidden = curvesTable(say, curves, true, 1000);
    expect(hidden.rows[1]).toEqual(['phone', 2, -1.5]);
    expect(hidden.columns).toHaveLength(3);
  });
});
