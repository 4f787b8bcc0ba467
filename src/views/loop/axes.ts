/** Axes of the chapter’s small pictures. */
import { label, segment, type Mark } from '../charts/marks.ts';

/** Grid lines from x0 to x1 with their numbers on the left. @param zero - a value whose line stands out */
export const valueAxis = (
  ticks: readonly number[],
  y: (value: number) => number,
  [x0, x1]: readonly [x0: number, x1: number],
  write: (value: number) => string,
  zero?: number,
): Mark[] =>
  ticks.flatMap((value) => [
    segment(`grid ${String(value)}`, x0, y(value), x1, y(value), { class: value === zero ? 'loop-zero' : 'loop-grid' }),
    label(`tick ${String(value)}`, x0 - 5, y(value), write(value), {
      class: 'loop-tick',
      'text-anchor': 'end',
      dy: '0.32em',
    }),
  ]);

/** Numbers from 1 on below a picture. @param name - of each mark, before its number */
export const countAxis = (name: string, count: number, x: (at: number) => number, bottom: number): Mark[] =>
  Array.from({ length: count }, (_, i) =>
    label(`${name} ${String(i + 1)}`, x(i + 1), bottom + 14, String(i + 1), {
      class: 'loop-tick',
      'text-anchor': 'middle',
    }),
  );
