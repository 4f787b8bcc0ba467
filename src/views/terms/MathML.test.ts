import { describe, expect, it } from 'vitest';
import { withWords } from './MathML.tsx';

describe('words in a formula', () => {
  const markup = '<math><mtext>CLICK</mtext><mtext>DEVICE</mtext><mi>ReLU</mi></math>';

  it('take their places; a place without a word stays', () => {
    expect(withWords(markup, { CLICK: '点击' })).toBe(
      '<math><mtext>点击</mtext><mtext>DEVICE</mtext><mi>ReLU</mi></math>',
    );
    expect(withWords(markup)).toBe(markup);
  });

  it('are words, whatever they hold', () => {
    expect(withWords(markup, { CLICK: '<b>&' })).toContain('<mtext>&lt;b>&amp;</mtext>');
  });
});
