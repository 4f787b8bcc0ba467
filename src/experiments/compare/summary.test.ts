import { describe, expect, it } from 'vitest';
import type { CompareRun } from './compare.ts';
import { groupAgreement } from './groupAgreement.ts';
import { compareModels, curveBand, modelsIn, seesaw, summariseModel, type Summarised } from './summary.ts';

type Numbers = [click: number, watchTime: number, like: number, rating: number];
const run = (
  model: CompareRun['model'],
  seed: number,
  [click, watchTime, like, rating]: Numbers,
  more: Partial<Summarised> = {},
): Summarised => ({
  model,
  size: 'small',
  seed,
  auc: { click, like },
  mse: { watchTime, rating },
  logLoss: { click: (1 - click) ** 2, like: (1 - like) ** 2 },
  stuck: false,
  diverged: false,
  ...more,
});
const a = { model: 'mmoe-4', size: 'small' } as const;
const b = { model: 'shared-bottom', size: 'small' } as const;

const runs = [
  run('shared-bottom', 1, [0.8, 0.4, 0.7, 0.2], { stuck: true }),
  run('shared-bottom', 2, [0.9, 0.1, 0.8, 0.1]),
  run('shared-bottom', 3, [0.5, 1, 0.5, 1]),
  run('mmoe-4', 1, [0.85, 0.2, 0.75, 0.1]),
  run('mmoe-4', 2, [0.9, 0.2, 0.84, 0.05]),
  run('mmoe-4', 3, [NaN, NaN, NaN, NaN], { diverged: true }),
  run('mmoe-4', 4, [0.99, 0.01, 0.99, 0.01]),
];

describe('one model', () => {
  it('has its means without diverged runs, which are counted apart, and its stuck runs', () => {
    const summary = summariseModel(runs, a);
    expect(summary.tasks.click.n).toBe(3);
    expect(summary.tasks.click.mean).toBeCloseTo((0.85 + 0.9 + 0.99) / 3, 12);
    expect(summary.tasks.rating.mean).toBeCloseTo((0.1 + 0.05 + 0.01) / 3, 12);
    expect([summary.diverged.k, summary.diverged.n, summary.stuck.k, summary.stuck.n]).toEqual([1, 4, 0, 4]);
    expect([summariseModel(runs, b).stuck.k, summariseModel(runs, b).stuck.n]).toEqual([1, 3]);
  });
});

describe('two models', () => {
  it('are paired by seed; a pair with a diverged run is left out and counted', () => {
    const found = compareModels(runs, a, b);
    expect([found.pairs, found.left]).toEqual([2, 1]);
    expect(found.tasks.click).toMatchObject({ n: 2 });
    expect(found.tasks.click.mean).toBeCloseTo((0.05 + 0) / 2, 12);
    expect(found.tasks.watchTime.mean).toBeCloseTo((-0.2 + 0.1) / 2, 12);
    // Differences −0.1 and −0.05: mean −0.075, deviation 0.05/√2, standard error 0.025; t(0.975, 1) = 12.7062.
    expect(found.tasks.rating.mean).toBeCloseTo(-0.075, 12);
    expect(found.tasks.rating.low).toBeCloseTo(-0.075 - 12.7062 * 0.025, 4);
    expect(found.aucGain.mean).toBeCloseTo(((0.05 + 0.05) / 2 + (0 + 0.04) / 2) / 2, 12);
  });

  it('have a geometric mean of error ratios, over both regressions and seeds', () => {
    // Ratios ½ and ½ of the first seed, 2 and ½ of the second: ½ and 1, together √½.
    const { ratio, better } = compareModels(runs, a, b);
    expect(ratio.ratio).toBeCloseTo(Math.SQRT1_2, 12);
    const half = (12.706204736 * Math.LN2) / 2;
    expect(ratio.low).toBeCloseTo(Math.SQRT1_2 * Math.exp(-half), 6);
    expect(ratio.high / (Math.SQRT1_2 * Math.exp(half))).toBeCloseTo(1, 6);
    // Of the second seed the ratio is exactly 1: not better.
    expect([better.k, better.n]).toEqual([1, 2]);
  });

  it('turn round with their places', () => {
    const there = compareModels(runs, a, b);
    const back = compareModels(runs, b, a);
    expect(back.ratio.ratio).toBeCloseTo(1 / there.ratio.ratio, 12);
    expect(back.tasks.like.mean).toBeCloseTo(-there.tasks.like.mean, 12);
  });

  it('are listed in their order, size by size', () => {
    const large = run('shared-bottom', 1, [1, 1, 1, 1], { size: 'large' });
    expect(modelsIn([large, ...runs])).toEqual([b, a, { model: 'shared-bottom', size: 'large' }]);
  });
});

