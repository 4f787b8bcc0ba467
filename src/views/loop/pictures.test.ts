import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { Mark } from '../charts/marks.ts';
import { toSvg } from '../charts/testing/svg.ts';
import { numbers } from '../charts/testing/pictures.ts';
import type { Say } from '../say.ts';
import { biasHeight, biasMarks } from './biasMarks.ts';
import {
  biasPicture,
  biasTable,
  exposedIn,
  halves,
  learnedIn,
  mapsPicture,
  mapsTable,
  roundsPicture,
  roundsTable,
  runsTable,
} from './pictures.ts';
import { roundsHeight, roundsMarks } from './roundMarks.ts';
import { mapsHeight, mapsMarks, shade } from './shownMarks.ts';
import { handLoop, handRun, mapOf } from './testing.ts';

const say: Say = { t: await wordsOf('en'), numbers };
const { runs } = handLoop([0, 0.2, 0.3]);

/** A mark by the keys on the way to it. */
function at(marks: readonly Mark[], ...keys: string[]): Mark {
  const [key, ...rest] = keys;
  const found = marks.find((mark) => mark.key === key)!;
  return rest.length === 0 ? found : at(found.marks!, ...rest);
}

const rounds = roundsPicture(say, runs, 5, 2);
const maps = mapsPicture(say, runs, 3);
const bias = biasPicture(say, runs, 3);
const STYLE = `.loop-title { font-weight: 600 } .loop-tick { fill: var(--muted) } .loop-grid, .loop-zero { stroke: var(--grid) }
.loop-now { fill: var(--sunken) } .loop-line, .loop-truth { fill: none; stroke: var(--estimate) } .loop-interval { stroke: var(--estimate) }
.loop-mean, .loop-cell { fill: var(--estimate) } .loop-ring { fill: none; stroke: var(--estimate) } .loop-frame { fill: none; stroke: var(--line) }
`;
const svg = (marks: readonly Mark[], width: number, height: number): string =>
  toSvg(marks, { width, height }).replace('</style>', `${STYLE}</style>`);

describe('the picture of', () => {
  it.each(
    Object.entries({
      rounds: svg(roundsMarks(900, rounds), 900, roundsHeight(900, 5)),
      'rounds-narrow': svg(roundsMarks(320, rounds), 320, roundsHeight(320, 5)),
      maps: svg(mapsMarks(600, maps), 600, mapsHeight(600, 2)),
      'maps-narrow': svg(mapsMarks(150, maps), 150, mapsHeight(150, 2)),
      'one-round': svg(roundsMarks(900, roundsPicture(say, handLoop([0.1]).runs, 1, 1)), 900, roundsHeight(900, 5)),
      bias: svg(biasMarks(800, bias), 800, biasHeight(800, 3)),
      'bias-narrow': svg(biasMarks(320, bias), 320, biasHeight(320, 3)),
    }),
  )('%s is as it was', async (name, drawn) => {
    await expect(drawn).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });
});

describe('the rounds', () => {
  it('have a mean with its interval for each treatment and round, of those that did not diverge', () => {
    const [panel] = rounds.panels;
    expect(panel.key).toBe('scoreBoostCorrelation');
    const none = panel.lines.find(({ treatment }) => treatment === 'none')!.points;
    expect(none.map(({ mean }) => mean)).toEqual([0, expect.closeTo(0.2, 12), expect.closeTo(0.3, 12)]);
    // 0.3 · (0.98, 1, 1.03, 0.99, 1): deviation 0.3 · 0.0187, half width t(4) = 2.776 times that over √5.
    expect(none[2].high - none[2].mean).toBeCloseTo((2.7764 * 0.3 * Math.sqrt(0.00035)) / Math.sqrt(5), 4);
    const lost = runs.map((run) => (run.seed > 1 ? { ...run, diverged: true } : run));
    const [alone] = roundsPicture(say, lost, 5, 2).panels;
    expect(alone.lines[0].points[2]).toMatchObject({ mean: 0.3 * 0.98, low: NaN, high: NaN });
  });

  it('stand at their place, with room for those to come', () => {
    const marks = roundsMarks(320, rounds);
    const panel = at(marks, 'scoreBoostCorrelation').marks!;
    // From 38 to 310, five rounds: 54.4 each; two treatments are five pixels apart.
    expect(at(panel, 'none', 'mean 1').at.cx).toBeCloseTo(38 + 27.2 - 2.5, 2);
    expect(at(panel, 'shallow-tower', 'mean 3').at.cx).toBeCloseTo(38 + 136 + 2.5, 2);
    expect(at(panel, 'round').at).toMatchObject({ x: 92.4, width: 54.4 });
    // Zero stands at the bottom, where nothing is below it, and 0.3 higher.
    expect(Number(at(panel, 'none', 'mean 1').at.cy)).toBeCloseTo(186, 0);
    expect(Number(at(panel, 'none', 'mean 3').at.cy)).toBeLessThan(80);
    expect(roundsHeight(320, 5)).toBe(5 * 220);
    expect(roundsHeight(1100, 5)).toBe(220);
  });

  it('of four treatments stay in their round where it is narrow', () => {
    const line = (treatment: 'none' | 'input-feature' | 'adversarial' | 'shallow-tower') => ({
      treatment,
      points: [{ round: 1, mean: 0.5, low: NaN, high: NaN }],
    });
    const lines = (['none', 'input-feature', 'adversarial', 'shallow-tower'] as const).map(line);
    const panel = { key: 'one', title: '', note: '', lines, digits: 1 };
    // From 38 to 238, ten rounds of 20 each: four pixels between two of four, and as much at either side.
    const marks = roundsMarks(248, { ...rounds, panels: [panel], rounds: 10 });
    expect(lines.map(({ treatment }) => at(marks, 'one', treatment, 'mean 1').at.cx)).toEqual([42, 46, 50, 54]);
  });

  it('are in the table as they are drawn, and run by run in the file', () => {
    const table = roundsTable(say, runs);
    expect(table.rows).toHaveLength(6);
    expect(table.rows[2].slice(0, 3)).toEqual(['no treatment', '3', '0.300 [0.293, 0.307]']);
    expect(table.rows[0][7]).toBe('–');
    const file = runsTable(say, runs, 600);
    expect(file.rows).toHaveLength(runs.length);
    expect(file.rows[1].slice(0, 5)).toEqual(['shallow tower', 1, 1, 0.02 * 0.98, 0.9]);
    for (const row of file.rows) expect(row).toHaveLength(file.columns.length);
  });
});

