/** Learned against true position bias, a picture a device. */
import { line, scaleLinear } from 'd3';
import type { Treatment } from '../../experiments/position-bias/treatments.ts';
import { circle, group, label, path, type Mark } from '../charts/marks.ts';
import { inRow } from '../ui/inRow.ts';
import { countAxis, valueAxis } from './axes.ts';

const HEIGHT = 210;
const GAP = 24;
const MARGIN = { top: 26, right: 8, bottom: 34, left: 34 };

export interface BiasPicture {
  /** [device] */
  devices: readonly {
    key: string;
    title: string;
    /** [position 1..9] logits. */
    truth: readonly number[];
    learned: readonly { treatment: Treatment; values: readonly number[] }[];
  }[];
  words: { position: string; number: (value: number) => string };
}

const columnsOf = (width: number, count: number): number => inRow(width, { least: 200, gap: GAP }, [count]);

export const biasHeight = (width: number, count: number): number => Math.ceil(count / columnsOf(width, count)) * HEIGHT;

/** Devices are named by themselves, the points in them by treatment and position. One scale for all. */
export function biasMarks(width: number, { devices, words }: BiasPicture): Mark[] {
  const columns = columnsOf(width, devices.length);
  const each = (width - (columns - 1) * GAP) / columns;
  const values = devices
    .flatMap(({ truth, learned }) => [...truth, ...learned.flatMap((one) => one.values)])
    .filter(Number.isFinite);
  const scale = scaleLinear([Math.min(0, ...values), Math.max(0, ...values, 0.1)], [0, 1]).nice(4);
  return devices.map(({ key, title, truth, learned }, i) => {
    const left = (i % columns) * (each + GAP);
    const top = Math.floor(i / columns) * HEIGHT;
    const bottom = top + HEIGHT - MARGIN.bottom;
    const x0 = left + MARGIN.left;
    const x1 = left + each - MARGIN.right;
    const x = scaleLinear([0.5, truth.length + 0.5], [x0, x1]);
    const y = scaleLinear(scale.domain(), [bottom, top + MARGIN.top]);
    const through = line<number>()
      .x((_, p) => x(p + 1))
      .y(y)
      .digits(2);
    return group(key, [
      label('title', left, top + 12, title, { class: 'loop-title' }),
      ...valueAxis(scale.ticks(4), y, [x0, x1], words.number),
      ...countAxis('position', truth.length, x, bottom),
      label('position', (x0 + x1) / 2, bottom + 28, words.position, { class: 'loop-tick', 'text-anchor': 'middle' }),
      path('truth', through(truth) ?? '', { class: 'loop-truth' }),
      ...learned.map((one) =>
        group(
          one.treatment,
          one.values.flatMap((value, p) =>
            Number.isFinite(value)
              ? [circle(`position ${String(p + 1)}`, x(p + 1), y(value), 3.5, { class: 'loop-ring' })]
              : [],
          ),
          { class: `loop-${one.treatment}` },
        ),
      ),
    ]);
  });
}
