/** Drawing a prediction by pointer and keys. Pure. */

export interface Scale {
  from: number;
  to: number;
  /** How far apart the values are that can be chosen. */
  step: number;
}

/** A value within a scale, on its grid. */
export function onGrid(value: number, { from, to, step }: Scale): number {
  const rounded = from + Math.round((value - from) / step) * step;
  return Number(Math.max(from, Math.min(to, rounded)).toFixed(6)) + 0;
}

/** A grid of a hundred values over a range, in round steps. */
export const gridOf = (from: number, to: number): Scale => ({
  from,
  to,
  step: 10 ** Math.round(Math.log10((to - from) / 100)),
});

/** Where a key moves a value; null for keys that mean nothing here. */
export function keyed(key: string, value: number, scale: Scale): number | null {
  const far = 10 * scale.step;
  switch (key) {
    case 'ArrowUp':
    case 'ArrowRight':
      return onGrid(value + scale.step, scale);
    case 'ArrowDown':
    case 'ArrowLeft':
      return onGrid(value - scale.step, scale);
    case 'PageUp':
      return onGrid(value + far, scale);
    case 'PageDown':
      return onGrid(value - far, scale);
    case 'Home':
      return scale.from;
    case 'End':
      return scale.to;
    case 'Enter':
    case ' ':
      return value; // as it stands
    default:
      return null;
  }
}

export interface Spot {
  /** From 0. */
  place: number;
  value: number;
}

/** A curve whose first point stays where every curve begins. */
export const heldAt = (start: number, values: readonly number[]): number[] =>
  values.map((value, p) => (p === 0 ? start : value));

/**
 * A curve after a stroke of the pointer: every point from one spot to the other gets the line's value, because a quick pointer skips some.
 * @param from - where the pointer was before; null at the start of a stroke
 */
export function withStroke(values: readonly number[], from: Spot | null, to: Spot, scale: Scale): number[] {
  const start = from ?? to;
  const [first, last] = [Math.min(start.place, to.place), Math.max(start.place, to.place)];
  const span = to.place - start.place;
  return values.map((value, p) => {
    if (p < first || p > last) return value;
    return onGrid(span === 0 ? to.value : start.value + ((to.value - start.value) * (p - start.place)) / span, scale);
  });
}
