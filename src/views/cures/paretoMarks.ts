/** The price of each cure: across how often gates polarize with it, upwards the held-out loss to that without; a mark a cure. */
import { scaleLinear, scaleLog } from 'd3';
import { group, label, path, px, segment, type Mark } from '../charts/marks.ts';
import { dodge, type Box } from '../charts/placing.ts';
import { clamped, LINE, placeName, SIZE, type Place, type Room } from './beside.ts';
import { curveMark, type Curve } from './curveMarks.ts';
import { frontOf, NONE, type CurePoint, type PointKind, type Role } from './points.ts';

export const PARETO_HEIGHT = 470;
/** Below this width only those points are named that always are: the table beside it names the others. */
const WIDE = 520;

const HEAD = 30;
const FOOT = 42;
const TICKS = 38;
const RIGHT = 14;
/** Between a name in the column at the left and the axis: its line runs there. */
const LEADER = 26;
/** From here on a rate counts as none: its name stands in the column. */
const AT_AXIS = 0.012;

export interface ParetoPicture {
  points: readonly CurePoint[];
  roles: ReadonlyMap<string, readonly Role[]>;
  /** Which one the reader has chosen, and which one is pointed at. */
  chosen: string | null;
  pointed: string | null;
  curve?: Curve;
  words: {
    rate: string;
    loss: string;
    /** Of a point, with what it is ("best: …"). */
    name: (id: string) => string;
    percent: (share: number) => string;
    ratio: (ratio: number) => string;
  };
  /** Of a text in the picture, in pixels. */
  textWidth: (text: string) => number;
}

export interface ParetoLayout {
  x: (rate: number) => number;
  y: (ratio: number) => number;
  x0: number;
  x1: number;
  top: number;
  bottom: number;
  rates: number[];
  ratios: number[];
  wide: boolean;
}

const RATIOS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1, 1.1, 1.2, 1.3, 1.4, 1.5, 1.75, 2, 3, 5, 10, 20, 50];
/** How far above and below what is known the scale reaches, and its widest: one that diverges is not to squeeze all others. */
const BEYOND = 1.03;
const LEAST_RATIO = 0.1;
const MOST_RATIO = 4;

const finite = (values: readonly number[]): number[] => values.filter(Number.isFinite);

/** Where everything stands. */
export function paretoLayout(width: number, { points, curve, words, textWidth }: ParetoPicture): ParetoLayout {
  const wide = width >= WIDE;
  const named = wide ? points.filter(({ rate }) => rate.rate < AT_AXIS).map(({ id }) => textWidth(words.name(id))) : [];
  const x0 = TICKS + (named.length > 0 ? Math.min(width * 0.42, Math.max(...named)) + LEADER : 0);
  const x1 = width - RIGHT;
  const highest = Math.max(
    0.1,
    ...finite(points.map(({ rate }) => rate.high)),
    ...(curve?.points.map(({ rate }) => rate) ?? []),
  );
  const most = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.8].find((share) => highest <= share) ?? 1;
  const known = finite([
    1,
    ...points.flatMap(({ loss }) => [loss.ratio, loss.low, loss.high]),
    ...(curve?.points.map(({ ratio }) => ratio) ?? []),
  ]);
  const low = clamped(Math.min(0.95, ...known) / BEYOND, LEAST_RATIO, 1);
  const high = clamped(Math.max(1.05, ...known) * BEYOND, 1, MOST_RATIO);
  const [top, bottom] = [HEAD, PARETO_HEIGHT - FOOT];
  const x = scaleLinear([0, most], [x0, x1]);
  const y = scaleLog([low, high], [bottom, top]).clamp(true);
  return {
    x: (rate) => x(rate),
    y: (ratio) => y(ratio),
    x0,
    x1,
    top,
    bottom,
    wide,
    rates: x.ticks(5),
    ratios: spaced(
      RATIOS.filter((ratio) => ratio >= low && ratio <= high),
      (ratio) => y(ratio),
    ),
  };
}

/** Those that leave each other room; 1 is always there. */
function spaced(ratios: readonly number[], y: (ratio: number) => number): number[] {
  const kept: number[] = [1];
  for (const ratio of ratios) if (kept.every((other) => Math.abs(y(other) - y(ratio)) >= LINE + 4)) kept.push(ratio);
  return kept.sort((a, b) => a - b);
}

