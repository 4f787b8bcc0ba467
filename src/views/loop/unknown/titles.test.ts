import type { TFunction } from 'i18next';
import { describe, expect, it } from 'vitest';
import { storedSearch } from '../../../experiments/unknown-bias/stored.ts';
import type { Language } from '../../../i18n/index.ts';
import { wordsOf } from '../../../i18n/testing.ts';
import { numberWords } from '../../format.ts';
import type { Say } from '../../say.ts';
import { curvesOf } from './curves.ts';
import { rateWords } from './rateWords.ts';
import { handSearch, handWorld } from './testing.ts';
import { learnedTitle, ratesTitle, searchTitle } from './titles.ts';

const words: Record<Language, TFunction> = { en: await wordsOf('en'), zh: await wordsOf('zh') };
const say = (language: Language): Say => ({ t: words[language], numbers: numberWords(language) });
const en = say('en');

describe('what is said of a search', () => {
  it('says what was called and that it was right', () => {
    const shown = handSearch('time', ['time', 'time']);
    expect(searchTitle(en, shown, false, false)).toBe(
      'Called: time of day in 2 of 2 worlds. That is right: time of day biases clicks.',
    );
    expect(searchTitle(say('zh'), shown, false, false)).toBe(
      '指认：时段（2/2 个平台）。指认正确：影响点击的正是时段。',
    );
  });

  it('says how often the culprit was found, and how often something else was called', () => {
    expect(searchTitle(en, handSearch('time', ['time', null, 'network', 'time']), false, false)).toBe(
      'Called: time of day in 2 of 4 worlds, network in 1 of 4 worlds. The culprit, time of day, is found in 2 of 4. False alarms: 1 of 4.',
    );
    expect(searchTitle(en, handSearch('autoplay', [null, null]), false, false)).toBe(
      'In none of 2 worlds is a column called. The culprit, autoplay, is missed.',
    );
  });

  it('calls every call false where nothing biases clicks, and silence right', () => {
    expect(searchTitle(en, handSearch('none', [null]), false, false)).toBe(
      'No column is called. That is right: nothing biases clicks here.',
    );
    expect(searchTitle(en, handSearch('none', ['network', null]), false, false)).toBe(
      'Called: network in 1 of 2 worlds. Nothing biases clicks here: false alarms in 1 of 2.',
    );
  });

  it('keeps a surprise to itself until it is asked', () => {
    const shown = handSearch('surprise', ['network'], 4);
    expect(searchTitle(en, shown, true, false)).toBe('Called: network. What really biases clicks is not told yet.');
    expect(searchTitle(en, shown, false, false)).toBe('Called: network. That is right: network biases clicks.');
    expect(learnedTitle(en, curvesOf(shown.worlds), true)).toBe(
      'In 1 of 1 worlds, network explains most; this is what its tower has learned.',
    );
  });

  it('concludes nothing before, while it runs, nor where all models diverged', () => {
    const shown = handSearch('time', ['time', 'time']);
    expect(searchTitle(en, undefined, false, false)).toMatch(/\?$/);
    expect(searchTitle(en, { ...shown, asked: { ...shown.asked, seeds: 9 } }, false, true)).toBe(
      'So far: 2 of 9 worlds searched',
    );
    const lost = handWorld({ seed: 1, culprit: 'time', flagged: null, beyond: [NaN, NaN, NaN, NaN, NaN] });
    expect(searchTitle(en, { ...shown, worlds: [lost] }, false, false)).toMatch(/^Every model diverged/);
    expect(curvesOf([lost])).toBeUndefined();
    expect(learnedTitle(en, undefined, false)).toMatch(/\?$/);
  });

  it('says how far the mean curves are from the truth', () => {
    // Learned 2.5 / −2.5 − device, mean of the seeds 1 and 3, against 1 / −1: differences 1.5 and −1.5, −2.5, −3.5.
    const shown = handSearch('time', ['time', null, 'time']);
    const rmse = Math.sqrt((3 * 1.5 ** 2 + 1.5 ** 2 + 2.5 ** 2 + 3.5 ** 2) / 6);
    expect(learnedTitle(en, curvesOf(shown.worlds.filter(({ flagged }) => flagged)), false)).toBe(
      `In 2 of 2 worlds, time of day explains most; its learned curves are ${rmse.toFixed(2)} logits (RMSE) from the true bias.`,
    );
    expect(learnedTitle(en, curvesOf(handSearch('none', ['network']).worlds), false)).toContain('it biases nothing');
  });
});

describe('rates', () => {
  it('are those of the stored file', async () => {
    const known = await storedSearch('full');
    expect(ratesTitle(en, known)).toBe(
      'At full strength the culprit is called in 200 of 200 worlds; where nothing biases clicks, a column is called in 0 of 40.',
    );
    expect(ratesTitle(en, undefined)).toMatch(/\?$/);
  });

  it('count the culprit’s calls, with Wilson’s interval, and name false alarms beside them', () => {
    const { worlds } = handSearch('time', ['time', 'time', 'network', null]);
    expect(rateWords(en, worlds, 'time')).toBe('2 of 4 [15%–85%]; false alarms: 1');
    expect(rateWords(en, handSearch('none', [null, 'time']).worlds, null)).toBe('1 of 2 [9%–91%]');
  });
});
