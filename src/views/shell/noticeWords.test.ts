import type { TFunction } from 'i18next';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { FIELDS, fieldOf } from '../../run/fields.ts';
import { BACKENDS } from '../../run/link.ts';
import { decodeState } from '../../run/readLink.ts';
import { notifyLinkProblems } from '../notices.ts';
import { useLab } from '../store.ts';
import { wordsIn } from './fieldWords.ts';
import { noticeWords } from './noticeWords.ts';

describe.each(['en', 'zh'] as const)('notices of a link (%s)', (language) => {
  let t: TFunction;
  beforeAll(async () => {
    t = await wordsOf(language);
  });
  afterEach(() => {
    useLab.setState({ notices: [] });
  });
  const said = (search: string): string[] => {
    notifyLinkProblems(decodeState(search).problems);
    const words = wordsIn(language, t);
    return useLab.getState().notices.map(({ key, values }) => noticeWords(key, values, t, words));
  };

  it('call no two fields by the same words', () => {
    const words = wordsIn(language, t);
    const names = FIELDS.map((field) => words.named(field).toLowerCase());
    expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    const labels = FIELDS.map((field) => words.label(field));
    // No name is what another field's control says.
    for (const [i, field] of FIELDS.entries())
      expect(
        labels.filter((label, j) => j !== i && label === words.named(field)),
        field.path,
      ).toEqual([]);
  });

  it('of two fields differ', () => {
    const all = FIELDS.map((field) => {
      useLab.setState({ notices: [] });
      return said(`${field.key}=!`)[0];
    });
    expect(new Set(all).size).toBe(FIELDS.length);
  });

  it('are short whatever the link holds', () => {
    const curve = Array.from({ length: 27 }, (_, i) => `-${String(i)}.123456`).join('_');
    for (const search of [
      `bc=${curve}`,
      `bc=${curve}x`,
      'bc=1',
      `e=${'9'.repeat(500)}`,
      `tl=${'x'.repeat(500)}`,
      `${'k'.repeat(500)}=1`,
    ]) {
      useLab.setState({ notices: [] });
      const [notice] = said(search);
      expect(notice.length, notice).toBeLessThan(200);
      expect(notice).not.toMatch(/undefined|\{\{|notice\./);
    }
  });

  it('list the engines that there are', () => {
    const [notice] = said('backend=gpu');
    expect(notice).toContain('“gpu”');
    for (const backend of BACKENDS) expect(notice).toContain(backend);
  });

  it('fill in everything, for every reason', () => {
    for (const search of [
      'x=1',
      'e=x',
      'e=1.5',
      'e=99',
      'o=x',
      'tw=1',
      'v=9',
      'tl=x',
      'at=x',
      'h=0&bh=adversarial',
      'e=4&e=5',
      'at=1&at=2',
      'backend=x',
    ]) {
      useLab.setState({ notices: [] });
      const [notice] = said(search);
      expect(notice, search).not.toMatch(/undefined|\{\{|notice\./);
    }
  });
});

describe('in English', () => {
  it('says which initial weights', async () => {
    const t = await wordsOf('en');
    notifyLinkProblems(decodeState('si=x&is=0&bc=1_2').problems);
    const words = wordsIn('en', t);
    expect(useLab.getState().notices.map(({ key, values }) => noticeWords(key, values, t, words))).toEqual([
      'The link gives Seeds: Initial weights as “x”, which is not a number. It is 16 instead.',
      'The link gives Model: Initial weights as 0, which is out of range. It is 1× instead.',
      'The link gives Bias curves the wrong number of values. It is the usual curves instead.',
    ]);
  });

  it('speaks of rows where the run is on a table', async () => {
    const words = wordsIn('en', await wordsOf('en'), true);
    const [impressions, batch] = ['world.impressions', 'training.batch'].map((path) => fieldOf(`run.${path}`));
    expect(words.label(impressions)).toBe('Training rows, at most');
    expect(words.value(batch, 64)).toBe('64 rows');
    expect(words.hint(impressions)).toMatch(/^How many training rows are drawn/);
  });
});
