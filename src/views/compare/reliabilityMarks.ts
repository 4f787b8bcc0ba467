/** Reliability diagrams, a small one for each model: predicted probability against what happened, click and like; below, how many impressions. */
import { scaleLinear } from 'd3';
import { bandRates, BANDS, type Band } from '../../metrics/reliability.ts';
import { circle, group, label, rect, segment, type Mark } from '../charts/marks.ts';
import { taskColor } from '../encoding.ts';
import { inRow } from '../ui/inRow.ts';

const LEAST = 140;
const GAP = 18;
const HEAD = 40;
const LEFT = 28;
const FOOT = 22;
/** Of the bars of counts. */
const COUNTS = 26;

export interface ReliabilityModel {
  /** No two have the same. */
  id: string;
  name: string;
  /** Below the name: its size. */
  detail: string;
  bands: { click: readonly Band[]; like: readonly Band[] };
}

export interface ReliabilityPicture {
  models: readonly ReliabilityModel[];
  number: (value: number) => string;
}

const columnsOf = (width: number): number => inRow(width, { least: LEAST, gap: GAP }, [6, 4, 3, 2]);
const eachOf = (width: number): number => (width - (columnsOf(width) - 1) * GAP) / columnsOf(width);
const heightOf = (width: number): number => HEAD + (eachOf(width) - LEFT) + COUNTS + FOOT;

/** Height of all diagrams at a width. */
export const reliabilityHeight = (width: number, count: number): number =>
  Math.ceil(count / columnsOf(width)) * (heightOf(width) + GAP);

const TASKS = ['click', 'like'] as const;
const TICKS = [0, 0.5, 1];

interface Frame {
  x: (value: number) => number;
  y: (value: number) => number;
  /** Between the diagram and the bars. */
  floor: number;
}

function taskMarks({ bands }: ReliabilityModel, t: number, most: number, { x, y, floor }: Frame): Mark {
  const task = TASKS[t];
  const bar = (x(1) - x(0)) / BANDS / 2 - 1;
  return group(
    task,
    bandRates(bands[task]).flatMap(({ band, predicted, n, rate, low, high }) => {
      const height = Math.max(1, (COUNTS - 2) * (n / most));
      return [
        segment(`interval ${String(band)}`, x(predicted), y(low), x(predicted), y(high), { class: 'cmp-interval' }),
        circle(`band ${String(band)}`, x(predicted), y(rate), 2.5, { class: 'cmp-mean' }),
        rect(`count ${String(band)}`, x(band / BANDS) + t * (bar + 1), floor + COUNTS - height, bar, height, {
          class: 'cmp-count',
        }),
      ];
    }),
    { style: `--mark: ${taskColor(task)}` },
  );
}

function modelMarks(
  model: ReliabilityModel,
  { left, top, width, most }: { left: number; top: number; width: number; most: number },
  number: ReliabilityPicture['number'],
): Mark {
  const [x0, x1] = [left + LEFT, left + width];
  const [y1, y0] = [top + HEAD, top + HEAD + (x1 - x0)];
  const x = scaleLinear([0, 1], [x0, x1]);
  const y = scaleLinear([0, 1], [y0, y1]);
  const floor = y0 + 4;
  const frame: Frame = { x: (value) => x(value), y: (value) => y(value), floor };
  return group(model.id, [
    label('name', left, top + 12, model.name, { class: 'cmp-title', fill: 'var(--ink)' }),
    label('detail', left, top + 27, model.detail, { class: 'cmp-tick' }),
    ...TICKS.flatMap((value, i) => [
      segment(`across ${String(value)}`, x0, y(value), x1, y(value), { class: 'cmp-grid' }),
      segment(`up ${String(value)}`, x(value), y0, x(value), y1, { class: 'cmp-grid' }),
      label(`y ${String(value)}`, x0 - 5, y(value), number(value), {
        class: 'cmp-tick',
        'text-anchor': 'end',
        dy: '0.32em',
      }),
      label(`x ${String(value)}`, x(value), floor + COUNTS + 14, number(value), {
        class: 'cmp-tick',
        'text-anchor': (['start', 'middle', 'end'] as const)[i],
      }),
    ]),
    segment('perfect', x(0), y(0), x(1), y(1), { class: 'cmp-reference' }),
    ...TASKS.map((_, t) => taskMarks(model, t, most, frame)),
  ]);
}

/** Models are named by their ids, in them `click` and `like`; bars are as high as the fullest band of all of them says. */
export function reliabilityMarks(width: number, { models, number }: ReliabilityPicture): Mark[] {
  const columns = columnsOf(width);
  const each = eachOf(width);
  const most = Math.max(1, ...models.flatMap(({ bands }) => [...bands.click, ...bands.like].map(([n]) => n)));
  return models.map((model, i) =>
    modelMarks(
      model,
      { left: (i % columns) * (each + GAP), top: Math.floor(i / columns) * (heightOf(width) + GAP), width: each, most },
      number,
    ),
  );
}
