/** The true P(click) of every kind of item at every position, what of it was logged, and the two margins: CTR by position and by relevance. */
import { line, scaleBand, scaleLinear } from 'd3';
import type { RelevanceGrid } from '../../session/protocol.ts';
import { POSITIONS } from '../../world/spec.ts';
import { dodge } from '../charts/placing.ts';
import { circle, group, label, path, px, rect, segment, type Mark } from '../charts/marks.ts';

const ROW = 26;
const TOP = 20;
const CURVES = 150;
/** Between the grid and the curves: the positions' numbers. */
const GAP = 26;
const FOOT = 20;
/** Below this width words are short. */
const ROOMY = 520;

export interface WhyPicture {
  grid: RelevanceGrid;
  words: {
    /** What the grid and the curves are, long and short. */
    top: readonly [string, string];
    below: readonly [string, string];
    right: string;
    most: readonly [string, string];
    least: readonly [string, string];
    position: string;
    sameItems: string;
    observed: string;
    percent: (share: number) => string;
  };
  pointed: { band: number; p: number } | null;
  /** Width of a text in pixels. */
  textWidth: (text: string) => number;
}

interface Places {
  height: number;
  left: number;
  /** Right end of the grid. */
  edge: number;
  bottom: number;
  narrow: boolean;
  bands: number;
  /** Left edge of a position's column. */
  x: (p: number) => number;
  column: number;
  step: number;
  middle: (p: number) => number;
  rowTop: (band: number) => number;
}

/** Height of the picture of so many bands. */
export const whyHeight = (bands: number): number => TOP + bands * ROW + GAP + CURVES + FOOT;

function placesOf(width: number, { grid, words, textWidth }: Omit<WhyPicture, 'pointed'>): Places {
  const narrow = width < ROOMY;
  const bands = grid.click.length;
  const left = narrow ? 46 : 108;
  const beside = [words.sameItems, words.observed, words.right].map((word) => textWidth(word) + 14);
  const edge = width - Math.max(narrow ? 84 : 124, ...beside);
  const columns = Array.from({ length: POSITIONS }, (_, p) => p);
  const scale = scaleBand(columns, [left, Math.max(left + 90, edge)]).paddingInner(0.06);
  const x = (p: number): number => scale(p) ?? 0;
  return {
    height: whyHeight(bands),
    left,
    edge,
    bottom: TOP + bands * ROW,
    narrow,
    bands,
    x,
    column: scale.bandwidth(),
    step: scale.step(),
    middle: (p) => x(p) + scale.bandwidth() / 2,
    rowTop: (band) => TOP + band * ROW,
  };
}

/** The cell at a place, or null. */
export function whyCellAt(
  atX: number,
  atY: number,
  width: number,
  picture: Omit<WhyPicture, 'pointed'>,
): { band: number; p: number } | null {
  const { left, step, bands } = placesOf(width, picture);
  const p = Math.floor((atX - left) / step);
  const band = Math.floor((atY - TOP) / ROW);
  return p >= 0 && p < POSITIONS && band >= 0 && band < bands ? { band, p } : null;
}

/** Cells are named `band <number> position <number>`, bars and their words `band <number>`; band 1 has the most relevant items. */
export function whyMarks(width: number, picture: WhyPicture): Mark[] {
  const places = placesOf(width, picture);
  return [
    group('cells', cells(places, picture)),
    group('by relevance', byRelevance(width, places, picture)),
    group('pointed', pointedMarks(places, picture)),
    group('by position', byPosition(places, picture)),
    group('words', wordsOf(width, places, picture)),
  ];
}

function cells({ x, column, middle, rowTop }: Places, { grid }: WhyPicture): Mark[] {
  const most = Math.max(...grid.logged.flat());
  const highest = Math.max(...grid.click.flat());
  return grid.click.flatMap((row, band) =>
    row.flatMap((click, p) => {
      const key = `band ${String(band + 1)} position ${String(p + 1)}`;
      const radius = Math.sqrt(grid.logged[band][p] / most) * Math.min(column, ROW) * 0.44;
      const dark = px(0.04 + 0.86 * (click / highest));
      return [
        rect(key, x(p), rowTop(band) + 1, column, ROW - 2, { class: 'bias-heat', 'fill-opacity': dark }),
        circle(`logged ${key}`, middle(p), rowTop(band) + ROW / 2, radius, { class: 'bias-logged' }),
      ];
    }),
  );
}

