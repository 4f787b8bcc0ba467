/** How often gates polarize against one knob: a dot with its Wilson interval for every value, a line a series. */
import { scaleLinear, scalePoint } from 'd3';
import type { Rate } from '../../metrics/intervals.ts';
import { dodge } from '../charts/placing.ts';
import { circle, group, label, path, px, segment, type Mark } from '../charts/marks.ts';

export const SWEEP_HEIGHT = 260;
const MARGIN = { top: 30, right: 140, bottom: 40, left: 44 };
/** From the end of the curves to a series' name: its dot stands between. */
const TO_NAME = 19;
/** From this width on the series are named beside their ends. */
const ROOMY = 480;
/** Between the same value's dots of two series. */
const APART = 7;

export interface SweepPicture {
  curves: readonly { id: string; points: readonly { value: number; z5: Rate }[] }[];
  words: {
    axis: string;
    knob: string;
    /** [value] */
    value: (value: number) => string;
    series: (id: string) => string;
    percent: (share: number) => string;
  };
  /** Of a text in the picture, in pixels. */
  textWidth: (text: string) => number;
}

/** Whether the series are named in the picture. */
export const namesSeries = (width: number): boolean => width >= ROOMY;

/** A quarter, a half or the whole: as little as holds every interval. */
function topOf(curves: SweepPicture['curves']): number {
  const highs = curves.flatMap(({ points }) => points.map(({ z5 }) => z5.high)).filter(Number.isFinite);
  return [0.25, 0.5].find((share) => Math.max(0, ...highs) <= share) ?? 1;
}

/** Series are named by their ids, their dots by the knob's value; unevenly spaced values stand evenly. */
export function sweepMarks(width: number, { curves, words, textWidth }: SweepPicture): Mark[] {
  const longest = Math.max(...curves.map(({ id }) => textWidth(words.series(id))));
  const right = width - (namesSeries(width) ? Math.max(MARGIN.right, TO_NAME + longest + 2) : 12);
  const values = curves[0].points.map(({ value }) => value);
  const x = scalePoint(values, [MARGIN.left + 20, Math.max(MARGIN.left + 60, right - 10)]);
  const top = topOf(curves);
  const y = scaleLinear([0, top], [SWEEP_HEIGHT - MARGIN.bottom, MARGIN.top]);
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1].map((share) => share * top);
  const known = curves.map(({ points }) => points.filter(({ z5 }) => z5.n > 0));
  const ends = known.map((points) => y(points.at(-1)?.z5.rate ?? 0));
  const names = dodge(ends, 14, MARGIN.top, SWEEP_HEIGHT - MARGIN.bottom);
  const tick = { class: 'pol-tick' };
  const middle = { ...tick, 'text-anchor': 'middle' };
  return [
    group('frame', [
      label('unit', 2, 14, words.axis, tick),
      ...ticks.flatMap((share, i) => [
        segment(`line ${String(i)}`, MARGIN.left, y(share), right, y(share), { class: 'pol-gridline' }),
        label(`share ${String(i)}`, MARGIN.left - 6, y(share), words.percent(share), {
          ...tick,
          dy: '0.32em',
          'text-anchor': 'end',
        }),
      ]),
      ...values.map((value) =>
        label(`value ${String(value)}`, x(value) ?? 0, SWEEP_HEIGHT - MARGIN.bottom + 16, words.value(value), middle),
      ),
      label('knob', (MARGIN.left + right) / 2, SWEEP_HEIGHT - 6, words.knob, middle),
    ]),
    ...curves.map(({ id }, s) => {
      const at = (value: number): number => (x(value) ?? 0) + (s - (curves.length - 1) / 2) * APART;
      const corners = known[s].map(({ value, z5 }) => `${String(px(at(value)))},${String(px(y(z5.rate)))}`);
      const named = known[s].length > 0 && namesSeries(width);
      return group(
        id,
        [
          path('line', corners.length > 0 ? `M${corners.join('L')}` : ''),
          ...known[s].flatMap(({ value, z5 }) => [
            segment(`interval ${String(value)}`, at(value), y(z5.low), at(value), y(z5.high)),
            circle(`rate ${String(value)}`, at(value), y(z5.rate), 4),
          ]),
          // With its dot: where two curves end at one place their names stand beside neither end.
          ...(named
            ? [
                circle('name’s dot', right + 10, names[s], 4),
                label('name', right + TO_NAME, names[s] + 4, words.series(id)),
              ]
            : []),
        ],
        { class: 'pol-curve', 'data-series': s },
      );
    }),
  ];
}
