import { describe, expect, it } from 'vitest';
import { bestOf, frontOf, inOrder, isGood, kindOf, pointsOf, rolesOf, seenOf, worstOf } from './points.ts';
import { CURES, hand, ratio, WITHOUT } from './testing.ts';

const points = pointsOf(CURES, 'weights');
const ids = (some: readonly { id: string }[]): string[] => some.map(({ id }) => id);

describe('a cure’s place in the plane', () => {
  it('is how many runs polarize, by weights or by contributions, and its loss; none is at 1', () => {
    expect(points.map(({ id, rate, loss }) => [id, rate.k, loss.ratio])).toEqual([
      ['none', 20, 1],
      ['dropout:0.1', 8, 1.1],
      ['swish', 0, 0.75],
      ['lossFree:0.03', 0, 0.97],
      ['noise:1', 45, 1.05],
      ['uniform', 0, 1.25],
      ['rate:0.5', 14, 0.7],
    ]);
    expect(pointsOf(CURES, 'contributions').map(({ rate }) => rate.k)).toEqual([50, 35, 0, 12, 45, 0, 14]);
    expect(points[0].loss.low).toBeNaN();
  });
  it('is nowhere where every pair diverged', () => {
    const gone = hand('clip', { polarized: 0, diverged: 100, loss: { n: 0, ratio: NaN, low: NaN, high: NaN } });
    expect(pointsOf([...CURES, gone], 'weights')).toHaveLength(CURES.length);
  });
  it('is seen where its kind is, or where all are; that of no cure always', () => {
    expect(ids(seenOf(points, ['expert']))).toEqual(['none', 'swish']);
    expect(ids(seenOf(points, ['gate', 'optimizer']))).toEqual([
      'none',
      'dropout:0.1',
      'lossFree:0.03',
      'noise:1',
      'uniform',
      'rate:0.5',
    ]);
    expect(seenOf(points, [])).toEqual(points);
  });
  it('is of the cure’s kind, or of several together', () => {
    expect(
      ['swish', 'clip', 'cgc', 'lossFree', 'decay+lossFree'].map((text) => kindOf(hand(text, { polarized: 0 }))),
    ).toEqual(['expert', 'optimizer', 'architecture', 'gate', 'together']);
  });
});

describe('the points that a reader looks for', () => {
  it('are the best, the worst, the paper’s, no gate and none', () => {
    expect(bestOf(CURES)?.cure.id).toBe('swish');
    expect(worstOf(points)?.id).toBe('noise:1');
    expect([...rolesOf(points, CURES, 'weights')]).toEqual([
      ['swish', ['best']],
      ['noise:1', ['worst']],
      ['dropout:0.1', ['paper']],
      ['uniform', ['uniform']],
      ['none', ['none']],
    ]);
  });
  it('by contributions, have as the best what surely lowers those', () => {
    const cures = [
      CURES[0],
      hand('lossFree:0.03', { polarized: 0, contributed: 45, loss: ratio(0.7) }),
      hand('clip', { polarized: 15, contributed: 5, loss: ratio(0.8) }),
    ];
    const best = (measure: 'weights' | 'contributions'): unknown =>
      [...rolesOf(pointsOf(cures, measure), cures, measure)].find(([, roles]) => roles.includes('best'))?.[0];
    expect([best('weights'), best('contributions')]).toEqual(['lossFree:0.03', 'clip:0.3']);
  });
  it('may be several at once; another strength of dropout is not the paper’s', () => {
    const two = [
      CURES[0],
      hand('dropout:0.1', { polarized: 25, loss: ratio(1.2) }),
      hand('dropout:0.3', { polarized: 0, loss: ratio(0.9) }),
    ];
    expect([...rolesOf(pointsOf(two, 'weights'), two, 'weights')]).toEqual([
      ['dropout:0.3', ['best']],
      ['dropout:0.1', ['worst', 'paper']],
      ['none', ['none']],
    ]);
  });
  it('call the one that polarizes most so where its loss is lower, and not the worst', () => {
    const cures = [
      CURES[0],
      hand('decay', { polarized: 40, loss: ratio(0.9) }),
      hand('swish', { polarized: 0, loss: ratio(0.8) }),
    ];
    expect(rolesOf(pointsOf(cures, 'weights'), cures, 'weights').get('decay:0.1')).toEqual(['most']);
  });
  it('have no best where nothing is surely better, and no worst of one', () => {
    const one = [CURES[0], hand('cap', { polarized: WITHOUT, loss: ratio(1.01) })];
    expect(isGood(bestOf(one)!)).toBe(false);
    expect([...rolesOf(pointsOf(one, 'weights'), one, 'weights').values()].flat()).toEqual(['none']);
    expect(worstOf(pointsOf(one, 'weights'))).toBeUndefined();
    expect(bestOf([CURES[0]])).toBeUndefined();
  });
  it('is the worst with the higher loss among equals', () => {
    const equal = [
      hand('cap', { polarized: 30, loss: ratio(1.3) }),
      hand('noise', { polarized: 30, loss: ratio(1.1) }),
    ];
    expect(worstOf(pointsOf(equal, 'weights'))?.id).toBe('cap:2.5');
  });
});

describe('the front', () => {
  it('joins the points that no other matches in both and beats in one', () => {
    // 0 runs at .75, then 14 at .70; .97 and 1.25 are beaten at 0, 1.10 and 1.05 from both sides.
    expect(ids(frontOf(points))).toEqual(['swish', 'rate:0.5']);
    expect(frontOf([])).toEqual([]);
  });
});

it('the list has those that leave at most 5% polarized first, each part by loss, none at the head of its part', () => {
  const { cured, others } = inOrder(points);
  expect(ids(cured)).toEqual(['swish', 'lossFree:0.03', 'uniform']);
  expect(ids(others)).toEqual(['none', 'rate:0.5', 'noise:1', 'dropout:0.1']);
});
