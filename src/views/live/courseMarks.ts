/** The course of an experiment: a picture for each arm, lift against the queries that have arrived, with the band of the sequence. */
import { area, line, scaleLinear } from 'd3';
import type { Bounds } from '../../metrics/confidenceSequence.ts';
import { flag, group, label, path, segment, type Mark } from '../charts/marks.ts';

/** One point of an arm's course, in per cent. */
export interface CoursePoint {
  queries: number;
  value: number;
  sequence: Bounds | null;
  fixed: Bounds | null;
}

export interface ArmCourse {
  key: string;
  name: string;
  /** Its lift now, in words. */
  now: string;
  points: readonly CoursePoint[];
  /** Query at which each interval first left zero. */
  left: { sequence: number | null; fixed: number | null };
  /** The scale goes from −limit to +limit, in per cent. */
  limit: number;
  /** Why there is no band, where there is none. */
  instead?: string;
}

export interface CoursePicture {
  arms: readonly ArmCourse[];
  /** Queries that are planned. */
  queries: number;
  show: { sequence: boolean; fixed: boolean };
  words: { percent: (value: number) => string; count: (value: number) => string; queries: string };
}

const HEIGHT = 190;
const GAP = 24;
const LEAST = 260;
const MARGIN = { top: 42, right: 10, bottom: 34, left: 46 };

/** As many as there is room for, in rows as full as they can be: four arms stand two by two. */
function columnsOf(width: number, arms: number): number {
  const room = Math.max(1, Math.floor((width + GAP) / (LEAST + GAP)));
  return Math.max(1, Math.ceil(arms / Math.ceil(arms / room)));
}

/** Height of all pictures at a width. */
export const courseHeight = (width: number, arms: number): number => Math.ceil(arms / columnsOf(width, arms)) * HEIGHT;

/** 1, 2 or 5 times a power of ten that holds a value, at least 0.5: a scale that changes seldom while intervals narrow. */
export function roundLimit(value: number): number {
  const least = Math.max(0.5, value);
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((step) => step * power).find((step) => step >= least - 1e-12) ?? 10 * power;
}

interface Scales {
  x: (queries: number) => number;
  /** What lies beyond the scale stands at its end. */
  y: (percent: number) => number;
}

function bandMarks(key: 'sequence' | 'fixed', points: readonly CoursePoint[], { x, y }: Scales): Mark[] {
  const known = points.flatMap((point) => {
    const bounds = point[key];
    return bounds ? [{ queries: point.queries, ...bounds }] : [];
  });
  if (known.length === 0) return [];
  const at = (bound: 'low' | 'high') =>
    line<(typeof known)[number]>()
      .x(({ queries }) => x(queries))
      .y((point) => y(point[bound]))
      .digits(1);
  const edges = (['low', 'high'] as const).map((bound) =>
    path(`${key} ${bound}`, at(bound)(known) ?? '', { class: `live-edge live-${key}` }),
  );
  if (key === 'fixed') return edges;
  const region = area<(typeof known)[number]>()
    .x(({ queries }) => x(queries))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
    .digits(1);
  return [path('band', region(known) ?? '', { class: 'live-band' }), ...edges];
}

function leftMark(key: 'sequence' | 'fixed', queries: number | null, x: Scales['x'], y0: number, y1: number): Mark[] {
  return queries === null
    ? []
    : [segment(`left ${key}`, x(queries), y0, x(queries), y1, { class: `live-left live-${key}` })];
}

function armMarks(arm: ArmCourse, left: number, top: number, width: number, picture: CoursePicture): Mark {
  const { words, show, queries } = picture;
  const [x0, x1] = [left + MARGIN.left, left + width - MARGIN.right];
  const [y0, y1] = [top + MARGIN.top, top + HEIGHT - MARGIN.bottom];
  const scale = scaleLinear([-arm.limit, arm.limit], [y1, y0]).clamp(true);
  const scales: Scales = { x: scaleLinear([0, queries], [x0, x1]), y: scale };
  const course = line<CoursePoint>()
    .x((point) => scales.x(point.queries))
    .y(({ value }) => scale(value))
    .defined(({ value, sequence }) => Number.isFinite(value) && sequence !== null)
    .digits(1);
  const decided = arm.left.sequence !== null;
  return group(
    arm.key,
    [
      label('name', left, top + 14, arm.name, { class: 'live-name' }),
      label('now', left, top + 31, arm.now, { class: 'live-now', 'data-decided': flag(decided) }),
      ...[-arm.limit, 0, arm.limit].flatMap((value) => [
        segment(`line ${String(value)}`, x0, scale(value), x1, scale(value), {
          class: value === 0 ? 'live-zero' : 'live-grid',
        }),
        label(`percent ${String(value)}`, x0 - 5, scale(value), words.percent(value), {
          class: 'live-tick',
          'text-anchor': 'end',
          dy: '0.32em',
        }),
      ]),
      label('from', x0, y1 + 18, words.count(0), { class: 'live-tick' }),
      label('unit', (x0 + x1) / 2, y1 + 18, words.queries, { class: 'live-tick', 'text-anchor': 'middle' }),
      label('to', x1, y1 + 18, words.count(queries), { class: 'live-tick', 'text-anchor': 'end' }),
      ...(show.sequence ? bandMarks('sequence', arm.points, scales) : []),
      ...(show.fixed ? bandMarks('fixed', arm.points, scales) : []),
      path('course', course(arm.points) ?? '', { class: 'live-course' }),
      ...(show.sequence ? leftMark('sequence', arm.left.sequence, scales.x, y0, y1) : []),
      ...(show.fixed ? leftMark('fixed', arm.left.fixed, scales.x, y0, y1) : []),
      ...(arm.instead === undefined
        ? []
        : [
            label('instead', (x0 + x1) / 2, (y0 + y1) / 2 - 8, arm.instead, {
              class: 'live-tick',
              'text-anchor': 'middle',
            }),
          ]),
    ],
    { 'data-decided': flag(decided) },
  );
}

/** Arms side by side where there is room. */
export function courseMarks(width: number, picture: CoursePicture): Mark[] {
  const columns = columnsOf(width, picture.arms.length);
  const each = (width - (columns - 1) * GAP) / columns;
  return picture.arms.map((arm, i) =>
    armMarks(arm, (i % columns) * (each + GAP), Math.floor(i / columns) * HEIGHT, each, picture),
  );
}
