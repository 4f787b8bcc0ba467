/** Click-through rate by position: what was observed, and what relevance or position alone would give. */
import { line, scaleLinear, scalePoint, symbol, symbolDiamond } from 'd3';
import type { CtrPoint } from '../../session/protocol.ts';
import { POSITIONS } from '../../world/spec.ts';
import type { NumberWords } from '../format.ts';
import { dodge, lineObstacles, placeLabel, type Box } from './placing.ts';
import { bottomAxis, circle, flag, grid, group, label, leftAxis, path, px, segment, type Mark } from './marks.ts';
import type { Size } from './Plot.tsx';

export const POSITION_LEFT = 34;
const LABEL_HEIGHT = 14;
const TOP = 20;
/** Room for an axis of positions below the curves. */
const FOOT = 14;
const upTo = (levels: number): number[] => Array.from({ length: levels }, (_, p) => p + 1);

/**
 * Both drawings of positions share this scale, so that their columns stand below each other.
 * @param levels - how many there are, where it is not positions
 * @returns place of a position from 1
 */
export function positionScale(width: number, right: number, levels = POSITIONS): (position: number) => number {
  const x = scalePoint<number>(upTo(levels), [POSITION_LEFT, width - right]).padding(0.5);
  return (position) => x(position) ?? 0;
}

/** The position nearest to x. */
export function positionAt(x: number, width: number, right: number): number {
  const share = (x - POSITION_LEFT) / (width - right - POSITION_LEFT);
  return Math.max(1, Math.min(POSITIONS, Math.ceil(share * POSITIONS)));
}

/** The axis of positions at the foot of a drawing, and its name. */
export function positionAxis(width: number, y: number, right: number, name: string, levels = POSITIONS): Mark[] {
  const at = positionScale(width, right, levels);
  const ticks = upTo(levels).map((position) => ({ at: at(position), text: String(position) }));
  return [bottomAxis('positions', ticks, y), label('position', width - right + 2, y + 13, name, { class: 'tick' })];
}

/** What is drawn of every position. */
const CURVES = ['relevance', 'observed', 'bias'] as const;
type Curve = (typeof CURVES)[number];

export interface CtrPicture {
  points: readonly CtrPoint[];
  /** Room right of the last position. */
  right: number;
  numbers: NumberWords;
  words: { axis: string } & Record<Curve, string>;
  /** Position that is read off, from 1. */
  pointed: number | null;
  /** Name of the axis of positions at the foot; null where the drawing below has it. */
  foot?: string | null;
  /** Width of a text in pixels. */
  textWidth: (text: string) => number;
}

type Place = [number, number];

/** Places the three names near their curves without covering anything. */
function placeNames(
  names: { text: string; curve: Place[] }[],
  { width, height }: Size,
  obstacles: Box[],
  textWidth: (text: string) => number,
): Box[] {
  const bounds = { x: POSITION_LEFT + 2, y: 0, width: width - POSITION_LEFT - 2, height: height - 2 };
  const taken = [...obstacles];
  return names.map(({ text, curve }) => {
    const size = { width: textWidth(text) + 4, height: LABEL_HEIGHT };
    const candidates = [6, 5, 7, 4, 8, 3, 2, 1, 0].flatMap((p) => {
      const [x, y] = curve[p];
      const left = x - size.width / 2;
      return [4, 8, 14].flatMap((away) => [
        { x: left, y: y - away - LABEL_HEIGHT },
        { x: left, y: y + away },
      ]);
    });
    const box = placeLabel(size, candidates, taken, bounds);
    taken.push(box);
    return box;
  });
}

