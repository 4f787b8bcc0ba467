import { describe, expect, it } from 'vitest';
import { markAt, toSvg } from '../charts/testing/svg.ts';
import { en, WORTH } from './testing.ts';
import { TRADE_HEIGHT, tradeMarks, type TradePicture } from './tradeMarks.ts';

const point = ({ clicks, likes }: (typeof WORTH)['mine']) => ({ clicks: clicks.mean, likes: likes.mean });
const picture: TradePicture = {
  worth: WORTH,
  random: point(WORTH.random),
  mine: point(WORTH.mine),
  oracle: point(WORTH.oracle),
  words: {
    clicks: en.t('serve.trade.clicks'),
    likes: en.t('serve.trade.likes'),
    engagement: en.t('serve.trade.engagement'),
    satisfaction: en.t('serve.trade.satisfaction'),
    number: (value) => en.numbers.plain(value),
  },
};
/** This chapter's marks in brief, beside what all pictures have. */
const STYLE = `.serve-grid { stroke: var(--grid) } .serve-truth, .serve-curve { fill: none; stroke: var(--truth); stroke-width: 1.75 }
.serve-curve { stroke: var(--estimate) } .serve-random { fill: none; stroke: var(--muted) } .serve-mine { fill: var(--estimate) }
`;
const svg = (width: number): string =>
  toSvg(tradeMarks(width, picture), { width, height: TRADE_HEIGHT }).replace('</style>', `${STYLE}</style>`);

describe('the trade-off', () => {
  it.each([
    ['trade', 560],
    ['trade-narrow', 320],
  ])('%s is as it was', async (name, width) => {
    await expect(svg(width)).toMatchFileSnapshot(`snapshots/${name}.svg`);
  });

  it('has more clicks to the right, more likes above, and every mark inside', () => {
    const marks = tradeMarks(500, picture);
    const at = (key: string): [number, number] => {
      const { cx, cy } = markAt(marks, key).at;
      return [Number(cx), Number(cy)];
    };
    const [mine, oracle, random] = [at('mine'), at('oracle'), at('random')];
    expect(oracle[0]).toBeGreaterThan(mine[0]);
    expect(mine[0]).toBeGreaterThan(random[0]);
    expect(oracle[1]).toBeLessThan(mine[1]);
    expect(mine[1]).toBeLessThan(random[1]);
    for (const [x, y] of [mine, oracle, random]) {
      expect(x).toBeGreaterThan(0);
      expect(x).toBeLessThan(500);
      expect(y).toBeGreaterThan(0);
      expect(y).toBeLessThan(TRADE_HEIGHT);
    }
  });
});
