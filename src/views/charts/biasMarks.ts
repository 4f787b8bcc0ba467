/** Learned position logits beside the true ones, and how far apart they have been over the steps. */
import { area, line, scaleLinear, symbol, symbolCircle, symbolSquare, symbolTriangle } from 'd3';
import type { BiasView } from '../../session/protocol.ts';
import { DEVICES } from '../../world/spec.ts';
import { deviceDash } from '../encoding.ts';
import type { NumberWords } from '../format.ts';
import { growDomain, thinned } from './domain.ts';
import { positionAxis, positionScale, POSITION_LEFT } from './ctrMarks.ts';
import { dodge } from './placing.ts';
import { circle, flag, grid, group, label, leftAxis, path, px, segment, type Mark } from './marks.ts';
import type { Size } from './Plot.tsx';

const FOOT = 19;
const TOP = 20;
/** The devices' shapes beside their line styles: two marks in one place can still be told apart. */
const SHAPES = [symbolCircle, symbolSquare, symbolTriangle] as const;

export interface BiasPicture {
  bias: Pick<BiasView, 'learned' | 'truth'>;
  /** Indices of the devices shown. */
  devices: readonly number[];
  /** Room right of the last position. */
  right: number;
  numbers: NumberWords;
  words: { axis: string; position: string; devices: string[]; pair: (learned: string, truth: string) => string };
  /** Position that is read off, from 1. */
  pointed: number | null;
  /** Range of logits shown. */
  domain: [number, number];
}

/** Room around the truth: estimates that overshoot a little should not move the axis. */
const MARGIN = 0.3;

/** A table never changes: hundreds are asked about with every frame, each is looked through once. */
const ranges = new WeakMap<readonly (readonly number[])[], [number, number]>();

