import { describe, expect, it } from 'vitest';
import { polarizationRates } from '../../experiments/polarization/polarization.ts';
import { regimeRun } from '../../run/regimes.ts';
import { studyRun } from '../../study/spec.ts';
import { numberWords } from '../format.ts';
import { sweepOf, sweepSpec } from '../../experiments/polarization/sweep.ts';
import { sharingOf } from '../../experiments/task-groups/taskGroups.ts';
import { createScalarEngine } from '../../engine/scalar/engine.ts';
import { populationOf } from '../../run/runSpec.ts';
import { blockOf, parameterLayout } from '../../model/layout.ts';
import { createWorld } from '../../world/world.ts';
import {
  failureRun,
  gatesOf,
  onData,
  presetsOn,
  raceSpec,
  regimesOn,
  regimeThen,
  REGIME_CHOICES,
  type ArmLabel,
  type Failure,
} from './arms.ts';
import { isCostly, signedShare, taskCosts } from './costs.ts';
import { failureChapter, pageRun } from './open.ts';
import { entries, gridOf } from './order.ts';
import { outcome, type ArmOutcome } from './outcome.ts';
import type { RunSummary } from '../../study/summary.ts';

const even = new Array<number>(8).fill(0.125);
const hot = [0.95, 0.05, 0, 0, 0, 0, 0, 0];
const run = (seed: number, polarized: boolean, more: Partial<RunSummary> = {}): RunSummary => ({
  seed,
  utilization: [even, even, even, polarized ? hot : even],
  entropy: [2, 2, 2, polarized ? 0.2 : 2],
  deadExperts: 0,
  heldOut: [0.5, 0.4, 0.5, 0.4],
  ...more,
});
const arm = (label: ArmLabel, polarized: number, n: number, dead = 0): ArmOutcome => ({
  label,
  dropout: 0.1,
  workers: 4,
  rates: polarizationRates(
    Array.from({ length: n }, (_, i) => run(i, i < polarized, { deadExperts: i < dead ? 1 : 0 })),
  ),
  gates: [],
});
const words = numberWords('en');
const keys = (arms: ArmOutcome[]): string[] => outcome(arms, 'async', words).map(({ key }) => key);

describe('what is said of a race', () => {
  it('follows the numbers: an effect, none that is certain, none at all, the reverse', () => {
    expect(keys([arm('without', 20, 60), arm('with', 4, 60)])).toEqual(['dropout.fewer', 'left.reduces', 'chosen']);
    expect(keys([arm('without', 9, 60), arm('with', 3, 60)])).toEqual(['dropout.chance', 'left.stays', 'chosen']);
    expect(keys([arm('without', 0, 60), arm('with', 0, 60)])).toEqual(['dropout.none', 'chosen']);
    expect(keys([arm('without', 2, 60), arm('with', 20, 60)])).toEqual(['dropout.more', 'chosen']);
    expect(keys([arm('without', 20, 60, 5), arm('with', 0, 60, 5)])).toEqual(['dropout.fewer', 'dead.stays', 'chosen']);
  });
  it('calls equal counts equal, not a difference by chance', () => {
    expect(keys([arm('without', 1, 4), arm('with', 1, 4)])).toEqual(['dropout.same', 'chosen']);
    // Equal shares of unequal numbers, and one run more.
    expect(keys([arm('without', 2, 8), arm('with', 1, 4)])).toEqual(['dropout.same', 'chosen']);
    expect(keys([arm('without', 1, 4), arm('with', 2, 4)])).toEqual(['dropout.chance', 'chosen']);
    expect(keys([arm('synchronous', 3, 9), arm('asynchronous', 3, 9), arm('asynchronousWith', 0, 9)])[0]).toBe(
      'workers.same',
    );
  });
  it('says that runs diverged, and where dead experts are', () => {
    const lost = (label: ArmLabel): ArmOutcome => ({
      label,
      dropout: 0.1,
      workers: 4,
      rates: polarizationRates([run(1, true), run(2, false, { heldOut: [NaN, 1, 1, 1] })]),
      gates: [],
    });
    const said = outcome([lost('without'), arm('with', 0, 2)], 'controls', words);
    expect(said.find(({ key }) => key === 'diverged')?.values).toEqual({ k: 1, n: 4 });
    // Shares are of those that ended well; where there are none of a group, nothing is compared.
    const [{ values }] = outcome([lost('without'), arm('with', 0, 2)], 'controls', words);
    expect(values).toMatchObject({ k1: 1, n1: 1, k2: 0, n2: 2 });
    const gone = { ...lost('without'), rates: polarizationRates([run(2, false, { heldOut: [NaN, 1, 1, 1] })]) };
    expect(keys([gone, arm('with', 0, 2)])).toEqual(['diverged', 'chosen']);
    expect(keys([arm('without', 20, 60), arm('with', 4, 60, 3)])).toContain('dead.only');
    expect(keys([arm('without', 20, 60, 3), arm('with', 4, 60)])).toContain('dead.some');
  });
  it('tells the story of three arms, and nothing before each has a run', () => {
    expect(keys([arm('synchronous', 2, 60), arm('asynchronous', 15, 60), arm('asynchronousWith', 3, 60)])).toEqual([
      'workers.more',
      'dropout.fewer',
      'left.reduces',
      'chosen',
    ]);
    expect(keys([arm('without', 0, 0), arm('with', 3, 60)])).toEqual([]);
  });
});

