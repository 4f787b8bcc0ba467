/** Mean gate weights, task × expert, of the two lockstep models, or of one where they are the same: places of the cells, and their marks. */
import { isGatePolarized, usedRow } from '../../metrics/gates.ts';
import { expertCounts, ofArm, presentOf, sees, type Paired } from '../../model/visible.ts';
import type { ArmView } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import { unusedCounts } from './facts.ts';
import { entitled, flag, group, label, path, px, rect, type Mark } from './marks.ts';
import type { Size } from './Plot.tsx';

const HEADING = 17;
const INDICES = 15;
const GAP = 8;
/** From this width on the two maps stand beside each other. */
const BESIDE = 520;
/** Largest cells: one map alone may fill the room of two. */
const LARGEST = { one: { width: 80, height: 44 }, two: { width: 44, height: 30 } };

export interface HeatLayout {
  /** Right edge of the task names, per map; null where the other map's names serve. */
  names: (number | null)[];
  /** Left upper corner of the first cell, per map. */
  origin: { x: number; y: number }[];
  cellWidth: number;
  cellHeight: number;
  /** Rows of a map. */
  gates: number;
  /** Where the counts begin, per map. */
  counts: number[];
  /** Left and right edge of each map with its names and counts. */
  extent: [number, number][];
}

/**
 * Places two maps below or beside each other, or one.
 * @param nameWidth - of the longest name of a row; @param countWidth - of the column of counts; @param gates - rows of a map; @param maps - one or two
 */
export function heatLayout(
  { width, height }: Size,
  experts: number,
  nameWidth: number,
  countWidth: number,
  gates: number = TASKS.length,
  maps = 2,
): HeatLayout {
  const one = maps === 1;
  const largest = LARGEST[one ? 'one' : 'two'];
  const beside = !one && width >= BESIDE;
  const mapWidth = beside ? (width - nameWidth - 4 * GAP) / 2 : width - nameWidth - GAP;
  const cellWidth = Math.max(4, Math.min(largest.width, (mapWidth - countWidth - GAP) / experts));
  const rowsHeight = beside || one ? height - HEADING - INDICES : (height - 2 * HEADING - INDICES - GAP) / 2;
  const cellHeight = Math.max(8, Math.min(largest.height, rowsHeight / gates));
  const first = { x: nameWidth + GAP, y: HEADING };
  const used = experts * cellWidth + GAP + countWidth;
  const second = beside
    ? { x: first.x + used + 3 * GAP, y: HEADING }
    : { x: first.x, y: HEADING + gates * cellHeight + GAP + HEADING };
  const origin = one ? [first] : [first, second];
  return {
    origin,
    cellWidth,
    cellHeight,
    gates,
    names: one ? [nameWidth] : [nameWidth, beside ? null : nameWidth],
    counts: origin.map(({ x }) => x + experts * cellWidth + GAP),
    extent: beside
      ? [
          [first.x, first.x + used],
          [second.x, second.x + used],
        ]
      : origin.map(() => [0, first.x + used]),
  };
}

/** The cell at a place, or null. Its task is the index of its row. */
export function cellAt(
  layout: HeatLayout,
  experts: number,
  x: number,
  y: number,
): { arm: number; task: number; expert: number | null } | null {
  for (const [arm, origin] of layout.origin.entries()) {
    const task = Math.floor((y - origin.y) / layout.cellHeight);
    const [from, to] = layout.extent[arm];
    if (task < 0 || task >= layout.gates || x < from || x > to) continue;
    const expert = Math.floor((x - origin.x) / layout.cellWidth);
    return { arm, task, expert: expert >= 0 && expert < experts ? expert : null };
  }
  return null;
}

/** How dark a mean weight is drawn: an equal share must be seen, and half be told from all. */
export const heatOpacity = (weight: number): number => 0.04 + 0.96 * Math.max(0, Math.min(1, weight)) ** 0.7;

export interface HeatArm {
  heading: string;
  verdict: string;
  utilization: ArrayLike<number>;
  /** [experts] 1 = dead. */
  dead: ArrayLike<number>;
  /** [rows] words after each row; polarized rows are marked. */
  counts: { text: string; polarized: boolean }[];
}