function rangeOf(table: readonly (readonly number[])[]): [number, number] {
  const known = ranges.get(table);
  if (known) return known;
  let low = Infinity;
  let high = -Infinity;
  for (const curve of table) {
    for (const value of curve) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  const range: [number, number] = [low, high];
  ranges.set(table, range);
  return range;
}

/**
 * The range that holds the truth with some room, and every learned table in turn: those of the steps at which curves have points, then the
 * one shown. It depends on nothing else, so that it is the same however fast the run was played, and does not shrink while it goes on.
 */
export function biasDomain(
  truth: BiasView['truth'],
  learned: readonly (readonly (readonly number[])[])[],
): [number, number] {
  const [low, high] = rangeOf(truth);
  return learned.reduce<[number, number]>(
    (domain, table) => growDomain(domain, ...rangeOf(table), 0.5),
    growDomain(null, low - MARGIN, high + MARGIN, 0.5),
  );
}

/** True curves as lines, where they are known; the learned logits as rings. */
export function biasMarks({ width, height }: Size, picture: BiasPicture): Mark[] {
  const { bias, devices, right, numbers, words, pointed, domain } = picture;
  const levels = bias.learned[0].length;
  const at = positionScale(width, right, levels);
  const y = scaleLinear(domain, [height - FOOT - 4, TOP]);
  const ticks = y.ticks(height < 120 ? 3 : 5);
  const frame = group('frame', [
    grid('grid', ticks.map(y), POSITION_LEFT, width - right),
    leftAxis(
      'logits',
      ticks.map((logit) => ({ at: y(logit), text: numbers.plain(logit, 1) })),
      POSITION_LEFT,
    ),
    ...positionAxis(width, height - FOOT, right, words.position, levels),
    label('unit', 0, 10, words.axis, { class: 'tick' }),
  ]);
  const truth = devices.map((d) =>
    path(
      DEVICES[d],
      line<number>((_, p) => at(p + 1), y)
        .defined(Number.isFinite)
        .digits(2)(bias.truth[d]) ?? '',
      { class: 'truth', 'stroke-dasharray': deviceDash(DEVICES[d]) || null },
    ),
  );
  /** One device's position p. */
  const ring = (d: number, p: number, cx: number, cy: number): Mark =>
    path(`${DEVICES[d]} ${String(p + 1)}`, symbol(SHAPES[d], devices.length > 1 ? 30 : 44)() ?? '', {
      class: 'learned',
      'data-on': flag(p + 1 === pointed),
      transform: `translate(${String(px(cx))},${String(px(cy))})`,
    });
  const learned = devices.flatMap((d) =>
    bias.learned[d].flatMap((logit, p) => (Number.isFinite(logit) ? [ring(d, p, at(p + 1), y(logit))] : [])),
  );
  return [
    frame,
    group('true', [...truth, ...deviceNames(picture, y, { width, height })]),
    group('learned', learned),
    group('reading', reading(picture, at, y, height)),
  ];
}

/** Right of the curves, where there are several: width of a device's line and mark before its name. */
export const DEVICE_KEY = 22;
const SAMPLE = 18;

/** The devices' names near the ends of their curves, each behind a piece of its line with its mark: ends that meet need not be told apart by place. */
function deviceNames(
  { bias, devices, right, words }: BiasPicture,
  y: (logit: number) => number,
  { width, height }: Size,
): Mark[] {
  if (devices.length < 2) return [];
  const ends = devices.map((d) =>
    y(bias.truth[d].findLast(Number.isFinite) ?? bias.learned[d].findLast(Number.isFinite) ?? 0),
  );
  const places = dodge(ends, 15, 12, height - FOOT - 11);
  const left = width - right + 3;
  const sample = (d: number, at: number): Mark[] =>
    bias.truth[d].some(Number.isFinite)
      ? [
          segment(`line ${DEVICES[d]}`, left, at, left + SAMPLE, at, {
            class: 'truth',
            'stroke-dasharray': deviceDash(DEVICES[d]) || null,
          }),
        ]
      : [];
  return devices.flatMap((d, i) => [
    ...sample(d, places[i]),
    path(`mark ${DEVICES[d]}`, symbol(SHAPES[d], 30)() ?? '', {
      class: 'learned',
      transform: `translate(${String(px(left + SAMPLE / 2))},${String(px(places[i]))})`,
    }),
    label(`name ${DEVICES[d]}`, left + DEVICE_KEY, places[i] + 4, words.devices[d], { class: 'label' }),
  ]);
}

/** The position that is pointed at, and what both tables say of it where only one device is shown. */
function reading(
  { bias, devices, pointed, numbers, words }: BiasPicture,
  at: (position: number) => number,
  y: (logit: number) => number,
  height: number,
): Mark[] {
  if (pointed === null) return [];
  const x = at(pointed);
  const cursor = segment('cursor', x, 10, x, height - FOOT, { class: 'cursor' });
  if (devices.length !== 1) return [cursor];
  const learned = bias.learned[devices[0]][pointed - 1];
  const truth = bias.truth[devices[0]][pointed - 1];
  if (!Number.isFinite(learned)) return [cursor];
  const rightwards = pointed <= 5;
  const text = words.pair(numbers.fixed(learned, 2), numbers.fixed(truth, 2));
  return [
    label('values', x + (rightwards ? 9 : -9), Math.max(12, y(learned) - 6), text, {
      class: 'haloed',
      'text-anchor': rightwards ? 'start' : 'end',
    }),
    cursor,
  ];
}

export interface StepValue {
  step: number;
  value: number;
}

/** A curve without axes: from its first value down towards zero, which is the floor. @param steps - of the whole run */
export function sparkMarks({ width, height }: Size, values: readonly StepValue[], steps: number): Mark[] {
  const known = values.filter(({ value }) => Number.isFinite(value));
  const points = thinned(known.length, 120).map((i) => known[i]);
  const x = scaleLinear([0, steps], [1, width - 4]);
  const y = scaleLinear([0, Math.max(1e-9, ...known.map(({ value }) => value))], [height - 1, 4]);
  const last = points.at(-1);
  const stepX = ({ step }: StepValue): number => x(step);
  const valueY = ({ value }: StepValue): number => y(value);
  return [
    grid('floor', [height - 0.5], 0, width),
    path('area', area<StepValue>(stepX, height - 1, valueY).digits(1)(points) ?? '', { class: 'spark-area' }),
    path('line', line<StepValue>(stepX, valueY).digits(1)(points) ?? '', { class: 'spark-line' }),
    ...(last ? [circle('now', x(last.step), y(last.value), 2.5, { class: 'estimate' })] : []),
  ];
}
