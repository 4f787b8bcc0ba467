import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { Architecture, Size } from '../../experiments/compare/architectures.ts';
import { ARMS_OF } from '../../experiments/live/spec.ts';
import { storedLive } from '../../experiments/live/stored.ts';
import { defaultRun, type RunSpec } from '../../run/runSpec.ts';
import { numbers } from '../charts/testing/pictures.ts';
import type { Say } from '../say.ts';
import {
  defaultChoices,
  foreign,
  inWorld,
  isNullOf,
  isOf,
  nullSpecOf,
  problemOf,
  specOf,
  toggledArm,
} from './choices.ts';
import { nullTable, nullTitle, ownNull } from './nulls.ts';
import { armModel, armRun } from './open.ts';
import { claimRows, claimTitle } from './paper.ts';
import { shareRows, shareSubtitle, shareTitle } from './shares.ts';
import { shownWith } from './testing.ts';
import { roundly, verdictsOf } from './verdicts.ts';
import {
  armName,
  courseTitle,
  liftWords,
  neededWords,
  peekWords,
  trainWords,
  verdictsTitle,
  verdictWords,
} from './words.ts';

const say: Say = { t: await wordsOf('en'), numbers };
const zh: Say = { t: await wordsOf('zh'), numbers };
const decided = shownWith(20_000, [
  [0.05, 1, { queries: 15_000, sign: 1 }],
  [0.001, 1],
  [0.01, 1],
  [-0.2, 1, { queries: 600, sign: -1 }],
]);
const early = shownWith(70, [
  [0.05, 1],
  [0.001, 1],
  [0.01, 1],
  [-0.2, 1],
]);
const open = shownWith(20_000, [
  [0.01, 1],
  [0, 1],
  [0.02, 1],
  [-0.01, 1],
]);

describe('the title of an experiment', () => {
  it('says in every state no more than is known', () => {
    expect(courseTitle(say, undefined, 'engagement', { live: false })).toMatch(
      /^Which ranker do users answer better to/,
    );
    expect(courseTitle(say, { ...decided, points: [] }, 'engagement', { live: true })).toMatch(/^Which ranker/);
    expect(courseTitle(say, early, 'engagement', { live: true })).toBe(
      '70 queries so far: no interval before 30 queries of an arm and control',
    );
    expect(courseTitle(say, open, 'satisfaction', { live: true })).toBe(
      'So far, after 20,000 queries in this one world, no arm is told apart from control, by satisfaction.',
    );
    expect(courseTitle(say, open, 'engagement', { live: false })).toMatch(
      /^After 20,000 queries in this one world no arm is told apart/,
    );
    expect(courseTitle(say, decided, 'engagement', { live: false })).toBe(
      'After 20,000 queries in this one world, by engagement, some arms are decided. Better than control: 8‑expert MMoE. Worse: random. Not told apart: control again (A/A), oracle.',
    );
    const lost = { ...decided, diverged: ['shared-bottom-small'] as const };
    expect(courseTitle(say, lost, 'engagement', { live: false })).toMatch(/diverged/);
    // Nothing is compared with a control that ranks nothing; the oracle has not diverged.
    expect(courseTitle(say, lost, 'engagement', { live: false })).toMatch(
      /^Control diverged: .*no arm can be compared with it$/,
    );
    expect(verdictsOf(lost, 'engagement').map((verdict) => verdictWords(say, verdict))).toEqual([
      'control diverged: nothing to compare with',
      'diverged: ranks nothing',
      ...['control diverged: nothing to compare with', 'control diverged: nothing to compare with'],
    ]);
    for (const shown of [early, open, decided, lost])
      expect(courseTitle(zh, shown, 'engagement', { live: true })).not.toBe('');
  });
});

