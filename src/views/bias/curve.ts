/** Editing a curve of numbers by pointer and keys. Pure. */
import { fieldOf, type NumbersField } from '../../run/fields.ts';

/** The field that the editor writes: 27 logits, device by device. */
export const CURVES = fieldOf('run.world.biasCurves') as NumbersField;

/** A logit within the field's range, on its grid of tenths. */
export const onGrid = (logit: number): number => {
  const { min, max, step } = CURVES;
  return Math.max(min, Math.min(max, Math.round(logit / step) / Math.round(1 / step))) + 0;
};

/** Where a key moves a value; null for keys that mean nothing here. Up is towards 0, the most clicks. */
export function keyed(key: string, value: number): number | null {
  const { min, max, step } = CURVES;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return onGrid(value + step);
    case 'ArrowDown':
    case 'ArrowLeft':
      return onGrid(value - step);
    case 'PageUp':
      return onGrid(value + 5 * step);
    case 'PageDown':
      return onGrid(value - 5 * step);
    case 'Home':
      return min;
    case 'End':
      return max;
    default:
      return null;
  }
}

/** Where the number of a point stands so that its own line does not run through it: above it, on the side to which the line falls, or below a dip. */
export type Side = 'above' | 'left' | 'right' | 'below';

/** Logits by which a neighbour must be higher for the line to reach the height at which a number stands. */
const STEEP = 0.3;

/** @param p - the point's index */
export function valueSide(curve: readonly number[], p: number): Side {
  const rises = (q: number): boolean => q in curve && curve[q] - curve[p] > STEEP;
  const [before, after] = [rises(p - 1), rises(p + 1)];
  return before && after ? 'below' : before ? 'right' : after ? 'left' : 'above';
}

/** A place on a curve: index of the position, and its logit. */
export interface Spot {
  place: number;
  logit: number;
}

/**
 * The curves after a stroke of the pointer, flat as the field wants them: every position from one spot to the other gets the line's value, because
 * a quick pointer skips some.
 * @param from - where the pointer was before; null at the start of a stroke
 */
export function withStroke(
  curves: readonly (readonly number[])[],
  device: number,
  from: Spot | null,
  to: Spot,
): number[] {
  const start = from ?? to;
  const [first, last] = [Math.min(start.place, to.place), Math.max(start.place, to.place)];
  const span = to.place - start.place;
  return curves.flatMap((curve, d) =>
    curve.map((value, p) => {
      if (d !== device || p < first || p > last) return value;
      return span === 0 ? to.logit : onGrid(start.logit + ((to.logit - start.logit) * (p - start.place)) / span);
    }),
  );
}

/** The curves with one value changed, flat as the field wants them. */
export const withPoint = (
  curves: readonly (readonly number[])[],
  device: number,
  place: number,
  logit: number,
): number[] => curves.flatMap((curve, d) => curve.map((value, p) => (d === device && p === place ? logit : value)));
