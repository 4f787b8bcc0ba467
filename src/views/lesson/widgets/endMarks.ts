/** A curve that has begun, and where it is foretold, came, and should truly end. Pure. */
import { circle, group, path, segment, type Mark } from '../../charts/marks.ts';
import type { Point } from '../types.ts';
import { axesMarks, nameMarks, planeOf, ROLES, type AxesWords, type Plane, type Role } from './plane.ts';

export interface EndPicture {
  begun: readonly Point[];
  /** The course of the run on screen: what came out is drawn by it where it ends there. */
  course?: readonly Point[];
  /** On paper only what is known is drawn: an end without the straight way to it, which nobody drew. */
  paper?: boolean;
  /** The step at which it ends. */
  steps: number;
  from: number;
  to: number;
  /** Values at the end, as far as there are any. */
  ends: Partial<Record<Role, number>>;
  words: AxesWords & { step: (step: number) => string; name: (role: Role, value: number) => string };
}

/** Room for the names of the ends. */
const NAMES = 104;

/** @param named - whether names stand beside the ends */
export const endPlane = (
  width: number,
  { from, to, steps }: Pick<EndPicture, 'from' | 'to' | 'steps'>,
  named: boolean,
): Plane => planeOf(width, { from, to, first: 0, last: steps }, named ? NAMES : 22);

/** Ends nearer to each other than this, as a share of the range, are one. */
const SAME = 0.001;

/** The points after the beginning up to the end; null where another run is on screen, or none. */
function courseTo(
  end: number,
  { course = [], begun, steps, from, to }: Omit<EndPicture, 'ends' | 'words'>,
): Point[] | null {
  const [now, last] = [begun.at(-1), course.at(-1)];
  if (!now || last?.[0] !== steps || Math.abs(last[1] - end) > SAME * (to - from)) return null;
  return course.filter(([at]) => at >= now[0]);
}

/** The way of one end from where the curve is now; dotted where it came out and its course is not known, none of that on paper. */
function wayMarks({ x, y }: Plane, role: Role, value: number, picture: EndPicture): Mark[] {
  const now = picture.begun.at(-1);
  if (!now) return [];
  const known = role === 'came' ? courseTo(value, picture) : null;
  if (known) return [path('way', lineOf(known, { x, y }), { class: 'lesson-line' })];
  if (picture.paper) return [];
  const way = role === 'came' ? 'unknown' : '';
  return [segment('way', x(now[0]), y(now[1]), x(picture.steps), y(value), { class: 'lesson-line', 'data-way': way })];
}

const lineOf = (points: readonly Point[], { x, y }: Pick<Plane, 'x' | 'y'>): string =>
  points.map(([at, value], i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(2)},${y(value).toFixed(2)}`).join('');

export function endMarks(width: number, picture: EndPicture, named: boolean): Mark[] {
  const { begun, steps, from, to, ends, words } = picture;
  const plane = endPlane(width, picture, named);
  const { x, y } = plane;
  const last = begun.at(-1);
  const known = ROLES.flatMap((role) => {
    const value = ends[role];
    return value === undefined ? [] : [{ role, value, text: words.name(role, value) }];
  });
  return [
    axesMarks(
      plane,
      { from, to },
      [0, ...(last && last[0] > steps / 8 && last[0] < (steps * 7) / 8 ? [last[0]] : []), steps].map((at) => ({
        at,
        text: words.step(at),
      })),
      words,
    ),
    ...(last && last[0] < steps
      ? [segment('now', x(last[0]), plane.top, x(last[0]), plane.bottom, { class: 'lesson-now' })]
      : []),
    path('begun', lineOf(begun, plane), { class: 'lesson-begun' }),
    ...known.map(({ role, value }) =>
      group(
        `end ${role}`,
        [...wayMarks(plane, role, value, picture), circle('dot', x(steps), y(value), 4.5, { class: 'lesson-dot' })],
        { 'data-role': role },
      ),
    ),
    ...(named ? [nameMarks(plane, known)] : []),
  ];
}
