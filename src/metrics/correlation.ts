/** Pearson correlation of two equally long sequences; NaN when one does not vary. */
export function pearson(a: ArrayLike<number>, b: ArrayLike<number>): number {
  const n = a.length;
  let ma = 0;
  let mb = 0;
  for (let i = 0; i < n; i++) {
    ma += a[i] / n;
    mb += b[i] / n;
  }
  let ab = 0;
  let aa = 0;
  let bb = 0;
  for (let i = 0; i < n; i++) {
    ab += (a[i] - ma) * (b[i] - mb);
    aa += (a[i] - ma) ** 2;
    bb += (b[i] - mb) ** 2;
  }
  return aa > 0 && bb > 0 ? ab / Math.sqrt(aa * bb) : NaN;
}

/** A straight line y = slope · x + intercept. */
export interface Line {
  slope: number;
  intercept: number;
}

/**
 * Least-squares line of y on x (not of x on y: the two differ unless the points lie on a line).
 * @param x - what is given
 * @param y - what is explained, as many values
 * @returns NaNs when x does not vary
 */
export function regression(x: ArrayLike<number>, y: ArrayLike<number>): Line {
  const n = x.length;
  let mx = 0;
  let my = 0;
  for (let i = 0; i < n; i++) {
    mx += x[i] / n;
    my += y[i] / n;
  }
  let xy = 0;
  let xx = 0;
  for (let i = 0; i < n; i++) {
    xy += (x[i] - mx) * (y[i] - my);
    xx += (x[i] - mx) ** 2;
  }
  const slope = xx > 0 ? xy / xx : NaN;
  return { slope, intercept: my - slope * mx };
}