describe('a title', () => {
  it('beside a model that diverged names it among no others', () => {
    expect(courseTitle(say, { ...decided, diverged: ['mmoe-8'] }, 'engagement', { live: false })).toBe(
      'After 20,000 queries in this one world, by engagement, some arms are decided. Worse: random. Not told apart: control again (A/A), oracle. Diverged: 8‑expert MMoE.',
    );
  });

  it('calls a winner that is control itself a false alarm', () => {
    const alarm = shownWith(20_000, [
      [0.01, 1],
      [0.05, 1, { queries: 900, sign: 1 }],
    ]);
    expect(courseTitle(say, alarm, 'engagement', { live: false })).toMatch(
      /Not told apart: 8‑expert MMoE. A false alarm: control/,
    );
    expect(courseTitle(say, alarm, 'engagement', { live: false })).not.toMatch(/Better/);
  });

  it('of a table says of an experiment that runs that it does', () => {
    const verdicts = verdictsOf(decided, 'engagement');
    expect(verdictsTitle(say, verdicts, 'engagement', { live: false })).toBe(
      '2 of 4 arms decided in this one world, by engagement',
    );
    expect(verdictsTitle(say, verdicts, 'engagement', { live: true })).toBe(
      'So far: 2 of 4 arms decided in this one world, by engagement',
    );
    // The stored one is of a world that was chosen.
    expect(verdictsTitle(say, verdicts, 'engagement', { stored: true })).toBe(
      '2 of 4 arms decided in this one world (chosen), by engagement',
    );
    expect(courseTitle(zh, decided, 'engagement', { stored: true })).toMatch(
      /^在这一个平台（特意选出）上 20,000 次请求之后，/,
    );
    expect(verdictsTitle(say, [], 'engagement', { live: true })).toBe('What may be said of each arm?');
    const rows = shareRows(decided, undefined);
    expect(shareTitle(say, rows, { live: true })).toBe(`So far: ${shareTitle(say, rows)}`);
  });
});

describe('an arm', () => {
  it('has the name that Compare gives its model, with the size where there are two', () => {
    for (const { t } of [say, zh])
      for (const arm of ARMS_OF.architectures) {
        const [, model, size] = /^(.*?)(?:-(small|large))?$/.exec(arm) as unknown as [string, Architecture, Size?];
        const name = t(`compare.architecture.${model}`);
        const full = size ? t('compare.model', { model: name, size: t(`compare.size.${size}`) }) : name;
        expect(armName({ t }, arm)).toBe(full);
      }
  });

  it('stopped before the burn-in has no interval, in words', () => {
    const [first] = verdictsOf(early, 'engagement');
    expect(first).toMatchObject({ kind: 'waiting', bounds: null });
    expect(verdictWords(say, first)).toBe('no interval: 28 of 30 queries');
    expect(liftWords(say, first)).toBe('+5.00%');
    expect(neededWords(say, first)).toBe('–');
  });

  it('has the interval of the sequence at its units', () => {
    const [first, same, , random] = verdictsOf(decided, 'engagement');
    // 8,000 units of both arms; tightest at 4,000: rho² = 0.0019840387; √(2·16.87231·ln(√16.87231/.05)/(8000²·rho²)) = 0.0342…
    const rho2 = 7.936154601737566 / 4000;
    const half = Math.sqrt((2 * (8000 * rho2 + 1) * Math.log(Math.sqrt(8000 * rho2 + 1) / 0.05)) / (8000 ** 2 * rho2));
    expect(first.bounds!.high - 0.05).toBeCloseTo(half, 12);
    expect(verdictWords(say, first)).toBe('better, since query 15,000');
    expect(peekWords(say, first)).toBe('“better” at query 7,500');
    expect(neededWords(say, first)).toBe('decided');
    expect(verdictWords(say, same)).toBe('not told apart, as it should be');
    expect(peekWords(say, same)).toBe('nothing');
    expect(neededWords(say, same)).toBe('–');
    expect(verdictWords(say, random)).toBe('worse, since query 600');
  });

  it('that is not told apart needs so many more queries', () => {
    const [, , oracle] = verdictsOf(open, 'engagement');
    expect(oracle.kind).toBe('open');
    // At 41,806 units the half-width is √(2 · 83.94 · ln(9.162/.05) / (41806² · .00198404)) = 1.588%, and .8416/√41806 = .412%: together 2%.
    // Those are 104,515 queries of five arms, of which 20,000 have come.
    expect(oracle.needed).toBeGreaterThan(84_400);
    expect(oracle.needed).toBeLessThan(84_600);
    expect(neededWords(say, oracle)).toBe('about 85,000 more');
    const [never] = verdictsOf(shownWith(20_000, [[0, 1]]), 'engagement');
    expect(neededWords(say, never)).toBe('more than 1,000,000,000');
    expect([roundly(619_999), roundly(41), roundly(7)]).toEqual([620_000, 41, 7]);
  });

  it('that was declared a winner though it is control is a false alarm; a diverged one ranks nothing', () => {
    const alarm = shownWith(20_000, [
      [0.01, 1],
      [0.05, 1, { queries: 900, sign: 1 }],
    ]);
    expect(verdictWords(say, verdictsOf(alarm, 'engagement')[1])).toBe(
      'a false alarm, since query 900: both are the same model',
    );
    const lost = verdictsOf({ ...decided, diverged: ['mmoe-8'] }, 'engagement')[0];
    expect([lost.kind, lost.bounds]).toEqual(['diverged', null]);
    expect(verdictWords(say, lost)).toBe('diverged: ranks nothing');
    expect([liftWords(say, lost), peekWords(say, lost), neededWords(say, lost)]).toEqual(['–', 'nothing', '–']);
    const equal = verdictsOf(shownWith(20_000, [[0, 0]]), 'engagement')[0];
    expect(verdictWords(say, equal)).toBe('the same answers as control');
  });
});

