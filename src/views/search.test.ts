import { describe, expect, it } from 'vitest';
import { wordsOf } from '../i18n/testing.ts';
import { find, type Findable } from './search.ts';
import { SETTINGS } from './shell/controls/stages.ts';
import { findable } from './shell/controls/useFound.ts';
import { TERM_IDS } from './terms/terms.ts';

const setting = (id: string, more: Partial<Findable>): Findable => ({ id, names: [], sentences: [], ...more });
const idsOf = (things: readonly Findable[], query: string): string[] => find(things, query).map(({ id }) => id);

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
    expect(idsOf(settings, ' GATE ')).toEqual(['name', 'key', 'start', 'word', 'inside', 'sentence']);
    expect(idsOf(settings, 'gat')).toEqual(['start', 'name', 'word', 'inside', 'term', 'sentence']);
  });

  it('has every word of the query, in any order and any place', () => {
    expect(idsOf(settings, 'dropout gate')).toEqual(['start']);
    expect(idsOf(settings, 'units gating')).toEqual(['term']);
    expect(idsOf(settings, 'gate colour')).toEqual([]);
  });

  it('looks inside of a name for three letters and more: two are in every other word', () => {
    const inside = [setting('inside', { names: ['Investigate'] })];
    expect([idsOf(inside, 'ti'), idsOf(inside, 'tig')]).toEqual([[], ['inside']]);
  });

  it('puts words that stand together as asked before the same words apart', () => {
    const together = setting('together', { names: ['A gate dropout'] });
    const apart = setting('apart', { names: ['Dropout gate'] });
    expect(idsOf([together, apart], 'gate dropout')).toEqual(['together', 'apart']);
  });

  it('finds where a word begins, though it stands inside of another before', () => {
    expect(idsOf([setting('later', { terms: ['investigate a gate'] })], 'gate')).toEqual(['later']);
  });

  it('is empty for nothing', () => {
    expect(idsOf(settings, '  ')).toEqual([]);
  });

  it('takes full-width letters as letters, and Chinese wherever it stands', () => {
    expect(idsOf(settings, 'Ｇａｔｅ')[0]).toBe('name');
    expect(idsOf([setting('zh', { names: ['门控学习率倍数'] })], '学习率')).toEqual(['zh']);
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
    ['staleness', 'training.cures.stalenessAware'],
    ['stale parameters', 'training.workers'],
    ['均衡', 'training.cures.lossFree'],
    ['load balancing', 'training.cures.switchLoss'],
    ['Swish', 'training.cures.expertActivation'],
    ['warm-up', 'training.cures.warmUp'],
    ['层归一化', 'training.cures.layerNorm'],
    ['lf', 'training.cures.lossFree'],
    ['distributed training', 'training.workers'],
    ['adam', 'training.optimizer'],
    ['shallow tower', 'model.biasHandling'],
    ['OMoE', 'model.kind'],
    ['task correlation', 'world.cosineWithin'],
    ['initial weights', 'model.initScale'],
    ['seeds data', 'seeds.data'],
    ['e', 'model.experts'],
  ])('“%s” finds %s first', (query, path) => {
    expect(idsOf(all, query)[0]).toBe(`run.${path}`);
  });

  it('finds every setting by its name in either language and by its key', () => {
    for (const one of all)
      for (const word of [one.key!, ...one.names]) expect(idsOf(all, word), word).toContain(one.id);
  });

  it('finds nothing for a word that nobody says', () => {
    expect(idsOf(all, 'zebra')).toEqual([]);
  });
});

describe('why something was found', () => {
  const why = (query: string, more: Partial<Findable>) => find([setting('one', more)], query)[0].why;
  const sentences = ['Numbers of the seed. Other masks, too: Dropout draws them anew for every example. Nothing else.'];

  it('is the sentence that has the word, as it is written', () => {
    expect(why('dropout', { names: ['Initial weights'], sentences })).toEqual({
      before: 'Other masks, too: ',
      found: 'Dropout',
      after: ' draws them anew for every example',
    });
    expect(why('专家', { names: ['随机数'], sentences: ['决定初值。每个专家各有一份。'] })).toEqual({
      before: '每个',
      found: '专家',
      after: '各有一份',
    });
  });

  it('is shortened at whole words', () => {
    const long = `${'before '.repeat(20)}dropout${' after'.repeat(20)}`;
    expect(why('dropout', { sentences: [long] })).toEqual({
      before: `…${'before '.repeat(5)}`,
      found: 'dropout',
      after: `${' after'.repeat(6)}…`,
    });
  });

  it('is what was asked for as a whole where it stands so', () => {
    const apart = 'A gate has its own dropout. ';
    expect(why('gate dropout', { sentences: [`${apart}This is gate dropout.`] })?.found).toBe('gate dropout');
    expect(why('dropout gate', { sentences: [`${apart}This is gate dropout.`] })?.found).toBe('dropout');
  });

  it('is not said where letters are not what they are searched by: the places would be others', () => {
    expect(why('gates', { sentences: ['½ of the gates'] })).toBeNull();
    expect(why('gates', { sentences: ['½ of the gates', 'Half of the gates'] })?.before).toBe('Half of the ');
  });

  it('needs no saying where a name says it; of several words it is the one that no name has', () => {
    expect(why('drop', { names: ['Gate dropout'], sentences })).toBeNull();
    expect(why('weights masks', { names: ['Initial weights'], sentences })?.found).toBe('masks');
    expect(why('weights masks', { names: ['Initial weights'], terms: ['Masks'], sentences })?.before).toBe('');
  });
});

describe('the terms of the glossary', async () => {
  const languages = [await wordsOf('en'), await wordsOf('zh')];
  const terms = TERM_IDS.map((id) => ({
    id,
    names: languages.map((t) => t(`glossary.term.${id}.name`)),
    sentences: languages.map((t) => t(`glossary.term.${id}.text`)),
  }));

  it('are found by a name in either language, capitals and blanks aside', () => {
    expect(idsOf(terms, '  DROPOUT mask ')).toEqual(['mask']);
    expect(idsOf(terms, '浅层塔')[0]).toBe('shallowTower');
    expect(idsOf(terms, 'shallow tower')[0]).toBe('shallowTower');
  });

  it('are found by the sentence too, names first', () => {
    const found = idsOf(terms, 'position bias');
    expect(found[0]).toBe('positionBias');
    expect(found).toContain('treatment');
    expect(idsOf(terms, '审视')).toEqual(['examination', 'clickModel']);
  });
});
