import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { numbers } from '../charts/testing/pictures.ts';
import type { Say } from '../say.ts';
import { finishedLoop, ofSeed, roundOf, type ShownLoop } from './shown.ts';
import { handLoop, handRun } from './testing.ts';
import { biasTitle, cureWords, oracleWords, roundsTitle, shownTitle, verdict, verdicts } from './titles.ts';

const say: Say = { t: await wordsOf('en'), numbers };

/** The same with the third seed alone in sight. */
const ofOne = (shown: ShownLoop): ShownLoop => ({ ...shown, runs: ofSeed(shown.runs, 3) });

describe('the title of the rounds', () => {
  const harmed = handLoop([0, 0.2, 0.3]);
  const title = (shown: Parameters<typeof roundsTitle>[1], round = 3, live = false): string =>
    roundsTitle(say, shown, round, live);

  it.each([
    ['nothing yet', undefined, 3, false, 'What does each treatment make of logs that its own ranking has left behind?'],
    ['still running', harmed, 3, true, 'So far: 3 of 3 rounds'],
    [
      'a treatment that is better',
      harmed,
      3,
      false,
      'After round 3 the model’s own score correlates with the irrelevant trait by 0.30 (no treatment) to 0.02 (shallow tower). Surely more clicks than without treatment: shallow tower.',
    ],
    [
      'one that is worse',
      handLoop([0.3], { clicks: 0.98 }),
      1,
      false,
      'After round 1 the model’s own score correlates with the irrelevant trait by 0.30 (no treatment) to 0.02 (shallow tower). Surely fewer: shallow tower.',
    ],
    [
      'one of which nothing can be said',
      handLoop([0.3], { clicks: 1 }),
      1,
      false,
      'After round 1 the model’s own score correlates with the irrelevant trait by 0.30 (no treatment) to 0.02 (shallow tower). Not told apart from no treatment in clicks: shallow tower.',
    ],
    [
      'too few seeds',
      handLoop([0.3], { seeds: 2 }),
      1,
      false,
      'After round 1 the model’s own score correlates with the irrelevant trait by 0.30 (no treatment) to 0.02 (shallow tower). Three seeds or more are needed to tell whose pages earn more.',
    ],
    [
      'scores that are alike',
      handLoop([0.02]),
      1,
      false,
      'After round 1 the own scores of all treatments correlate with the irrelevant trait by 0.02. Surely more clicks than without treatment: shallow tower.',
    ],
  ] as const)('with %s', (_, shown, round, live, said) => {
    expect(title(shown, round, live)).toBe(said);
  });

  it('says nothing of models that have diverged, and nothing of clicks without no treatment', () => {
    const lost = { ...harmed, runs: harmed.runs.map((run) => ({ ...run, diverged: true })) };
    expect(title(lost)).toBe('Every model diverged: there is nothing to compare');
    const alone = { ...harmed, runs: harmed.runs.filter(({ treatment }) => treatment === 'shallow-tower') };
    expect(title(alone)).toBe(
      'After round 3 the own score of “shallow tower” correlates with the irrelevant trait by 0.02.',
    );
    const one = { ...harmed, runs: harmed.runs.map((run) => ({ ...run, diverged: run.treatment === 'none' })) };
    expect(title(one)).toBe(title(alone));
  });

  it('speaks of clicks from three seeds on', () => {
    expect(title(handLoop([0.3], { seeds: 3 }), 1)).toContain('than without treatment');
  });

  it('holds treatments against chance together', () => {
    const { more, less, open, n } = verdicts(harmed.runs, 3);
    expect([more, less, open, n]).toEqual([['shallow-tower'], [], [], 5]);
    // Differences of mean 1.5 and deviation 1: t = 3.354 of five seeds, p = .0285. One comparison is sure of it, two are not.
    const differences = [0.5, 2, 3, 1, 1];
    const runs = (treatment: Parameters<typeof handRun>[0], by: number) =>
      differences.map((d, i) => handRun(treatment, 1, i + 1, { clicks: 300 + by * d }));
    const one = [...runs('none', 0), ...runs('shallow-tower', 1)];
    expect(verdicts(one, 1)).toMatchObject({ more: ['shallow-tower'], open: [] });
    expect(verdicts([...one, ...runs('adversarial', -1)], 1)).toMatchObject({ more: [], less: [] });
  });
});

