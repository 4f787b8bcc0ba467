import { describe, expect, it } from 'vitest';
import { emptyLog } from '../world/labels.ts';
import type { WorldLog } from '../world/types.ts';
import { pageWorth, randomWorth, type Audience } from './pageWorth.ts';

/** ln(odds) of a probability. */
const logit = (p: number): number => Math.log(p / (1 - p));

/** Three candidates on a desktop: P(click) where position plays no part .8, .5, .2; P(like) .5, .75, .9. */
function tiny(): WorldLog {
  const log = emptyLog(3, 1);
  log.device.fill(1);
  [0.8, 0.5, 0.2].forEach((p, row) => {
    log.clickLogit[row] = logit(p);
  });
  [0.5, 0.75, 0.9].forEach((p, row) => {
    log.utility[row * 4 + 2] = logit(p) / 2;
  });
  return log;
}

/** Odds are halved at the second place and quartered at the third. */
const audience = (changes: Partial<Audience['spec']> = {}): Audience => ({
  spec: { clickModel: 'additive', labels: 'clicked', likeGain: 2, logging: 'ranked', ...changes },
  truth: { bias: [[], [0, Math.log(1 / 2), Math.log(1 / 4)], []] },
});

describe('the worth of a page', () => {
  it('by hand: odds 4, 1/2 and 1/16 in the order given', () => {
    const { clicks, likes } = pageWorth(audience(), tiny(), [0, 1, 2]);
    expect(clicks).toBeCloseTo(4 / 5 + 1 / 3 + 1 / 17, 6);
    expect(likes).toBeCloseTo((4 / 5) * 0.5 + (1 / 3) * 0.75 + (1 / 17) * 0.9, 6);
  });

  it('counts likes of what was not clicked where every label is observed', () => {
    expect(pageWorth(audience({ labels: 'all' }), tiny(), [2, 1]).likes).toBeCloseTo(0.9 + 0.75, 6);
  });

  it('knows no places where the log knows none, and multiplies where users examine first', () => {
    expect(pageWorth(audience({ logging: 'none' }), tiny(), [2, 1, 0]).clicks).toBeCloseTo(1.5, 6);
    const { clicks } = pageWorth(audience({ clickModel: 'examination' }), tiny(), [0, 1, 2]);
    expect(clicks).toBeCloseTo(0.8 + 0.5 / 2 + 0.2 / 4, 6);
  });

  it('has nine places', () => {
    const log = emptyLog(12, 1);
    const many: Audience = { ...audience(), truth: { bias: [new Array<number>(9).fill(0), [], []] } };
    expect(pageWorth(many, log, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]).clicks).toBeCloseTo(4.5, 9);
    expect(randomWorth(many, log, 0, 12).clicks).toBeCloseTo(4.5, 9);
  });

  it('at random is the mean over all orders', () => {
    const orders = [
      [0, 1, 2],
      [0, 2, 1],
      [1, 0, 2],
      [1, 2, 0],
      [2, 0, 1],
      [2, 1, 0],
    ];
    const random = randomWorth(audience(), tiny(), 0, 3);
    for (const of of ['clicks', 'likes'] as const) {
      const mean = orders.reduce((sum, order) => sum + pageWorth(audience(), tiny(), order)[of] / 6, 0);
      expect(random[of]).toBeCloseTo(mean, 9);
    }
  });
});
