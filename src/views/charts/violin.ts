/** Shapes of distributions from histograms over [0, 1]. Pure. */

/** Share of examples in one bin that fills a column's width; fuller bins are cut off there, so that thin tails stay visible beside a spike. */
export const FULL_SHARE = 1 / 3;

export interface ViolinPlace {
  /** Middle of the column. */
  x: number;
  halfWidth: number;
  /** Pixel of weight 0 and of weight 1. */
  y0: number;
  y1: number;
}

const round = (value: number): string => String(Math.round(value * 10) / 10);

/**
 * Half-widths of the outline at each bin's middle.
 * @param counts - several histograms one after another
 * @param from - where this one begins
 */
export function violinWidths(counts: ArrayLike<number>, from: number, bins: number, halfWidth: number): number[] {
  let total = 0;
  for (let b = 0; b < bins; b++) total += counts[from + b];
  return Array.from({ length: bins }, (_, b) =>
    total > 0 ? Math.min(1, counts[from + b] / total / FULL_SHARE) * halfWidth : 0,
  );
}

/**
 * Outline of a distribution, weight upwards: a closed piece for every run of filled bins, so that an empty stretch between two humps is seen
 * as empty. Straight lines between the bins' middles; at weight 0 and 1 the outline ends square, because nothing lies beyond. The area is the
 * same for every histogram (unless bins are cut off at {@link FULL_SHARE}): every example counts the same.
 * @returns path data, "" for an empty histogram
 */
export function violinPath(
  counts: ArrayLike<number>,
  from: number,
  bins: number,
  { x, halfWidth, y0, y1 }: ViolinPlace,
): string {
  const widths = violinWidths(counts, from, bins, halfWidth);
  const y = (weight: number): number => y0 + (y1 - y0) * weight;
  const middle = (bin: number): number => y((bin + 0.5) / bins);
  let path = '';
  for (let b = 0; b < bins; b++) {
    if (widths[b] === 0) continue;
    // [half-width, y] along one side of the run of filled bins that begins here
    const side: [number, number][] = [b === 0 ? [widths[0], y(0)] : [0, middle(b - 1)]];
    for (; b < bins && widths[b] > 0; b++) side.push([widths[b], middle(b)]);
    side.push(b === bins ? [widths[bins - 1], y(1)] : [0, middle(b)]);
    const right = side.map(([w, at]) => `${round(x + w)},${round(at)}`);
    const left = side.reverse().map(([w, at]) => `${round(x - w)},${round(at)}`);
    path += `M${right.join('L')}L${left.join('L')}Z`;
  }
  return path;
}

/** How the examples of a histogram divide at some bins. @param edges - ascending bin indices @returns shares below, between and above them; NaNs for an empty histogram */
export function shares(counts: ArrayLike<number>, from: number, bins: number, edges: readonly number[]): number[] {
  const limits = [0, ...edges, bins];
  const sums = limits.slice(1).map((end, i) => {
    let sum = 0;
    for (let b = limits[i]; b < end; b++) sum += counts[from + b];
    return sum;
  });
  const total = sums.reduce((a, b) => a + b, 0);
  return sums.map((sum) => (total > 0 ? sum / total : NaN));
}