/** The three curves, or the observed one alone where the truth is not known. They belong to the data and do not change while training. */
export function ctrMarks(size: Size, picture: CtrPicture): Mark[] {
  const { points, right, numbers, words, pointed, foot = null } = picture;
  const { width } = size;
  const height = size.height - (foot === null ? 0 : FOOT);
  const at = positionScale(width, right);
  const rates = points.flatMap((point) => [point.high, point.relevance, point.bias]).filter(Number.isFinite);
  const y = scaleLinear([0, Math.max(0.1, ...rates) * 1.12], [height - 4, TOP]);
  const ticks = y.ticks(height < 110 ? 2 : 4);
  const seen = points.filter(({ impressions }) => impressions > 0);
  const places = (name: Curve): Place[] => seen.map((point) => [at(point.position), y(point[name])]);
  const known = (curve: Place[]): Place[] => curve.filter(([, rate]) => Number.isFinite(rate));
  const curves = { relevance: known(places('relevance')), observed: places('observed'), bias: known(places('bias')) };
  const key = (i: number): string => `position ${String(seen[i].position)}`;
  const diamond = symbol(symbolDiamond, 26)() ?? '';
  const here = seen.find(({ position }) => position === pointed);
  const drawn = [
    group('frame', [
      grid('grid', ticks.map(y), POSITION_LEFT, width - right),
      leftAxis(
        'rates',
        ticks.map((rate) => ({ at: y(rate), text: numbers.percent(rate) })),
        POSITION_LEFT,
      ),
      label('unit', 0, 10, words.axis, { class: 'tick' }),
      ...(foot === null ? [] : positionAxis(width, height - 4, right, foot)),
    ]),
    path('relevance', line().digits(2)(curves.relevance) ?? '', { class: 'truth' }),
    path('bias', line().digits(2)(curves.bias) ?? '', { class: 'truth thin' }),
    group(
      'bias marks',
      curves.bias.map(([cx, cy], i) =>
        path(key(i), diamond, { class: 'truth-mark', transform: `translate(${String(px(cx))},${String(px(cy))})` }),
      ),
    ),
    group(
      'intervals',
      seen.map(({ position, low, high }, i) =>
        segment(key(i), at(position), y(low), at(position), y(high), { class: 'whisker' }),
      ),
    ),
    group(
      'observed',
      curves.observed.map(([cx, cy], i) => circle(key(i), cx, cy, 2.75, { class: 'estimate' })),
    ),
    group('names', seen.length < POSITIONS ? [] : names({ width, height }, picture, curves), { class: 'name' }),
  ];
  return [
    group('curves', drawn, { 'data-reading': flag(here !== undefined) }),
    group('reading', here ? reading(here, picture, at, y, height) : []),
  ];
}

function names(size: Size, { words, textWidth }: CtrPicture, curves: Record<Curve, Place[]>): Mark[] {
  const obstacles = [curves.relevance, curves.bias, curves.observed].flatMap((curve) => lineObstacles(curve, 3));
  const drawn = CURVES.filter((name) => curves[name].length === POSITIONS);
  const wanted = drawn.map((name) => ({ text: words[name], curve: curves[name] }));
  return placeNames(wanted, size, obstacles, textWidth).map((box, i) =>
    label(drawn[i], box.x + 2, box.y + 11, words[drawn[i]], {
      class: drawn[i] === 'observed' ? 'haloed estimate-word' : 'haloed',
    }),
  );
}

/** The numbers of one position beside a line through it. */
function reading(
  here: CtrPoint,
  { numbers, words }: CtrPicture,
  at: (position: number) => number,
  y: (rate: number) => number,
  height: number,
): Mark[] {
  const x = at(here.position);
  const known = CURVES.filter((name) => Number.isFinite(here[name]));
  const wanted = known.map((name) => y(here[name]));
  const places = dodge(wanted, 13, 12, height - 8);
  const rightwards = here.position <= 5;
  return [
    segment('cursor', x, 14, x, height, { class: 'cursor' }),
    ...known.map((name, i) =>
      label(name, x + (rightwards ? 8 : -8), places[i] + 4, `${words[name]} ${numbers.percent(here[name], 1)}`, {
        class: name === 'observed' ? 'haloed estimate-word' : 'haloed',
        'text-anchor': rightwards ? 'start' : 'end',
      }),
    ),
  ];
}
