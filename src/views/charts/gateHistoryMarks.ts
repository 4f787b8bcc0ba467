/** One gate over the steps: every expert's mean weight, stacked, and the effective number of experts below. */
import { line, scaleLinear } from 'd3';
import { countOf, expertsOf, sees, visibleTo, type Masked } from '../../model/visible.ts';
import type { HistoryPoint } from '../../session/protocol.ts';
import { TASKS } from '../../world/spec.ts';
import { taskColor, taskInk } from '../encoding.ts';
import type { NumberWords } from '../format.ts';
import { changeMarks, type ChangeRoom, type ChangeWords, type ShownChange } from './changeMarks.ts';
import { thinned } from './domain.ts';
import { bottomAxis, flag, grid, group, label, leftAxis, path, segment, type Mark } from './marks.ts';
import type { Size } from './Plot.tsx';

const LEFT = 18;
const RIGHT = 16;
const TOP = 7;
/** Baseline of the changes' names: they lie over the bands, which stay as they are when a change acts. */
const NAMES = TOP + 10;
const AXIS = 18;
/** Between the bands and the strip: room for both axes' numbers where there is height. */
const gap = (height: number): number => (height > 120 ? 16 : 8);
/** Height of the strip with the effective number. */
const strip = (height: number): number => Math.max(20, Math.min(48, height * 0.24));
/** Points drawn at most: the pictures are small. */
const POINTS = 80;
const tenths = (value: number): number => Math.round(value * 10) / 10;
/** Bands of neighbouring experts are told apart by two tints. */
const TINTS = [0.62, 0.34] as const;
/** A band lower than this has no room for its number. */
const LABEL_ROOM = 13;
/** Of a line of words, above and below its baseline. */
const LETTERS = { above: 9, below: 2 };

export interface GateHistoryPicture {
  history: readonly HistoryPoint[];
  arm: number;
  task: number;
  /** All tasks share this gate: it has no task's colour. */
  oneGate: boolean;
  /** An expert that the gate may not use has no band. */
  model: Masked;
  /** Length of the run. */
  steps: number;
  pointed: number | null;
  /** Step to mark with a line. */
  mark: number | null;
  numbers: NumberWords;
  changes: readonly ShownChange[];
  changeWords: ChangeWords;
}

/** Upper edge of expert e's band at one point: expert 1 lies on top, as in a list. */
function edges({ arms }: HistoryPoint, arm: number, task: number, experts: number): number[] {
  const { utilization } = arms[arm];
  const tops = [1];
  for (let e = 0; e < experts; e++) tops.push(Math.max(0, tops[e] - utilization[task * experts + e]));
  return tops;
}

type Shown = Pick<GateHistoryPicture, 'history' | 'arm' | 'task' | 'model'>;

/** How many experts the gate may use. */
const most = ({ model, task }: Pick<Shown, 'model' | 'task'>): number => countOf(visibleTo(model, task));

const plotBottom = (height: number): number => height - AXIS - strip(height) - gap(height);

/** Which expert's band is at a place of the drawing, at the newest point. */
export function bandAt(y: number, { height }: Size, picture: Shown): number | null {
  const { history, arm, task, model } = picture;
  const last = history.at(-1);
  const share = (plotBottom(height) - y) / (plotBottom(height) - TOP);
  if (!last || share < 0 || share > 1) return null;
  const tops = edges(last, arm, task, model.experts);
  const expert = tops.findIndex((top, e) => e > 0 && top <= share && sees(model, task, e - 1)) - 1;
  return expert >= 0 ? expert : null;
}

/** Which step is at a place of the drawing. */
export const stepAt = (x: number, { width }: Size, steps: number): number =>
  Math.round(Math.max(0, Math.min(1, (x - LEFT) / (width - RIGHT - LEFT))) * steps);

/** Where everything stands, and the points that are drawn. */
interface Places {
  right: number;
  top: number;
  bottom: number;
  foot: number;
  x: (step: number) => number;
  y: (weight: number) => number;
  count: (experts: number) => number;
  points: HistoryPoint[];
  xs: number[];
}

function placesOf({ width, height }: Size, picture: GateHistoryPicture): Places {
  const { history, steps } = picture;
  const bottom = plotBottom(height);
  const right = width - RIGHT;
  const foot = height - AXIS;
  const x = scaleLinear([0, steps], [LEFT, right]);
  const points = thinned(history.length, POINTS).map((i) => history[i]);
  return {
    right,
    top: TOP,
    bottom,
    foot,
    x,
    y: scaleLinear([0, 1], [bottom, TOP]),
    count: scaleLinear([1, Math.max(2, most(picture))], [foot, bottom + gap(height)]),
    points,
    xs: points.map(({ step }) => tenths(x(step))),
  };
}