export interface HeatWords {
  /** [arm] */
  arms: readonly string[];
  polarized: string;
  notPolarized: string;
  /** So many of the experts that a gate may use are unused. */
  count: (unused: number, experts: number) => string;
}

/** What the two models' maps say, each of its own model. @param rows - places of the gates, [0] where one serves all tasks: its row is not repeated for each */
export function heatArms(
  views: readonly Pick<ArmView, 'utilization' | 'dead'>[],
  both: Paired,
  threshold: number,
  words: HeatWords,
  rows: readonly number[] = presentOf(both),
): HeatArm[] {
  return views.map(({ utilization, dead }, arm) => {
    const model = ofArm(both, arm);
    const unused = unusedCounts(utilization, model, threshold);
    const counts = rows.map((k) => ({
      text: words.count(unused[k], expertCounts(model)[k]),
      polarized: isGatePolarized(usedRow(utilization, model, k), threshold),
    }));
    const polarized = counts.some((count) => count.polarized);
    return {
      heading: words.arms[arm],
      verdict: polarized ? words.polarized : words.notPolarized,
      utilization,
      dead,
      counts,
    };
  });
}

export interface HeatPicture {
  /** Two, or one that stands for both. */
  arms: readonly HeatArm[];
  /** An expert that a gate may not use has no cell there. */
  model: Paired;
  /** Mean weight under which an expert counts as unused. */
  threshold: number;
  /** [rows] */
  names: readonly string[];
  /** The same as they are written, where there was no room for all of one. */
  wholeNames?: readonly string[];
  /** Places of the gates that are drawn; default: of all tasks that there are, or of one gate where there is one name. */
  rows?: readonly number[];
  /** One gate serves all tasks: it has the colour of none. Default: there is one name. */
  oneGate?: boolean;
  nameWidth: number;
  countWidth: number;
  pointed: { expert: number | null; task: number | null };
  /** Writes a mean weight in a pointed cell. */
  write: (weight: number) => string;
}

/** Width of a cell from which on a number fits into it. */
const ROOMY = 20;
const rowOf = (k: number): string => TASKS[k];
/** Places of the gates in the order of the rows. */
const rowsOf = ({ rows, names, model }: HeatPicture): readonly number[] =>
  rows ?? presentOf(model).slice(0, names.length);
const isOne = ({ oneGate, names }: HeatPicture): boolean => oneGate ?? names.length === 1;
const cellOf = (k: number, e: number): string => `${rowOf(k)} expert ${String(e + 1)}`;

/** The maps, named `arm 0` and `arm 1`; their cells `<task> expert <number>`. */
export function heatMarks(size: Size, picture: HeatPicture): Mark[] {
  const { model, nameWidth, countWidth, names } = picture;
  const layout = heatLayout(size, model.experts, nameWidth, countWidth, names.length, picture.arms.length);
  const beside = layout.names[1] === null;
  return picture.arms.map((arm, i) =>
    group(`arm ${String(i)}`, [
      group('names', layout.names[i] === null ? [] : taskNames(picture, layout, i)),
      group('experts', beside || i === picture.arms.length - 1 ? expertNumbers(picture, layout, i) : []),
      group('words', armWords(arm, layout, i, rowsOf(picture))),
      ...cells(arm, picture, layout, i),
    ]),
  );
}

/** A gate of all tasks has the colour of none. */
const gateColor = (k: number, one: boolean): string => (one ? 'var(--muted)' : taskColor(TASKS[k]));

const middleOf = ({ cellHeight }: HeatLayout): number => cellHeight / 2 + 4;

const taskNames = (picture: HeatPicture, layout: HeatLayout, i: number): Mark[] =>
  rowsOf(picture).map((k, row) =>
    entitled(
      picture.wholeNames?.[row] ?? picture.names[row],
      picture.names[row],
      label(rowOf(k), 0, layout.origin[i].y + row * layout.cellHeight + middleOf(layout), picture.names[row], {
        class: 'label',
        fill: isOne(picture) ? 'var(--ink)' : taskInk(TASKS[k]),
      }),
    ),
  );