describe('the seesaw', () => {
  it('says by how much each loss is lower than the single-task model’s, and how often one task pays for another', () => {
    const all = [
      run('single-task', 1, [0.8, 0.4, 0.6, 0.2]),
      run('single-task', 2, [0.8, 0.4, 0.6, 0.2]),
      // Losses of click 0.01 to 0.04, of watch time 0.1 to 0.4, like as single, rating 0.4 to 0.2.
      run('mmoe-4', 1, [0.9, 0.1, 0.6, 0.4]),
      run('mmoe-4', 2, [0.9, 0.1, 0.6, 0.2]),
      // A pair of which one has diverged says nothing.
      run('single-task', 3, [0.8, 0.4, 0.6, 0.2]),
      run('mmoe-4', 3, [0.1, 9, 0.1, 9], { diverged: true }),
    ];
    const [found, ...others] = seesaw(all, 'small');
    expect(others).toEqual([]);
    expect(found.gains.click.mean).toBeCloseTo(75, 9);
    expect(found.gains.watchTime.mean).toBeCloseTo(75, 9);
    expect(found.gains.like.mean).toBeCloseTo(0, 9);
    // Twice and once: √2.
    expect(found.gains.rating.mean).toBeCloseTo(100 * (1 - Math.SQRT2), 9);
    // Logarithms ln 2 and 0: deviation ln 2 / √2, standard error ln 2 / 2; t(0.975, 1) = 12.7062.
    const half = (12.706204736 * Math.LN2) / 2;
    expect(found.gains.rating.low / (100 * (1 - Math.SQRT2 * Math.exp(half)))).toBeCloseTo(1, 6);
    expect(found.gains.rating.high).toBeCloseTo(100 * (1 - Math.SQRT2 * Math.exp(-half)), 6);
    expect(found.gains.rating.deviation).toBeCloseTo((100 * Math.LN2) / Math.SQRT2, 9);
    expect(found.seeds.map(({ seed, gains }) => [seed, Math.round(gains.rating)])).toEqual([
      [1, -100],
      [2, 0],
    ]);
    expect([found.traded.k, found.traded.n]).toEqual([1, 2]);
    expect(seesaw(all, 'large')).toEqual([]);
  });
});

describe('learning curves', () => {
  it('become a band: median and quartiles of the seeds', () => {
    const runsOf = (values: number[]) =>
      values.map((value) => ({ ...a, curve: [{ step: 50, loss: [9, value, 9, 9] }] }));
    const other = { ...b, curve: [{ step: 50, loss: [1, 1, 1, 1] }] };
    const values = [10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, NaN];
    expect(curveBand([...runsOf(values), other], a, 'watchTime')).toEqual([
      { step: 50, low: 2.5, middle: 5, high: 7.5 },
    ]);
    expect(curveBand(runsOf([NaN]), a, 'watchTime')).toEqual([{ step: 50, low: NaN, middle: NaN, high: NaN }]);
    const [band] = curveBand(runsOf([1, 2]), a, 'watchTime');
    expect([band.low, band.middle, band.high]).toEqual([1.25, 1.5, 1.75]);
    const late = { ...a, curve: [80, 9].map((step) => ({ step, loss: [0, step, 0, 0] })) };
    expect(curveBand([late], a, 'watchTime').map(({ step, middle }) => [step, middle])).toEqual([
      [9, 9],
      [80, 80],
    ]);
  });
});

describe('what groups share', () => {
  it('is the correlation of mean utilizations within groups less that across', () => {
    const one = [0.7, 0.1, 0.1, 0.1];
    const two = [0.1, 0.1, 0.1, 0.7];
    const own = { ...a, diverged: false, utilization: [one, one, two, two] };
    const found = groupAgreement([own, { ...own, diverged: true }, { ...own, model: 'mmoe-8' }], a);
    expect(found.within).toMatchObject({ n: 1 });
    expect(found.within.mean).toBeCloseTo(1, 12);
    // Deviations (.45, −.15, −.15, −.15) and (−.15, −.15, −.15, .45): (−.0675·2 + .0225·2) / (.2025 + 3·.0225).
    expect(found.across.mean).toBeCloseTo(-0.09 / 0.27, 12);
    expect(found.difference.mean).toBeCloseTo(1 + 1 / 3, 12);
  });
});
