import { describe, expect, it } from 'vitest';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { Line, MoreRun } from '../../experiments/compare/storedMore.ts';
import { wordsOf } from '../../i18n/testing.ts';
import { numberWords } from '../format.ts';
import type { Say } from '../say.ts';
import { compressCard } from './compressCard.ts';
import { dotTable } from './dotTable.ts';
import { expertsCard } from './expertsCard.ts';
import { against } from './further.ts';
import { offlinePicture, offlineSummary, offlineTitle } from './offline.ts';
import { about, handRun, MMOE, SHARED, shownOf, SINGLE } from './testing.ts';
import { weightsCard, worldCard } from './worldAndWeights.ts';

const en: Say = { t: await wordsOf('en'), numbers: numberWords('en') };
const zh: Say = { t: await wordsOf('zh'), numbers: numberWords('zh') };

const WOBBLE = [1.02, 1, 0.99, 1, 0.98];
/** Runs about these metrics; `more` beside each. */
const runs = ([click, watchTime, like, rating]: readonly number[], more: number[] = []): MoreRun[] =>
  WOBBLE.map((by, i) => ({
    seed: i + 1,
    auc: { click: click * by, like: like * by },
    logLoss: { click: 0.5, like: 0.5 },
    mse: { watchTime: watchTime * by, rating: rating * by },
    diverged: false,
    more,
  }));
/** The same, wobbling the other way: a difference in the mean has an interval. */
const other = (metrics: readonly number[], more: number[] = []): MoreRun[] =>
  runs(metrics, more).map((run, i, all) => ({ ...all[(i + 2) % all.length], seed: run.seed }));
const line = <S extends StudyName>(id: Line<S>['id'], of: MoreRun[]): Line<S> => ({ id, runs: of });