/** CTR of each band were every item shown at the same position. */
function byRelevance(width: number, { edge, rowTop }: Places, { grid, words }: WhyPicture): Mark[] {
  const across = scaleLinear([0, Math.max(...grid.samePosition)], [0, width - edge - 46]);
  return grid.samePosition.flatMap((share, band) => [
    rect(`band ${String(band + 1)}`, edge + 8, rowTop(band) + 6, across(share), ROW - 12, { class: 'bias-bar' }),
    label(`word ${String(band + 1)}`, edge + 12 + across(share), rowTop(band) + ROW / 2 + 3.5, words.percent(share), {
      class: 'bias-tick',
    }),
  ]);
}

function pointedMarks({ left, x, column, step, rowTop, bands }: Places, { pointed }: WhyPicture): Mark[] {
  if (!pointed) return [];
  const at = { class: 'bias-pointed' };
  return [
    rect('row', left, rowTop(pointed.band), step * POSITIONS, ROW, at),
    rect('column', x(pointed.p), TOP, column, bands * ROW, at),
  ];
}

/** The top of a scale of rates that ends on a round number. */
const roundTop = (rate: number): number => Math.min(1, Math.ceil(rate * 10 + 1e-9) / 10);

/** CTR by position: of the same items everywhere, and as it was observed. */
function byPosition({ left, edge, bottom, middle }: Places, { grid, words }: WhyPicture): Mark[] {
  const top = roundTop(Math.max(...grid.sameItems, ...grid.observed.filter(Number.isFinite)));
  const y = scaleLinear([0, top], [bottom + GAP + CURVES, bottom + GAP + 8]);
  const d = (values: readonly number[]): string =>
    line<number>((_, p) => middle(p), y)
      .defined(Number.isFinite)
      .digits(2)(values) ?? '';
  const ends = [grid.sameItems, grid.observed].map((curve) => y(curve.findLast(Number.isFinite) ?? 0));
  const names = dodge(ends, 14, bottom + GAP, bottom + GAP + CURVES);
  return [
    ...y
      .ticks(4)
      .flatMap((tick, i) => [
        segment(`line ${String(i)}`, left, y(tick), edge, y(tick), { class: 'bias-grid' }),
        label(`rate ${String(i)}`, left - 6, y(tick) + 3.5, words.percent(tick), {
          class: 'bias-tick',
          'text-anchor': 'end',
        }),
      ]),
    path('same items', d(grid.sameItems), { class: 'bias-truth' }),
    path('observed', d(grid.observed), { class: 'bias-observed-line' }),
    ...grid.observed.flatMap((click, p) =>
      Number.isFinite(click)
        ? [circle(`observed ${String(p + 1)}`, middle(p), y(click), 3.5, { class: 'bias-observed' })]
        : [],
    ),
    label('name same items', edge + 8, names[0] + 4, words.sameItems, { class: 'bias-label' }),
    label('name observed', edge + 8, names[1] + 4, words.observed, { class: 'bias-label estimate' }),
  ];
}

function wordsOf(width: number, places: Places, { words, textWidth }: WhyPicture): Mark[] {
  const { left, edge, bottom, height, middle, narrow, rowTop, bands } = places;
  const tick = { class: 'bias-tick' };
  /** The long words where they have room, the short ones elsewhere. */
  const fitting = ([long, short]: readonly [string, string], room: number): string =>
    textWidth(long) <= room ? long : short;
  const side = ([long, short]: readonly [string, string]): string => (narrow ? short : long);
  const end = { ...tick, 'text-anchor': 'end' };
  return [
    label('top', left, 11, fitting(words.top, edge - left), tick),
    label('right', edge + 8, 11, words.right, tick),
    label('most', left - 6, rowTop(0) + ROW / 2 + 3.5, side(words.most), end),
    label('least', left - 6, rowTop(bands - 1) + ROW / 2 + 3.5, side(words.least), end),
    ...Array.from({ length: POSITIONS }, (_, p) =>
      label(`position ${String(p + 1)}`, middle(p), bottom + 14, String(p + 1), { ...tick, 'text-anchor': 'middle' }),
    ),
    label('position', edge + 8, bottom + 14, words.position, tick),
    label('below', left, height - 4, fitting(words.below, width - left), tick),
  ];
}
