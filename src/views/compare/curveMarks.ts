/** Bands of learning curves, a picture a task, side by side where there is room. */
import { area, line, scaleLinear } from 'd3';
import type { Band } from '../../experiments/compare/summary.ts';
import { group, label, path, segment, type Mark } from '../charts/marks.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { TaskBands } from './curves.ts';
import { inRow } from '../ui/inRow.ts';
import { evenScale } from '../ui/scales.ts';
import type { Task } from '../../world/spec.ts';

const HEIGHT = 210;
const GAP = 24;
const LEAST = 190;
const MARGIN = { top: 42, right: 8, bottom: 36, left: 34 };

export interface BandsPicture {
  bands: readonly TaskBands[];
  words: {
    task: (task: Task) => string;
    unit: (task: Task) => string;
    step: string;
    number: (value: number) => string;
  };
}

const columnsOf = (width: number): number => inRow(width, { least: LEAST, gap: GAP }, [4, 2]);

/** Height of all pictures at a width. */
export const bandsHeight = (width: number, count: number): number => Math.ceil(count / columnsOf(width)) * HEIGHT;

function bandMarks(
  key: string,
  bands: readonly Band[],
  x: (step: number) => number,
  y: (loss: number) => number,
): Mark {
  const region = area<Band>()
    .x(({ step }) => x(step))
    .y0(({ low }) => y(low))
    .y1(({ high }) => y(high))
    .digits(2);
  const middle = line<Band>()
    .x(({ step }) => x(step))
    .y((band) => y(band.middle))
    .digits(2);
  return group(
    key,
    [
      path('band', region(bands) ?? '', { class: 'cmp-band' }),
      path('median', middle(bands) ?? '', { class: 'cmp-median' }),
    ],
    { class: `cmp-curve-${key}` },
  );
}

function taskMarks(
  { task, own, reference }: TaskBands,
  left: number,
  top: number,
  width: number,
  words: BandsPicture['words'],
): Mark {
  const all = [...own, ...reference];
  const { domain, ticks } = evenScale(all.flatMap(({ low, high }) => [low, high]));
  const x0 = left + MARGIN.left;
  const x1 = left + width - MARGIN.right;
  const bottom = top + HEIGHT - MARGIN.bottom;
  const steps = all.map(({ step }) => step);
  const x = scaleLinear([0, Math.max(1, ...steps)], [x0, x1]);
  const y = scaleLinear(domain, [bottom, top + MARGIN.top]);
  return group(
    task,
    [
      label('title', left, top + 14, words.task(task), { class: 'cmp-title', fill: taskInk(task) }),
      label('unit', left, top + 30, words.unit(task), { class: 'cmp-tick' }),
      ...ticks.flatMap((value) => [
        segment(`line ${String(value)}`, x0, y(value), x1, y(value), { class: 'cmp-grid' }),
        label(`loss ${String(value)}`, x0 - 5, y(value), words.number(value), {
          class: 'cmp-tick',
          'text-anchor': 'end',
          dy: '0.32em',
        }),
      ]),
      ...[0, Math.max(1, ...steps)].map((step, i) =>
        label(`step ${String(i)}`, x(step), bottom + 15, words.number(step), {
          class: 'cmp-tick',
          'text-anchor': i === 0 ? 'start' : 'end',
        }),
      ),
      label('step', (x0 + x1) / 2, bottom + 15, words.step, { class: 'cmp-tick', 'text-anchor': 'middle' }),
      ...(reference.length > 0 ? [bandMarks('reference', reference, x, y)] : []),
      ...(own.length > 0 ? [bandMarks('own', own, x, y)] : []),
    ],
    { style: `--mark: ${taskColor(task)}` },
  );
}

/** Tasks are named by themselves, their bands `own` and `reference`. */
export function bandsMarks(width: number, { bands, words }: BandsPicture): Mark[] {
  const columns = columnsOf(width);
  const each = (width - (columns - 1) * GAP) / columns;
  return bands.map((one, i) =>
    taskMarks(one, (i % columns) * (each + GAP), Math.floor(i / columns) * HEIGHT, each, words),
  );
}
