import { describe, expect, it } from 'vitest';
import { decodeState } from '../../run/readLink.ts';
import { withCard } from './withCard.ts';

const read = (query: string) => {
  const { state, page, problems } = withCard(decodeState(query));
  return { chapter: state.view.chapter, card: page.embed?.card, problems };
};

describe('the picture that an embedded page is asked for', () => {
  it('brings its chapter, whatever else the link says of one', () => {
    expect(read('embed=1&card=position-bias.why&ch=compare')).toEqual({
      chapter: 'position-bias',
      card: 'position-bias.why',
      problems: [],
    });
  });

  it('is named where there is none, with those of the chapter that was meant, which is shown whole', () => {
    const cures = 'cures.advice, cures.pareto, cures.setup, cures.cure';
    expect(read('embed=1&card=cures.gates')).toEqual({
      chapter: 'cures',
      card: null,
      problems: [{ key: 'card', given: 'cures.gates', reason: 'card', names: cures }],
    });
    expect(read('v=1&ch=cures&embed=1&card=%3Cb%3E')).toEqual({
      chapter: 'cures',
      card: null,
      problems: [{ key: 'card', given: '<b>', reason: 'card', names: cures }],
    });
    // A chapter without pictures names those of the first.
    expect(read('v=1&ch=about&embed=1&card=constructor')).toMatchObject({ chapter: 'train', card: null });
  });

  it('is nothing to a page of its own', () => {
    expect(read('v=1&ch=gates&card=train.gates')).toMatchObject({
      chapter: 'gates',
      problems: [{ key: 'card', reason: 'page' }],
    });
    expect(read('embed=1')).toEqual({ chapter: 'train', card: null, problems: [] });
  });
});
