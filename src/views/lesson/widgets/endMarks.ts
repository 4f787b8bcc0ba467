/** A curve that has begun, and where it is foretold, came, and should truly end. Pure. */
import { circle, group, path, segment, type Mark } from '../../charts/marks.ts';
import type { Point } from '../types.ts';
import { axesMarks, nameMarks, planeOf, ROLES, type AxesWords, type Plane, type Role } from './plane.ts';

export interface EndPicture {
  begun: readonly Point[];
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

export function endMarks(width: number, picture: EndPicture, named: boolean): Mark[] {
  const { begun, steps, from, to, ends, words } = picture;
  const plane = endPlane(width, picture, named);
  const { x, y } = plane;
  const d = begun.map(([at, value], i) => `${i === 0 ? 'M' : 'L'}${x(at).toFixed(2)},${y(value).toFixed(2)}`).join('');
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
    path('begun', d, { class: 'lesson-begun' }),
    ...known.map(({ role, value }) =>
      group(
        `end ${role}`,
        [
          ...(last
            ? [segment('way', x(last[0]), y(last[1]), x(steps), y(value), { class: 'lesson-line', 'data-way': '' })]
            : []),
          circle('dot', x(steps), y(value), 4.5, { class: 'lesson-dot' }),
        ],
        { 'data-role': role },
      ),
    ),
    ...(named ? [nameMarks(plane, known)] : []),
  ];
}
