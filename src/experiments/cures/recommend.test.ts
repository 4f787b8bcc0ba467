import { describe, expect, it } from 'vitest';
import { wilson } from '../../metrics/intervals.ts';
import { regimeRun } from '../../run/regimes.ts';
import { defaultRun, modelOf } from '../../run/runSpec.ts';
import { cureBase } from './arms.ts';
import { parseCombination } from './combination.ts';
import { differencesOf, isCosmetic, nearestStudy, ranked, reasonOf, recommend } from './recommend.ts';
import type { AgainstNone, CureSummary } from './results.ts';
import { kindOf } from './summary.ts';
import type { CureRegime } from './vocabulary.ts';

const model = modelOf(regimeRun('async'));

/** Pairs changed and unchanged, and p. */
const pairs = (onlyFirst: number, onlySecond: number, p: number, both = 0) => ({
  onlyFirst,
  onlySecond,
  both,
  neither: 0,
  p,
});
type Pairs = ReturnType<typeof pairs>;
const rarer = pairs(20, 2, 0.001);
const same = pairs(3, 2, 0.7);
const commoner = pairs(2, 20, 0.001);

function against([low, ratio, high]: [number, number, number], z5: Pairs, contributedZ5: Pairs): AgainstNone {
  const loss = { n: 100, ratio, low, high };
  const healed = { gates: wilson(1, 2), fallen: wilson(0, 2), loss, before: 1, after: 1 };
  return { loss, tasks: [loss, loss, loss, loss], left: 0, z5, contributedZ5, healed };
}
const lower = [0.8, 0.85, 0.9] as [number, number, number];
const unclear = [0.93, 0.98, 1.03] as [number, number, number];
const unclearAbove = [0.97, 1.02, 1.07] as [number, number, number];
const higher = [1.02, 1.05, 1.1] as [number, number, number];

function summary(text: string, of: AgainstNone | null, diverged = 0): CureSummary {
  const combination = parseCombination(text, 'async', model);
  const rate = wilson(0, 100);
  return {
    id: text,
    combination,
    kind: kindOf(combination),
    z5: rate,
    z6: rate,
    m9: rate,
    contributedZ5: rate,
    dead: rate,
    diverged: wilson(diverged, 100),
    deadExperts: 0,
    effective: 8,
    effectiveContributions: 8,
    heldOut: [1, 1, 1, 1],
    extraMultiplications: 0,
    against: of,
    healedSeeds: [],
  };
}

describe('reasons', () => {
  it.each([
    ['both', lower, rarer, rarer],
    // That weights alone spread is no reproach where the loss is lower.
    ['both', lower, rarer, pairs(1, 1, 1, 90)],
    ['loss', lower, same, same],
    ['spread', unclear, rarer, rarer],
    ['spread', unclearAbove, rarer, rarer],
    ['spread', unclear, rarer, pairs(5, 2, 0.4, 1)],
    ['cosmetic', unclear, rarer, pairs(3, 0, 0.25, 27)],
    // Of 100 runs too few to speak of.
    ['spread', unclear, rarer, { ...pairs(3, 0, 0.25, 15), neither: 82 }],
    ['price', higher, rarer, rarer],
    ['unclear', unclear, same, rarer],
    ['unclear', unclearAbove, same, same],
    ['worse', higher, same, same],
    ['worse', lower, commoner, commoner],
    ['worse', unclear, commoner, same],
  ] as const)('%s', (reason, loss, z5, contributed) => {
    expect(reasonOf(0, against([...loss], z5, contributed))).toBe(reason);
  });

  it('by contributions are those of contributions: nothing is cosmetic there', () => {
    const byContributions = (loss: typeof lower, z5: Pairs, contributed: Pairs) =>
      reasonOf(0, against([...loss], z5, contributed), 'contributions');
    expect(byContributions(lower, rarer, same)).toBe('loss');
    expect(byContributions(lower, same, rarer)).toBe('both');
    expect(byContributions(unclear, rarer, pairs(3, 0, 0.25, 27))).toBe('unclear');
    expect(byContributions(unclear, same, pairs(20, 2, 0.001, 60))).toBe('spread');
    expect(byContributions(higher, rarer, commoner)).toBe('worse');
  });

  it('a cure is cosmetic where weights surely spread, and most runs polarized by contributions stay so', () => {
    const shares = (both: number, onlyFirst: number, onlySecond = 0) => ({
      ...pairs(onlyFirst, onlySecond, 0.001, both),
      neither: 100 - both - onlyFirst - onlySecond,
    });
    const of = (z5: Pairs, contributedZ5: Pairs): boolean => isCosmetic({ z5, contributedZ5 });
    expect(of(rarer, shares(72, 21, 5))).toBe(true);
    expect(of(rarer, shares(30, 30))).toBe(false);
    expect(of(rarer, shares(31, 30))).toBe(true);
    expect(of(rarer, shares(19, 2))).toBe(false);
    expect(of(rarer, shares(19, 2, 1))).toBe(true);
    expect(of(rarer, shares(15, 2, 4))).toBe(false);
    expect(of(same, shares(72, 21))).toBe(false);
    expect(of(commoner, shares(72, 21))).toBe(false);
  });

  it('a cure of which more than one run in twenty diverged is not advised, whatever the others say', () => {
    expect(reasonOf(0.06, against(lower, rarer, rarer))).toBe('diverges');
    expect(reasonOf(0.05, against(lower, rarer, rarer))).toBe('both');
  });
});

