/** The two loops that nearly all the time goes into: a dense layer forwards and backwards, skipping inputs that are 0. */

/**
 * out[o + n] = Σ_i x[index[i]] · W[w + index[i] · width + n] + b[b + n], with ReLU when asked.
 * Four outputs at a time stay in registers; W is row-major [inputs, width].
 */
export function affine(
  p: Float64Array,
  w: number,
  b: number,
  width: number,
  x: Float64Array,
  index: Int32Array,
  count: number,
  out: Float64Array,
  o: number,
  relu: boolean,
): void {
  let n = 0;
  for (; n + 4 <= width; n += 4) {
    let a0 = p[b + n];
    let a1 = p[b + n + 1];
    let a2 = p[b + n + 2];
    let a3 = p[b + n + 3];
    for (let i = 0; i < count; i++) {
      const f = index[i];
      const v = x[f];
      const at = w + f * width + n;
      a0 += v * p[at];
      a1 += v * p[at + 1];
      a2 += v * p[at + 2];
      a3 += v * p[at + 3];
    }
    out[o + n] = relu && !(a0 > 0) ? 0 : a0;
    out[o + n + 1] = relu && !(a1 > 0) ? 0 : a1;
    out[o + n + 2] = relu && !(a2 > 0) ? 0 : a2;
    out[o + n + 3] = relu && !(a3 > 0) ? 0 : a3;
  }
  for (; n < width; n++) {
    let a = p[b + n];
    for (let i = 0; i < count; i++) a += x[index[i]] * p[w + index[i] * width + n];
    out[o + n] = relu && !(a > 0) ? 0 : a;
  }
}

/**
 * Backward pass of {@link affine}: adds x ⊗ d to the weights' gradient, d to the biases', and W·d to the inputs' deltas
 * (of the inputs that are not 0 only: the others sit behind a closed ReLU or are data).
 */
export function affineBackward(
  p: Float64Array,
  grad: Float64Array,
  w: number,
  b: number,
  width: number,
  x: Float64Array,
  index: Int32Array,
  count: number,
  d: Float64Array,
  o: number,
  dx: Float64Array,
): void {
  let n = 0;
  for (; n + 4 <= width; n += 4) {
    const d0 = d[o + n];
    const d1 = d[o + n + 1];
    const d2 = d[o + n + 2];
    const d3 = d[o + n + 3];
    if (d0 === 0 && d1 === 0 && d2 === 0 && d3 === 0) continue; // closed ReLUs
    grad[b + n] += d0;
    grad[b + n + 1] += d1;
    grad[b + n + 2] += d2;
    grad[b + n + 3] += d3;
    for (let i = 0; i < count; i++) {
      const f = index[i];
      const v = x[f];
      const at = w + f * width + n;
      grad[at] += v * d0;
      grad[at + 1] += v * d1;
      grad[at + 2] += v * d2;
      grad[at + 3] += v * d3;
      dx[f] += p[at] * d0 + p[at + 1] * d1 + p[at + 2] * d2 + p[at + 3] * d3;
    }
  }
  for (; n < width; n++) {
    const delta = d[o + n];
    grad[b + n] += delta;
    for (let i = 0; i < count; i++) {
      const f = index[i];
      grad[w + f * width + n] += x[f] * delta;
      dx[f] += p[w + f * width + n] * delta;
    }
  }
}