/** One gate's history: bands named `expert <number>`, and the two effective numbers of experts. */
export function gateHistoryMarks(size: Size, picture: GateHistoryPicture): Mark[] {
  const { history, mark, changes, changeWords } = picture;
  const places = placesOf(size, picture);
  const { x, top, foot } = places;
  return [
    frame(places, picture),
    ...bands(places, picture),
    group('effective', effective(places, picture)),
    changeMarks(changes, history.at(-1)?.step ?? -1, changeRoom(places, picture), changeWords),
    ...(mark === null ? [] : [segment('mark', x(mark), top - 4, x(mark), foot, { class: 'mark' })]),
  ];
}

function frame({ right, top, bottom, foot, x, y, count }: Places, picture: GateHistoryPicture): Mark {
  const { steps, numbers } = picture;
  const experts = most(picture);
  const weights = bottom - top > 70 ? [0, 1] : [1];
  return group('frame', [
    grid('grid', [y(0), y(1), count(1), count(experts)], LEFT, right),
    leftAxis(
      'weights',
      weights.map((weight) => ({ at: y(weight), text: String(weight) })),
      LEFT,
    ),
    leftAxis('counts', [{ at: count(experts), text: String(experts) }], LEFT),
    bottomAxis(
      'steps',
      [0, steps].map((step) => ({ at: x(step), text: numbers.fixed(step) })),
      foot,
      3,
      2,
    ),
  ]);
}

/** Bands that are high enough for their expert's number at the newest point, each with the number's baseline. */
function numbered({ points, y }: Places, { arm, task, model }: GateHistoryPicture): { e: number; at: number }[] {
  const last = points.at(-1);
  if (!last || points.length < 2) return [];
  const ends = edges(last, arm, task, model.experts).map(y);
  return expertsOf(model, task)
    .map((e) => ({ e, at: (ends[e] + ends[e + 1]) / 2 + 4 }))
    .filter(({ e }) => ends[e + 1] - ends[e] >= LABEL_ROOM);
}

/** Where the changes are named: left of the experts' numbers, where one of those is as high as the names. Beside a number they would read as its value. */
function changeRoom(places: Places, picture: GateHistoryPicture): ChangeRoom {
  const { x, right, top, foot, xs } = places;
  const covers = numbered(places, picture).some(({ at }) => at - LETTERS.above < NAMES + LETTERS.below);
  return { x, left: LEFT, right: covers ? xs[xs.length - 1] : right, top, bottom: foot, baseline: NAMES };
}

function bands(places: Places, picture: GateHistoryPicture): Mark[] {
  const { xs, y, points } = places;
  const { arm, task, oneGate, model, pointed } = picture;
  const { experts } = model;
  const tops = points.map((point) => edges(point, arm, task, experts));
  // Every edge is written once forwards, as the top of its band, and once backwards, as the bottom of the band above.
  const forwards: string[] = [];
  const backwards: string[] = [];
  for (let e = 0; e <= experts; e++) {
    const corners = tops.map((edge, i) => `${String(xs[i])},${String(tenths(y(edge[e])))}`);
    forwards.push(corners.join('L'));
    backwards.push(corners.reverse().join('L'));
  }
  // One point is no band.
  const shown = tops.length > 1 ? expertsOf(model, task) : [];
  const key = (e: number): string => `expert ${String(e + 1)}`;
  return [
    group(
      'bands',
      shown.map((e, i) =>
        path(key(e), `M${forwards[e]}L${backwards[e + 1]}Z`, {
          class: 'band',
          fill: oneGate ? 'var(--muted)' : taskColor(TASKS[task]),
          'fill-opacity': TINTS[i % 2],
          'data-on': flag(e === pointed),
          'data-off': flag(pointed !== null && e !== pointed),
        }),
      ),
    ),
    group(
      'numbers',
      numbered(places, picture).map(({ e, at }) =>
        label(key(e), xs[xs.length - 1] + 4, at, String(e + 1), { class: 'label' }),
      ),
    ),
  ];
}

/** Effective numbers of experts: per example solid, of the mean weights thin and dashed. */
function effective({ xs, count, points }: Places, { arm, task, oneGate }: GateHistoryPicture): Mark[] {
  if (points.length === 0) return [];
  const curve = (name: 'effectivePerExample' | 'effectiveOfMean', width: number, dash: string | null): Mark => {
    const places = points.map((point, i): [number, number] => [xs[i], count(point.arms[arm][name][task])]);
    return path(name, line().digits(1)(places) ?? '', {
      fill: 'none',
      stroke: oneGate ? 'var(--ink)' : taskInk(TASKS[task]),
      'stroke-width': width,
      'stroke-dasharray': dash,
    });
  };
  return [curve('effectivePerExample', 1.75, null), curve('effectiveOfMean', 1, '3 2')];
}