/** A shape a kind, so that colour is not all there is. */
function shape(kind: PointKind, x: number, y: number, r: number): string {
  const at = (dx: number, dy: number): string => `${String(px(x + dx))},${String(px(y + dy))}`;
  switch (kind) {
    case 'gate':
      return `M${at(-r, 0)}A${String(r)},${String(r)} 0 1 0 ${at(r, 0)}A${String(r)},${String(r)} 0 1 0 ${at(-r, 0)}Z`;
    case 'optimizer':
      return `M${at(-r, -r)}L${at(r, -r)}L${at(r, r)}L${at(-r, r)}Z`;
    case 'expert':
      return `M${at(0, -r * 1.2)}L${at(r * 1.2, r)}L${at(-r * 1.2, r)}Z`;
    case 'architecture':
      return `M${at(0, -r * 1.3)}L${at(r * 1.3, 0)}L${at(0, r * 1.3)}L${at(-r * 1.3, 0)}Z`;
    case 'together':
      return `M${at(-r * 1.2, -r * 0.4)}L${at(-r * 0.4, -r * 0.4)}L${at(-r * 0.4, -r * 1.2)}L${at(r * 0.4, -r * 1.2)}L${at(r * 0.4, -r * 0.4)}L${at(r * 1.2, -r * 0.4)}L${at(r * 1.2, r * 0.4)}L${at(r * 0.4, r * 0.4)}L${at(r * 0.4, r * 1.2)}L${at(-r * 0.4, r * 1.2)}L${at(-r * 0.4, r * 0.4)}L${at(-r * 1.2, r * 0.4)}Z`;
  }
}

const isBetween = (low: number, high: number): boolean => Number.isFinite(low + high);

function pointMark(point: CurePoint, { x, y }: ParetoLayout, picture: ParetoPicture): Mark {
  const { id, kind, rate, loss } = point;
  const on = id === picture.pointed || id === picture.chosen;
  const [cx, cy] = [x(rate.rate), y(loss.ratio)];
  return group(
    id,
    [
      segment('rate', x(rate.low), cy, x(rate.high), cy, { class: 'cure-whisker' }),
      ...(isBetween(loss.low, loss.high)
        ? [segment('loss', cx, y(loss.low), cx, y(loss.high), { class: 'cure-whisker' })]
        : []),
      path('mark', shape(id === NONE ? 'gate' : kind, cx, cy, on ? SIZE + 2 : SIZE), { class: 'cure-mark' }),
    ],
    {
      class: 'cure-point',
      'data-kind': id === NONE ? NONE : kind,
      'data-on': on ? '' : null,
      'data-dim': picture.pointed !== null && !on ? '' : null,
    },
  );
}

/** From the upper end down to the first point, and from each to the next: nothing known lies below it. */
function frontMark(points: readonly CurePoint[], { x, y, x1, top }: ParetoLayout): Mark {
  const front = frontOf(points);
  if (front.length === 0) return path('front', '', { class: 'cure-front' });
  const corners = front.map(({ rate, loss }, i) => {
    const [cx, cy] = [px(x(rate.rate)), px(y(loss.ratio))];
    return i === 0 ? `M${String(cx)},${String(px(top))}V${String(cy)}` : `H${String(cx)}V${String(cy)}`;
  });
  return path('front', `${corners.join('')}H${String(px(x1))}`, { class: 'cure-front' });
}

function frame({ x, y, x0, x1, top, bottom, rates, ratios }: ParetoLayout, words: ParetoPicture['words']): Mark {
  const tick = { class: 'cure-tick' };
  return group('frame', [
    label('loss', 0, 14, words.loss, tick),
    ...ratios.flatMap((ratio) => [
      segment(`line ${String(ratio)}`, TICKS, y(ratio), x1, y(ratio), {
        class: ratio === 1 ? 'cure-one' : 'cure-grid',
      }),
      label(`ratio ${String(ratio)}`, TICKS - 6, y(ratio), words.ratio(ratio), {
        ...tick,
        'text-anchor': 'end',
        dy: '0.32em',
      }),
    ]),
    ...rates.flatMap((rate) => [
      segment(`column ${String(rate)}`, x(rate), top, x(rate), bottom, { class: 'cure-grid' }),
      label(`rate ${String(rate)}`, x(rate), bottom + 15, words.percent(rate), { ...tick, 'text-anchor': 'middle' }),
    ]),
    label('rates', x1, bottom + 32, words.rate, { ...tick, 'text-anchor': 'end' }),
    segment('axis', x0, top, x0, bottom, { class: 'cure-axis' }),
  ]);
}

const nameClass = (point: CurePoint, { roles, pointed, chosen }: ParetoPicture): Mark['at'] => ({
  class: 'cure-name',
  'data-role': roles.has(point.id) ? '' : null,
  'data-on': point.id === pointed || point.id === chosen ? '' : null,
});

