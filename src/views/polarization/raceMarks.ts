/** The small pictures of a race. */
import { expertsOf } from '../../model/visible.ts';
import type { RunSummary } from '../../study/summary.ts';
import { TASKS } from '../../world/spec.ts';
import { circle, group, path, px, rect, type Mark } from '../charts/marks.ts';
import { taskColor } from '../encoding.ts';
import type { Entry, Grid } from './order.ts';

/** How dark a weight is drawn: bent a little upwards, so that an eighth is seen and a hundredth is not. */
export const shade = (weight: number): number => Math.min(1, Math.max(0, weight) ** 0.7);

/** Space around a picture, in pixels. */
export const gapOf = (width: number): number => (width >= 40 ? 5 : width >= 20 ? 4 : 2);

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** Left upper corner and size of the picture at a place in the order. */
export function pictureAt(i: number, grid: Grid): Box {
  const gap = gapOf(grid.width);
  return {
    x: (i % grid.columns) * grid.width + gap / 2,
    y: Math.floor(i / grid.columns) * grid.height + gap / 2,
    width: grid.width - gap,
    height: grid.height - gap,
  };
}

/** Widest that the words below a picture are, and how far below it they stand: beyond the mark of where the reader is. */
const CAPTION = 300;
const BELOW = 8;

/** Where the words about a picture stand: below it and in its middle, but inside of the arm. @param width - of the arm */
export function captionAt(i: number, grid: Grid, width: number): { left: number; top: number; width: number } {
  const box = pictureAt(i, grid);
  const own = Math.min(CAPTION, width);
  const left = Math.max(0, Math.min(width - own, box.x + box.width / 2 - own / 2));
  return { left, top: box.y + box.height + BELOW, width: own };
}

/** What the cells of a picture are. */
export interface Cells {
  experts: number;
  /** Gates: 4, or 1 where one gate serves all tasks. */
  gates: number;
  /** Places of the tasks there are, a row each where each has a gate; default all four. */
  tasks?: readonly number[];
}

/**
 * All pictures, each named by its seed, its cells `<task> expert <number>`. Rows are gates, columns experts. What became of a run is told by shapes,
 * never by colour or thickness alone: a frame with a square at its left corner marks a polarized run, a dot at the right one a dead expert, a
 * cross one that diverged.
 */
export const raceMarks = (entries: readonly Entry[], grid: Grid, of: Cells): Mark[] =>
  entries.map((entry, i) => group(`seed ${String(entry.seed)}`, picture(entry, pictureAt(i, grid), grid, of)));

function picture({ run, facts }: Entry, box: Box, grid: Grid, of: Cells): Mark[] {
  const { x, y, width, height } = box;
  const ground = rect('ground', x, y, width, height, { fill: 'var(--sunken)' });
  if (!run || !facts) return [ground];
  const right = x + width;
  const half = Math.max(2, gapOf(grid.width) / 2 + 1);
  const rim = { stroke: 'var(--panel)', 'stroke-width': 1 };
  return [
    ground,
    ...cells(run, box, of),
    ...(facts.polarized.length > 0
      ? [
          frame('polarized', box, grid.width >= 40 ? 2 : 1.5, 'var(--ink)'),
          rect('square', x + 1 - half, y + 1 - half, 2 * half, 2 * half, { fill: 'var(--ink)', ...rim }),
        ]
      : // A hairline, without which neighbours run into each other on a dark ground.
        [frame('calm', box, 1, 'var(--line)')]),
    ...(facts.dead > 0 ? [circle('dead', right - 1, y + 1, half, { fill: 'var(--muted)', ...rim })] : []),
    ...(facts.diverged
      ? [path('diverged', crossOf(box), { fill: 'none', stroke: 'var(--danger)', 'stroke-width': 1.5 })]
      : []),
  ];
}

const cells = (
  { utilization, visible }: Pick<RunSummary, 'utilization' | 'visible'>,
  { x, y, width, height }: Box,
  of: Cells,
): Mark[] => {
  const rows = rowsOf(of);
  const [cell, high] = [width / of.experts, height / rows.length];
  return rows.flatMap((k, row) =>
    expertsOf({ experts: of.experts, visible }, k).map((e) =>
      rect(`${TASKS[k]} expert ${String(e + 1)}`, x + e * cell, y + row * high, cell, high, {
        // A gate of all tasks has the colour of none.
        fill: of.gates > 1 ? taskColor(TASKS[k]) : 'var(--muted)',
        'fill-opacity': px(shade(utilization[k][e])),
      }),
    ),
  );
};

/** The gates that have a row of cells, by the places of their tasks. */
const rowsOf = ({ gates, tasks }: Cells): readonly number[] =>
  gates > 1 ? (tasks ?? TASKS.map((_, k) => k)) : (tasks ?? [0]).slice(0, 1);

function crossOf({ x, y, width, height }: Box): string {
  const [right, bottom] = [x + width, y + height].map(String);
  return `M${String(x)},${String(y)}L${right},${bottom}M${right},${String(y)}L${String(x)},${bottom}`;
}

const frame = (key: string, { x, y, width, height }: Box, line: number, stroke: string): Mark =>
  rect(key, x - line / 2, y - line / 2, width + line, height + line, { fill: 'none', stroke, 'stroke-width': line });