it('says of a race on real rows that its setting was chosen elsewhere', () => {
  const said = outcome([arm('without', 20, 60), arm('with', 4, 60)], 'adam', words, 'census');
  expect(said.map(({ key }) => key)).toEqual(['dropout.fewer', 'left.reduces', 'elsewhere']);
});

it('does not say of results that they are as the controls are set: those may have been moved since', () => {
  expect(REGIME_CHOICES.map(regimeThen)).toEqual(['async', 'adam', 'default', 'controlsThen']);
});

describe('what polarization costs', () => {
  it('is paired within data sets, apart from what dropout costs', () => {
    const without = [
      run(1, true, { heldOut: [1, 1, 1, 1.2] }),
      run(2, false),
      run(3, true, { heldOut: [1, 1, 1, 1.2] }),
      run(4, true),
    ];
    const withDropout = [
      run(1, false, { heldOut: [1, 1, 1, 1] }),
      run(2, false, { heldOut: [0.5, 0.4, 0.5, 0.44] }),
      run(3, false, { heldOut: [1, 1, 1, 1] }),
      run(4, true, { heldOut: [0.5, 0.4, 0.5, 0.484] }),
    ];
    const rating = taskCosts(without, withDropout, 0.01)[3];
    expect(rating.dropout).toMatchObject({ n: 2 });
    expect(rating.dropout.change).toBeCloseTo(Math.sqrt(1.1 * 1.21) - 1, 12);
    expect(rating.polarized.n).toBe(2);
    // 1.2 times the loss of its twin, which had dropout and so another √(1.1 · 1.21) times as much.
    expect(rating.polarized.change).toBeCloseTo(1.2 * Math.sqrt(1.1 * 1.21) - 1, 12);
    expect(taskCosts(without, withDropout, 0.01)[0].polarized.n).toBe(0);
  });

  it('finds both costs in made-up losses, whichever of a pair polarized, within its intervals', () => {
    // Losses exp(D · dropout + C · polarized + noise): D = .2, C = .3.
    const noise = (i: number): number => 0.05 * Math.sin(12.9898 * (i + 1)) * 2;
    const loss = (i: number, dropout: number, polarized: boolean): number[] =>
      new Array<number>(4).fill(Math.exp(0.2 * dropout + (polarized ? 0.3 : 0) + noise(2 * i + dropout)));
    const made = (i: number): [boolean, boolean] =>
      i % 5 === 0 ? [true, false] : i % 17 === 1 ? [false, true] : [false, false];
    const runs = ([0, 1] as const).map((dropout) =>
      Array.from({ length: 100 }, (_, i) => run(i, made(i)[dropout], { heldOut: loss(i, dropout, made(i)[dropout]) })),
    );
    const [{ polarized, dropout }] = taskCosts(runs[0], runs[1], 0.01).slice(3);
    expect([dropout.low, dropout.high].map((end) => Math.sign(Math.log1p(end) - 0.2))).toEqual([-1, 1]);
    expect([polarized.low, polarized.high].map((end) => Math.sign(Math.log1p(end) - 0.3))).toEqual([-1, 1]);
    expect(polarized.high - polarized.low).toBeLessThan(0.2);
    expect(polarized.n + dropout.n).toBe(100);
  });

  it('are written to a tenth of a percent, so that a small cost and the ends of its interval differ', () => {
    expect([0.0104, 0.0004, -0.0004, -0.018, 1.2, NaN].map((change) => signedShare(change, words))).toEqual([
      '+1.0%',
      '0.0%',
      '0.0%',
      '−1.8%',
      '+120.0%',
      '–',
    ]);
  });

  it('are certain only where the interval lies above zero as it is written', () => {
    expect([0.006, 0.0005, 0.0004, 0, -0.01, NaN].map((surely) => isCostly({ surely }))).toEqual([
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
    expect([0.0005, 0.0004].map((low) => signedShare(low, words))).toEqual(['+0.1%', '0.0%']);
  });

  it('are certain only where they stay so among all comparisons made at once', () => {
    // Log ratios .05, .15, .15, .25: mean .15, standard error √(.02/3)/2, 3 degrees. t of 95%: 3.1824; of 95% among four: 5.3919 (from
    // the t distribution of 3 degrees in closed form).
    const pairs = (others: number) =>
      [0.05, 0.15, 0.15, 0.25].map((log, i) => {
        const loss = (ratio: number): number[] => [others * ratio, others * ratio, others * ratio, ratio];
        return [run(i, false, { heldOut: loss(1) }), run(i, false, { heldOut: loss(Math.exp(log)) })] as const;
      });
    const rating = (others: number) => {
      const both = pairs(others);
      return taskCosts(
        both.map(([one]) => one),
        both.map(([, other]) => other),
        0.01,
      )[3].dropout;
    };
    const error = Math.sqrt(0.02 / 3) / 2;
    // One that has no numbers is no comparison.
    expect(rating(NaN).surely).toBeCloseTo(Math.expm1(0.15 - 3.1824 * error), 4);
    expect(rating(1).surely).toBeCloseTo(Math.expm1(0.15 - 5.3919 * error), 4);
    expect(rating(1).low).toBeCloseTo(Math.expm1(0.15 - 3.1824 * error), 4);
    expect([rating(NaN), rating(1)].map(isCostly)).toEqual([true, false]);
  });

  it('does not claim an interval that it cannot have', () => {
    const only = taskCosts([run(1, true)], [run(1, false)], 0.01)[3];
    expect(only.polarized.n).toBe(1);
    expect([only.polarized.low, only.dropout.low]).toEqual([NaN, NaN]);
  });
});

describe('the pictures of a race', () => {
  const runs = [
    run(1, false),
    run(2, true),
    null,
    run(4, true, { utilization: [even, even, even, [0.96, 0.04, 0, 0, 0, 0, 0, 0]] }),
    run(5, false, { deadExperts: 2 }),
  ];
  const seeds = (...[sort, filter]: [Parameters<typeof entries>[3], Parameters<typeof entries>[4]]): number[] =>
    entries(runs, 1, 0.01, sort, filter).map(({ seed }) => seed);
  it('are ordered and chosen as asked', () => {
    expect(seeds('seed', 'all')).toEqual([1, 2, 3, 4, 5]);
    expect(seeds('largest', 'all')).toEqual([4, 2, 1, 5, 3]);
    expect(seeds('unused', 'all')).toEqual([2, 4, 1, 5, 3]);
    expect(seeds('seed', 'polarized')).toEqual([2, 4]);
    expect(seeds('seed', 'dead')).toEqual([5]);
  });
  it('are as large as fits', () => {
    for (const [count, width] of [
      [60, 352],
      [256, 352],
      [2, 900],
      [60, 330],
    ]) {
      const grid = gridOf(count, width, 320);
      expect(grid.columns * grid.width).toBeLessThanOrEqual(width);
      expect(grid.columns * grid.rows).toBeGreaterThanOrEqual(count);
      expect(grid.rows * grid.height <= 320 || grid.width < 2 * 28).toBe(true);
      // 24 pixels for a finger and the gap of 4 round it
      expect(Math.min(grid.width, grid.height)).toBeGreaterThanOrEqual(28);
    }
    expect(gridOf(60, 352, 320).width).toBeGreaterThanOrEqual(40);
  });
});

describe('races and sweeps', () => {
  const settings = {
    regime: 'async',
    data: 'synthetic',
    arms: 'dropout',
    seeds: 3,
    seedBase: 5,
    dropout: 0.1,
  } as const;
  it('open as the very run, one of the page’s two models', () => {
    const spec = raceSpec(settings, regimeRun('default'));
    for (const index of [0, 1]) {
      const own = studyRun(spec, spec.arms[index], 6);
      const opened = pageRun(spec, index, 6);
      expect(opened.arm).toBe(index);
      expect({ ...opened.run, training: { ...opened.run.training, gateDropout: 0 } }).toEqual({
        ...own,
        training: { ...own.training, gateDropout: 0 },
      });
      expect(opened.run.training.gateDropout).toBe(0.1);
    }
  });
  it('are trained on rows of the sample where that is chosen, on what the controls say where those are', () => {
    const controls = regimeRun('default');
    const chosen = { ...settings, ...onData('census') };
    expect(raceSpec(chosen, controls).base).toEqual(regimeRun('adam', { name: 'census', inputs: 64, columns: 'all' }));
    expect(raceSpec({ ...chosen, regime: 'controls' }, controls).base.source.name).toBe('synthetic');
    expect(raceSpec({ ...chosen, ...onData('synthetic') }, controls).base.source.name).toBe('synthetic');
    // Neither the run that is about positions nor the story of stale workers is told on a table.
    expect([regimesOn('census'), presetsOn('census')]).toEqual([['adam', 'async', 'controls'], ['dropout']]);
    expect([regimesOn('synthetic'), presetsOn('synthetic')]).toEqual([REGIME_CHOICES, ['dropout', 'story']]);
  });
  it('tell the story with stale workers in a synchronous regime too', () => {
    const spec = raceSpec({ ...settings, regime: 'adam', arms: 'story' }, regimeRun('default'));
    expect(spec.arms.map((each) => studyRun(spec, each, 1).training.workers)).toEqual([1, 4, 4]);
  });
  it('sweep what they say, series by series', () => {
    const base = regimeRun('async');
    const sweep = sweepOf('workers', base, 0.1);
    const spec = sweepSpec(sweep, base, 2, 1);
    expect(
      spec.arms.map((each) => {
        const { training } = studyRun(spec, each, 1);
        return [training.gateDropout, training.workers];
      }),
    ).toEqual([
      ...[1, 2, 4, 8, 16].map((workers) => [0, workers]),
      ...[1, 2, 4, 8, 16].map((workers) => [0.1, workers]),
    ]);
  });
  it('know how many gates their models have: four, one for all tasks, or none', () => {
    const of = (kind: 'mmoe' | 'omoe' | 'shared-bottom'): number => {
      const controls = regimeRun('default');
      const run = { ...controls, model: { ...controls.model, kind } };
      return gatesOf({ spec: raceSpec({ ...settings, regime: 'controls' }, run) });
    };
    expect([of('mmoe'), of('omoe'), of('shared-bottom')]).toEqual([4, 1, 0]);
  });
  it('break a run in one way each', () => {
    expect(failureRun('symmetry').model).toMatchObject({ identicalExperts: true, gateInitScale: 0 });
    expect(failureRun('doubleScale').model.initScale).toBe(2);
    expect(failureRun('sixteenWorkers').training.workers).toBe(16);
  });
  it('open where it is seen: a divergence where the losses are', () => {
    expect((['divergence', 'symmetry', 'doubleScale', 'sixteenWorkers'] as const).map(failureChapter)).toEqual([
      'train',
      'gates',
      'gates',
      'gates',
    ]);
  });
  it('break it as they say: copies stay copies until dropout, the rate is too high', async () => {
    const trained = async (failure: Failure, steps: number) => {
      const run = failureRun(failure);
      const engine = await createScalarEngine(populationOf(run), [
        createWorld({ ...run.world, impressions: 900, heldOut: 90 }, 47),
      ]);
      await engine.train(steps);
      const { replicas } = await engine.evaluate({ full: true });
      const layout = parameterLayout(engine.population.model);
      return replicas.map(({ finite, full }) => ({
        finite,
        experts: full ? blockOf(layout, full.parameters, 'experts/w') : new Float32Array(),
      }));
    };
    const [without, withDropout] = (await trained('symmetry', 60)).map(({ experts }) =>
      Array.from({ length: 8 }, (_, e) =>
        Array.from(experts.subarray((e * experts.length) / 8, ((e + 1) * experts.length) / 8)),
      ),
    );
    for (const expert of without) expect(expert).toEqual(without[0]);
    expect(withDropout[1]).not.toEqual(withDropout[0]);
    expect((await trained('divergence', 60))[0].finite).toBe(false);
  });
});

describe('sharing between task groups', () => {
  it('is measured by correlation of mean weights and by effective experts', () => {
    const [a, b] = [
      [0.7, 0.1, 0.1, 0.1],
      [0.1, 0.1, 0.1, 0.7],
    ];
    const { within, across, difference } = sharingOf([{ utilization: [a, a, b, b] }, { utilization: [a, a, b, b] }]);
    expect(within.mean).toBeCloseTo(1, 12);
    expect(across.mean).toBeCloseTo(-1 / 3, 12);
    expect(difference.mean).toBeCloseTo(0, 12);
    expect(
      sharingOf([{ utilization: [[0.25, 0.25, 0.25, 0.25], [0.25, 0.25, 0.25, 0.25], b, b] }]).difference.mean,
    ).toBeGreaterThan(1);
  });
});
