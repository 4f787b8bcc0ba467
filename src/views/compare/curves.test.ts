import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { markAt, marksIn, toSvg } from '../charts/testing/svg.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { bandsHeight, bandsMarks } from './curveMarks.ts';
import { bandsOf, curveModel, curvesTable, curvesTitle } from './curves.ts';
import { about, handRun, MMOE, MMOE_LARGE, SHARED, shownOf } from './testing.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };
const shared = about(SHARED, [0.8, 0.4, 0.8, 0.2]);
const of = (metrics: Parameters<typeof about>[1]) => shownOf([...shared, ...about(MMOE, metrics)]);
const shown = of([0.9, 0.2, 0.7, 0.1]);

describe('learning curves', () => {
  it('are the quartiles of the seeds, beside shared-bottom of the same size', () => {
    const [, watch] = bandsOf(shown, MMOE);
    // .2 times .98, .99, 1, 1.01, 1.03: quartiles .99, 1, 1.01; twice that at step 300.
    expect(watch.own.map(({ step }) => step)).toEqual([300, 600]);
    expect(watch.own[1].low).toBeCloseTo(0.198, 12);
    expect(watch.own[0].high).toBeCloseTo(0.404, 12);
    expect(watch.reference[1].middle).toBeCloseTo(0.4, 12);
    expect(bandsOf(shown, SHARED)[1].reference).toEqual([]);
  });
  it('are of the model that was chosen, else of the MMoE with most experts', () => {
    expect(curveModel(shown, SHARED)).toEqual(SHARED);
    expect(
      curveModel(shownOf([...shared, ...about(MMOE, [1, 1, 1, 1]), ...about(MMOE_LARGE, [1, 1, 1, 1])]), null),
    ).toEqual(MMOE_LARGE);
    expect(curveModel(shownOf(shared), MMOE)).toEqual(SHARED);
    expect(curveModel(shownOf([]), null)).toBeUndefined();
  });
  it('have a title that says where the median ends lower', () => {
    expect([en, zh].map((say) => curvesTitle(say, shown, MMOE, false))).toEqual([
      '4‑expert MMoE (small) ends with a lower median loss than shared-bottom (small) in click, watch time, rating, not in like',
      '4 专家 MMoE（小）结束时的损失中位数在点击、观看时长、评分上低于共享底层（小），在点赞上则不然',
    ]);
    expect(curvesTitle(en, of([0.9, 0.2, 0.9, 0.1]), MMOE, false)).toMatch(/in all four tasks$/);
    expect(curvesTitle(en, of([0.7, 0.5, 0.7, 0.3]), MMOE, false)).toMatch(/ends with no lower median loss/);
    expect(curvesTitle(en, shownOf(shared), SHARED, false)).toMatch(/^shared-bottom \(small\): held-out loss/);
    expect(curvesTitle(en, undefined, undefined, false)).toMatch(/^How fast/);
  });
  it('end where their median does: a wide band is no verdict', () => {
    // Two seeds of five are far above; the median of the others is below.
    const wide = [0.1, 0.1, 0.1, 0.9, 0.9].map((error, i) => handRun(MMOE, i + 1, [0.9, error, 0.9, error]));
    expect(bandsOf(shownOf([...shared, ...wide]), MMOE)[1].own[1].high).toBeCloseTo(0.9, 12);
    expect(curvesTitle(en, shownOf([...shared, ...wide]), MMOE, false)).toMatch(/in all four tasks$/);
  });
  it('stand in a table', () => {
    const { rows } = curvesTable(en, shown, MMOE);
    expect(rows).toHaveLength(2 * 4 * 2);
    expect(rows[3].slice(0, 3)).toEqual(['4‑expert MMoE (small)', 600, 'watch time']);
    expect(Number(rows[3][4])).toBeCloseTo(0.2, 12);
  });
});

describe('their picture', () => {
  const words = {
    task: (task: string) => task,
    unit: () => 'unit',
    step: 'step',
    number: (value: number) => en.numbers.plain(value),
  };
  const marks = bandsMarks(880, { bands: bandsOf(shown, MMOE), words });

  it('has a band and a median for each model, side by side where there is room', () => {
    expect([880, 500, 300].map((width) => bandsHeight(width, 4))).toEqual([210, 420, 840]);
    expect(marks.map(({ key }) => key)).toEqual(['click', 'watchTime', 'like', 'rating']);
    // A picture takes (880 − 72) / 4 = 202: the second begins at 226; its steps lie between 260 and 420.
    expect(markAt(marks, 'watchTime', 'own', 'median').at.d).toMatch(/^M340,[\d.]+L420,[\d.]+$/);
    expect(markAt(marks, 'watchTime', 'title')).toMatchObject({ text: 'watchTime', at: { x: 226 } });
    const plain = bandsMarks(880, { bands: bandsOf(shown, SHARED), words });
    expect(marksIn(plain, 'like').map(({ key }) => key)).not.toContain('reference');
  });
  it('stands two by two where there is less room', () => {
    // (500 − 24) / 2 = 238 each.
    const places = bandsMarks(500, { bands: bandsOf(shown, MMOE), words }).map(({ key }, _, all) => {
      const { x, y } = markAt(all, key, 'title').at;
      return [x, y];
    });
    expect(places).toEqual([
      [0, 14],
      [262, 14],
      [0, 224],
      [262, 224],
    ]);
  });
  it('is as it was', async () => {
    const style =
      '.cmp-band { fill: var(--mark); fill-opacity: 0.2 } .cmp-median { fill: none; stroke: var(--mark) }\n';
    const svg = toSvg(marks, { width: 880, height: 210 }).replace('</style>', `${style}</style>`);
    await expect(svg).toMatchFileSnapshot('snapshots/curves.svg');
  });
});
