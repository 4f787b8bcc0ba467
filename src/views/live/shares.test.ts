import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import type { ArmMeans } from '../../experiments/live/means.ts';
import { meanInterval } from '../../metrics/intervals.ts';
import { numbers } from '../charts/testing/pictures.ts';
import type { Say } from '../say.ts';
import { defaultChoices, specOf } from './choices.ts';
import { claimTitle, type ClaimRow } from './paper.ts';
import { shareRows, shareTitle } from './shares.ts';
import { arrived, finishedExperiment, withProgress } from './shown.ts';
import { shownWith } from './testing.ts';
import { courseTitle } from './words.ts';

const say: Say = { t: await wordsOf('en'), numbers };
const shown = shownWith(20_000, [
  [0.05, 1],
  [0, 1],
  [0.1, 1],
  [-0.2, 1],
]);

it('a captured share has the interval of the sequence over its own pages', () => {
  const [, { picture }] = shareRows(shown, undefined);
  // 4,000 of 20,000 queries come to each of five arms: tightest at 2,000 of them. (−2 ln .05 + ln(1 − 2 ln .05)) = 7.93615.
  const rho2 = 7.936154601737566 / 2000;
  const spread = 4000 * rho2 + 1;
  const half = 0.2 * Math.sqrt((2 * spread * Math.log(Math.sqrt(spread) / 0.05)) / (4000 ** 2 * rho2));
  expect(picture.low).toBeCloseTo(100 * (0.8 - half), 9);
  expect(picture.high).toBeCloseTo(100 * (0.8 + half), 9);
});

it('titles name the best and the worst arm, in whatever order they stand, and go on beside a model that diverged', () => {
  const [control, eight] = shareRows(shown, undefined);
  const at = (row: typeof control, value: number) => ({ ...row, picture: { ...row.picture, value } });
  const said =
    'In this one world 8‑expert MMoE captures 90.0% of what the oracle gains over chance, shared-bottom (small) 40.0%';
  expect(shareTitle(say, [at(control, 40), at(eight, 90)])).toBe(said);
  expect(shareTitle(say, [at(eight, 90), at(control, 40)])).toBe(said);
  expect(courseTitle(say, { ...shown, diverged: ['mmoe-8'] }, 'engagement', {})).toMatch(/^After 20,000 queries/);
});

describe('what is said of twenty worlds', () => {
  const row = (arm: ClaimRow['arm'], points: readonly number[]): ClaimRow => ({
    arm,
    ours: { arm, sharePoints: meanInterval(points) } as ArmMeans,
  });
  it('names those whose interval is above control, and none that is below or across it', () => {
    const rows = [
      row('none', []),
      row('input-feature', [1, 9, -3]),
      row('adversarial', [-5, -5.1, -4.9]),
      row('shallow-tower', [5, 5.1, 4.9]),
    ];
    expect(claimTitle(say, rows)).toBe('On 20 worlds here these capture surely more than no treatment: shallow tower');
    expect(claimTitle(say, rows.slice(0, 3))).toBe('On 20 worlds here nothing captures surely more than no treatment');
    // Mean 1.5, deviation 1, five worlds: t = 3.354, p = .0285. Alone it is sure, beside another one it may be chance.
    const unsure = row('shallow-tower', [0.5, 2, 3, 1, 1]);
    expect(claimTitle(say, [row('none', []), unsure])).toMatch(/: shallow tower$/);
    expect(claimTitle(say, [row('none', []), row('adversarial', [-5, -5.1, -4.9]), unsure])).toMatch(
      /nothing captures/,
    );
    expect(claimTitle(say, [row('none', []), row('shallow-tower', [4])])).toMatch(/nothing captures/);
  });
});

it('an experiment begins as production would run it: split, and answered by users', () => {
  expect(specOf(defaultChoices())).toMatchObject({ design: 'split', answers: 'drawn', seeds: 1 });
});

describe('an experiment as it comes in', () => {
  const [first, second] = shown.points;
  it('grows by its newest points, and remembers who diverged', () => {
    const begun = { ...shown, points: [first] };
    const more = withProgress(begun, [{ seed: 1, points: [second], diverged: ['mmoe-8'] }]);
    expect([more.points, more.diverged, arrived(more)]).toEqual([[first, second], ['mmoe-8'], 20_000]);
    expect(withProgress(more, [])).toEqual(more);
    expect(finishedExperiment(more)).toEqual({ data: more, finished: 20_000 });
    expect(arrived({ points: [] })).toBe(0);
  });
});
