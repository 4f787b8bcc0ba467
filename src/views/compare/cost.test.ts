import { describe, expect, it } from 'vitest';
import { storedComparison } from '../../experiments/compare/stored.ts';
import { storedStudy, type Line } from '../../experiments/compare/storedMore.ts';
import { compareRun } from '../../experiments/compare/spec.ts';
import type { CompareRun } from '../../experiments/compare/compare.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { markAt, textWidth } from '../charts/testing/svg.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { comparedOn, costPoints, costSummary, costTable, costTitle } from './costCurve.ts';
import { COST_HEIGHT, costMarks } from './costMarks.ts';
import { handRun, MMOE, MMOE_LARGE, SHARED, shownOf, type Metrics } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const base = compareRun({ cosine: 0, sines: 5, steps: 600 });

/** Seeds 1 and 2: squared errors a quarter and four times of what is given, so that their geometric mean is it. */
const runs = (id: { model: CompareRun['model']; size: CompareRun['size'] }, auc: number, error: number): CompareRun[] =>
  [1, 2].map((seed) => {
    const by = seed === 1 ? 0.25 : 4;
    const metrics: Metrics = [auc - 0.01 * by, error * by, auc + 0.01 * by, error * by];
    return handRun(id, seed, metrics);
  });
const line = (id: Line<'compress'>['id'], some: readonly CompareRun[]): Line<'compress'> => ({
  id,
  runs: some.map((run) => ({ ...run, more: [] })),
});
const spread = { teacher: 'spread' as const };
const lines: Line<'compress'>[] = [
  line({ ...spread, way: 'whole', experts: 8, multiplications: 2336 }, runs(MMOE_LARGE, 0.86, 0.1)),
  line({ ...spread, way: 'continued', experts: 8, multiplications: 2336 }, runs(MMOE_LARGE, 0.87, 0.09)),
  line({ ...spread, way: 'tuned', experts: 2, multiplications: 992 }, runs(MMOE, 0.8, 0.4)),
  line({ ...spread, way: 'tuned', experts: 6, multiplications: 1888 }, runs(MMOE, 0.85, 0.12)),
  line({ ...spread, way: 'distilled', experts: 4, model: 'mmoe-4', multiplications: 1440 }, runs(MMOE, 0.85, 0.13)),
  line({ teacher: 'polarized', way: 'tuned', experts: 2, multiplications: 992 }, runs(MMOE, 0.1, 9)),
];
const shown = shownOf([...runs(SHARED, 0.82, 0.2), ...runs(MMOE, 0.84, 0.15), ...runs(MMOE_LARGE, 0.86, 0.1)]);
const points = costPoints(en, { lines, base }, shown);

describe('quality against cost', () => {
  it('has every model of the comparison, and both ways out of the spread teacher, from many experts to few', () => {
    expect(points.map(({ id, multiplications }) => [id, multiplications])).toEqual([
      ['alone small shared-bottom', 1440],
      ['alone small mmoe-4', 1440],
      ['alone large mmoe-8', 2336],
      ['tuned 8', 2336],
      ['tuned 6', 1888],
      ['tuned 2', 992],
      ['distilled mmoe-4', 1440],
    ]);
  });
  it('is the geometric mean of squared errors and the mean of AUCs, with their intervals', () => {
    const { error, auc } = points[0];
    expect(error.ratio).toBeCloseTo(0.2, 12);
    // Two logarithms ±ln 4: deviation √2 ln 4, standard error ln 4, t(1) = 12.706.
    expect(Math.log(error.high / 0.2)).toBeCloseTo(12.7062 * Math.log(4), 3);
    expect(auc).toMatchObject({ n: 2 });
    expect(auc.mean).toBeCloseTo(0.82, 12);
  });
  it('says what errs least at the small cost, and of the large ones without extra steps', () => {
    expect([costTitle(en, points), costTitle(zh, costPoints(zh, { lines, base }, shown))]).toEqual([
      'Least squared error around 1,440 multiplications: 0.130 (distilled: 4‑expert MMoE); around 2,336, without extra steps: 0.100 (8‑expert MMoE).',
      '约 1,440 次乘法时，最小的平方误差为 0.130（蒸馏：4 专家 MMoE）；约 2,336 次且不再训练时为 0.100（8 专家 MMoE）。',
    ]);
    expect(costTitle(en, points.slice(0, 6))).toBe(
      'Least squared error around 1,440 multiplications: 0.150 (4‑expert MMoE); around 2,336, without extra steps: 0.100 (8‑expert MMoE).',
    );
    expect(costTitle(en, [])).toMatch(/\?$/);
    expect(costTitle(en, points.slice(0, 1))).toMatch(/\?$/);
  });
  it('has no comparison beside it that is of another setting, or lacks a seed; the large model is there all the same', () => {
    const found = (comparison: typeof shown) => comparedOn([comparison], { lines, base });
    expect(found(shown)).toBe(shown);
    expect(found(shownOf(shown.runs, { base: compareRun({ cosine: 1, sines: 5, steps: 600 }) }))).toBeUndefined();
    expect(found(shownOf(shown.runs, { budget: 2000 }))).toBeUndefined();
    expect(found(shownOf(shown.runs.filter(({ seed }) => seed === 1)))).toBeUndefined();
    expect(costPoints(en, { lines, base }, undefined).map(({ id }) => id)).toEqual([
      'alone large mmoe-8',
      ...points.slice(3).map(({ id }) => id),
    ]);
  });
  it('tells its numbers', () => {
    expect(costSummary(en, points).rows[4].slice(0, 3)).toEqual([
      'pruned to 6, tuned',
      'some or all experts kept, then trained on',
      '1,888',
    ]);
    expect(costTable(en, points, 600).rows[6].slice(2, 4).map(Number)[1]).toBeCloseTo(0.13, 12);
  });
});

