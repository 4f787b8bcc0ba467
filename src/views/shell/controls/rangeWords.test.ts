import { describe, expect, it } from 'vitest';
import { rangeWords } from './rangeWords.ts';

describe('a range', () => {
  it.each([
    ['1 workers', '16 workers', '1', '16 workers'],
    ['1 个工作节点', '16 个工作节点', '1', '16 个工作节点'],
    ['−3 logits', '1,000.5 logits', '−3', '1,000.5 logits'],
    // A sign that belongs to its number stays with both; so do numbers alone.
    ['0%', '50%', '0%', '50%'],
    ['1', '12', '1', '12'],
  ])('from %s to %s says its unit once', (from, to, min, max) => {
    expect(rangeWords(from, to)).toEqual({ min, max });
  });
});
