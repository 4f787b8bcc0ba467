/**
 * Every random decision of a training step, as pure functions of (seed, step, place). This is the definition that all engines
 * follow bit for bit; the WGSL twin is generated from the same constants.
 */
import { STREAM, threefry, threefrySecond } from '../world/random.ts';
import { curesOf } from './cures.ts';
import type { ReplicaSpec, TrainingSpec } from './spec.ts';
import { countOf, holds, nthOf } from './visible.ts';

/** Converts a probability to the threshold that a 16-bit draw is compared with: dropped when draw < threshold. */
export const threshold16 = (probability: number): number => Math.round(probability * 65536);
/** Converts a probability to the threshold of a 32-bit draw. */
export const threshold32 = (probability: number): number => Math.min(4294967295, Math.round(probability * 4294967296));

/** Counter words reserved for the gate masks of one example: at most 4 gates × 16 experts / 4 draws a call = 16. */
export const MASK_CALLS = 16;

/**
 * A pseudo-random permutation of 0..n−1, evaluated at one place: place `i` of the order `key`. A hash that is one-to-one on words as wide
 * as n, walked until it lands below n. Source: Kensler, "Correlated Multi-Jittered Sampling", Pixar technical memo 13-01, 2013, section 3.
 * @param n - at least 1; @param i - below n
 */
export function permute(i: number, n: number, key: number): number {
  let w = n - 1;
  w |= w >>> 1;
  w |= w >>> 2;
  w |= w >>> 4;
  w |= w >>> 8;
  w |= w >>> 16;
  let x = i;
  do {
    x ^= key;
    x = Math.imul(x, 0xe170893d);
    x ^= key >>> 16;
    x ^= (x & w) >>> 4;
    x ^= key >>> 8;
    x = Math.imul(x, 0x0929eb3f);
    x ^= key >>> 23;
    x ^= (x & w) >>> 1;
    x = Math.imul(x, 1 | (key >>> 27));
    x = Math.imul(x, 0x6935fa69);
    x ^= (x & w) >>> 11;
    x = Math.imul(x, 0x74dcb303);
    x ^= (x & w) >>> 2;
    x = Math.imul(x, 0x9e501cc3);
    x ^= (x & w) >>> 2;
    x = Math.imul(x, 0xc860a3df);
    x &= w;
    x ^= x >>> 5;
  } while (x >>> 0 >= n);
  return ((x >>> 0) + ((key >>> 0) % n)) % n;
}

/**
 * Row of the training log at place `j` of the batch of `step`: the log is gone through in a new random order every epoch, and batches run on
 * across the end of an epoch. (Drawing with replacement instead adds almost half to the variance of the learned position bias.)
 */
export function batchRow(batchSeed: number, step: number, j: number, rows: number, batch: number): number {
  const index = step * batch + j;
  const epoch = Math.floor(index / rows);
  return permute(index - epoch * rows, rows, threefry(batchSeed, STREAM.batch, epoch, 0));
}

/** The asynchronous worker that pushes its gradient at `step`. */
export function workerOf(batchSeed: number, step: number, workers: number): number {
  return threefry(batchSeed, STREAM.worker, step, 0) % workers;
}

/** Whether the position of example `j` is replaced by "missing" at `step`. */
export function positionDropped(dropoutSeed: number, step: number, j: number, rate: number): boolean {
  return threefry(dropoutSeed, STREAM.positionDropout, step, j) < threshold32(rate);
}

/**
 * Gate-dropout mask of one example: writes 1 (kept) or 0 (dropped) for each gate × expert. 16-bit draws, four to a Threefry call,
 * in the order gate · E + expert. When all experts that a gate may use would be dropped, one of them drawn uniformly is kept.
 * @param place - index of the example in the batch; 0 for every example when masks are per batch
 * @param sets - [gates] bit sets of the experts that each gate may use (`gateSets`); the others count as dropped
 * @param out - [gates × experts]
 */