/** Names of the cures with which no gate polarizes, in a column beside the axis, each at its loss as nearly as there is room. */
function columnNames(some: readonly CurePoint[], layout: ParetoLayout, picture: ParetoPicture): Mark[] {
  const { x, y, x0, top, bottom } = layout;
  const wanted = some.map(({ loss }) => y(loss.ratio));
  const gap = Math.min(LINE, (bottom - top) / Math.max(1, some.length - 1));
  const places = dodge(wanted, gap, top + 4, bottom - 4);
  return some.map((point, i) =>
    group(`name ${point.id}`, [
      segment('leader', x0 - LEADER + 4, places[i], x(point.rate.rate) - SIZE - 2, wanted[i], { class: 'cure-leader' }),
      label('text', x0 - LEADER, places[i], picture.words.name(point.id), {
        ...nameClass(point, picture),
        'text-anchor': 'end',
        dy: '0.32em',
      }),
    ]),
  );
}

/** The room that a mark takes. */
const boxOf = ({ rate, loss }: Pick<CurePoint, 'rate' | 'loss'>, { x, y }: ParetoLayout): Box => ({
  x: x(rate.rate) - SIZE - 1,
  y: y(loss.ratio) - SIZE - 1,
  width: 2 * SIZE + 2,
  height: 2 * SIZE + 2,
});

/** What a name beside the front must not lie on. */
function frontBoxes(points: readonly CurePoint[], { x, y, x1 }: ParetoLayout): Box[] {
  const front = frontOf(points);
  return front.map(({ rate, loss }, i) => {
    const from = x(rate.rate) + SIZE;
    const to = i + 1 < front.length ? x(front[i + 1].rate.rate) : x1;
    return { x: from, y: y(loss.ratio) - 1, width: Math.max(0, to - from), height: 2 };
  });
}

/** How much wider than others a name is that stands out: widths are measured of plain letters. */
const BOLD = 1.14;

/**
 * Names beside their points, the important ones first. A name without room there is left out unless it is important: then it stands where there is
 * room, and a line leads to it.
 */
function besideNames(some: readonly CurePoint[], layout: ParetoLayout, picture: ParetoPicture, room: Room): Mark[] {
  const { words, textWidth, roles, pointed, chosen } = picture;
  const must = ({ id }: CurePoint): boolean => roles.has(id) || id === pointed || id === chosen;
  const placed: Mark[] = [];
  for (const point of [...some].sort((a, b) => Number(must(b)) - Number(must(a)))) {
    const text = words.name(point.id);
    const width = textWidth(text) * (roles.has(point.id) ? BOLD : 1);
    const found = placeName(room, { at: placeOf(point, layout), width, must: must(point), key: point.id });
    if (!found) continue;
    const { box, leader } = found;
    if (leader) placed.push(leader);
    placed.push(
      label(`name ${point.id}`, box.x, box.y + LINE / 2, text, { ...nameClass(point, picture), dy: '0.32em' }),
    );
  }
  return placed;
}

const placeOf = ({ rate, loss }: CurePoint, { x, y }: ParetoLayout): Place => [x(rate.rate), y(loss.ratio)];

/** What stands in the plane before names do. */
function roomOf({ points }: ParetoPicture, layout: ParetoLayout): Room {
  const { x0, x1, top, bottom } = layout;
  return {
    places: points.map((point) => placeOf(point, layout)),
    taken: [...points.map((point) => boxOf(point, layout)), ...frontBoxes(points, layout)],
    bounds: { x: x0 + 3, y: top, width: x1 - x0 - 3, height: bottom - top },
  };
}

/** Points are named by their ids; those that are drawn last lie above the others. */
export function paretoMarks(width: number, picture: ParetoPicture): Mark[] {
  const layout = paretoLayout(width, picture);
  const { points, roles, pointed, chosen, curve } = picture;
  const on = ({ id }: CurePoint): number =>
    Number(roles.has(id)) + 2 * Number(id === chosen) + 4 * Number(id === pointed);
  const atAxis = layout.wide ? points.filter(({ rate }) => rate.rate < AT_AXIS) : [];
  const others = points.filter((point) => !atAxis.includes(point) && (layout.wide || on(point) > 0));
  const room = roomOf(picture, layout);
  return [
    frame(layout, picture.words),
    frontMark(points, layout),
    ...(curve ? [curveMark(curve, layout, room, picture.textWidth)] : []),
    ...[...points].sort((a, b) => on(a) - on(b)).map((point) => pointMark(point, layout, picture)),
    group('names', [...columnNames(atAxis, layout, picture), ...besideNames(others, layout, picture, room)]),
  ];
}

/** How far from a mark a pointer may be, in pixels. */
const REACH = 18;

/** The point nearest to a place; where names stand in the column, their lines count too. */
export function pointAt(layout: ParetoLayout, picture: ParetoPicture, left: number, top: number): string | null {
  let found: string | null = null;
  let best = REACH;
  for (const { id, rate, loss } of picture.points) {
    const distance = Math.hypot(layout.x(rate.rate) - left, layout.y(loss.ratio) - top);
    if (distance >= best) continue;
    best = distance;
    found = id;
  }
  return found;
}