function expertNumbers(
  { model: { experts } }: HeatPicture,
  { origin, cellWidth, cellHeight, gates }: HeatLayout,
  i: number,
): Mark[] {
  const every = cellWidth < (experts > 9 ? 16 : 9) ? 2 : 1;
  const shown = Array.from({ length: experts }, (_, e) => e).filter((e) => e % every === 0);
  return shown.map((e) =>
    label(
      `expert ${String(e + 1)}`,
      origin[i].x + (e + 0.5) * cellWidth,
      origin[i].y + gates * cellHeight + 12,
      String(e + 1),
      { class: 'tick', 'text-anchor': 'middle' },
    ),
  );
}

function armWords(
  { heading, verdict, counts }: HeatArm,
  layout: HeatLayout,
  i: number,
  rows: readonly number[],
): Mark[] {
  const [from, to] = layout.extent[i];
  const { y } = layout.origin[i];
  return [
    label('heading', from, y - 5, heading, { class: 'heading' }),
    label('verdict', to, y - 5, verdict, {
      class: 'label',
      'data-alarm': flag(counts.some(({ polarized }) => polarized)),
      'text-anchor': 'end',
    }),
    ...counts.map(({ text, polarized }, row) =>
      label(`count ${rowOf(rows[row])}`, layout.counts[i], y + row * layout.cellHeight + middleOf(layout), text, {
        class: 'label',
        'data-strong': flag(polarized),
      }),
    ),
  ];
}

/** How dark each cell is, its sign (a cross: dead; a ring: under the threshold), and the numbers of those that are pointed at. */
function cells(arm: HeatArm, picture: HeatPicture, layout: HeatLayout, i: number): Mark[] {
  const { threshold, pointed, write } = picture;
  const model = ofArm(picture.model, i);
  const { experts } = model;
  const { cellWidth, cellHeight } = layout;
  const radius = px(Math.max(1.5, Math.min(3, cellWidth / 4, cellHeight / 5)));
  const shades: Mark[] = [];
  const signs: Mark[] = [];
  const values: Mark[] = [];
  for (const [row, k] of rowsOf(picture).entries()) {
    for (let e = 0; e < experts; e++) {
      if (!sees(model, k, e)) continue;
      const key = cellOf(k, e);
      const weight = arm.utilization[k * experts + e];
      const x = layout.origin[i].x + e * cellWidth;
      const y = layout.origin[i].y + row * cellHeight;
      const off = (pointed.expert ?? e) !== e || (pointed.task ?? k) !== k;
      const read = !off && (pointed.expert !== null || pointed.task !== null) && cellWidth >= ROOMY;
      shades.push(
        rect(key, x + 0.75, y + 0.75, cellWidth - 1.5, cellHeight - 1.5, {
          class: 'cell',
          rx: 2,
          fill: gateColor(k, isOne(picture)),
          'fill-opacity': px(heatOpacity(weight)),
          'data-off': flag(off),
        }),
      );
      const middle = { x: x + cellWidth / 2, y: y + cellHeight / 2 };
      if (read)
        values.push(
          label(key, middle.x, y + middleOf(layout), write(weight), { class: 'haloed', 'text-anchor': 'middle' }),
        );
      else if (arm.dead[e] === 1) signs.push(sign(key, 'dead', cross(radius), middle));
      else if (weight < threshold) signs.push(sign(key, 'unused', ring(radius), middle));
    }
  }
  return [group('cells', shades), group('signs', signs), group('values', values)];
}

const sign = (key: string, what: 'dead' | 'unused', d: string, { x, y }: { x: number; y: number }): Mark =>
  path(key, d, { class: `sign ${what}`, transform: `translate(${String(px(x))},${String(px(y))})` });

const cross = (r: number): string => `M${-r},${-r}L${r},${r}M${-r},${r}L${r},${-r}`;
const ring = (r: number): string => `M${-r},0A${r},${r} 0 1 0 ${r},0A${r},${r} 0 1 0 ${-r},0`;