describe('the ranking', () => {
  it('goes by reason, then by loss; none is not in it', () => {
    const cures = [
      summary('none', null),
      summary('noise', against(unclear, commoner, same)),
      summary('rate', against([0.6, 0.7, 0.8], same, same)),
      summary('lossFree', against([0.85, 0.9, 0.95], rarer, rarer)),
      summary('swish', against([0.6, 0.65, 0.7], rarer, rarer)),
      summary('clip', against([0.5, 0.6, 0.7], rarer, rarer), 10),
      summary('dropout', against(higher, rarer, rarer)),
    ];
    expect(ranked(cures).map(({ cure, reason }) => [cure.id, reason])).toEqual([
      ['swish', 'both'],
      ['lossFree', 'both'],
      ['rate', 'loss'],
      ['dropout', 'price'],
      ['noise', 'worse'],
      ['clip', 'diverges'],
    ]);
  });
});

describe('the nearest study', () => {
  const study = (regime: CureRegime, workers?: number) => ({
    base: cureBase(regime, { workers }),
    cures: [summary('swish', against(lower, rarer, rarer))],
  });
  const studies = [study('async'), study('adam'), study('async', 8), study('async', 16)];
  const workersOf = (run: ReturnType<typeof defaultRun>): [string, number] | undefined => {
    const found = nearestStudy(run, studies);
    return found && [found.base.training.optimizer, found.base.training.workers];
  };
  const withTraining = (changes: Partial<ReturnType<typeof defaultRun>['training']>) => ({
    ...defaultRun(),
    training: { ...defaultRun().training, ...changes },
  });

  it('has the optimizer, then the workers', () => {
    expect(workersOf(defaultRun())).toEqual(['adagrad', 4]);
    expect(workersOf(withTraining({ optimizer: 'adam', workers: 1 }))).toEqual(['adam', 1]);
    expect(workersOf(withTraining({ optimizer: 'adam', workers: 16 }))).toEqual(['adam', 1]);
    expect(workersOf(withTraining({ workers: 1 }))).toEqual(['adagrad', 4]);
    expect(workersOf(withTraining({ workers: 7 }))).toEqual(['adagrad', 8]);
    expect(workersOf(withTraining({ workers: 12 }))).toEqual(['adagrad', 16]);
    expect(workersOf(withTraining({ optimizer: 'sgd', workers: 16, learningRate: 0.01 }))).toEqual(['adagrad', 16]);
  });

  it('of equally near ones is the one with the fewest other settings, in whatever order they come', () => {
    const both = [study('async'), study('default')];
    for (const some of [both, [...both].reverse()]) {
      const rate = (run: ReturnType<typeof defaultRun>): unknown => nearestStudy(run, some)?.base.training.learningRate;
      expect(rate(defaultRun())).toBe(0.7);
      expect(rate(withTraining({ learningRate: 0.5 }))).toBe(0.7);
      expect(rate(cureBase('async'))).toBe(0.5);
      // A setting more is less than the smallest step in workers.
      expect(rate({ ...cureBase('async'), model: { ...defaultRun().model, experts: 4 } })).toBe(0.5);
    }
    const same = [study('async'), study('async')];
    expect(nearestStudy(defaultRun(), same)).toBe(same[0]);
    const eight = [study('default'), study('async', 8)];
    expect(nearestStudy(withTraining({ workers: 7 }), eight)).toBe(eight[1]);
  });

  it('says in what it is another setting', () => {
    const base = cureBase('async');
    expect(differencesOf(base, base)).toEqual([]);
    expect(differencesOf({ ...base, seeds: { ...base.seeds, data: 9 } }, base)).toEqual([]);
    const other = {
      ...base,
      world: { ...base.world, sines: 9 },
      model: { ...base.model, experts: 4, towerUnits: 8 },
      training: { ...base.training, workers: 2, gateDropout: 0.3 },
    };
    expect(differencesOf(other, base)).toEqual(['workers', 'experts', 'model', 'world']);
    expect(recommend(other, studies)).toMatchObject({
      study: studies[0],
      differs: ['workers', 'experts', 'model', 'world'],
      ranked: [{ reason: 'both', cure: { id: 'swish' } }],
    });
    expect(recommend(other, [])).toBeNull();
  });
});
