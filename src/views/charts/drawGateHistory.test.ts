import { describe, expect, it } from 'vitest';
import { stepAt } from './drawGateHistory.ts';

describe('a place in the history of the gates', () => {
  it('is a step between 0 and the last, left to right', () => {
    const size = { width: 234, height: 100 };
    expect([0, 18, 118, 218, 234].map((x) => stepAt(x, size, 600))).toEqual([0, 0, 300, 600, 600]);
  });
});