describe('the maps', () => {
  it('part exposure in halves', () => {
    const { right, top } = halves([0.1, 0.2, 0.3, 0.4]);
    expect(right).toBeCloseTo(0.6, 12);
    expect(top).toBeCloseTo(0.7, 12);
    expect(halves(mapOf(0.75)).right).toBeCloseTo(0.75, 12);
  });

  it('are means over seeds, and as strong in every round', () => {
    const two = [handRun('none', 1, 1, { exposure: mapOf(1) }), handRun('none', 1, 2, { exposure: mapOf(0.5) })];
    expect(exposedIn(two, 1)[0].right).toBeCloseTo(0.75, 12);
    expect(mapsPicture(say, two, 1).most).toBeCloseTo(0.75 / 32, 12);
    const later = two.map((run) => ({ ...run, round: 2, exposure: mapOf(0.5) }));
    expect(mapsPicture(say, [...two, ...later], 2).most).toBeCloseTo(0.75 / 32, 12);
    expect([shade(0.5, 1), shade(2, 1), shade(NaN, 1), shade(1, 0)]).toEqual([0.5, 1, 0, 0]);
    expect(mapsTable(say, two, 1).rows).toEqual([['no treatment', '75.0%', '50.0%']]);
  });

  it('have their first field below on the left', () => {
    const marks = mapsMarks(600, maps);
    const cells = at(marks, 'none', 'cells').marks!;
    const [first, last] = [cells[0].at, cells[63].at];
    expect(Number(first.x)).toBeLessThan(Number(last.x));
    expect(Number(first.y)).toBeGreaterThan(Number(last.y));
    expect(Number(first['fill-opacity'])).toBeLessThan(Number(last['fill-opacity']));
  });
});

describe('the learned bias', () => {
  it('has no point where nothing was learned', () => {
    const [device] = bias.devices;
    const values = [1, NaN, ...new Array<number>(7).fill(0)];
    const gap = { ...device, learned: [{ treatment: 'shallow-tower' as const, values }] };
    const points = at(biasMarks(800, { ...bias, devices: [gap] }), device.key, 'shallow-tower').marks!;
    expect(points.map(({ key }) => key)).toEqual([1, 3, 4, 5, 6, 7, 8, 9].map((p) => `position ${String(p)}`));
  });

  it('is the mean over seeds beside the truth, which begins at 0, for treatments that learn one', () => {
    expect(learnedIn(runs, 'none', 3)).toBeNull();
    // Desktop falls by 0.2 a position: the truth is moved by 0.8, and what was learned with it.
    const tenths = learnedIn(runs, 'shallow-tower', 3)![1].map((value) => Math.round(10 * value));
    expect(tenths).toEqual([32, 22, 12, 2, -8, -18, -28, -38, -48]);
    expect(bias.devices[1].truth.map((value) => Math.round(10 * value) + 0)).toEqual([
      0, -2, -4, -6, -8, -10, -12, -14, -16,
    ]);
    expect(bias.devices[1].learned.map(({ treatment }) => treatment)).toEqual(['shallow-tower']);
    const table = biasTable(say, runs, 3);
    expect(table.rows).toHaveLength(27);
    expect(table.rows[9]).toEqual(['desktop', '1', '0.000', '3.200']);
  });
});
