import { describe, expect, it } from 'vitest';
import { wordsOf } from '../../i18n/testing.ts';
import { TERM_IDS } from '../terms/terms.ts';
import { foundTerms, type Said } from './found.ts';

const languages = [await wordsOf('en'), await wordsOf('zh')];
const said: Said = (id) => ({
  names: languages.map((t) => t(`glossary.term.${id}.name`)),
  sentences: languages.map((t) => t(`glossary.term.${id}.text`)),
});
const found = (asked: string): string[] => foundTerms(said, asked);

describe('the search for a term', () => {
  it('finds by a name in either language, capitals and blanks aside', () => {
    expect(found('  DROPOUT mask ')).toEqual(['mask']);
    expect(found('浅层塔')[0]).toBe('shallowTower');
    expect(found('shallow tower')[0]).toBe('shallowTower');
  });

  it('finds by the sentence too, names first', () => {
    const terms = found('position bias');
    expect(terms[0]).toBe('positionBias');
    expect(terms).toContain('treatment');
    expect(found('审视')).toEqual(['examination', 'clickModel']);
  });

  it('finds all without a word, and nothing for a word that is nowhere', () => {
    expect(found(' ')).toEqual(TERM_IDS);
    expect(found('zebra')).toEqual([]);
  });
});