export function gateMask(
  dropoutSeed: number,
  step: number,
  place: number,
  rate: number,
  sets: readonly number[],
  experts: number,
  out: Uint8Array,
): void {
  const limit = threshold16(rate);
  // Without dropout there is nothing to draw: what is left is what gates may not use.
  if (limit === 0) out.fill(1, 0, sets.length * experts);
  else drawKept(dropoutSeed, step, place, limit, sets.length * experts, out);
  sets.forEach((set, g) => {
    let kept = 0;
    for (let e = 0; e < experts; e++) kept += out[g * experts + e] &= holds(set, e) ? 1 : 0;
    if (kept > 0) return;
    const drawn = threefry(dropoutSeed, STREAM.gateKeep, step, place * 4 + g) % countOf(set);
    out[g * experts + nthOf(set, drawn)] = 1;
  });
}

/** Writes 1 for each of `total` draws that reaches the limit, 0 for the others. */
function drawKept(
  dropoutSeed: number,
  step: number,
  place: number,
  limit: number,
  total: number,
  out: Uint8Array,
): void {
  for (let i = 0; i < total; i += 4) {
    const a = threefry(dropoutSeed, STREAM.gateDropout, step, place * MASK_CALLS + (i >> 2));
    const b = threefrySecond();
    out[i] = (a & 0xffff) < limit ? 0 : 1;
    if (i + 1 < total) out[i + 1] = a >>> 16 < limit ? 0 : 1;
    if (i + 2 < total) out[i + 2] = (b & 0xffff) < limit ? 0 : 1;
    if (i + 3 < total) out[i + 3] = b >>> 16 < limit ? 0 : 1;
  }
}

/**
 * Noise on one gate logit: the sum of four uniform 16-bit draws, centred and scaled to variance 1. Nearly normal (excess kurtosis −0.3), within
 * ±3.47, and the same bits in every engine, which a normal draw by logarithms would not be.
 * @param place - index of the example in the batch
 */
export function gateNoise(dropoutSeed: number, step: number, place: number, gate: number, expert: number): number {
  const a = threefry(dropoutSeed, STREAM.gateNoise, step, place * 64 + gate * 16 + expert);
  const b = threefrySecond();
  const sum = (a & 0xffff) + (a >>> 16) + (b & 0xffff) + (b >>> 16);
  // Four draws of mean 32767.5 and variance (65536² − 1) / 12 each.
  return (sum - 131070) * NOISE_UNIT;
}
/** One unit of {@link gateNoise}'s sum, in standard deviations. */
export const NOISE_UNIT = Math.sqrt(3 / (65536 ** 2 - 1));

/**
 * Updates by others since the worker that pushes at `step` took its snapshot; 0 for a synchronous replica. Before its first push a worker holds
 * the initial parameters.
 */
export function stalenessAt(batchSeed: number, step: number, workers: number): number {
  if (workers === 1) return 0;
  const worker = workerOf(batchSeed, step, workers);
  let since = 0;
  while (since < step && workerOf(batchSeed, step - 1 - since, workers) !== worker) since++;
  return since;
}

/**
 * A replica's learning rate at `step`, before the factors of the blocks: its rate and decays ({@link rateAt}), warm-up (× (step + 1) / warmUp, at
 * most 1) and, where it minds staleness, ÷ max(1, staleness).
 */
export function replicaRateAt(
  replica: Pick<ReplicaSpec, 'learningRate' | 'workers' | 'seeds' | 'cures'>,
  training: Pick<TrainingSpec, 'decayTo' | 'steps'>,
  step: number,
): number {
  const { warmUp, stalenessAware, decayTo } = curesOf(replica);
  let rate = rateAt(replica.learningRate, training.decayTo, step, training.steps);
  if (decayTo !== 1) rate = rateAt(rate, decayTo, step, training.steps);
  if (warmUp > 0) rate *= Math.min(1, (step + 1) / warmUp);
  if (stalenessAware) rate /= Math.max(1, stalenessAt(replica.seeds.batch, step, replica.workers));
  return rate;
}

/** Learning rate at `step` (0-based): linear from `rate` to `rate · decayTo` over `steps`, constant afterwards. */
export function rateAt(rate: number, decayTo: number, step: number, steps: number): number {
  return rate * (1 + (decayTo - 1) * Math.min(1, step / steps));
}

/** Weight of the reversed gradient at `step`: a linear ramp over the first half of the run. */
export function adversarialAt(weight: number, step: number, steps: number): number {
  return weight * Math.min(1, (2 * step) / steps);
}