describe('choices', () => {
  const run = defaultRun();
  it('refuse weights that rank nothing, and a model of another world', () => {
    expect(problemOf(defaultChoices())).toBeNull();
    expect(problemOf({ ...defaultChoices(), weights: [0, 0, 0, 0] })).toBe('weights');
    expect(foreign('architectures', run)).toContain('logging');
    expect(foreign('open', run)).toEqual([]);
    const own = inWorld(defaultChoices(), 'open', run);
    expect(own).toMatchObject({ arms: ['none', 'open'], control: 'none', open: run });
    const bare = {
      ...own,
      arms: ['none', 'adversarial'] as const,
      open: { ...run, model: { ...run.model, sharedUnits: 0 } },
    };
    expect(problemOf(bare)).toBe('noShared');
  });

  it('of another seed, score or model ask for another experiment; more queries of the same do not', () => {
    const choices = { ...defaultChoices(), seed: 7 };
    const spec = specOf(choices);
    expect([isOf(spec, choices), isOf(spec, { ...choices, queries: 2_000 })]).toEqual([true, true]);
    for (const change of [{ seed: 8 }, { weights: [1, 0, 0, 0] }, { control: 'mmoe-8' }] as const)
      expect(isOf(spec, { ...choices, ...change }), Object.keys(change)[0]).toBe(false);
    const nulls = nullSpecOf(choices);
    expect(nulls).toMatchObject({ seed: 7, live: { control: 'shared-bottom-small', arms: [], answers: 'drawn' } });
    // Control against itself: the other arms are none of its business, nor how an experiment of theirs is served.
    expect(isNullOf(nulls, { ...toggledArm(choices, 'open', run), design: 'paired', answers: 'expected' })).toBe(true);
    for (const change of [{ seed: 8 }, { weights: [1, 0, 0, 0] }, { control: 'mmoe-8' }] as const)
      expect(isNullOf(nulls, { ...choices, ...change }), Object.keys(change)[0]).toBe(false);
    const own = inWorld(choices, 'open', run);
    expect(nullSpecOf(own).live.open).toBe(run);
  });

  it('say when the model in Train is no longer the one that was chosen', () => {
    const own = inWorld(defaultChoices(), 'open', run);
    const other = { ...run, training: { ...run.training, batch: 2 * run.training.batch } };
    expect(trainWords(say, own, run)).toMatch(/^Control again/);
    expect(trainWords(say, own, other)).toMatch(/^The model in Train is another one by now/);
    expect(trainWords(say, defaultChoices(), run)).toMatch(/^The model in Train cannot be an arm here/);
  });

  it('keep an arm at least, and control among the arms', () => {
    const one = toggledArm(defaultChoices(), 'shared-bottom-small', run);
    expect([one.arms, one.control]).toEqual([['mmoe-8'], 'mmoe-8']);
    expect(toggledArm(one, 'mmoe-8', run)).toBe(one);
    expect(specOf(toggledArm(one, 'mmoe-4', run))).toMatchObject({ control: 'mmoe-8', arms: ['mmoe-4'] });
  });

  it('open the run that trains an arm, on its seed', () => {
    const spec = specOf({ ...defaultChoices(), seed: 7 });
    const eight = armRun(spec, 'mmoe-8');
    expect(eight.model).toMatchObject({ kind: 'mmoe', experts: 8, expertUnits: 8, biasHandling: 'none' });
    expect(eight.seeds).toEqual({ data: 7, init: 7, dropout: 7, batch: 7 });
    expect(armRun(spec, 'shared-bottom-small').model).toMatchObject({
      kind: 'shared-bottom',
      experts: 8,
      expertUnits: 24,
    });
    const own = inWorld({ ...defaultChoices(), seed: 7 }, 'open', run);
    expect(armRun(specOf(own), 'open')).toEqual({ ...run, seeds: { data: 7, init: 7, dropout: 7, batch: 7 } });
    expect(armRun(specOf(own), 'none').model.biasHandling).toBe('none');
  });

  it('say of an arm that has gate dropout or cures that it is model B', () => {
    expect(armModel(armRun(specOf(defaultChoices()), 'mmoe-8'))).toBe(0);
    expect(run.training.gateDropout).toBeGreaterThan(0);
    const own = (training: Partial<RunSpec['training']>) =>
      armModel(
        armRun(
          specOf(inWorld(defaultChoices(), 'open', { ...run, training: { ...run.training, ...training } })),
          'open',
        ),
      );
    expect(own({})).toBe(1);
    expect(own({ gateDropout: 0 })).toBe(0);
    expect(own({ gateDropout: 0, cures: { ...run.training.cures, lossFree: 0.03 } })).toBe(1);
  });
});