describe('a line against another', () => {
  it('is paired by seed, as a whole and seed by seed', () => {
    const found = against('all x', runs([0.9, 0.1, 0.8, 0.2]), [...runs([0.8, 0.2, 0.8, 0.2]).slice(0, 3)]);
    expect(found.seeds.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(found.ratio.ratio).toBeCloseTo(Math.SQRT1_2, 12);
    expect(found.seeds[2].of.tasks.click.mean).toBeCloseTo(0.099, 12);
  });
});

describe('the dots as a table', () => {
  it('are a row for every seed, with what is missing left empty', () => {
    const cell = (value: number, seed: number) => ({ dots: [{ seed, value }], mean: NaN, low: NaN, high: NaN });
    const words = { note: 'n', color: '', ink: '', domain: [0, 1] as const, ticks: [] };
    const table = dotTable(
      en,
      {
        groups: [{ id: 'g', title: 'G', rows: [{ id: 'a', name: 'A' }] }],
        columns: [
          { ...words, id: 'x', title: 'X', cells: { 'g a': cell(0.5, 1) } },
          { ...words, id: 'y', title: 'Y', cells: { 'g a': cell(0.25, 2) } },
          { ...words, id: 'z', title: 'Z', cells: { 'g a': { dots: [], mean: 1, low: 0, high: 1 } } },
        ],
      },
      60,
    );
    expect(table.columns.map(({ label }) => label)).toEqual(['Group', 'Row', 'Seed', 'X (n)', 'Y (n)']);
    expect(table.rows).toEqual([
      ['G', 'A', 1, 0.5, NaN],
      ['G', 'A', 2, NaN, 0.25],
    ]);
    expect(table.step).toBe(60);
  });
});

describe('along the world', () => {
  const lines = [1, -1].flatMap((value) => [
    line<'cosine'>({ value, model: 'shared-bottom' }, other([0.8, 0.4, 0.8, 0.4], [value / 2])),
    line<'cosine'>({ value, model: 'mmoe-8' }, runs([0.8, 0.2, 0.8, 0.2], [value / 2])),
    line<'cosine'>({ value, model: 'single-task' }, other([0.8, value > 0 ? 0.3 : 0.2, 0.8, 0.2], [value / 2])),
  ]);
  const card = worldCard(en, 'cosine', { lines });
  it('says at how many values MMoE errs less', () => {
    expect([card.title, worldCard(zh, 'cosine', { lines }).title]).toEqual([
      'The large 8‑expert MMoE surely errs less than shared-bottom at 2 of 2 values, than single-task models at 1 of 2',
      '在 2 个取值中，大的 8 专家 MMoE 的误差有 2 个显著低于共享底层，1 个显著低于单任务模型',
    ]);
  });
  it('has the labels’ correlation beside each value', () => {
    const { rows } = card.picture.groups[0];
    expect([rows[0], rows[8]].map(({ name, detail }) => [name, detail])).toEqual([
      ['cosine 1', 'labels r = 0.50'],
      ['cosine −1', 'labels r = −0.50'],
    ]);
    expect(card.picture.columns[0].cells['all 1']!.mean).toBeCloseTo(0.5, 9);
    expect(card.table.rows[1].slice(0, 2)).toEqual(['−1', '−0.50']);
  });
});

describe('along the world, before all values are trained', () => {
  it('has the rows of those to come, so that the picture is as high as it will be', () => {
    const { picture, table } = worldCard(en, 'sines', {
      lines: [line<'sines'>({ value: 0, model: 'mmoe-8' }, runs([0.8, 0.2, 0.8, 0.2], [-0.001]))],
    });
    expect(picture.groups[0].rows.map(({ name, detail }) => [name, detail])).toEqual([
      ['0 sines', 'labels r = 0.00'],
      ...[1, 2, 3, 5, 8].map((value) => [`${String(value)} sines`, 'not trained']),
    ]);
    expect(picture.columns[0].cells['all 1']).toBeUndefined();
    expect(table.rows).toHaveLength(1);
  });
});

describe('loss weights', () => {
  const usual = runs([0.8, 0.2, 0.8, 0.2]);
  const lines = [
    line<'weights'>({ task: 'click', weight: 0 }, other([0.5, 0.2, 0.8, 0.2])),
    line<'weights'>({ task: 'click', weight: 1 }, usual),
    line<'weights'>({ task: 'click', weight: 4 }, other([0.9, 0.3, 0.8, 0.2])),
    line<'weights'>({ task: 'like', weight: 1 }, usual),
    line<'weights'>({ task: 'like', weight: 4 }, other([0.8, 0.2, 0.8, 0.2])),
  ];
  it('say whom the largest helps and whom it hurts', () => {
    expect([en, zh].map((say) => weightsCard(say, 'click', { lines }).title)).toEqual([
      'Weight 4 on click surely helps click. Weight 4 on click surely hurts watch time.',
      '点击的权重取 4 时，显著变好的有点击。点击的权重取 4 时，显著变差的有观看时长。',
    ]);
    expect([en, zh].map((say) => weightsCard(say, 'like', { lines }).title)).toEqual([
      'With weight 4 on like no task is surely better or worse.',
      '点赞的权重取 4 时，没有任务显著变化。',
    ]);
  });
  it('are rows but for weight 1; weight 0 may go beyond the scale', () => {
    const { picture } = weightsCard(en, 'click', { lines });
    expect(picture.groups[0].rows.map(({ name }) => name)).toEqual(['0', '4']);
    const [click] = picture.columns;
    expect(click.cells['all 0']!.mean).toBeLessThan(click.domain[0]);
    expect(click.cells['all 4']!.mean).toBeCloseTo(0.1 * 0.998, 9);
  });
});

describe('numbers of experts', () => {
  const id = (experts: number, expertUnits: number) => ({ experts, expertUnits, multiplications: 2300 });
  const lines = [
    line<'experts'>(id(1, 38), other([0.8, 0.4, 0.8, 0.4], [1, 1])),
    line<'experts'>(id(8, 8), runs([0.8, 0.2, 0.8, 0.2], [4, 2])),
    line<'experts'>(id(16, 3), other([0.8, 0.2, 0.8, 0.2], [6, 3])),
  ];
  it('say which are told apart from eight', () => {
    expect([en, zh].map((say) => expertsCard(say, { lines }).title)).toEqual([
      'Surely more error than 8 × 8 units: 1 × 38 units.',
      '误差显著高于 8 × 8 单元的有：1 × 38 单元。',
    ]);
    expect(expertsCard(en, { lines: lines.slice(1) }).title).toBe('Nothing is told apart from 8 × 8 units.');
  });
  it('have what they use beside', () => {
    const { picture, table } = expertsCard(en, { lines });
    expect(picture.columns[2].cells['all 16']!.mean).toBe(6);
    expect(table.rows.map((row) => [row[0], row[2] === 'reference'])).toEqual([
      ['1 × 38 units', false],
      ['8 × 8 units', true],
      ['16 × 3 units', false],
    ]);
  });
});

describe('compression', () => {
  const of = (teacher: 'spread' | 'polarized', error: readonly number[]) => [
    line<'compress'>({ teacher, way: 'whole', experts: 8, multiplications: 2336 }, runs([0.8, 0.2, 0.8, 0.2])),
    line<'compress'>(
      { teacher, way: 'pruned', experts: 6, multiplications: 1888 },
      other([0.8, error[0], 0.8, error[0]]),
    ),
    line<'compress'>(
      { teacher, way: 'tuned', experts: 2, multiplications: 992 },
      other([0.8, error[1], 0.8, error[1]]),
    ),
    line<'compress'>(
      { teacher, way: 'distilled', experts: 4, model: 'mmoe-4', multiplications: 1440 },
      other([0.8, error[2], 0.8, error[2]]),
    ),
  ];
  const lines = [...of('spread', [0.2, 0.8, 0.4]), ...of('polarized', [0.4, 0.8, 0.4])];
  const card = compressCard(en, { lines });
  it('names the cheapest of each teacher that is not surely worse', () => {
    expect([card.title, compressCard(zh, { lines }).title]).toEqual([
      'Spread model, the cheapest not surely worse than the whole: pruned to 6 (1,888 multiplications, error × 1.00). '
        + 'Polarized model: everything cheaper is surely worse than the whole.',
      '门控分散的模型中，不显著差于完整模型的最便宜者：剪枝至 6 个（1,888 次乘法，误差为其 1.00 倍）。'
        + '门控极化的模型中，凡是更便宜的都显著差于完整模型。',
    ]);
  });
  it('of several that are not surely worse it names the one that costs least', () => {
    expect(compressCard(en, { lines: of('spread', [0.2, 0.8, 0.2]) }).title).toMatch(
      /whole: distilled: 4‑expert MMoE \(1,440 multiplications, error × 1.00\)\.$/,
    );
  });
  it('stands by cost, from the dearest', () => {
    expect(card.picture.groups[0].rows.map(({ name }) => name)).toEqual([
      'pruned to 6',
      'distilled: 4‑expert MMoE',
      'pruned to 2, tuned',
    ]);
    expect(card.picture.columns[0].cells['spread tuned 2']!.mean).toBeCloseTo(4, 9);
    expect(card.table.rows).toHaveLength(6);
  });
  it('has what was tuned beside the whole model that was trained on for as long', () => {
    const continued = line<'compress'>(
      { teacher: 'spread', way: 'continued', experts: 8, multiplications: 2336 },
      runs([0.8, 0.1, 0.8, 0.1]),
    );
    const { picture } = compressCard(en, { lines: [...lines, continued] });
    expect(picture.groups[0].rows).toHaveLength(3);
    // 0.8 to 0.1, not to 0.2; the others are beside the whole one as it was.
    expect(picture.columns[0].cells['spread tuned 2']!.mean).toBeCloseTo(8, 9);
    expect(picture.columns[0].cells['spread distilled mmoe-4']!.mean).toBeCloseTo(2, 9);
  });
});

describe('other offline metrics', () => {
  const shown = shownOf([...about(SHARED, [0.8, 0.4, 0.8, 0.2]), ...about(MMOE, [0.9, 0.2, 0.7, 0.1])], {
    sizes: ['small'],
  });
  it('name who is first by each', () => {
    expect([en, zh].map((say) => offlineTitle(say, shown, false))).toEqual([
      'Small: best within a query shared-bottom, lowest log loss shared-bottom, best calibrated shared-bottom.',
      '小模型中，请求内排序最好的是共享底层，对数损失最低的是共享底层，校准最好的是共享底层。',
    ]);
    const better = shownOf([handRun(SHARED, 1, [0.8, 1, 0.8, 1]), handRun(MMOE, 1, [0.9, 1, 0.9, 1])], {
      sizes: ['small'],
    });
    expect(offlineTitle(en, better, false)).toMatch(
      /^Small: best within a query 4‑expert MMoE, lowest log loss 4‑expert MMoE/,
    );
    const off = (click: number) => ({ calibration: { click, like: 0.01 } });
    const calibrated = shownOf(
      [
        handRun(SHARED, 1, [0.8, 1, 0.8, 1], off(0.04)),
        handRun(MMOE, 1, [0.8, 1, 0.8, 1], off(0.03)),
        handRun(SINGLE, 1, [0.8, 1, 0.8, 1], off(0.05)),
      ],
      { sizes: ['small'] },
    );
    expect(offlineTitle(en, calibrated, false)).toMatch(/best calibrated 4‑expert MMoE\.$/);
    expect(offlineTitle(en, shownOf(about(SHARED, [1, 1, 1, 1])), false)).toMatch(/^Do other metrics/);
  });
  it('have squared error relative to that of the mean', () => {
    const column = offlinePicture(en, shown).columns.find(({ id }) => id === 'relative watchTime')!;
    expect(column.cells['small mmoe-4']!.mean).toBeCloseTo(0.2 * 1.002, 9);
    expect(offlineSummary(en, shown).rows[0][1]).toMatch(/^0.802 \[0.7\d\d, 0.8\d\d\]$/);
  });
});
