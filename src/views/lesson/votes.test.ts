import { describe, expect, it } from 'vitest';
import { handsOf, handsTyped, mostVoted } from './votes.ts';

describe('hands that were raised', () => {
  it('are counted, and the most of them are the prediction', () => {
    const votes = { mmoe: 7, alike: 2, sharedBottom: 9 };
    expect(handsOf(votes)).toBe(18);
    expect(mostVoted(['mmoe', 'alike', 'sharedBottom'], votes)).toBe('sharedBottom');
  });
  it('are the first choice where two have as many, and none where nobody voted', () => {
    expect(mostVoted(['a', 'b', 'c'], { b: 4, c: 4 })).toBe('b');
    expect(mostVoted(['a', 'b'], { a: 0 })).toBeNull();
    expect(mostVoted(['a', 'b'], undefined)).toBeNull();
    expect(handsOf(undefined)).toBe(0);
  });
  it.each([
    ['12', 12],
    ['', 0],
    [' 3 ', 3],
    ['-1', null],
    ['1.5', null],
    ['many', null],
    ['100000', null],
  ])('typed as "%s" are %s', (text, count) => {
    expect(handsTyped(text)).toBe(count);
  });
});
