/** One figure of the learned position logits over the steps, beside what a perfect table would have. */
import { line, scaleLinear } from 'd3';
import type { StepValue } from '../charts/biasMarks.ts';
import { changeMarks, type ChangeWords, type ShownChange } from '../charts/changeMarks.ts';
import { thinned } from '../charts/domain.ts';
import type { FitFigure } from '../charts/fits.ts';
import { bottomAxis, circle, grid, group, leftAxis, path, segment, type Mark } from '../charts/marks.ts';
import type { Size } from '../charts/Plot.tsx';
import type { NumberWords } from '../format.ts';

/** Range shown of each figure at least, and where a perfect table would be. */
const RANGES: Record<FitFigure, { domain: [number, number]; perfect: number; ticks: number[] }> = {
  rmse: { domain: [0, 0.6], perfect: 0, ticks: [0, 0.2, 0.4, 0.6] },
  r: { domain: [0, 1], perfect: 1, ticks: [0, 0.5, 1] },
  slope: { domain: [0, 2], perfect: 1, ticks: [0, 1, 2] },
};
const LEFT = 26;
/** Values are marked this often where the usual range is too small. */
const TICKS = 3;
const RIGHT = 8;
const FOOT = 18;
const TOP = 6;
/** Height of a line of words above the curve, where changes are named. */
const NAMES = 12;

export interface CoursePicture {
  figure: FitFigure;
  points: readonly StepValue[];
  /** Length of the run. */
  steps: number;
  numbers: NumberWords;
  /** "step" */
  unit: string;
  changes: readonly ShownChange[];
  changeWords: ChangeWords;
}

/** The usual range, or a rounder one that holds every value: a correlation below none, a slope of 3. */
function rangeOf(figure: FitFigure, known: readonly StepValue[]): { domain: number[]; ticks: number[] } {
  const { domain, ticks } = RANGES[figure];
  const values = known.map(({ value }) => value);
  const [low, high] = [Math.min(domain[0], ...values), Math.max(domain[1], ...values)];
  if (low === domain[0] && high === domain[1]) return { domain, ticks };
  const wide = scaleLinear([low, high], [0, 1]).nice(TICKS);
  return { domain: wide.domain(), ticks: wide.ticks(TICKS) };
}

export function courseMarks({ width, height }: Size, picture: CoursePicture): Mark[] {
  const { figure, points, steps, numbers, unit, changes, changeWords } = picture;
  const known = points.filter(({ value }) => Number.isFinite(value));
  const { domain, ticks } = rangeOf(figure, known);
  const { perfect } = RANGES[figure];
  const newest = points.at(-1)?.step ?? -1;
  const top = TOP + (changes.some(({ step }) => step <= newest) ? NAMES : 0);
  const right = width - RIGHT;
  const foot = height - FOOT;
  const x = scaleLinear([0, steps], [LEFT, right]);
  const y = scaleLinear(domain, [foot, top]);
  const shown = thinned(known.length, 160).map((i) => known[i]);
  const last = shown.at(-1);
  const curve = line<StepValue>(
    ({ step }) => x(step),
    ({ value }) => y(value),
  ).digits(1);
  return [
    group('frame', [
      grid('grid', ticks.map(y), LEFT, right),
      leftAxis(
        'values',
        ticks.map((value) => ({ at: y(value), text: numbers.plain(value, 1) })),
        LEFT,
      ),
      bottomAxis(
        'steps',
        // Words at the ends stay inside the picture.
        [
          { at: x(0), text: `${unit} 0`, anchor: 'start' },
          { at: x(steps / 2), text: numbers.plain(steps / 2) },
          { at: x(steps), text: numbers.plain(steps), anchor: 'end' },
        ],
        foot,
        0,
        5,
      ),
      segment('perfect', LEFT, y(perfect), right, y(perfect), { class: 'bias-perfect' }),
    ]),
    changeMarks(changes, newest, { x, left: LEFT, right, top, bottom: foot, baseline: TOP + 6 }, changeWords),
    path('course', curve(shown) ?? '', { class: 'bias-course' }),
    ...(last ? [circle('now', x(last.step), y(last.value), 3, { class: 'estimate' })] : []),
  ];
}
