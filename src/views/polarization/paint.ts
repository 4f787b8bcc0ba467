/** Draws the small pictures of a race into one canvas: 256 runs are 8,192 rectangles, a few milliseconds. */
import { TASKS } from '../../world/spec.ts';
import type { Entry, Grid } from './order.ts';

/** Colours of the theme now shown; a canvas does not know CSS variables. */
export interface Inks {
  tasks: string[];
  ground: string;
  line: string;
  ink: string;
  danger: string;
}

export function inksOf(element: Element): Inks {
  const style = getComputedStyle(element);
  const read = (name: string): string => style.getPropertyValue(name).trim();
  return {
    tasks: TASKS.map((task) => read(`--task-${task}`)),
    ground: read('--sunken'),
    line: read('--line'),
    ink: read('--ink'),
    danger: read('--danger'),
  };
}

/** How dark a weight is drawn: bent a little upwards, so that an eighth is seen and a hundredth is not. */
export const shade = (weight: number): number => Math.min(1, Math.max(0, weight) ** 0.7);

/** Space around a picture, in pixels. */
export const gapOf = (width: number): number => (width >= 40 ? 5 : width >= 20 ? 4 : 2);

/** Paints everything anew. Rows are tasks, columns experts; a frame marks a polarized run, a dot a dead expert, a cross one that diverged. */
export function paint(
  context: CanvasRenderingContext2D,
  entries: readonly Entry[],
  grid: Grid,
  experts: number,
  inks: Inks,
): void {
  const gap = gapOf(grid.width);
  const cell = (grid.width - gap) / experts;
  const row = (grid.height - gap) / inks.tasks.length;
  entries.forEach(({ run, facts }, i) => {
    const x = (i % grid.columns) * grid.width + gap / 2;
    const y = Math.floor(i / grid.columns) * grid.height + gap / 2;
    context.globalAlpha = 1;
    context.fillStyle = inks.ground;
    context.fillRect(x, y, grid.width - gap, grid.height - gap);
    if (!run || !facts) return;
    inks.tasks.forEach((ink, k) => {
      context.fillStyle = ink;
      for (let e = 0; e < experts; e++) {
        context.globalAlpha = shade(run.utilization[k][e]);
        context.fillRect(x + e * cell, y + k * row, cell, row);
      }
    });
    context.globalAlpha = 1;
    const [right, bottom] = [x + grid.width - gap, y + grid.height - gap];
    if (facts.polarized.length > 0) {
      const line = grid.width >= 40 ? 2 : 1.5;
      context.strokeStyle = inks.ink;
      context.lineWidth = line;
      context.strokeRect(x - line / 2, y - line / 2, right - x + line, bottom - y + line);
    } else {
      // A hairline, without which neighbours run into each other on a dark ground.
      context.strokeStyle = inks.line;
      context.lineWidth = 1;
      context.strokeRect(x - 0.5, y - 0.5, right - x + 1, bottom - y + 1);
    }
    if (facts.dead > 0) {
      context.fillStyle = inks.danger;
      context.beginPath();
      context.arc(right - 1, y + 1, Math.max(2, gap / 2 + 1), 0, 2 * Math.PI);
      context.fill();
    }
    if (facts.diverged) {
      context.strokeStyle = inks.danger;
      context.lineWidth = 1.5;
      context.beginPath();
      context.moveTo(x, y);
      context.lineTo(right, bottom);
      context.moveTo(right, y);
      context.lineTo(x, bottom);
      context.stroke();
    }
  });
}
