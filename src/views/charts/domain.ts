/** Scales that do not jump, and histories thinned for drawing. Pure. */

/**
 * A domain that holds everything seen so far: grows in whole `step`s and never shrinks, so that a live axis stays put.
 * @param known - the domain so far, or null at the start of a run
 */
export function growDomain(
  known: readonly [number, number] | null,
  low: number,
  high: number,
  step: number,
): [number, number] {
  const fits = Number.isFinite(low) && Number.isFinite(high);
  const down = fits ? Math.floor(low / step + 1e-9) * step : 0;
  const up = fits ? Math.ceil(high / step - 1e-9) * step : step;
  const [from, to] = known ?? [down, up];
  const grown: [number, number] = [Math.min(from, down), Math.max(to, up)];
  return grown[1] > grown[0] ? grown : [grown[0], grown[0] + step];
}

/** Values above a scale's top must stay there this many points on end before the scale gives way: a spike is cut off, a diverging run is followed. */
const PERSISTENT = 8;

/**
 * The top of a scale for curves that start at about `start` and are meant to fall: a quarter above it, doubled until no stretch of
 * points lies above it as a whole. It follows from the points alone, so that it is the same however fast they came, and does not shrink while
 * more come.
 * @param highest - per point, the highest value of all curves
 */
export function curveTop(start: number, highest: readonly number[]): number {
  let needed = 0;
  for (let end = PERSISTENT; end <= highest.length; end++) {
    const stretch = highest.slice(end - PERSISTENT, end);
    if (stretch.every(Number.isFinite)) needed = Math.max(needed, Math.min(...stretch));
  }
  let top = 1.25 * start;
  while (top < needed) top *= 2;
  return top;
}

/**
 * At most about `limit` of `n` indices, first and last included. The distance between them is a power of two, so that a curve that grows keeps its
 * points until it has twice as many.
 */
export function thinned(n: number, limit: number): number[] {
  let stride = 1;
  while (n / stride > limit) stride *= 2;
  const indices: number[] = [];
  for (let i = 0; i < n; i += stride) indices.push(i);
  if (n > 0 && indices.at(-1) !== n - 1) indices.push(n - 1);
  return indices;
}

/** Index of the element of an ascending sequence nearest to a value; −1 when there is none. */
export function nearest(sorted: readonly number[], value: number): number {
  let best = -1;
  for (let i = 0; i < sorted.length; i++)
    if (best < 0 || Math.abs(sorted[i] - value) < Math.abs(sorted[best] - value)) best = i;
  return best;
}
