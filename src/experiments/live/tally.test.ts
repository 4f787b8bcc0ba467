import { mean, sampleCovariance, sampleVariance } from 'simple-statistics';
import { describe, expect, it } from 'vitest';
import { RandomStream } from '../../world/random.ts';
import type { Page } from './pages.ts';
import { createTally } from './tally.ts';

const page = (utility: number): Page => ({
  click: new Float64Array(9),
  like: new Float64Array(9),
  watchTime: 2 * utility,
  rating: 3 * utility,
  utility,
  chance: 0,
  best: 1,
});

describe('the tally of an experiment', () => {
  it('of a split one compares queries of two arms', () => {
    const tally = createTally({ arms: 3, design: 'split', tightestAt: 20 });
    const clicks = [
      [3, 5, 4, 4],
      [6, 5, 4],
      [1, 2],
    ];
    clicks.forEach((values, arm) => {
      for (const value of values) {
        tally.add(arm, page(0.5 + arm / 10), { clicks: value, likes: value + 1 });
        tally.complete(1, arm);
      }
    });
    const [control, second, third] = tally.state();
    expect(control.lift).toBeNull();
    expect(control.n).toBe(4);
    expect([second.clicks, second.likes, second.watchTime]).toEqual([5, 6, 1.2]);
    expect(second.rating).toBeCloseTo(1.8, 12);
    const { engagement, satisfaction } = second.lift!;
    expect([engagement.n, engagement.value]).toEqual([7, 0.25]);
    expect(satisfaction.value).toBeCloseTo(0.2, 12);
    const error = Math.sqrt(sampleVariance(clicks[1]) / 3 + (1.25 ** 2 * sampleVariance(clicks[0])) / 4) / 4;
    expect(engagement.deviation / Math.sqrt(7)).toBeCloseTo(error, 12);
    expect(third.lift!.engagement.n).toBe(6);
    expect(third.captured.value).toBeCloseTo(0.7, 12);
  });

  it('of a paired one takes out what lists for the same query have in common', () => {
    const tally = createTally({ arms: 2, design: 'paired', tightestAt: 20 });
    const control = [2, 4, 4, 5, 1];
    const arm = [3, 5, 4, 6, 2];
    control.forEach((value, i) => {
      const answered = [value, arm[i]].map((clicks) => ({ clicks, likes: 1 }));
      answered.forEach((one, a) => {
        tally.add(a, page(0.5), one);
      });
      tally.complete(i + 1, answered);
    });
    const { engagement, satisfaction } = tally.state()[1].lift!;
    const ratio = mean(arm) / mean(control);
    const variance =
      sampleVariance(arm) + ratio ** 2 * sampleVariance(control) - 2 * ratio * sampleCovariance(arm, control);
    expect(engagement.value).toBeCloseTo(ratio - 1, 12);
    expect(engagement.deviation).toBeCloseTo(Math.sqrt(variance) / mean(control), 12);
    expect(satisfaction).toMatchObject({ n: 5, value: 0, deviation: 0, sequence: null, fixed: null });
  });

  it('remembers the query at which an interval first left zero, and on which side, though it may come back', () => {
    const tally = createTally({ arms: 2, design: 'split', tightestAt: 60 });
    const draw = new RandomStream(2, 0);
    let query = 0;
    const some = (count: number, gain: number): void => {
      for (let i = 0; i < count; i++) {
        const arm = i % 2;
        tally.add(arm, page(0), { clicks: 5 + draw.normal() + arm * gain, likes: 5 });
        tally.complete(++query, arm);
      }
    };
    // Control's queries move every lift as well: the thirtieth is one of them.
    const other = createTally({ arms: 3, design: 'split', tightestAt: 60 });
    for (let i = 1; i <= 30; i++) {
      other.add(i % 2, page(0), { clicks: 5 + draw.normal() - 3 * (i % 2), likes: 5 });
      other.complete(i, i % 2);
    }
    expect(other.state()[1].lift!.engagement.fixed).toEqual({ queries: 30, sign: -1 });
    expect(other.state()[2].lift!.engagement.fixed).toBeNull();
    some(28, -3);
    // A burn-in of 30: nothing has been looked at.
    expect(tally.state()[1].lift!.engagement).toMatchObject({ sequence: null, fixed: null });
    some(40, -3);
    const left = tally.state()[1].lift!.engagement;
    expect(left.fixed).toEqual({ queries: 30, sign: -1 });
    expect(left.sequence!.sign).toBe(-1);
    expect(left.sequence!.queries).toBeGreaterThanOrEqual(30);
    some(400, 3);
    const now = tally.state()[1].lift!.engagement;
    expect(now.value).toBeGreaterThan(0);
    expect(now.sequence).toEqual(left.sequence);
  });
});
