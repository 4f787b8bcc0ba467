/** The small pictures of a race. */
import { TASKS } from '../../world/spec.ts';
import { circle, group, path, px, rect, type Mark } from '../charts/marks.ts';
import { taskColor } from '../encoding.ts';
import type { Entry, Grid } from './order.ts';

/** How dark a weight is drawn: bent a little upwards, so that an eighth is seen and a hundredth is not. */
export const shade = (weight: number): number => Math.min(1, Math.max(0, weight) ** 0.7);

/** Space around a picture, in pixels. */
export const gapOf = (width: number): number => (width >= 40 ? 5 : width >= 20 ? 4 : 2);

/** Left upper corner and size of the picture at a place in the order. */
export function pictureAt(i: number, grid: Grid): { x: number; y: number; width: number; height: number } {
  const gap = gapOf(grid.width);
  return {
    x: (i % grid.columns) * grid.width + gap / 2,
    y: Math.floor(i / grid.columns) * grid.height + gap / 2,
    width: grid.width - gap,
    height: grid.height - gap,
  };
}

/**
 * All pictures, each named by its seed, its cells `<task> expert <number>`. Rows are tasks, columns experts; a frame marks a polarized run,
 * a dot a dead expert, a cross one that diverged.
 */
export const raceMarks = (entries: readonly Entry[], grid: Grid, experts: number): Mark[] =>
  entries.map((entry, i) => group(`seed ${String(entry.seed)}`, picture(entry, i, grid, experts)));

function picture({ run, facts }: Entry, i: number, grid: Grid, experts: number): Mark[] {
  const { x, y, width, height } = pictureAt(i, grid);
  const ground = rect('ground', x, y, width, height, { fill: 'var(--sunken)' });
  if (!run || !facts) return [ground];
  const cell = width / experts;
  const row = height / TASKS.length;
  const [right, bottom] = [x + width, y + height];
  const cells = TASKS.flatMap((task, k) =>
    Array.from({ length: experts }, (_, e) =>
      rect(`${task} expert ${String(e + 1)}`, x + e * cell, y + k * row, cell, row, {
        fill: taskColor(task),
        'fill-opacity': px(shade(run.utilization[k][e])),
      }),
    ),
  );
  const cross = `M${String(x)},${String(y)}L${String(right)},${String(bottom)}M${String(right)},${String(y)}L${String(x)},${String(bottom)}`;
  return [
    ground,
    ...cells,
    frame(facts.polarized.length > 0, { x, y, width, height }, grid.width >= 40 ? 2 : 1.5),
    ...(facts.dead > 0
      ? [circle('dead', right - 1, y + 1, Math.max(2, gapOf(grid.width) / 2 + 1), { fill: 'var(--danger)' })]
      : []),
    ...(facts.diverged
      ? [path('diverged', cross, { fill: 'none', stroke: 'var(--danger)', 'stroke-width': 1.5 })]
      : []),
  ];
}

/** Round a polarized run; else a hairline, without which neighbours run into each other on a dark ground. */
function frame(
  polarized: boolean,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  thick: number,
): Mark {
  const line = polarized ? thick : 1;
  return rect(polarized ? 'polarized' : 'calm', x - line / 2, y - line / 2, width + line, height + line, {
    fill: 'none',
    stroke: polarized ? 'var(--ink)' : 'var(--line)',
    'stroke-width': line,
  });
}