describe('the verdict', () => {
  it.each([
    ['harm under a boost', handLoop([0, 0.2, 0.3]), /^A standing boost does lasting harm\. .* from 0\.00 to 0\.30\.$/],
    [
      'healing without one',
      handLoop([0.3, 0.1, 0.02], { spec: { start: 'plain', boost: 0 } }),
      /^The plain loop heals\. .*0\.30.*0\.02/,
    ],
    ['a boost that the score forgets', handLoop([0.3, 0.02]), /^Without treatment, .* from 0\.30 in round 1 to 0\.02/],
    [
      'nothing to heal',
      handLoop([0.03, 0.01], { spec: { start: 'plain', boost: 0 } }),
      /^Without treatment, .*0\.03 in round 1 to 0\.01/,
    ],
    [
      'a start whose first log was ranked by no trait',
      handLoop([0.3, 0.02], { spec: { start: 'boost', boost: 0 } }),
      /^Without treatment, .*0\.30 in round 1 to 0\.02/,
    ],
    ['one seed of many', ofOne(handLoop([0, 0.3])), /^Without treatment, .*0\.00 in round 1 to 0\.31/],
    ['two seeds', handLoop([0, 0.3], { seeds: 2 }), /^Without treatment/],
    ['one round', handLoop([0.3]), /^$/],
  ])('names %s', (_, shown, said) => {
    expect(verdict(say, shown)).toMatch(said);
  });

  it('tells of the ideal ranking beside no treatment, and of a cure where one is left', () => {
    const { runs, spec } = handLoop([0.3]);
    expect(oracleWords(say, runs, 1)).toMatch(/5\.0% more clicks .* in round 1\.$/);
    const alone = runs.filter(({ treatment }) => treatment !== 'none');
    expect(oracleWords(say, alone, 1)).toBe('');
    const lost = runs.map((run) => ({ ...run, diverged: true }));
    expect(oracleWords(say, lost, 1)).toBe('');
    expect(cureWords(say, spec)).toMatch(/more randomness/);
    expect([cureWords(say, { ...spec, boost: 0 }), cureWords(say, { ...spec, randomness: 1 })]).toEqual(['', '']);
  });
});

describe('the other titles', () => {
  const { runs } = handLoop([0, 0.3]);
  it('name shares of exposure, and errors of the learned bias', () => {
    expect(shownTitle(say, runs, 2)).toBe(
      'Round 2: the upper half of the irrelevant trait gets 75% of all exposure from no treatment, 50% from shallow tower.',
    );
    expect(shownTitle(say, [handRun('none', 1, 1)], 1)).toBe(
      'Round 1: the upper half of the irrelevant trait gets 50% of all exposure.',
    );
    expect(shownTitle(say, [], 0)).toBe('To what kind of item does each policy give its exposure?');
    expect(biasTitle(say, runs, 2)).toBe('Round 2: error of the learned position bias 0.10 logits (shallow tower).');
    expect(biasTitle(say, [handRun('none', 1, 1)], 1)).toBe(
      'None of these treatments learns a position bias that could be read',
    );
    const lost = runs.map((run) => ({ ...run, diverged: run.treatment === 'shallow-tower' }));
    expect(biasTitle(say, lost, 2)).toBe('Every model that learns a position bias diverged: there is nothing to read');
    expect(biasTitle(say, [], 0)).toMatch(/^Does a treatment still recover/);
  });
});

describe('what is shown', () => {
  const shown = handLoop([0, 0.2, 0.3]);
  it('is the chosen round, the last one where there are fewer or none is chosen', () => {
    expect([null, 1, 3, 9].map((round) => roundOf(shown, round))).toEqual([3, 1, 3, 3]);
  });
  it('is the chosen seed where it is there, else all', () => {
    expect(ofSeed(shown.runs, 4)).toHaveLength(6);
    expect(ofSeed(shown.runs, 99)).toBe(shown.runs);
    expect(ofSeed(shown.runs, null)).toBe(shown.runs);
  });
  it('keeps the rounds that came to their end', () => {
    const { data, finished } = finishedLoop({ ...shown, spec: { ...shown.spec, rounds: 8, seeds: 9 } });
    expect([data.spec.rounds, data.spec.seeds, finished]).toEqual([3, 5, 5]);
  });
});
