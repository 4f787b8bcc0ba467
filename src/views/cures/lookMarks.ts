/** What the gates of one run use, and what comes of it: a small picture, rows tasks, columns experts. */
import { polarizedIn } from '../../experiments/cures/summary.ts';
import { TASKS } from '../../world/spec.ts';
import { px, rect, type Mark } from '../charts/marks.ts';
import { taskColor } from '../encoding.ts';
import type { ShownRun } from './looks.ts';

export const LOOK = { width: 116, height: 60 };
const PAD = 3;

/** As the race of the chapter Polarization: bent a little upwards, so that an eighth is seen and a hundredth is not. */
const shade = (share: number): number => Math.min(1, Math.max(0, share) ** 0.7);

export type Shares = 'utilization' | 'contributions';

/** Cells are named `<task> expert <number>`; a row that is polarized has a frame. */
export function lookMarks(run: ShownRun, of: Shares): Mark[] {
  const rows = run[of];
  const [cell, row] = [(LOOK.width - 2 * PAD) / rows[0].length, (LOOK.height - 2 * PAD) / rows.length];
  const polarized = polarizedIn(run, of);
  return [
    rect('ground', PAD, PAD, LOOK.width - 2 * PAD, LOOK.height - 2 * PAD, { fill: 'var(--sunken)' }),
    ...TASKS.flatMap((task, k) =>
      rows[k].map((share, e) =>
        rect(`${task} expert ${String(e + 1)}`, PAD + e * cell, PAD + k * row, cell, row, {
          fill: taskColor(task),
          'fill-opacity': px(shade(Number.isFinite(share) ? share : 0)),
        }),
      ),
    ),
    ...polarized.map((k) =>
      rect(`polarized ${TASKS[k]}`, PAD - 1, PAD + k * row, LOOK.width - 2 * PAD + 2, row, {
        fill: 'none',
        stroke: 'var(--ink)',
        'stroke-width': 1.5,
      }),
    ),
  ];
}
