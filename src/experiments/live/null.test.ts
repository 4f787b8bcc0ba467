import { describe, expect, it } from 'vitest';
import { nullCourse, nullExperiments, nullRate } from './null.ts';

/** Pages of a pool: all items of a page alike, pages far apart. What users see of one query then goes together. */
const together = Float64Array.from({ length: 200 * 9 }, (_, i) => (Math.floor(i / 9) % 2 ? 0.8 : 0.2));
/** Every item of every page alike: impressions are independent. */
const apart = new Float64Array(200 * 9).fill(0.5);

describe('A/A experiments', () => {
  it('the sequence is hardly ever wrong, looking again and again often is, and so is counting impressions that go together', async () => {
    const result = await nullExperiments(together, 150, { queries: 600, seed: 3 });
    expect(result.experiments).toBe(150);
    // 5% and three standard errors of it.
    expect(result.everOutside.sequence / 150).toBeLessThanOrEqual(0.104);
    expect(result.everOutside.fixed / 150).toBeGreaterThan(0.25);
    expect(result.everOutside.impressions / 150).toBeGreaterThan(0.25);
    expect(nullRate(result, 'fixed').k).toBe(result.everOutside.fixed);
    expect(result.first.filter(({ fixed }) => fixed !== null)).toHaveLength(result.everOutside.fixed);
  });

  it('impressions may be units where those of a page have nothing in common', async () => {
    const { everOutside } = await nullExperiments(apart, 150, { queries: 600, seed: 3 });
    expect(everOutside.impressions / 150).toBeLessThanOrEqual(0.104);
  });

  it('have a course that only rises, up to how many there were', () => {
    const none = { sequence: null, fixed: 30, impressions: 400 };
    const { at, sequence, fixed, impressions } = nullCourse([none, { ...none, fixed: 31, sequence: 200 }], 400);
    expect([at[0], at.at(-1), at.length]).toEqual([10, 400, 40]);
    expect([fixed[1], fixed[2], fixed[3]]).toEqual([0, 1, 2]);
    expect([sequence[18], sequence[19]]).toEqual([0, 1]);
    expect([impressions[38], impressions[39]]).toEqual([0, 2]);
  });

  it('no way is looked at before its burn-in, and experiments repeat', async () => {
    const once = await nullExperiments(together, 20, { queries: 400, seed: 8 });
    const portions: number[] = [];
    const again = await nullExperiments(together, 20, {
      queries: 400,
      seed: 8,
      onPortion: (some) => portions.push(some.length),
    });
    expect(again).toEqual(once);
    expect(portions).toEqual([5, 5, 5, 5]);
    for (const { sequence, fixed, impressions } of once.first) {
      for (const query of [sequence, fixed]) if (query !== null) expect(query).toBeGreaterThanOrEqual(30);
      // Four pages have 36 impressions.
      if (impressions !== null) expect(impressions).toBeGreaterThanOrEqual(4);
    }
  });
});
