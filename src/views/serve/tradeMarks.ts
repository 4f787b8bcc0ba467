/** Engagement against satisfaction: the model's curve, the truth's, random, and where the reader's weights are on each. Pure. */
import { extent, line, scaleLinear } from 'd3';
import type { PageWorth } from '../../metrics/pageWorth.ts';
import type { Worth } from '../../serving/server.ts';
import { circle, group, label, path, segment, type Mark } from '../charts/marks.ts';

export const TRADE_HEIGHT = 300;
const MARGIN = { top: 14, right: 16, bottom: 40, left: 44 };
const TICKS = 5;

export interface TradePicture {
  worth: Pick<Worth, 'curve' | 'oracleCurve'>;
  random: PageWorth;
  mine: PageWorth;
  oracle: PageWorth;
  words: {
    clicks: string;
    likes: string;
    /** At the ends of the truth's curve. */
    engagement: string;
    satisfaction: string;
    number: (value: number) => string;
  };
}

/** A scale with room around all values. */
function roomy(values: readonly number[], range: [number, number]) {
  const [low = 0, high = 1] = extent(values);
  const room = Math.max((high - low) * 0.06, 0.005);
  return scaleLinear([low - room, high + room], range);
}

type Scale = ReturnType<typeof roomy>;

/** Grid lines, numbers and what they count. */
function axes(x: Scale, y: Scale, width: number, words: TradePicture['words']): Mark[] {
  const bottom = TRADE_HEIGHT - MARGIN.bottom;
  const right = width - MARGIN.right;
  const [xs, ys] = [x.ticks(TICKS), y.ticks(TICKS)];
  return [
    group(
      'grid',
      [
        ...xs.map((value) => segment(`x ${String(value)}`, x(value), MARGIN.top, x(value), bottom)),
        ...ys.map((value) => segment(`y ${String(value)}`, MARGIN.left, y(value), right, y(value))),
      ],
      { class: 'serve-grid' },
    ),
    group(
      'axes',
      [
        ...xs.map((value) =>
          label(`x ${String(value)}`, x(value), bottom + 14, words.number(value), { 'text-anchor': 'middle' }),
        ),
        ...ys.map((value) =>
          label(`y ${String(value)}`, MARGIN.left - 6, y(value), words.number(value), {
            'text-anchor': 'end',
            dy: '0.32em',
          }),
        ),
        label('clicks', right, bottom + 32, words.clicks, { 'text-anchor': 'end' }),
        label('likes', MARGIN.left + 4, MARGIN.top + 10, words.likes),
      ],
      { class: 'serve-axis' },
    ),
  ];
}

/** @param width - in pixels */
export function tradeMarks(width: number, { worth, random, mine, oracle, words }: TradePicture): Mark[] {
  const all = [...worth.curve, ...worth.oracleCurve, random, mine, oracle];
  const right = width - MARGIN.right;
  const clicks = all.map((point) => point.clicks);
  const likes = all.map((point) => point.likes);
  const x = roomy(clicks, [MARGIN.left, right]);
  const y = roomy(likes, [TRADE_HEIGHT - MARGIN.bottom, MARGIN.top]);
  const curve = line<PageWorth>()
    .x((point) => x(point.clicks))
    .y((point) => y(point.likes))
    .digits(2);
  const dot = (key: string, point: PageWorth, r: number): Mark =>
    circle(key, x(point.clicks), y(point.likes), r, { class: `serve-${key}` });
  const end = (key: string, point: PageWorth, below: number, text: string): Mark =>
    label(key, Math.min(x(point.clicks), right), y(point.likes) + below, text, {
      class: 'serve-end',
      'text-anchor': x(point.clicks) > width / 2 ? 'end' : 'start',
    });
  return [
    ...axes(x, y, width, words),
    path('truth', curve(worth.oracleCurve) ?? '', { class: 'serve-truth' }),
    path('curve', curve(worth.curve) ?? '', { class: 'serve-curve' }),
    end('engagement', worth.oracleCurve[0], 18, words.engagement),
    end('satisfaction', worth.oracleCurve[worth.oracleCurve.length - 1], -8, words.satisfaction),
    dot('random', random, 5),
    dot('oracle', oracle, 5),
    dot('mine', mine, 6),
  ];
}
