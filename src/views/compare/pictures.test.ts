import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { textWidth, toSvg } from '../charts/testing/svg.ts';
import { numbers } from '../charts/testing/pictures.ts';
import type { Say } from '../say.ts';
import { dotMarks, layoutOf, type DotPicture } from '../ui/dotRows.ts';
import { metricsPicture, metricsSummary, runsTable } from './metrics.ts';
import { noneFits, rowsOf, unfitWords } from './models.ts';
import { pairsOf, pairsPicture, pairsSummary, pairsTable, pOfRatio } from './pairs.ts';
import { paperPairs, paperRows } from './paper.ts';
import { defaultChoices, specOf } from './settings.ts';
import { about, handRun, MMOE, MMOE_LARGE, RUNS, SHARED, SHARED_LARGE, shownOf } from './testing.ts';

const say: Say = { t: await wordsOf('en'), numbers };
const small = shownOf(RUNS, { sizes: ['small'], architectures: ['shared-bottom', 'mmoe-4'] });
/** This chapter's marks in brief, beside what all pictures have. */
const STYLE = `.cmp-title, .cmp-group { font-weight: 600 } .cmp-tick { fill: var(--muted) } .cmp-grid { stroke: var(--grid) }
.cmp-reference { stroke: var(--axis); stroke-dasharray: 3 3 } .cmp-dot { fill: var(--mark); fill-opacity: 0.45 }
.cmp-dot[data-stuck] { fill: none; stroke: var(--danger) } .cmp-dot[data-chosen] { stroke: var(--ink) }
.cmp-interval { stroke: var(--mark); stroke-width: 2 } .cmp-mean { fill: var(--mark) }
`;
const svg = (picture: Omit<DotPicture, 'textWidth' | 'chosen'>, width: number): string => {
  const layout = layoutOf(width, { ...picture, textWidth });
  return toSvg(dotMarks(layout, { chosen: 2 }), layout).replace('</style>', `${STYLE}</style>`);
};

/** As src/views/charts/snapshots.test.ts, for this chapter. */
const PICTURES = {
  metrics: svg(metricsPicture(say, small), 900),
  'metrics-narrow': svg(metricsPicture(say, small), 340),
  pairs: svg(pairsPicture(say, small), 700),
};

