/** The plane in which a curve is foretold: scales, axes, and names at the right edge. Pure. */
import { scaleLinear } from 'd3';
import { dodge } from '../../charts/placing.ts';
import { circle, group, label, path, segment, type Mark } from '../../charts/marks.ts';

export const PLANE_HEIGHT = 208;
const EDGE = { top: 20, bottom: 34, left: 40 };
/** Height of a name. */
const LINE = 15;

export interface Ranges {
  /** Of the values, bottom to top. */
  from: number;
  to: number;
  /** Of the steps or positions, left to right. */
  first: number;
  last: number;
}

export interface Plane {
  x: (at: number) => number;
  y: (value: number) => number;
  /** The nearest whole step or position. */
  atX: (x: number) => number;
  valueAt: (y: number) => number;
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** @param names - pixels kept free at the right edge for the names of the lines */
export function planeOf(width: number, { from, to, first, last }: Ranges, names = 14): Plane {
  const right = Math.max(EDGE.left + 40, width - names);
  const bottom = PLANE_HEIGHT - EDGE.bottom;
  const x = scaleLinear([first, last], [EDGE.left, right]).clamp(true);
  const y = scaleLinear([from, to], [bottom, EDGE.top]).clamp(true);
  return {
    x,
    y,
    atX: (at) => Math.round(x.invert(at)),
    valueAt: (at) => y.invert(at),
    left: EDGE.left,
    right,
    top: EDGE.top,
    bottom,
  };
}

export interface AxesWords {
  /** What the values are. */
  unit: string;
  /** What the steps or positions are. */
  along: string;
  value: (value: number) => string;
}

/** Grid lines with their numbers, and what both axes are. @param ticks - along the lower edge, with their words */
export function axesMarks(
  { x, y, left, right, bottom }: Plane,
  { from, to }: Pick<Ranges, 'from' | 'to'>,
  ticks: readonly { at: number; text: string }[],
  words: AxesWords,
): Mark {
  const values = scaleLinear([from, to], [0, 1]).ticks(4);
  const tick = { class: 'lesson-tick' };
  return group('axes', [
    ...values.flatMap((value) => [
      segment(`line ${String(value)}`, left, y(value), right, y(value), { class: 'lesson-grid' }),
      label(`value ${String(value)}`, left - 6, y(value) + 3.5, words.value(value), { ...tick, 'text-anchor': 'end' }),
    ]),
    label('unit', 0, 11, words.unit, tick),
    ...ticks.map(({ at, text }) =>
      label(`at ${String(at)}`, x(at), bottom + 14, text, { ...tick, 'text-anchor': 'middle' }),
    ),
    label('along', (left + right) / 2, PLANE_HEIGHT - 4, words.along, { ...tick, 'text-anchor': 'middle' }),
  ]);
}

/** What a line or a dot stands for: the style sheet draws each in its own way, everywhere alike. */
export type Role = 'predicted' | 'came' | 'truth';
export const ROLES: readonly Role[] = ['predicted', 'came', 'truth'];

/** A name beside the end of each line, none upon another. */
export function nameMarks(plane: Plane, names: readonly { role: Role; value: number; text: string }[]): Mark {
  const places = dodge(
    names.map(({ value }) => plane.y(value)),
    LINE,
    plane.top,
    plane.bottom,
  );
  return group(
    'names',
    names.map(({ role, text }, i) =>
      label(role, plane.right + 9, places[i] + 4, text, { class: 'lesson-name', 'data-role': role }),
    ),
  );
}

/** A line of a role, with a dot on each of its points where it has few. */
export function lineMarks(plane: Plane, role: Role, points: readonly (readonly [at: number, value: number])[]): Mark {
  const d = points.map(
    ([at, value], i) => `${i === 0 ? 'M' : 'L'}${plane.x(at).toFixed(2)},${plane.y(value).toFixed(2)}`,
  );
  return group(
    `line ${role}`,
    [
      path('line', d.join(''), { class: 'lesson-line' }),
      ...points.map(([at, value]) =>
        circle(`dot ${String(at)}`, plane.x(at), plane.y(value), 3.5, { class: 'lesson-dot' }),
      ),
    ],
    { 'data-role': role },
  );
}
