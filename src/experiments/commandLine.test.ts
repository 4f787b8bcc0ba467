import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import type { Experiment } from '../study/experiment.ts';
import { knownEngines, type Asked } from '../study/testing/knownEngine.ts';
import { compare } from './compare/command.ts';
import { compareMore } from './compare/moreCommand.ts';
import { cures, type CureResult } from './cures/command.ts';
import { loop } from './loop/command.ts';
import { polarization } from './polarization/polarization.ts';
import { polarizationSweep } from './polarization/sweep.ts';
import { positionBias } from './position-bias/positionBias.ts';
import { SHARING_PRESETS, taskGroups } from './task-groups/taskGroups.ts';

// What stands on the command line: names, defaults, help, bounds and printed tables, written out.

const typed = (experiment: Experiment, options: Record<string, string>): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(experiment.options).map(([name, { fallback }]) => [name, fallback])),
  ...options,
});

/** Whether an option is accepted: an experiment that is stopped from the start trains nothing, but reads its options first. */
async function accepts(experiment: Experiment, option: string, value: string): Promise<boolean> {
  const signal = AbortSignal.abort();
  const ended: unknown = await experiment
    .run(typed(experiment, { [option]: value }), { open: knownEngines({}), signal })
    .catch((error: unknown) => error);
  if (v.isValiError(ended)) return false;
  expect(ended).toMatchObject({ name: 'AbortError' });
  return true;
}

