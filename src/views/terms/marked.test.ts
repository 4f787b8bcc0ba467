import { describe, expect, it } from 'vitest';
import { piecesOf, plain, withPunctuation } from './marked.ts';

describe('a sentence with marked terms', () => {
  it('comes apart into words and terms, a term as it is called or as the sentence says it', () => {
    expect(piecesOf('Each [[gate]] mixes [[expert|experts]].')).toEqual([
      { text: 'Each ' },
      { text: 'gate', term: 'gate' },
      { text: ' mixes ' },
      { text: 'experts', term: 'expert' },
      { text: '.' },
    ]);
  });

  it('may begin and end with a term, and have none', () => {
    expect(piecesOf('[[a|A]][[b]]')).toEqual([
      { text: 'A', term: 'a' },
      { text: 'b', term: 'b' },
    ]);
    expect(piecesOf('P([x]) = [0, 1]')).toEqual([{ text: 'P([x]) = [0, 1]' }]);
    expect(piecesOf('')).toEqual([]);
  });

  it('reads without the marks as it does with them', () => {
    expect(plain('每个[[gate|门控]]混合[[expert|专家]]。')).toBe('每个门控混合专家。');
  });

  it('keeps the punctuation around a term with it, and no other word', () => {
    const kept = withPunctuation(piecesOf('排在哪里（[[positionBias|位置偏差]]，position bias）；[[a]][[b]]。'));
    expect(kept).toEqual([
      { text: '排在哪里' },
      { before: '（', text: '位置偏差', term: 'positionBias', after: '，' },
      { text: 'position bias）；' },
      { before: '', text: 'a', term: 'a', after: '' },
      { before: '', text: 'b', term: 'b', after: '。' },
      { text: '' },
    ]);
  });
});
