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

/** @param width - in pixels */
export function tradeMarks(width: number, { worth, random, mine, oracle, words }: TradePicture): Mark[] {
  const all = [...worth.curve, ...worth.oracleCurve, random, mine, oracle];
  const bottom = TRADE_HEIGHT - MARGIN.bottom;
  const x = roomy(
    all.map(({ clicks }) => clicks),
    [MARGIN.left, width - MARGIN.right],
  );
  const y = roomy(
    all.map(({ likes }) => likes),
    [bottom, MARGIN.top],
  );
  const curve = line<PageWorth>()
    .x(({ clicks }) => x(clicks))
    .y(({ likes }) => y(likes))
    .digits(2);
  const dot = (key: string, { clicks, likes }: PageWorth, r: number): Mark =>
    circle(key, x(clicks), y(likes), r, { class: `serve-${key}` });
  const ends = worth.oracleCurve;
  const last = ends[ends.length - 1];
  return [
    group(
      'grid',
      [
        ...x.ticks(TICKS).map((value) => segment(`x ${String(value)}`, x(value), MARGIN.top, x(value), bottom)),
        ...y
          .ticks(TICKS)
          .map((value) => segment(`y ${String(value)}`, MARGIN.left, y(value), width - MARGIN.right, y(value))),
      ],
      { class: 'serve-grid' },
    ),
    group(
      'axes',
      [
        ...x
          .ticks(TICKS)
          .map((value) =>
            label(`x ${String(value)}`, x(value), bottom + 14, words.number(value), { 'text-anchor': 'middle' }),
          ),
        ...y
          .ticks(TICKS)
          .map((value) =>
            label(`y ${String(value)}`, MARGIN.left - 6, y(value), words.number(value), {
              'text-anchor': 'end',
              dy: '0.32em',
            }),
          ),
        label('clicks', width - MARGIN.right, bottom + 32, words.clicks, { 'text-anchor': 'end' }),
        label('likes', MARGIN.left + 4, MARGIN.top + 10, words.likes),
      ],
      { class: 'serve-axis' },
    ),
    path('truth', curve(worth.oracleCurve) ?? '', { class: 'serve-truth' }),
    path('curve', curve(worth.curve) ?? '', { class: 'serve-curve' }),
    label('engagement', x(ends[0].clicks), y(ends[0].likes) + 16, words.engagement, {
      class: 'serve-end',
      'text-anchor': 'end',
    }),
    label('satisfaction', x(last.clicks) - 6, y(last.likes) - 7, words.satisfaction, {
      class: 'serve-end',
      'text-anchor': x(last.clicks) > width * 0.6 ? 'end' : 'middle',
    }),
    dot('random', random, 5),
    dot('oracle', oracle, 5),
    dot('mine', mine, 6),
  ];
}