const numbers: [Experiment, string, string[], string[]][] = [
  [polarization, 'seeds', ['1', '10000'], ['0', '10001', '1.5', '', 'many']],
  [polarization, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [polarization, 'dropout', ['0', '0.9', '0,0.9'], ['-0.01', '0.91', '0,0.91', '', '0,']],
  [polarization, 'workers', ['', '1', '16'], ['0', '17', '2.5']],
  [polarization, 'steps', ['', '1', '100000'], ['0', '100001']],
  [polarization, 'mask', ['example', 'batch'], ['', 'both']],
  [polarization, 'regime', ['async', 'adam', 'default'], ['', 'sgd']],
  [polarizationSweep, 'knob', ['dropout', 'workers', 'learningRate', 'initScale', 'sharedLayer'], ['', 'batch']],
  [polarizationSweep, 'regime', ['async', 'adam', 'default'], ['', 'sgd']],
  [polarizationSweep, 'seeds', ['1', '10000'], ['0', '10001']],
  [polarizationSweep, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [polarizationSweep, 'dropout', ['0.001', '0.9'], ['0', '0.0009', '0.91']],
  [cures, 'regime', ['async', 'adam', 'default'], ['', 'sgd']],
  [cures, 'workers', ['', '1', '16'], ['0', '17', '2.5']],
  [cures, 'seeds', ['1', '10000'], ['0', '10001']],
  [cures, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [cures, 'steps', ['', '1', '100000'], ['0', '100001']],
  [
    cures,
    'cures',
    ['all', 'sweep', 'none', 'swish', 'dropout:0.2,lossFree', 'decay:0.1+lossFree:0.03'],
    ['', 'none,', 'dropout:', 'dropout:2', 'swish:1', 'magic', 'sigmoid+switch', 'none+swish', 'rate+rate'],
  ],
  [taskGroups, 'seeds', ['2', '10000'], ['1', '10001']],
  [taskGroups, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [positionBias, 'impressions', ['90', '1000000'], ['89', '1000001']],
  [positionBias, 'steps', ['1', '100000'], ['0', '100001']],
  [positionBias, 'seeds', ['1', '1000'], ['0', '1001']],
  [positionBias, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [positionBias, 'randomness', ['0', '1'], ['-0.01', '1.01']],
  [positionBias, 'misalignment', ['0', '1'], ['-0.01', '1.01']],
  [positionBias, 'position-dropout', ['0', '0.9'], ['-0.01', '0.91']],
  [positionBias, 'click-model', ['additive', 'examination'], ['', 'cascade']],
  [positionBias, 'treatments', ['none', 'none,input-feature,adversarial,shallow-tower'], ['', 'none,', 'magic']],
  [compare, 'cosine', ['-1', '0.5', '1'], ['-1.01', '1.01', '', 'x']],
  [compare, 'sines', ['0', '32'], ['-1', '33', '1.5']],
  [compare, 'seeds', ['1', '1000'], ['0', '1001']],
  [compare, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [compare, 'steps', ['1', '100000'], ['0', '100001']],
  [compare, 'models', ['mmoe-4', 'shared-bottom,one-gate,mmoe-4,mmoe-8,cgc,single-task'], ['', 'mmoe-4,', 'ple']],
  [compare, 'size', ['small', 'large', 'both'], ['', 'huge']],
  [compare, 'budget', ['', '1500'], ['0', '1000001', '1.5']],
  [compare, 'gates', ['usual', 'zero'], ['', 'none']],
  [compareMore, 'study', ['weights', 'experts', 'cosine', 'sines', 'compress'], ['', 'all']],
  [compareMore, 'seeds', ['1', '1000'], ['0', '1001']],
  [compareMore, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
  [compareMore, 'steps', ['1', '100000'], ['0', '100001']],
  [loop, 'start', ['plain', 'boost'], ['', 'aligned']],
  [loop, 'boost', ['', '0', '10'], ['-0.1', '10.1']],
  [loop, 'randomness', ['0', '1'], ['-0.01', '1.01']],
  [loop, 'rounds', ['1', '100'], ['0', '101', '2.5']],
  [loop, 'impressions', ['90', '100000'], ['89', '100001']],
  [loop, 'steps', ['1', '100000'], ['0', '100001']],
  [loop, 'warm', ['no', 'yes'], ['', 'true']],
  [loop, 'treatments', ['none', 'shallow-tower,none'], ['', 'none,', 'magic']],
  [loop, 'seeds', ['1', '1000'], ['0', '1001']],
  [loop, 'seed-base', ['0', '4294000000'], ['-1', '4294000001']],
];

describe('options', () => {
  it.each(numbers.map(([experiment, ...rest]) => [experiment.name, ...rest, experiment] as const))(
    '%s --%s takes %j and refuses %j',
    async (_, option, taken, refused, experiment) => {
      for (const value of taken) expect([value, await accepts(experiment, option, value)]).toEqual([value, true]);
      for (const value of refused) expect([value, await accepts(experiment, option, value)]).toEqual([value, false]);
    },
  );

  it('have their defaults and their help', () => {
    const said = ({ name, summary, options }: Experiment): unknown => [
      name,
      summary,
      Object.fromEntries(Object.entries(options).map(([option, { fallback, help }]) => [option, [fallback, help]])),
    ];
    expect(said(polarization)).toEqual([
      'polarization',
      'how often gates polarize, without and with gate dropout, every run on fresh data',
      {
        data: ['synthetic', 'synthetic, or census: every run trains on 4,000 other rows of Census-Income'],
        regime: ['async', 'async (Adagrad, 4 workers), adam (synchronous), default (what the page opens with)'],
        seeds: ['60', 'runs per arm'],
        'seed-base': ['1', 'first seed'],
        dropout: ['0,0.1', 'gate-dropout rates, one arm each'],
        workers: ['', 'simulated asynchronous workers, instead of the regime’s'],
        steps: ['', 'training steps, instead of the regime’s'],
        mask: ['example', 'one gate mask per example or per batch'],
      },
    ]);
    expect(said(polarizationSweep)).toEqual([
      'polarization-sweep',
      'how often gates polarize against one knob',
      {
        data: ['synthetic', 'synthetic, or census: every run trains on 4,000 other rows of Census-Income'],
        knob: ['dropout', 'what changes: dropout, workers, learningRate, initScale, sharedLayer'],
        regime: ['async', 'the setting around which it changes: async, adam, default'],
        seeds: ['60', 'runs per point'],
        'seed-base': ['1', 'first seed'],
        dropout: ['0.1', 'gate-dropout rate of the curve that has it'],
      },
    ]);
    expect(said(cures)).toEqual([
      'cures',
      'what keeps gates from polarizing, and what it does to the loss, paired by seed',
      {
        data: ['synthetic', 'synthetic, or census: every run trains on 4,000 other rows of Census-Income'],
        regime: ['async', 'async (Adagrad, 4 workers), adam (synchronous) or default (what the page opens with)'],
        workers: ['', 'simulated asynchronous workers, instead of the regime’s'],
        cures: [
          'all',
          'all, sweep (every strength of every sweep), or name[:strength] separated by commas, joined by + to act together; names: '
            + 'none, dropout, importance, switch, lossFree, entropy, zLoss, logitL2, temperature, annealing, cap, noise, sigmoid, '
            + 'gateRate, zeroGates, uniform, clip, staleness, warmUp, rate, decay, leaky, swish, swishExperts, layerNorm, cgc',
        ],
        seeds: ['60', 'runs per cure, each on a world of its own'],
        'seed-base': ['1', 'first seed'],
        steps: ['', 'training steps, instead of the regime’s'],
      },
    ]);
    expect(said(taskGroups)).toEqual([
      'task-groups',
      'whether engagement gates use more experts than satisfaction gates, and whether tasks of a group share experts, setting by setting',
      { seeds: ['20', 'runs per setting'], 'seed-base': ['1', 'first seed'] },
    ]);
    expect(said(compare)).toEqual([
      'compare',
      'architectures at equal multiplications: held-out AUC and squared error, paired by seed',
      {
        cosine: ['0', 'cosine between the two task groups, −1 to 1'],
        sines: ['5', 'sine terms of the utilities'],
        seeds: ['20', 'runs per model, each on a world of its own'],
        'seed-base': ['1', 'first seed'],
        steps: ['600', 'training steps'],
        models: [
          'shared-bottom,one-gate,mmoe-4,mmoe-8,cgc,single-task',
          'which of shared-bottom,one-gate,mmoe-4,mmoe-8,cgc,single-task',
        ],
        size: ['both', 'small (as MMoE with 4 experts of 8 units), large (8 experts), both'],
        budget: ['', 'multiplications, instead of those of the size'],
        gates: ['usual', 'usual, or zero: gates start at zero and a group’s tasks have equal weights'],
      },
    ]);
    expect(said(positionBias)).toEqual([
      'position-bias',
      'what the shallow tower learns against the true position bias, and what each treatment is worth when served',
      {
        impressions: ['27000', 'training impressions'],
        steps: ['1000', 'training steps'],
        seeds: ['10', 'worlds, each with its own seed'],
        'seed-base': ['1', 'first seed'],
        randomness: ['0.3', 'randomness of the logging policy, 0 to 1'],
        misalignment: ['0.7', 'how far the policy ranks by something irrelevant, 0 to 1'],
        'click-model': ['additive', 'additive or examination'],
        'position-dropout': ['0.1', 'share of impressions trained with a missing position'],
        treatments: [
          'none,input-feature,adversarial,shallow-tower',
          'which of none,input-feature,adversarial,shallow-tower',
        ],
      },
    ]);
  });
});

const even = new Array<number>(8).fill(1 / 8);
/** Five experts below 1%, the largest at 60%. */
const five = [0.6, 0.2, 0.19, 0.002, 0.002, 0.002, 0.002, 0.002];
/** Six below 1%, one above 90%. */
const six = [0.93, 0.064, 0.001, 0.001, 0.001, 0.001, 0.001, 0.001];
// Wilson's interval of 0 of 1 and of 1 of 1: z² = 3.8415, up to z² / (1 + z²) and from 1 / (1 + z²).
const never = '0.0% [0.0, 79.3]';
const always = '100.0% [20.7, 100.0]';

describe('printed tables', () => {
  it('of the polarization study: a row for each arm, then one for each pair', async () => {
    const dropped = ({ replica }: Asked): boolean => replica.gateDropout > 0;
    const { table } = await polarization.run(typed(polarization, { seeds: '1', steps: '1' }), {
      open: knownEngines({
        utilization: (asked) => [even, even, even, dropped(asked) ? five : six],
        entropy: (asked) => (dropped(asked) ? [2, 2, 2, 0] : [2, 2, 2, 2]),
        dead: (asked) => (dropped(asked) ? 0 : 1),
      }),
    });
    expect(table).toEqual([
      ['arm', 'runs', 'Z5', 'Z6', 'M9', 'low entropy', 'dead expert'],
      ['dropout 0', '1', always, always, always, never, always],
      ['dropout 0.1', '1', always, never, never, always, never],
      ['Fisher p: dropout 0 / dropout 0.1', '', '1.0e+0', '1.0e+0', '', '', ''],
    ]);
  });

  it('of cures: a row for each, none first, and what it is against none', async () => {
    const { spec, results, table } = await cures.run(
      typed(cures, { cures: 'lossFree:0.1,rate+swish', seeds: '2', 'seed-base': '7', workers: '8', steps: '1' }),
      {
        open: knownEngines({
          utilization: ({ replica }) => [even, replica.cures?.lossFree ? even : five, even, even],
          loss: ({ replica }) => {
            const seven = replica.seeds.init === 7;
            if (replica.cures?.expertActivation === 'swish') return seven ? [NaN, 1, 1, 1] : [0.5, 0.5, 0.5, 0.5];
            return replica.cures?.lossFree ? [2, 1, 1, 2] : [1, 1, 1, 1];
          },
          finite: ({ replica }) => replica.cures?.expertActivation !== 'swish' || replica.seeds.init === 8,
          dead: ({ replica }) => (replica.seeds.init === 8 ? 1 : 0),
        }),
      },
    );
    expect(table.map((row) => row.length)).toEqual([11, 11, 11, 11]);
    expect(table).toEqual([
      [
        ...['cure', 'runs', 'Z5', 'loss ratio', 'McNemar p', 'contributions Z5', 'dead', 'effective', 'healed'],
        ...['diverged', 'front'],
      ],
      // exp of the entropy: 8 three times and 2.73 of `five`.
      ['none', '2', '100.0% [34.2, 100.0]', '1', '', '0.0%', '50.0%', '6.68', '', '0', ''],
      // Both seeds healed: 2 · ¼ = 0.5. The loss is √2 of none’s in both seeds.
      [
        ...['lossFree:0.1', '2', '0.0% [0.0, 65.8]', '1.414 [1.414, 1.414]', '0.50', '0.0%', '50.0%', '8.00'],
        ...['2 of 2', '0', '*'],
      ],
      // The one seed that did not diverge has half of the loss, and no interval; shares are of it alone.
      [
        ...['rate:0.5+swish', '2', '100.0% [20.7, 100.0]', '0.500', '1.0', '0.0%', '100.0%', '6.68'],
        ...['0 of 1', '1', '*'],
      ],
    ]);
    expect(spec).toMatchObject({
      regime: 'async',
      workers: 8,
      steps: 1,
      seeds: 2,
      seedBase: 7,
      asked: 'lossFree:0.1,rate+swish',
      cures: ['none', 'lossFree:0.1', 'rate:0.5+swish'],
    });
    const { cures: each } = results as { cures: CureResult[] };
    expect(each.map(({ name, strength }) => [name, strength])).toEqual([
      ['none', null],
      ['lossFree', 0.1],
      ['rate:0.5+swish', null],
    ]);
    expect(each[0].against).toEqual({ none: { lossRatio: 1, low: 1, high: 1, mcnemarP: 1 } });
    expect(each[1].against.none.lossRatio).toBeCloseTo(Math.SQRT2, 12);
    expect(each[1].against.none.mcnemarP).toBeCloseTo(0.5, 12);
    expect(each[1].runs.map(({ seed }) => seed)).toEqual([7, 8]);
    expect(Object.keys(each[1].runs[0])).toEqual(
      expect.arrayContaining(['utilization', 'contributions', 'entropy', 'deadExperts', 'heldOut']),
    );
  });

  it('of a sweep: a row for each point of each curve', async () => {
    const { spec, table } = await polarizationSweep.run(
      typed(polarizationSweep, { knob: 'sharedLayer', regime: 'adam', seeds: '1', 'seed-base': '6', dropout: '0.2' }),
      {
        open: knownEngines({
          utilization: ({ replica, population }) => [
            even,
            replica.gateDropout === 0.2 ? five : population.model.sharedUnits > 0 ? six : even,
            even,
            even,
          ],
          dead: ({ population }) => (population.model.sharedUnits > 0 ? 0 : 1),
          loss: ({ replica, population }) => [
            replica.gateDropout > 0 && population.model.sharedUnits > 0 ? NaN : 0.5,
            0,
            0,
            0,
          ],
        }),
      },
    );
    expect(table).toEqual([
      ['curve', 'sharedLayer', 'runs', 'Z5', 'Z6', 'dead expert', 'diverged'],
      ['without', '0', '1', never, never, always, '0'],
      ['without', '16', '1', always, always, never, '0'],
      ['with', '0', '1', always, never, always, '0'],
      // Nothing is known of a run that diverged.
      ['with', '16', '1', '–', '–', '–', '1'],
    ]);
    expect(spec).toMatchObject({ knob: 'sharedLayer', regime: 'adam', seeds: 1, seedBase: 6, dropout: 0.2 });
  }, 20_000);

  it('of figure 5: a row for each setting', async () => {
    // Engagement on two experts in the one run, on four in the other: 3 ± 12.706, Student's t of one degree of freedom times 2/√2/√2 = 1.
    const onTwo = [0.5, 0.5, 0, 0, 0, 0, 0, 0];
    const onFour = [0.25, 0.25, 0.25, 0.25, 0, 0, 0, 0];
    const onOne = [1, 0, 0, 0, 0, 0, 0, 0];
    const { spec, table } = await taskGroups.run(typed(taskGroups, { seeds: '2', 'seed-base': '3' }), {
      open: knownEngines({
        utilization: ({ replica }) =>
          replica.seeds.init === 3 ? [onTwo, onTwo, onOne, onOne] : [onFour, onFour, onOne, onOne],
      }),
    });
    expect(table[0]).toEqual([
      'setting',
      'runs',
      'engagement',
      'satisfaction',
      'difference',
      'within groups',
      'across groups',
    ]);
    // Pearson of one expert with two of eight: √(3/7) = 0.6547; with four: √(1/7) = 0.3780. Their mean 0.5163, half their distance 0.1383.
    const row = ['2', '3.00 [-9.71, 15.71]', '1.00 [1.00, 1.00]', '2.00 [-10.71, 14.71]', '1.00 [1.00, 1.00]'];
    expect(table.slice(1)).toEqual(SHARING_PRESETS.map((preset) => [preset, ...row, '0.52 [-1.24, 2.27]']));
    expect(spec).toEqual({ seeds: 2, seedBase: 3 });
  }, 30_000);

  it('of position bias: the fit of the table, then the lifts', async () => {
    const options = { impressions: '90', steps: '1', seeds: '1', treatments: 'none,shallow-tower' };
    const straight = (slope: number): number[] => Array.from({ length: 30 }, (_, i) => -slope * (i % 10));
    const open = knownEngines({
      table: ({ population, replica }) =>
        population.model.biasHandling === 'shallow-tower' ? straight(0.3 * replica.seeds.init) : [],
    });
    const one = await positionBias.run(typed(positionBias, options), { open });
    expect(one.table.map(([name]) => name)).toEqual([
      'over seeds, mean [95% interval]',
      'RMSE, logits',
      'worst RMSE',
      'r',
      'slope',
      'missing-logit error',
      'lift over none, %: shallow-tower',
      'lift over none, %: oracle',
    ]);
    expect(one.table[0]).toEqual(['over seeds, mean [95% interval]', '']);
    const digits = one.table.slice(1).map(([, value]) => value.replace(/^-?\d+\./, '').length);
    expect(digits).toEqual([3, 3, 3, 2, 3, 2, 2]);
    // One seed has no interval, two have; the worst is the worst of them.
    const two = await positionBias.run(typed(positionBias, { ...options, seeds: '2' }), { open });
    const { runs } = two.results as { runs: { rmse: number }[] };
    expect(two.table[1][1]).toMatch(/^\d\.\d{3} \[-?\d+\.\d{3}, \d+\.\d{3}\]$/);
    expect(two.table[2][1]).toBe(Math.max(runs[0].rmse, runs[1].rmse).toFixed(3));
    expect(runs[0].rmse.toFixed(3)).not.toBe(runs[1].rmse.toFixed(3));
    const examined = await positionBias.run(typed(positionBias, { ...options, 'click-model': 'examination' }), {
      open,
    });
    expect(examined.table.slice(6, 8)).toEqual([
      ['RMSE, logits, against the best additive table', expect.stringMatching(/^\d\.\d{3}$/)],
      ['error of the best additive table in P(click)', expect.stringMatching(/^\d\.\d{3}$/)],
    ]);
    const none = await positionBias.run(
      typed(positionBias, { ...options, treatments: 'none', 'click-model': 'examination' }),
      { open },
    );
    expect(none.table.map(([name]) => name)).toEqual(['over seeds, mean [95% interval]', 'lift over none, %: oracle']);
  }, 30_000);
});