describe('shares, claims and A/A', () => {
  it('say which trained arm captures most, and nothing where there is none', () => {
    expect(shareTitle(say, [])).toMatch(/^How much/);
    const rows = shareRows(decided, undefined);
    expect(rows[0].picture.value).toBeCloseTo(80, 12);
    expect(shareTitle(say, rows)).toMatch(/^In this one world shared-bottom \(small\) captures 80.0%/);
    expect(shareRows({ ...decided, diverged: ['mmoe-8'] }, undefined)[1].picture.value).toBeNaN();
  });

  it('tell of the line of stored experiments where there is one, with the score of its own', async () => {
    const rows = shareRows(decided, undefined);
    expect(shareSubtitle(say, rows, undefined)).not.toMatch(/line across/);
    const known = await storedLive('position-bias');
    // Arms of the one world are not in the experiments of the other.
    expect(shareSubtitle(say, rows, known)).not.toMatch(/line across/);
    const bias = shownWith(20_000, [[0.01, 1]], { choices: inWorld(defaultChoices(), 'position-bias', defaultRun()) });
    expect(shareSubtitle(say, shareRows(bias, known), known)).toMatch(
      /stored experiments on 20 worlds, with a score of their own: sum of the predictions, weights 1, 0, 0, 0, 15 candidates\.$/,
    );
  });

  it('tell claims apart from what was measured here', () => {
    const rows = claimRows('position-bias', undefined);
    expect(rows.map(({ engagement }) => engagement)).toEqual([undefined, -0.07, 0.01, 0.24]);
    expect(claimTitle(say, rows)).toBe('What did live experiments at the site find?');
    expect(claimRows('architectures', undefined)[3]).toMatchObject({
      arm: 'mmoe-8',
      engagement: 0.45,
      satisfaction: 3.07,
    });
  });

  it('count who declares a winner', () => {
    const spec = { live: specOf(defaultChoices()), seed: 1, experiments: 200, queries: 400 };
    expect(ownNull({ spec, first: [] })).toBeNull();
    const none = { sequence: null, fixed: null, impressions: null };
    const own = ownNull({ spec, first: [none, { ...none, fixed: 30 }, none, { ...none, fixed: 31, impressions: 4 }] })!;
    expect(nullTitle(say, own, true)).toBe(
      '4 experiments so far: a winner declared in 0.0% by the sequence, in 50.0% by the ordinary interval, in 25.0% by impressions',
    );
    const { rows } = nullTable(say, null, own);
    expect(rows[1][1]).toBe('–');
    expect(rows[1][2]).toMatch(/^2 of 4: 50.0% \[/);
  });
});
