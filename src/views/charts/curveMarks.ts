/** Curves over the steps, one colour per task, each with its own dashes: model A thick, model B thin, the shown one on top and with its values. */
import { line, scaleLinear } from 'd3';
import type { HistoryPoint } from '../../session/protocol.ts';
import { onGrid } from '../../session/recorder.ts';
import type { RunTask } from '../../run/source.ts';
import { TASKS, type Task } from '../../world/spec.ts';
import type { NumberWords } from '../format.ts';
import { taskColor, taskDash, taskInk } from '../encoding.ts';
import { PLATFORM_TASKS } from '../tasks.ts';
import { changeMarks, type ChangeWords, type ShownChange } from './changeMarks.ts';
import { curveTop, growDomain, nearest, thinned } from './domain.ts';
import { curveValue, type CurveKind } from './facts.ts';
import { dodge } from './placing.ts';
import {
  bottomAxis,
  circle,
  entitled,
  flag,
  grid,
  group,
  label,
  leftAxis,
  path,
  rect,
  segment,
  type Attributes,
  type Mark,
} from './marks.ts';
import type { Size } from './Plot.tsx';

const LEFT = 34;
const FOOT = 19;
const TOP = 20;
const PANEL_GAP = 12;
/** Baseline of the changes' names, from the first panel's top: they lie over the curves, which stay as they are when a change acts. */
const NAMES = TOP + 9;
/** From this width on the labels have their values with them. */
const ROOMY = 300;
/** And from this one on what more is said of a value. */
const ROOMIER = 460;

/** Tasks on one scale: losses of different kinds have different units and get a panel each. */
export function panelsOf(kind: CurveKind, tasks: readonly RunTask[] = PLATFORM_TASKS): number[][] {
  if (kind === 'relative') return [tasks.map(({ index }) => index)];
  const of = (which: RunTask['kind']): number[] => tasks.flatMap((task) => (task.kind === which ? [task.index] : []));
  const binary = of('binary');
  return kind === 'auc' ? [binary] : [binary, of('regression')].filter((panel) => panel.length > 0);
}

/** Scales and peaks come from these alone: what lies between two of them depends on how fast the run is watched. */
const onItsGrid = (history: readonly HistoryPoint[], steps: number): HistoryPoint[] =>
  history.filter(({ step }) => onGrid(step, steps));

