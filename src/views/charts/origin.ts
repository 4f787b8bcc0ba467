/**
 * Where curves of position bias begin, on every picture and in every table of the page: a table of logits is determined up to a constant per
 * device, which has to be chosen. The true curve begins at 0 at position 1, as it is drawn; a learned one is moved as a whole until it has the
 * same mean over positions, so that the distance that is seen is the RMSE that is told. Without a truth the learned curve begins at 0.
 */
import type { BiasView } from '../../session/protocol.ts';

type Curves = readonly (readonly number[])[];

/** The first logit that is known; 0 of a curve that knows none. */
const firstOf = (curve: readonly number[]): number => curve.find(Number.isFinite) ?? 0;

const shiftedOf = (curves: Curves, by: readonly number[]): number[][] =>
  curves.map((curve, device) => curve.map((value) => value - by[device]));

/**
 * What is subtracted of every curve of a device, in logits.
 * @param bias - [device][position 1..9], both with mean 0 over the positions that the truth knows; NaN where nothing is known
 */
export const originOf = ({ learned, truth }: Pick<BiasView, 'learned' | 'truth'>): number[] =>
  truth.map((curve, device) => firstOf(curve.some(Number.isFinite) ? curve : learned[device]));

/** Tables that were moved: hundreds are asked for with every frame, and none ever changes. */
const moved = new WeakMap<Curves, { by: string; curves: number[][] }>();

/** @param curves - [device][position 1..9], of the same kind as those that `by` is the {@link originOf} */
export function fromOrigin(curves: Curves, by: readonly number[]): number[][] {
  const key = by.join(' ');
  const known = moved.get(curves);
  if (known?.by === key) return known.curves;
  const result = shiftedOf(curves, by);
  moved.set(curves, { by: key, curves: result });
  return result;
}

/** A learned bias and what it is measured against, moved to where they are shown. [device] for what is served without a position. */
export function shownBias<B extends Pick<BiasView, 'learned' | 'truth' | 'missing'>>(bias: B): B {
  const by = originOf(bias);
  return {
    ...bias,
    learned: fromOrigin(bias.learned, by),
    truth: fromOrigin(bias.truth, by),
    missing: bias.missing.map((value, device) => value - by[device]),
  };
}
