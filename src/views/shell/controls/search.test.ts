import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../../i18n/testing.ts';
import { findSettings, type Findable } from './search.ts';
import { SETTINGS } from './stages.ts';
import { findable } from './useFound.ts';

const setting = (path: string, more: Partial<Findable>): Findable => ({
  path,
  key: '-',
  names: [],
  terms: [],
  sentences: [],
  ...more,
});

describe('the order of what is found', () => {
  const settings = [
    setting('sentence', { sentences: ['What a gate does.'] }),
    setting('term', { names: ['Units'], terms: ['In the paper: gating networks'] }),
    setting('inside', { names: ['Investigate'] }),
    setting('word', { names: ['Shared gate'] }),
    setting('start', { names: ['Gate dropout'] }),
    setting('name', { names: ['Gate'] }),
    setting('key', { key: 'gate' }),
    setting('other', { names: ['Other'], sentences: ['It propagates.'] }),
  ];

  it('is: the thing itself, its beginning, a word in it, inside of a name, a term, a sentence; else not at all', () => {
    expect(findSettings(settings, ' GATE ')).toEqual(['name', 'key', 'start', 'word', 'inside', 'sentence']);
    expect(findSettings(settings, 'gat')).toEqual(['start', 'name', 'word', 'inside', 'term', 'sentence']);
  });

  it('has every word of the query, in any order and any place', () => {
    expect(findSettings(settings, 'dropout gate')).toEqual(['start']);
    expect(findSettings(settings, 'units gating')).toEqual(['term']);
    expect(findSettings(settings, 'gate colour')).toEqual([]);
  });

  it('looks inside of a name for three letters and more: two are in every other word', () => {
    const inside = [setting('inside', { names: ['Investigate'] })];
    expect([findSettings(inside, 'ti'), findSettings(inside, 'tig')]).toEqual([[], ['inside']]);
  });

  it('is empty for nothing', () => {
    expect(findSettings(settings, '  ')).toEqual([]);
  });

  it('takes full-width letters as letters, and Chinese wherever it stands', () => {
    expect(findSettings(settings, 'Ｇａｔｅ')[0]).toBe('name');
    expect(findSettings([setting('zh', { names: ['门控学习率倍数'] })], '学习率')).toEqual(['zh']);
  });
});

describe('the settings of the page', async () => {
  const languages = [await wordsOf('en'), await wordsOf('zh')];
  const all = SETTINGS.map((field) => findable(field, languages));
  it.each([
    ['gate dropout', 'training.gateDropout'],
    ['gd', 'training.gateDropout'],
    ['drop', 'training.gateDropout'],
    ['learning', 'training.learningRate'],
    ['学习率', 'training.learningRate'],
    ['工作节点', 'training.workers'],
    ['staleness', 'training.workers'],
    ['distributed training', 'training.workers'],
    ['adam', 'training.optimizer'],
    ['shallow tower', 'model.biasHandling'],
    ['OMoE', 'model.kind'],
    ['task correlation', 'world.cosineWithin'],
    ['initial weights', 'model.initScale'],
    ['seeds data', 'seeds.data'],
    ['e', 'model.experts'],
  ])('“%s” finds %s first', (query, path) => {
    expect(findSettings(all, query)[0]).toBe(`run.${path}`);
  });

  it('finds every setting by its name in either language and by its key', () => {
    for (const one of all)
      for (const word of [one.key, ...one.names]) expect(findSettings(all, word), word).toContain(one.path);
  });

  it('finds nothing for a word that nobody says', () => {
    expect(findSettings(all, 'zebra')).toEqual([]);
  });
});