/** Range of one panel's scale: it follows from the points alone. @param tasks - of the panel */
export function curveDomain(
  kind: CurveKind,
  history: readonly HistoryPoint[],
  tasks: readonly number[],
): [number, number] {
  const lows: number[] = [];
  const highs: number[] = [];
  for (const { arms } of history) {
    // A point of which nothing is a number is neither low nor high.
    let [low, high] = [Infinity, -Infinity];
    arms.forEach((view, a) => {
      for (const k of tasks) {
        const value = curveValue(kind, view, history[0].arms[a].loss, k);
        if (!Number.isFinite(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    });
    lows.push(low);
    highs.push(high);
  }
  if (kind === 'auc') return growDomain([0.5, 1], Math.min(0.5, ...lows), 1, 0.1);
  return [0, curveTop(Math.max(1e-3, highs.length > 0 ? highs[0] : 1), highs)];
}

export interface CurvesPicture {
  /** Unique in the page. */
  id: string;
  history: readonly HistoryPoint[];
  kind: CurveKind;
  /** The shown model's index. */
  arm: number;
  steps: number;
  numbers: NumberWords;
  /** [4] names of the tasks by their places; of each panel what its scale is. */
  words: {
    tasks: string[];
    /** The same as they are written, where there was no room for all of one. */
    whole?: string[];
    units: string[];
    step: string;
    peak: (value: string) => string;
    /** Something as wide as what {@link CurvesPicture.more} says. */
    more?: string;
  };
  /** What else is said of a task's value, behind it; may be empty. */
  more?: (task: number, value: number) => string;
  /** The tasks that there are; default: of the synthetic platform. */
  tasks?: readonly RunTask[];
  /** Index of the highlighted task, or null. */
  pointed: number | null;
  /** Step under the pointer, or null for the newest. */
  cursor: number | null;
  changes: readonly ShownChange[];
  changeWords: ChangeWords;
  /** Width of a text in pixels. */
  textWidth: (text: string) => number;
}

/** Room for the labels right of the curves. */
function labelRoom(words: CurvesPicture['words'], width: number, textWidth: CurvesPicture['textWidth']): number {
  const more = width >= ROOMIER && words.more ? textWidth(words.more) : 0;
  const value = width >= ROOMY ? Math.max(30, textWidth(' 0.88')) : 0;
  return 8 + Math.max(textWidth(words.peak('8.8')), Math.max(...words.tasks.map(textWidth)) + value + more);
}

/** The step at x. */
export function stepAt(
  x: number,
  width: number,
  { steps, words, textWidth }: Pick<CurvesPicture, 'steps' | 'words' | 'textWidth'>,
): number {
  const end = width - labelRoom(words, width, textWidth);
  return Math.max(0, Math.min(steps, ((x - LEFT) / (end - LEFT)) * steps));
}

/** Place of the curves' panels: below each other, in equal heights. */
interface Panel {
  index: number;
  tasks: readonly number[];
  domain: [number, number];
  top: number;
  inner: number;
  /** Of the curves. */
  ceiling: number;
  /** Right end of the curves. */
  end: number;
  x: (step: number) => number;
  y: (value: number) => number;
  ticks: number[];
}

function panelPlaces(
  { width, height }: Size,
  { kind, history, steps, words, textWidth, tasks: all }: CurvesPicture,
): Panel[] {
  const panels = panelsOf(kind, all);
  const inner = (height - FOOT - (panels.length - 1) * PANEL_GAP) / panels.length;
  const end = width - labelRoom(words, width, textWidth);
  const fixed = onItsGrid(history, steps);
  return panels.map((tasks, index) => {
    const top = index * (inner + PANEL_GAP);
    const ceiling = top + TOP;
    const domain = curveDomain(kind, fixed, tasks);
    const y = scaleLinear(domain, [top + inner - 2, ceiling]);
    const ticks = y.ticks(inner < 110 ? 3 : 5);
    return { index, tasks, domain, top, inner, ceiling, end, x: scaleLinear([0, steps], [LEFT, end]), y, ticks };
  });
}

/** One panel per unit, named `panel 0` and `panel 1`; in each the curves `<task> arm <index>`. */
export function curveMarks(size: Size, picture: CurvesPicture): Mark[] {
  const panels = panelPlaces(size, picture);
  return panels.map((panel) =>
    group(`panel ${String(panel.index)}`, [
      frame(size, panel, picture, panel.index === panels.length - 1),
      ...(picture.history.length > 0 ? curvesOf(size, panel, picture) : []),
    ]),
  );
}

function frame(
  { height }: Size,
  { top, inner, ceiling, end, x, y, ticks, index }: Panel,
  picture: CurvesPicture,
  last: boolean,
): Mark {
  const { id, steps, numbers, words } = picture;
  // Straight to the edge and no further: what rises above the scale is cut off and named.
  const window = rect('window', LEFT, ceiling - 1, end - LEFT + 1, top + inner - ceiling + 1);
  const step = [0, steps / 2, steps].map((at) => ({ at: x(at), text: numbers.fixed(at) }));
  return group('frame', [
    grid('grid', ticks.map(y), LEFT, end),
    leftAxis(
      'values',
      ticks.map((value) => ({ at: y(value), text: numbers.plain(value, 2) })),
      LEFT,
    ),
    label('unit', 0, top + 10, words.units[index], { class: 'tick' }),
    { key: 'clip', tag: 'clipPath', at: { id: `${id}-${String(index)}` }, marks: [window] },
    ...(last
      ? [
          bottomAxis('steps', step, height - FOOT, 3, 2),
          label('step', end + 16, height - FOOT + 14, words.step, { class: 'tick' }),
        ]
      : []),
  ]);
}

function curvesOf(size: Size, panel: Panel, picture: CurvesPicture): Mark[] {
  const { id, history, kind, arm, steps, words, numbers, pointed, changes, changeWords } = picture;
  const { index, tasks, domain, top, inner, ceiling, end, x, y } = panel;
  const [first] = history;
  const points = thinned(history.length, 240).map((i) => history[i]);
  const value = (point: HistoryPoint, a: number, k: number): number =>
    curveValue(kind, point.arms[a], first.arms[a].loss, k);
  const curve = (k: number, a: number): string =>
    line<HistoryPoint>(
      (point) => x(point.step),
      (point) => y(value(point, a, k)),
    )
      .defined((point) => Number.isFinite(value(point, a, k)))
      .digits(1)(points) ?? '';
  const lines = [1 - arm, arm].flatMap((a) => tasks.map((k) => ({ k, a })));
  // Of all points, not only of those that are drawn.
  const peak = Math.max(
    ...onItsGrid(history, steps)
      .flatMap((point) => lines.map(({ k, a }) => value(point, a, k)))
      .filter(Number.isFinite),
  );
  return [
    group(
      'curves',
      lines.map(({ k, a }) =>
        path(`${TASKS[k]} arm ${String(a)}`, curve(k, a), {
          class: a === 0 ? 'curve' : 'curve other',
          stroke: taskColor(TASKS[k]),
          'stroke-dasharray': taskDash(TASKS[k]) || null,
          'data-off': flag(pointed !== null && pointed !== k),
        }),
      ),
      { 'clip-path': `url(#${id}-${String(index)})` },
    ),
    changeMarks(
      changes,
      history[history.length - 1].step,
      { x, left: LEFT, right: end, top: ceiling, bottom: top + inner, baseline: index > 0 ? null : top + NAMES },
      changeWords,
    ),
    ...ends(size, panel, picture, value),
    ...(peak > domain[1]
      ? [label('peak', end + 6, top + 10, words.peak(numbers.fixed(peak, peak < 10 ? 1 : 0)), { class: 'tick' })]
      : []),
  ];
}

/** A's ends are filled and B's open, as their letters are. */
const endOf = (task: Task, arm: number): Attributes =>
  arm === 0 ? { fill: taskColor(task) } : { fill: 'var(--panel)', stroke: taskColor(task), 'stroke-width': 1.5 };

/** The shown model's values with the tasks' names: at the curves' ends while these move, at the edge when an earlier point is read off. */
function ends(
  { width }: Size,
  { tasks, top, inner, ceiling, end, x, y }: Panel,
  { history, arm, cursor, numbers, words, pointed, more }: CurvesPicture,
  value: (point: HistoryPoint, a: number, k: number) => number,
): Mark[] {
  const steps = history.map(({ step }) => step);
  const at = history[cursor === null ? history.length - 1 : nearest(steps, cursor)];
  const heights = tasks.map((k) => Math.max(ceiling, y(value(at, arm, k))));
  const places = dodge(
    heights.map((each) => (Number.isFinite(each) ? each : top + inner)),
    14,
    ceiling + 4,
    top + inner,
  );
  const left = cursor === null ? Math.min(end, x(at.step)) + 6 : end + 6;
  const text = (k: number): string => {
    const now = value(at, arm, k);
    const shown = [numbers.fixed(now, 2), width >= ROOMIER && more?.(k, now)].filter(Boolean).join(' · ');
    return width >= ROOMY ? `${words.tasks[k]} ${shown}` : cursor === null ? words.tasks[k] : shown;
  };
  return [
    group(
      'ends',
      tasks.flatMap((k, i) =>
        Number.isFinite(heights[i]) ? [circle(TASKS[k], x(at.step), heights[i], 2.75, endOf(TASKS[k], arm))] : [],
      ),
    ),
    group(
      'labels',
      tasks.map((k, i) =>
        entitled(
          words.whole?.[k] ?? words.tasks[k],
          words.tasks[k],
          label(TASKS[k], left, places[i] + 4, text(k), {
            class: 'haloed',
            fill: taskInk(TASKS[k]),
            'data-off': flag(pointed !== null && pointed !== k),
          }),
        ),
      ),
    ),
    ...(cursor === null ? [] : [segment('cursor', x(at.step), ceiling, x(at.step), top + inner, { class: 'cursor' })]),
  ];
}
