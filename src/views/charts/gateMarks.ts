/** One gate now: the distribution of every expert's weight over held-out examples, and its mean. */
import { scaleBand, scaleLinear } from 'd3';
import { HISTOGRAM_BINS } from '../../engine/types.ts';
import { utilizationRow } from '../../metrics/gates.ts';
import { expertsOf, type Masked } from '../../model/visible.ts';
import type { ArmView } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { NumberWords } from '../format.ts';
import { circle, flag, grid, group, label, leftAxis, path, segment, type Mark } from './marks.ts';
import type { Size } from './Plot.tsx';
import { violinPath } from './violin.ts';

/** Pixels left and right of the columns; the axis of experts below the drawing keeps to them. */
export const GATE_LEFT = 18;
export const GATE_RIGHT = 2;
const TOP = 7;
const BOTTOM = 5;
const WIDEST = 15;

export interface GatePicture {
  arm: Pick<ArmView, 'utilization' | 'histogram'>;
  task: number;
  /** All tasks share this gate: it has no task's colour. */
  oneGate: boolean;
  /** An expert that the gate may not use has a place, and nothing there. */
  model: Masked;
  /** Pointed expert. */
  pointed: number | null;
  numbers: NumberWords;
}

/** Which expert's column is at x. */
export function expertAt(x: number, width: number, experts: number): number | null {
  const expert = Math.floor(((x - GATE_LEFT) / (width - GATE_LEFT - GATE_RIGHT)) * experts);
  return expert >= 0 && expert < experts ? expert : null;
}

const key = (e: number): string => `expert ${String(e + 1)}`;

/** One gate: shapes and means, named `expert <number>`. */
export function gateMarks({ width, height }: Size, picture: GatePicture): Mark[] {
  const { arm, task, oneGate, model, pointed, numbers } = picture;
  const { experts } = model;
  const used = expertsOf(model, task);
  const x = scaleBand<number>(
    Array.from({ length: experts }, (_, e) => e),
    [GATE_LEFT, width - GATE_RIGHT],
  );
  const y = scaleLinear([0, 1], [height - BOTTOM, TOP]);
  const halfWidth = Math.max(2, Math.min(WIDEST, x.bandwidth() / 2 - 1));
  const middle = (e: number): number => (x(e) ?? 0) + x.bandwidth() / 2;
  const means = utilizationRow(arm.utilization, experts, task);
  const off = (e: number): '' | null => flag(pointed !== null && e !== pointed);
  const along = { halfWidth, y0: y(0), y1: y(1) };
  const shape = (e: number): string =>
    violinPath(arm.histogram, (task * experts + e) * HISTOGRAM_BINS, HISTOGRAM_BINS, { ...along, x: middle(e) });
  const color = oneGate ? 'var(--muted)' : taskColor(TASKS[task]);
  const ends = [0, 1].map((weight) => ({ at: y(weight), text: String(weight) }));
  const shares = y(1 / used.length);
  return [
    group('frame', [
      grid('grid', [y(0), y(1)], GATE_LEFT, width - GATE_RIGHT),
      leftAxis('weights', ends, GATE_LEFT),
      segment('even', GATE_LEFT, shares, width - GATE_RIGHT, shares, { class: 'even' }),
    ]),
    group(
      'shapes',
      used.map((e) =>
        path(key(e), shape(e), {
          class: 'violin',
          fill: color,
          stroke: color,
          'data-on': flag(e === pointed),
          'data-off': off(e),
        }),
      ),
    ),
    group(
      'means',
      used.map((e) =>
        circle(key(e), middle(e), y(means[e]), Math.min(3.5, halfWidth - 0.5), {
          class: 'mean',
          fill: oneGate ? 'var(--ink)' : taskInk(TASKS[task]),
          'data-off': off(e),
        }),
      ),
    ),
    group('reading', pointed !== null && used.includes(pointed) ? [value(pointed)] : []),
  ];

  /** The mean beside its dot, on the side with room. */
  function value(e: number): Mark {
    const rightwards = e < experts / 2;
    const top = Math.max(TOP + 8, y(means[e]) - 6);
    return label('mean', middle(e) + (rightwards ? 7 : -7), top, numbers.fixed(means[e], 2), {
      class: 'haloed',
      'text-anchor': rightwards ? 'start' : 'end',
    });
  }
}
