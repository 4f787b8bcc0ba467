import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import { warningWords } from './words.ts';

describe('what is to be known of a file', () => {
  it('counts one row as one', async () => {
    const t = await wordsOf('en');
    const few = (rows: number): string =>
      warningWords(t, numberWords('en'), { code: 'few', column: 'click', value: 1, part: 'heldOut', rows, limit: 200 });
    expect(few(1)).toContain('click: only 1 row is 1 among those held out');
    expect(few(12)).toContain('click: only 12 rows are 1');
    const notNumbers = (rows: number): string =>
      warningWords(t, numberWords('en'), { code: 'notNumbers', column: 'price', rows, example: 'n/a' });
    expect(notNumbers(1)).toContain('1 row holds no number');
    expect(notNumbers(2)).toContain('2 rows hold no number');
    const twins = (rows: number): string =>
      warningWords(t, numberWords('en'), { code: 'twins', column: null, rows, of: 50 });
    expect(twins(1)).toContain('1 of 50 held-out rows is trained on');
    expect(t('mapping.summary', { count: 1, rows: '1', name: 'a.csv', columns: '3' })).toBe('a.csv: 1 row, 3 columns.');
  });
});
