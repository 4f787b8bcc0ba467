/** What each treatment comes to, round by round: a picture a measure, side by side where there is room. */
import { line, scaleLinear } from 'd3';
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import { circle, group, label, path, rect, segment, type Mark } from '../charts/marks.ts';
import { inRow } from '../ui/inRow.ts';
import { countAxis, valueAxis } from './axes.ts';

const HEIGHT = 220;
const GAP = 20;
const MARGIN = { top: 42, right: 10, bottom: 34, left: 38 };
/** Between the points of two treatments of one round. */
const APART = 5;
const TICKS = 4;

export interface RoundPoint {
  round: number;
  mean: number;
  /** NaN where one seed has no interval. */
  low: number;
  high: number;
}

export interface RoundPanel {
  key: string;
  title: string;
  note: string;
  lines: readonly { treatment: Treatment; points: readonly RoundPoint[] }[];
  /** A value that is always in sight, with a line of its own. */
  zero?: number;
  digits: number;
}

export interface RoundsPicture {
  panels: readonly RoundPanel[];
  rounds: number;
  /** The round that is looked at. */
  round: number;
  words: { round: string; number: (value: number, digits: number) => string };
}

const columnsOf = (width: number, count: number): number =>
  inRow(
    width,
    { least: 200, gap: GAP },
    [count, 3, 2].filter((n) => n <= count),
  );

/** Height of all pictures at a width. */
export const roundsHeight = (width: number, count: number): number =>
  Math.ceil(count / columnsOf(width, count)) * HEIGHT;

/** Ends that hold all means, intervals and what is always in sight. */
function scaleOf({ lines, zero }: RoundPanel): { domain: [number, number]; ticks: number[] } {
  const values = lines
    .flatMap(({ points }) => points.flatMap(({ mean, low, high }) => [mean, low, high]))
    .concat(zero ?? [])
    .filter(Number.isFinite);
  const low = values.length > 0 ? Math.min(...values) : 0;
  const high = values.length > 0 ? Math.max(...values) : 1;
  const scale = scaleLinear([low, high > low ? high : low + 0.1], [0, 1]).nice(TICKS);
  const [from, to] = scale.domain();
  return { domain: [from, to], ticks: scale.ticks(TICKS) };
}

function lineMarks(
  treatment: Treatment,
  points: readonly RoundPoint[],
  x: (round: number) => number,
  y: (value: number) => number,
): Mark {
  const known = points.filter(({ mean }) => Number.isFinite(mean));
  const through = line<RoundPoint>()
    .x(({ round }) => x(round))
    .y(({ mean }) => y(mean))
    .digits(2);
  return group(
    treatment,
    [
      path('line', through(known) ?? '', { class: 'loop-line' }),
      ...known.flatMap(({ round, mean, low, high }) => [
        ...(Number.isFinite(low + high)
          ? [segment(`interval ${String(round)}`, x(round), y(low), x(round), y(high), { class: 'loop-interval' })]
          : []),
        circle(`mean ${String(round)}`, x(round), y(mean), 3, { class: 'loop-mean' }),
      ]),
    ],
    { class: `loop-${treatment}` },
  );
}

function panelMarks(panel: RoundPanel, picture: RoundsPicture, left: number, top: number, width: number): Mark {
  const { rounds, round, words } = picture;
  const { domain, ticks } = scaleOf(panel);
  const x0 = left + MARGIN.left;
  const x1 = left + width - MARGIN.right;
  const bottom = top + HEIGHT - MARGIN.bottom;
  const step = (x1 - x0) / Math.max(1, rounds);
  const x = (at: number): number => x0 + (at - 0.5) * step;
  const y = scaleLinear(domain, [bottom, top + MARGIN.top]);
  const middle = (panel.lines.length - 1) / 2;
  const apart = Math.min(APART, step / (panel.lines.length + 1));
  return group(panel.key, [
    rect('round', x(round) - step / 2, top + MARGIN.top, step, bottom - top - MARGIN.top, { class: 'loop-now' }),
    label('title', left, top + 14, panel.title, { class: 'loop-title' }),
    label('note', left, top + 30, panel.note, { class: 'loop-tick' }),
    ...valueAxis(ticks, y, [x0, x1], (value) => words.number(value, panel.digits), panel.zero),
    ...countAxis('round', rounds, x, bottom),
    label('rounds', (x0 + x1) / 2, bottom + 28, words.round, { class: 'loop-tick', 'text-anchor': 'middle' }),
    ...panel.lines.map(({ treatment, points }, i) =>
      lineMarks(treatment, points, (at) => x(at) + (i - middle) * apart, y),
    ),
  ]);
}

/** Measures are named by themselves, the lines in them by their treatments. */
export function roundsMarks(width: number, picture: RoundsPicture): Mark[] {
  const columns = columnsOf(width, picture.panels.length);
  const each = (width - (columns - 1) * GAP) / columns;
  return picture.panels.map((panel, i) =>
    panelMarks(panel, picture, (i % columns) * (each + GAP), Math.floor(i / columns) * HEIGHT, each),
  );
}