describe('the picture of', () => {
  it.each(Object.entries(PICTURES))('%s is as it was', async (name, drawn) => {
    await expect(drawn).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});

describe('every model', () => {
  const { columns } = metricsPicture(say, small);
  it('has its means by hand, and its stuck runs counted; what diverged has no dot', () => {
    const error = columns.find(({ id }) => id === 'watchTime')!;
    expect(error.cells['small mmoe-4']!.mean).toBeCloseTo(0.15, 12);
    expect(error.cells['small mmoe-4']!.dots.map(({ value }) => value)).toEqual([0.15, 0.16, 0.14, NaN]);
    expect(error.cells['small shared-bottom']!.dots.map(({ stuck }) => stuck)).toEqual([true, true, true, true]);
    const rating = columns.find(({ id }) => id === 'rating')!;
    expect(rating.cells['small shared-bottom']!.dots.map(({ stuck }) => stuck)).toEqual([false, false, false, false]);
    const stuck = columns.find(({ id }) => id === 'stuck')!;
    expect(stuck.cells['small shared-bottom']).toMatchObject({ mean: 1, text: '4 of 4' });
    // Wilson: 1 / (1 + 1.96² / 4) = .510
    expect(stuck.cells['small shared-bottom']!.low).toBeCloseTo(0.5101, 4);
    expect(stuck.cells['small mmoe-4']).toMatchObject({ mean: 0, text: '0 of 4' });
  });
  it('has no dot of a diverged run either where its last numbers look good', () => {
    const shown = shownOf([...RUNS.slice(0, 7), handRun(MMOE, 4, [0.99, 0.01, 0.99, 0.01], { diverged: true })]);
    const values = metricsPicture(say, shown).columns.map(({ cells }) => cells['small mmoe-4']!.dots.at(-1)?.value);
    expect(values).toEqual([NaN, NaN, NaN, NaN, undefined]);
  });
  it('stands in a table of its means, and in one of its runs', () => {
    const { rows } = metricsSummary(say, small);
    expect(rows.map((row) => [row[0], row[1], row[4], row.at(-1)])).toEqual([
      ['shared-bottom (small)', '1,440', '0.300 [0.290, 0.310]', '0 of 4'],
      ['4‑expert MMoE (small)', '1,440', '0.150 [0.125, 0.175]', '1 of 4'],
    ]);
    const table = runsTable(say, small);
    expect(table.rows).toHaveLength(8);
    expect(table.rows[5]).toEqual(['4‑expert MMoE', 'small', 2, 1440, 1500, 0.86, 0.16, 0.81, 0.1, 0, 0]);
    expect(table.columns).toHaveLength(11);
  });
  it('that does not fit the budget says so in its row, the others go on', () => {
    const shown = shownOf(RUNS, {
      sizes: ['small'],
      architectures: ['shared-bottom', 'mmoe-4', 'mmoe-8'],
      budget: 800,
    });
    const [{ rows, title }] = rowsOf(say, shown);
    expect(title).toBe('At 800 multiplications');
    expect(rows.map(({ name, instead }) => [name, instead])).toEqual([
      ['shared-bottom', undefined],
      ['4‑expert MMoE', undefined],
      ['8‑expert MMoE', 'does not fit the budget'],
    ]);
    const both = rowsOf(say, shownOf(RUNS, { architectures: ['shared-bottom', 'mmoe-8'], budget: 800 }));
    expect(both.map(({ id, rows: own }) => [id, own.filter(({ instead }) => instead).length])).toEqual([
      ['small', 1],
      ['large', 1],
    ]);
    const unfit = { architecture: 'mmoe-8', size: 'small', why: 'too-small', bound: 1100, budget: 500 } as const;
    expect(unfitWords(say, unfit)).toBe('even the narrowest takes 1,100 multiplications, and the budget is 500');
  });
  it('cannot be compared where none fits: it is said by how much', () => {
    const asked = (budget: number) => specOf({ ...defaultChoices(), size: 'own', budget });
    // One unit of shared-bottom: 16·16 + 16 + 4·(8 + 8); 64 units of eight experts: 256 + 16·8·64 + 32·(16 + 64) + 4·(8·64 + 8).
    expect(noneFits(say, asked(335))).toBe(
      'None of these models fits 335 multiplications: even the narrowest takes 336.',
    );
    expect(noneFits(say, asked(336))).toBeUndefined();
    expect(noneFits(say, asked(20_000))).toBe(
      'None of these models can use up 20,000 multiplications: even the widest takes only 13,088.',
    );
    expect(noneFits(say, specOf(defaultChoices()))).toBeUndefined();
  });
});

describe('every pair', () => {
  it('is a model and the shared-bottom of its size, seed by seed', () => {
    const runs = [...RUNS, ...about(SHARED_LARGE, [0.8, 0.4, 0.8, 0.1]), ...about(MMOE_LARGE, [0.9, 0.1, 0.9, 0.1])];
    const pairs = pairsOf(runs);
    expect(pairs.map(({ a, b }) => [a.model, b.size])).toEqual([
      ['mmoe-4', 'small'],
      ['mmoe-8', 'large'],
    ]);
    // Seed 2: .16 / .3 and .1 / .2, their geometric mean; seed 4 diverged.
    expect(pairs[0].seeds.map(({ seed }) => seed)).toEqual([1, 2, 3]);
    expect(pairs[0].seeds[1].ratio).toBeCloseTo(Math.sqrt((0.16 / 0.3) * 0.5), 12);
    expect(pairs[0].seeds[1].aucGain).toBeCloseTo((0.06 + 0.11) / 2, 12);
    expect(pairs[0].left).toBe(1);
    // Equal wobble: a quarter and one.
    expect(pairs[1].ratio.ratio).toBeCloseTo(0.5, 12);
    const [row] = pairsSummary(say, shownOf(runs)).rows;
    expect([row[1], row[3], row[5]]).toEqual(['shared-bottom', '3 of 3 [44%, 100%]', '1']);
    expect(pairsTable(say, shownOf(runs)).rows[1].slice(0, 4)).toEqual(['4‑expert MMoE', 'small', 'shared-bottom', 2]);
  });
  it('is tested by Student’s t of the log ratios', () => {
    // Logs −1, −2, −3: mean −2, standard error 1/√3; t = −3.4641 with 2 degrees: p = .0742.
    const half = 4.302652729911275 / Math.sqrt(3);
    const ratio = { n: 3, ratio: Math.exp(-2), low: Math.exp(-2 - half), high: Math.exp(-2 + half) };
    expect(pOfRatio(ratio)).toBeCloseTo(0.0742, 4);
    expect(pOfRatio({ ...ratio, n: 1 })).toBeNaN();
  });
  it('of the paper’s table has the small shared-bottom as its reference', () => {
    const runs = [...about(SHARED, [0.8, 0.4, 0.8, 0.2]), ...about(MMOE_LARGE, [0.8, 0.1, 0.8, 0.1])];
    expect(paperPairs(shownOf(runs)).map(({ a, b }) => [a, b])).toEqual([[MMOE_LARGE, SHARED]]);
    expect(paperPairs(shownOf(runs))[0].tasks.watchTime.mean).toBeCloseTo(
      (-0.3 * (0.98 + 1 + 1.03 + 0.99 + 1.01)) / 5,
      12,
    );
    // Shared-bottom and MMoE in their sizes; of ours there is the last alone.
    expect(paperRows(shownOf(runs)).map(({ id, ours }) => [id.model, id.size, ours?.a.model])).toEqual([
      ['shared-bottom', 'small', undefined],
      ['shared-bottom', 'large', undefined],
      ['mmoe-4', 'small', undefined],
      ['mmoe-8', 'large', 'mmoe-8'],
    ]);
    expect(paperPairs(shownOf([handRun(MMOE, 1, [1, 1, 1, 1])]))).toEqual([]);
  });
});
