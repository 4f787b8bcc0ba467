/** A curve over the positions, as it was foretold, as it came out and as it truly is. Pure. */
import type { Mark } from '../../charts/marks.ts';
import { axesMarks, lineMarks, nameMarks, planeOf, ROLES, type AxesWords, type Plane, type Role } from './plane.ts';

export interface CurvePicture {
  points: number;
  from: number;
  to: number;
  curves: Partial<Record<Role, readonly number[]>>;
  words: AxesWords & { position: (position: number) => string; name: (role: Role) => string };
}

const NAMES = 96;

/** @param named - whether names stand beside the ends */
export const curvePlane = (
  width: number,
  { from, to, points }: Pick<CurvePicture, 'from' | 'to' | 'points'>,
  named: boolean,
): Plane => planeOf(width, { from, to, first: 1, last: points }, named ? NAMES : 16);

export function curveMarks(width: number, picture: CurvePicture, named: boolean): Mark[] {
  const { points, from, to, curves, words } = picture;
  const plane = curvePlane(width, picture, named);
  const known = ROLES.flatMap((role) => {
    const values = curves[role];
    return values === undefined ? [] : [{ role, values }];
  });
  const positions = Array.from({ length: points }, (_, i) => i + 1);
  return [
    axesMarks(
      plane,
      { from, to },
      positions.map((at) => ({ at, text: words.position(at) })),
      words,
    ),
    // What is true lies below what was learned, and that below what was foretold.
    ...[...known].reverse().map(({ role, values }) =>
      lineMarks(
        plane,
        role,
        values.map((value, i) => [i + 1, value] as const),
      ),
    ),
    ...(named
      ? [
          nameMarks(
            plane,
            known.map(({ role, values }) => ({ role, value: values[values.length - 1], text: words.name(role) })),
          ),
        ]
      : []),
  ];
}