describe('its picture', () => {
  const words = { auc: 'a', error: 'e', cost: 'c', number: String };
  it.each([340, 1000])('has every point once in both panels, inside, dearer ones further right (%d px)', (width) => {
    const marks = costMarks(width, { points, words, textWidth });
    for (const panel of ['auc', 'error']) {
      const at = points.map(({ id }) => {
        const mark = markAt(marks, panel, id, 'point').at;
        return { x: Number(mark.cx ?? mark.x), y: Number(mark.cy ?? mark.y) };
      });
      for (const { x, y } of at) {
        expect(x).toBeGreaterThan(0);
        expect(x).toBeLessThan(width);
        expect(y).toBeLessThan(COST_HEIGHT);
      }
      // 992 < 1440 (three of them) < 1888 < 2336 (two).
      const order = [5, 0, 1, 6, 4, 2, 3].map((i) => at[i].x);
      expect(order).toEqual([...order].sort((a, b) => a - b));
      expect(new Set(order).size).toBe(order.length);
    }
  });
  it('on a phone names no point over another one of the line', () => {
    // A step of 224 multiplications, as between the pruned models: nearer than a name is wide.
    const at = (id: string, multiplications: number, value: number) => ({
      ...points[5],
      id: `tuned ${id}`,
      multiplications,
      auc: { ...points[5].auc, mean: 1 - value, low: 1 - 1.4 * value, high: 1 - value / 1.4 },
      error: { ...points[5].error, ratio: value, low: value / 1.4, high: 1.4 * value },
    });
    const line = [at('1', 768, 0.5), at('2', 992, 0.34), at('3', 1216, 0.23), at('8', 2336, 0.1)];
    const marks = costMarks(340, { points: [points[2], ...line], words, textWidth });
    for (const panel of ['auc', 'error'])
      for (const { id, short } of line.slice(0, 3)) {
        const text = markAt(marks, panel, `label ${id}`).at;
        const width = textWidth(short);
        const from =
          Number(text.x) - (text['text-anchor'] === 'end' ? width : text['text-anchor'] === 'start' ? 0 : width / 2);
        for (const other of line.filter((one) => one.id !== id)) {
          const point = markAt(marks, panel, other.id, 'point').at;
          const apart = Math.abs(Number(point.y) + 3.5 - (Number(text.y) - 4));
          const beside = Number(point.x) > from + width || Number(point.x) + 7 < from;
          expect(beside || apart > 10, `${panel}: ${id} over ${other.id}`).toBe(true);
        }
      }
  });
  it('draws more AUC higher, and less error lower', () => {
    const marks = costMarks(1000, { points, words, textWidth });
    const y = (panel: string, id: string): number => Number(markAt(marks, panel, id, 'point').at.cy);
    expect(y('auc', 'alone large mmoe-8')).toBeLessThan(y('auc', 'alone small shared-bottom'));
    expect(y('error', 'alone large mmoe-8')).toBeGreaterThan(y('error', 'alone small shared-bottom'));
  });
});

describe('the stored results', () => {
  it('are of one setting and the same seeds, and the compressed model is the one of the comparison', async () => {
    const study = await storedStudy('compress');
    const { spec, runs: all } = await storedComparison(0);
    const compared = comparedOn([{ spec, runs: all }], study);
    expect(compared).toBeDefined();
    const stored = costPoints(en, study, compared);
    expect(stored).toHaveLength(12 + 6 + 5);
    const of = (id: string) => stored.find((one) => one.id === id)!;
    const whole = study.lines.find(({ id }) => id.teacher === 'spread' && id.way === 'whole')!;
    expect(of('alone large mmoe-8').auc.mean).toBeCloseTo(
      whole.runs.reduce((sum, { auc }) => sum + (auc.click + auc.like) / 2, 0) / 20,
      3,
    );
    // As docs/compare.md has it.
    expect(of('tuned 6').error.ratio).toBeCloseTo(0.116, 3);
    expect(of('distilled mmoe-4').auc.mean).toBeCloseTo(0.846, 3);
  });
});
