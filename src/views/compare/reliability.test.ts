import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { Band } from '../../metrics/reliability.ts';
import { markAt, marksIn } from '../charts/testing/svg.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { reliabilityModels, reliabilityTable } from './reliability.ts';
import { reliabilityHeight, reliabilityMarks, type ReliabilityModel } from './reliabilityMarks.ts';
import { handRun, MMOE, SHARED, shownOf } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };

const EMPTY: Band = [0, 0, 0];
const bandsWith = (at: number, band: Band): Band[] => Array.from({ length: 10 }, (_, b) => (b === at ? band : EMPTY));
const run = (seed: number, click: Band, diverged = false) =>
  handRun(MMOE, seed, [0.8, 0.1, 0.8, 0.1], {
    diverged,
    reliability: { click: bandsWith(2, click), like: bandsWith(9, [50, 0.95, 45]) },
  });

describe('models', () => {
  it('have the impressions of all their seeds together, of runs that did not diverge; one without such a run is not there', () => {
    const shown = shownOf([
      run(1, [100, 0.2, 10]),
      run(2, [300, 0.28, 110]),
      run(3, [1000, 0.2, 1000], true),
      handRun(SHARED, 1, [NaN, NaN, NaN, NaN], { diverged: true }),
    ]);
    const models = reliabilityModels(en, shown);
    expect(models.map(({ id, name, detail }) => [id, name, detail])).toEqual([
      ['small mmoe-4', '4‑expert MMoE', 'small'],
    ]);
    // (100 · 0.2 + 300 · 0.28) / 400 = 0.26; 120 of 400.
    const [n, predicted, positive] = models[0].bands.click[2];
    expect([n, positive]).toEqual([400, 120]);
    expect(predicted).toBeCloseTo(0.26, 12);
    const { rows } = reliabilityTable(en, models, 600);
    expect(rows.map((row) => row.slice(0, 5))).toEqual([
      ['4‑expert MMoE', 'small', 'click', '0.2 and 0.3', 400],
      ['4‑expert MMoE', 'small', 'like', '0.9 and 1', 100],
    ]);
    expect(rows[0][6]).toBeCloseTo(0.3, 12);
  });
});

describe('the diagrams', () => {
  const model = (id: string): ReliabilityModel => ({
    id,
    name: id,
    detail: '',
    bands: { click: bandsWith(2, [400, 0.25, 200]), like: bandsWith(9, [100, 1, 100]) },
  });
  const models = ['a', 'b', 'c'].map(model);
  const marks = reliabilityMarks(500, { models, number: String });

  it('have a band where it was predicted and what happened, its interval about it, and the line of what comes true', () => {
    const line = markAt(marks, 'a', 'perfect').at;
    const [x0, x1, y0, y1] = [line.x1, line.x2, line.y1, line.y2].map(Number);
    const dot = markAt(marks, 'a', 'click', 'band 2').at;
    expect(Number(dot.cx)).toBeCloseTo(x0 + 0.25 * (x1 - x0), 1);
    expect(Number(dot.cy)).toBeCloseTo(y0 + 0.5 * (y1 - y0), 1);
    const { y1: low, y2: high } = markAt(marks, 'a', 'click', 'interval 2').at;
    expect(Number(low)).toBeGreaterThan(Number(dot.cy));
    expect(Number(high)).toBeLessThan(Number(dot.cy));
    // Square: a distance across is as long as upwards.
    expect(x1 - x0).toBeCloseTo(y0 - y1, 1);
    // Empty bands are not there.
    expect(marksIn(marks, 'a', 'click')).toHaveLength(3);
  });
  it('have bars as high as there are impressions', () => {
    const height = (task: string, band: number): number =>
      Number(markAt(marks, 'a', task, `count ${String(band)}`).at.height);
    expect(height('click', 2) / height('like', 9)).toBeCloseTo(4, 1);
  });
  it('stand in as many columns as there is room for, all inside', () => {
    expect(reliabilityHeight(340, 3)).toBeGreaterThan(reliabilityHeight(500, 3));
    const right = Math.max(...models.map(({ id }) => Number(markAt(marks, id, 'perfect').at.x2)));
    expect(right).toBeLessThanOrEqual(500);
  });
});
