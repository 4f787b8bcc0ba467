/** Numbers on one scale, a row each with its name. Pure. */
import { scaleLinear } from 'd3';
import { circle, group, label, segment, type Mark } from '../../charts/marks.ts';
import { ROLES, type Role } from './plane.ts';

const ROW = 40;

/** @param rows - how many numbers there are */
export const numbersHeight = (rows: number): number => rows * ROW;

export interface NumberPicture {
  from: number;
  to: number;
  values: Partial<Record<Role, number>>;
  words: { name: (role: Role) => string; value: (value: number) => string };
}

/** A value beyond the scale stands at its end; its words say how far it is. */
export function numberMarks(width: number, { from, to, values, words }: NumberPicture): Mark[] {
  const x = scaleLinear([from, to], [7, Math.max(8, width - 7)]).clamp(true);
  return ROLES.filter((role) => values[role] !== undefined).map((role, row) => {
    const value = values[role]!;
    const top = row * ROW;
    return group(
      role,
      [
        label('name', 0, top + 13, words.name(role), { class: 'lesson-name' }),
        label('value', width, top + 13, words.value(value), { class: 'lesson-figure', 'text-anchor': 'end' }),
        segment('scale', x(from), top + 27, x(to), top + 27, { class: 'lesson-grid' }),
        segment('line', x(from), top + 27, x(value), top + 27, { class: 'lesson-line' }),
        circle('dot', x(value), top + 27, 5, { class: 'lesson-dot' }),
      ],
      { 'data-role': role },
    );
  });
}
