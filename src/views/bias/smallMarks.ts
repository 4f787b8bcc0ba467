/** The small pictures in the tables of this chapter. */
import { scaleLinear } from 'd3';
import { circle, segment, type Mark } from '../charts/marks.ts';
import type { Size } from '../charts/Plot.tsx';

/** A probability that is predicted as a ring, the true one as a line, on a scale from 0 to 1. Either may not be known. */
export function probabilityMarks({ width, height }: Size, predicted: number, truth: number): Mark[] {
  const x = scaleLinear([0, 1], [4, width - 4]);
  return [
    segment('scale', x(0), height / 2, x(1), height / 2, { class: 'bias-grid' }),
    ...(Number.isFinite(truth) ? [segment('truth', x(truth), 1, x(truth), height - 1, { class: 'bias-truth' })] : []),
    ...(Number.isFinite(predicted) ? [circle('predicted', x(predicted), height / 2, 4, { class: 'bias-ring' })] : []),
  ];
}

const DOT = 3;

/** One dot for every world's error, on a scale from 0 to `most`; a world without one has no dot. */
export function stripMarks({ width, height }: Size, errors: readonly number[], most: number): Mark[] {
  // A dot at either end is whole.
  const x = scaleLinear([0, most], [DOT + 1, width - DOT - 1]);
  return [
    segment('scale', x(0), height / 2, x(most), height / 2, { class: 'bias-grid' }),
    ...errors.flatMap((error, i) =>
      Number.isFinite(error)
        ? [circle(`world ${String(i + 1)}`, x(error), height / 2, DOT, { class: 'bias-world' })]
        : [],
    ),
  ];
}

export interface ForestPicture {
  /** Mean of a treatment. */
  value: number;
  /** Mean of doing nothing. */
  reference: number | undefined;
  /** From doing nothing, paired by world; absent for that itself. */
  difference: { low: number; high: number } | undefined;
  at: (value: number) => number;
}

/** A treatment's mean, the interval of its difference from doing nothing set at where nothing is done, and that place. */
export function forestMarks({ height }: Size, { value, reference, difference, at }: ForestPicture): Mark[] {
  const known = reference !== undefined && Number.isFinite(reference);
  const middle = height / 2;
  return [
    ...(known ? [segment('reference', at(reference), 0, at(reference), height, { class: 'bias-reference' })] : []),
    ...(known && difference && Number.isFinite(difference.low)
      ? [
          segment('range', at(reference + difference.low), middle, at(reference + difference.high), middle, {
            class: 'bias-range',
          }),
        ]
      : []),
    circle('mean', at(value), middle, 4, { class: difference ? 'bias-mean' : 'bias-base' }),
  ];
}
