/** Quality against multiplications, two panels over one axis of cost: AUC above, squared error below. */
import { line, scaleLinear, scaleLog } from 'd3';
import { circle, group, label, path, rect, segment, type Mark } from '../charts/marks.ts';
import { dodge } from '../charts/placing.ts';
import type { CostPoint, Kind } from './costCurve.ts';
import { evenScale, logScale } from '../ui/scales.ts';

const PANEL = 250;
const HEAD = 26;
const FOOT = 40;
const LEFT = 40;
/** Between points of one cost, which stand side by side; and beside a label. */
const APART = { wide: 11, narrow: 5 };
const BESIDE = 10;
const LINE = 15;
/** How far a label that leans to a side reaches beyond its point on the other. */
const LEAN = 5;
/** From here on there is room for a label beside every point. */
const WIDE = 640;
const ALIKE = 1.05;

interface Words {
  auc: string;
  error: string;
  cost: string;
  number: (value: number) => string;
}

export interface CostPicture {
  points: readonly CostPoint[];
  words: Words;
  /** Of a text in the picture, in pixels. */
  textWidth: (text: string) => number;
}

export const COST_HEIGHT = 2 * PANEL + FOOT;

interface Placed {
  point: CostPoint;
  x: number;
  /** Ends of the row of points that it stands in, and how many stand there. */
  from: number;
  to: number;
  beside: number;
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** Points of one cost side by side around it, in their order. */
function placed(points: readonly CostPoint[], x: (m: number) => number, apart: number): Placed[] {
  const sorted = [...points].sort((a, b) => a.multiplications - b.multiplications);
  const rows: CostPoint[][] = [];
  for (const point of sorted) {
    const row = rows.at(-1);
    if (row && point.multiplications < row.at(-1)!.multiplications * ALIKE) row.push(point);
    else rows.push([point]);
  }
  return rows.flatMap((row) => {
    const own = points.filter((point) => row.includes(point));
    const middle = x(mean(own.map(({ multiplications }) => multiplications)));
    const from = middle - ((own.length - 1) / 2) * apart;
    const to = from + (own.length - 1) * apart;
    return own.map((point, i) => ({ point, x: from + i * apart, from, to, beside: own.length }));
  });
}

interface Drawn {
  placed: readonly Placed[];
  /** Its value and interval. */
  of: (point: CostPoint) => { value: number; low: number; high: number };
  y: (value: number) => number;
  top: number;
  textWidth: CostPicture['textWidth'];
  wide: boolean;
}

const SIZE = 7;

function pointMark({ point: { id, kind }, x }: Placed, at: number, low: number, high: number): Mark {
  const shape =
    kind === 'tuned'
      ? rect('point', x - SIZE / 2, at - SIZE / 2, SIZE, SIZE, { class: 'cmp-point' })
      : circle('point', x, at, SIZE / 2 + 0.5, { class: 'cmp-point' });
  const interval = Number.isFinite(low + high) ? [segment('interval', x, low, x, high, { class: 'cmp-whisker' })] : [];
  return group(id, [...interval, shape], { class: `cmp-kind-${kind}` });
}

/** Which side of its row a point's label stands on. */
const sideOf = ({ point: { kind, id } }: Placed): 'left' | 'right' | 'above' =>
  kind === 'tuned' ? 'above' : kind === 'distilled' || id.startsWith('alone large') ? 'right' : 'left';

const isTuned = ({ point: { kind } }: Placed): boolean => kind === 'tuned';

/** How low the line through the pruned models comes between two places: labels stand below it. */
function lowestLine({ placed: all, of, y }: Drawn, from: number, to: number): number {
  const line = all.filter(isTuned).map(({ point, x }): [number, number] => [x, y(of(point).value)]);
  const inside = line.filter(([x]) => x >= from && x <= to).map(([, at]) => at);
  const crossed = line.slice(1).flatMap(([bx, by], i) => {
    const [ax, ay] = line[i];
    return [from, to]
      .filter((x) => x > Math.min(ax, bx) && x < Math.max(ax, bx))
      .map((x) => ay + ((by - ay) * (x - ax)) / (bx - ax));
  });
  return Math.max(-Infinity, ...inside, ...crossed);
}

/** Labels at one side of a row, each at its point's height as nearly as they have room, with a thin line to it. */
function sideLabels(some: readonly Placed[], side: 'left' | 'right', drawn: Drawn): Mark[] {
  const { of, y, top, textWidth } = drawn;
  const wanted = some.map(({ point }) => y(of(point).value));
  const room = BESIDE + Math.max(...some.map(({ point }) => textWidth(point.short)));
  const { from: first, to: last } = some[0];
  const line = side === 'left' ? lowestLine(drawn, first - room, first - 1) : lowestLine(drawn, last + 1, last + room);
  const places = dodge(wanted, LINE, Math.max(top + HEAD, line + LINE * 0.8), top + PANEL - LINE);
  return some.map(({ point, x, from, to }, i) => {
    const edge = side === 'left' ? from - BESIDE : to + BESIDE;
    return group(`label ${point.id}`, [
      segment('leader', x, wanted[i], edge, places[i], { class: 'cmp-leader' }),
      label('text', edge + (side === 'left' ? -3 : 3), places[i], point.short, {
        class: `cmp-label cmp-kind-${point.kind}`,
        'text-anchor': side === 'left' ? 'end' : 'start',
        dy: '0.32em',
      }),
    ]);
  });
}

/** Where points are dense a label leans away from the line through them, which rises with AUC and falls with the error. */
function leaning({ wide, placed: all, of, y }: Drawn): { anchor: 'start' | 'middle' | 'end'; by: number } {
  const line = all.filter(isTuned).sort((a, b) => a.x - b.x);
  if (wide || line.length < 2) return { anchor: 'middle', by: 0 };
  const rises = y(of(line[line.length - 1].point).value) < y(of(line[0].point).value);
  return rises ? { anchor: 'end', by: LEAN } : { anchor: 'start', by: -LEAN };
}

function labels(drawn: Drawn): Mark[] {
  const { wide, of, y } = drawn;
  const { anchor, by } = leaning(drawn);
  const at = (side: 'left' | 'right' | 'above'): Placed[] => drawn.placed.filter((one) => sideOf(one) === side);
  const rows = (some: readonly Placed[]): Placed[][] =>
    [...new Set(some.map(({ from }) => from))].map((from) => some.filter((one) => one.from === from));
  const large = (one: Placed): boolean => one.point.id.startsWith('alone large');
  return [
    ...(wide ? rows(at('left')).flatMap((row) => sideLabels(row, 'left', drawn)) : []),
    ...rows(at('right').filter((one) => wide || large(one))).flatMap((row) => sideLabels(row, 'right', drawn)),
    // Alone at its cost a point has room above its interval; among others the line through it says which it is.
    ...at('above')
      .filter(({ beside }) => beside === 1)
      .map(({ point, x }) => {
        const { value, low, high } = of(point);
        const above = Math.min(...[value, low, high].filter(Number.isFinite).map(y));
        return label(`label ${point.id}`, x + by, above - 8, point.short, {
          class: 'cmp-label cmp-kind-tuned',
          'text-anchor': anchor,
        });
      }),
  ];
}

/** A line through points of a kind, or through the two sizes of an architecture. */
function through(key: string, some: readonly Placed[], kind: Kind, { of, y }: Drawn): Mark {
  const d = line<Placed>()
    .x(({ x }) => x)
    .y(({ point }) => y(of(point).value))
    .digits(2)([...some].sort((a, b) => a.x - b.x));
  return path(key, d ?? '', { class: `cmp-through cmp-kind-${kind}` });
}

function paths(drawn: Drawn): Mark[] {
  const { wide } = drawn;
  const tuned = drawn.placed.filter(isTuned);
  const small = wide ? [] : drawn.placed.filter(({ point }) => point.id.startsWith('alone small'));
  return [
    // Where the small ones have no room for a label, a line to the large one says which they are.
    ...small.flatMap((one) => {
      const model = one.point.id.slice('alone small'.length);
      const other = drawn.placed.find(({ point }) => point.id === `alone large${model}`);
      return other ? [through(`sizes${model}`, [one, other], 'alone', drawn)] : [];
    }),
    ...(tuned.length > 1 ? [through('tuned', tuned, 'tuned', drawn)] : []),
  ];
}

interface PanelOf {
  key: string;
  title: string;
  ticks: readonly number[];
  x0: number;
  x1: number;
}

function panel({ key, title, ticks, x0, x1 }: PanelOf, drawn: Drawn, words: Words): Mark {
  return group(key, [
    label('title', 0, drawn.top + 14, title, { class: 'cmp-title', fill: 'var(--ink)' }),
    ...ticks.flatMap((value) => [
      segment(`line ${String(value)}`, x0, drawn.y(value), x1, drawn.y(value), { class: 'cmp-grid' }),
      label(`tick ${String(value)}`, x0 - 5, drawn.y(value), words.number(value), {
        class: 'cmp-tick',
        'text-anchor': 'end',
        dy: '0.32em',
      }),
    ]),
    ...paths(drawn),
    ...drawn.placed.map((one) => {
      const { value, low, high } = drawn.of(one.point);
      return pointMark(one, drawn.y(value), drawn.y(low), drawn.y(high));
    }),
    ...labels(drawn),
  ]);
}

const bounds = (all: readonly { value: number; low: number; high: number }[]): number[] =>
  all.flatMap(({ value, low, high }) => [value, low, high]);
const aucOf = ({ auc }: CostPoint) => ({ value: auc.mean, low: auc.low, high: auc.high });
const errorOf = ({ error }: CostPoint) => ({ value: error.ratio, low: error.low, high: error.high });

/** Points are named by their ids, in the panels `auc` and `error`. */
export function costMarks(width: number, { points, words, textWidth }: CostPicture): Mark[] {
  const wide = width >= WIDE;
  const apart = wide ? APART.wide : APART.narrow;
  const large = points.filter(({ id }) => id.startsWith('alone large'));
  const room = Math.max(0, ...large.map(({ short }) => textWidth(short))) + BESIDE + 8;
  const costs = points.map(({ multiplications }) => multiplications);
  const [x0, x1] = [LEFT, width - room - ((large.length + 1) / 2) * apart];
  const { domain, ticks } = evenScale(costs, undefined, wide ? 6 : 4);
  const x = scaleLinear([domain[0], Math.max(...costs)], [x0 + 12, x1]);
  const all = placed(points, x, apart);
  const [auc, error] = [evenScale(bounds(points.map(aucOf)), undefined, 5), logScale(bounds(points.map(errorOf)), 6)];
  const ys = (top: number): [number, number] => [top + PANEL - 6, top + HEAD];
  const bottom = 2 * PANEL;
  const yAuc = scaleLinear(auc.domain, ys(0));
  const yError = scaleLog(error.domain, ys(PANEL));
  return [
    group(
      'costs',
      ticks
        .filter((m) => m <= x.domain()[1])
        .flatMap((m) => [
          segment(`line ${String(m)}`, x(m), HEAD, x(m), bottom, { class: 'cmp-grid' }),
          label(`tick ${String(m)}`, x(m), bottom + 14, words.number(m), {
            class: 'cmp-tick',
            'text-anchor': 'middle',
          }),
        ]),
    ),
    label('cost', (x0 + x1) / 2, bottom + 31, words.cost, { class: 'cmp-tick', 'text-anchor': 'middle' }),
    panel(
      { key: 'auc', title: words.auc, ticks: auc.ticks, x0, x1 },
      { placed: all, of: aucOf, y: (value) => yAuc(value), top: 0, textWidth, wide },
      words,
    ),
    panel(
      { key: 'error', title: words.error, ticks: error.ticks, x0, x1 },
      { placed: all, of: errorOf, y: (value) => yError(value), top: PANEL, textWidth, wide },
      words,
    ),
  ];
}
