import { describe, expect, it } from 'vitest';
import type { CtrPoint } from '../../../session/protocol.ts';
import { positionOutcome } from './position.ts';

const point = (position: number, observed: number, relevance: number): CtrPoint => ({
  position,
  impressions: 100,
  clicks: 100 * observed,
  observed,
  low: observed,
  high: observed,
  expected: observed,
  relevance,
  bias: NaN,
});

describe('click-through rates by position', () => {
  it('sets what was clicked at the last position beside what would be if all places were looked at alike', () => {
    const outcome = positionOutcome([point(1, 0.56, 0.56), point(5, 0.2, 0.46), point(9, 0.12, 0.41)], 0.5);
    expect(outcome?.came).toEqual({ kind: 'number', value: 0.41 });
    expect(outcome?.right).toBe(true);
    expect(outcome?.said).toEqual([
      { key: 'apart', values: { observed: 12, relevance: 41 } },
      { key: 'share', values: { top: 56, observed: 12, by: 15 } },
    ]);
    expect(positionOutcome([point(1, 0.56, 0.56), point(9, 0.12, 0.41)], 0.15)?.right).toBe(false);
  });

  it('says so where position hardly matters', () => {
    const outcome = positionOutcome([point(1, 0.5, 0.5), point(9, 0.4, 0.41)], 0.4);
    expect(outcome?.said).toEqual([{ key: 'absent', values: { by: 2 } }]);
  });

  it('says nothing where there are no positions, or where no truth is known', () => {
    expect(positionOutcome([], 0.4)).toBeNull();
    expect(positionOutcome([point(1, 0.5, NaN), point(9, 0.4, NaN)], 0.4)).toBeNull();
  });
});
