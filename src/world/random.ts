/**
 * Counter-based random numbers: every draw is a pure function of (seed, stream, counter), so that a
 * draw can be repeated anywhere, in any order, on the CPU or in a WGSL kernel, bit for bit alike.
 *
 * Generator: Threefry-2x32 with 13 rounds, the fewest that pass BigCrush. It needs only 32-bit
 * additions, rotations and exclusive ors, which TypeScript and WGSL both have exactly.
 * Source: Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011, section 5.
 */

import { accelerator, WINDOW, type Accelerator } from './accelerator.ts';
import { normalPair } from './elementary.ts';

/** Which sequence a draw belongs to: the second half of the key. Never renumber: links would open other runs. */
export const STREAM = {
  taskWeights: 1,
  phases: 2,
  heuristic: 3,
  calibration: 4,
  trainQueries: 5,
  heldOutQueries: 6,
  trainContext: 7,
  heldOutContext: 8,
  init: 16,
  batch: 32,
  worker: 33,
  gateDropout: 48,
  gateKeep: 49,
  positionDropout: 50,
  gateNoise: 51,
  simulation: 64,
  simulatedLabels: 65,
  servedPolicy: 66,
  madeUpNames: 67,
  liveAssignment: 72,
  liveAnswers: 73,
  liveRandomArm: 74,
  liveNull: 75,
  loopRounds: 80,
  tableRows: 96,
  tableSplit: 97,
  tableSample: 98,
  tableDraw: 99,
  tableOrder: 100,
} as const;

export const PARITY = 0x1bd11bda;
/** Rotations of the rounds of {@link threefry}; between every four of them the key is added. */
export const ROTATIONS = [[13, 15, 26, 6], [17, 29, 16, 24], [13, 15, 26, 6], [17]] as const;
/** Second output word of the last {@link threefry} call (returning a pair would allocate on every draw). */
let second = 0;

const rotl = (x: number, n: number): number => (x << n) | (x >>> (32 - n));

/**
 * Threefry-2x32-13.
 * @param k0 - first key word (a seed)
 * @param k1 - second key word (a {@link STREAM})
 * @param c0 - first counter word
 * @param c1 - second counter word
 * @returns the first output word as an unsigned 32-bit integer; {@link threefrySecond} gives the second
 */
export function threefry(k0: number, k1: number, c0: number, c1: number): number {
  const k2 = PARITY ^ k0 ^ k1;
  let x = (c0 + k0) | 0;
  let y = (c1 + k1) | 0;
  x = (x + y) | 0;
  y = rotl(y, 13) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 15) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 26) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 6) ^ x;
  x = (x + k1) | 0;
  y = (y + k2 + 1) | 0;
  x = (x + y) | 0;
  y = rotl(y, 17) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 29) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 16) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 24) ^ x;
  x = (x + k2) | 0;
  y = (y + k0 + 2) | 0;
  x = (x + y) | 0;
  y = rotl(y, 13) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 15) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 26) ^ x;
  x = (x + y) | 0;
  y = rotl(y, 6) ^ x;
  x = (x + k0) | 0;
  y = (y + k1 + 3) | 0;
  x = (x + y) | 0;
  y = rotl(y, 17) ^ x;
  second = y >>> 0;
  return x >>> 0;
}

/** The second word of the last {@link threefry} call. */
export const threefrySecond = (): number => second;

/** Receives the two normals of a counter. */
const pair = new Float64Array(2);

/** A sequence of draws from one (seed, stream): the counter advances by itself. */
export class RandomStream {
  private counter = 0;
  private spare = NaN;
  /** Draws are made at once up to this counter, where something can. */
  private ahead = 0;
  /** Counters whose draws the accelerator holds, if it holds this stream's. */
  private from = 0;
  private until = 0;

  /**
   * @param seed - unsigned 32-bit seed
   * @param stream - one of {@link STREAM}
   * @param substream - second counter word, for independent sequences inside a stream
   */
  constructor(
    private readonly seed: number,
    private readonly stream: number,
    private readonly substream = 0,
  ) {}

  /** Says how many draws are to come, so that they can be made at once: words, and half as many as normals. Nothing else depends on it. */
  expect(words: number, normals: number): this {
    this.ahead = this.counter + words + Math.ceil(normals / 2);
    return this;
  }

  /** @returns what holds the draw of the present counter, if anything does */
  private get holder(): Accelerator | null {
    if (accelerator === null || this.counter >= this.ahead) return null;
    if (accelerator.holder !== this || this.counter >= this.until) {
      this.from = this.counter;
      this.until = Math.min(this.ahead, this.from + WINDOW);
      accelerator.draw(this.seed, this.stream, this.substream, this.from, this.until - this.from);
      accelerator.holder = this;
    }
    return accelerator;
  }

  /** Uniform unsigned 32-bit integer. */
  u32(): number {
    const { holder } = this;
    if (holder) return holder.words[this.counter++ - this.from];
    return threefry(this.seed, this.stream, this.counter++, this.substream);
  }

  /** Uniform on the open interval (0, 1), 32 bits of resolution. */
  uniform(): number {
    return (this.u32() + 0.5) / 4294967296;
  }

  /** Standard normal (Box–Muller, both halves used). */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const value = this.spare;
      this.spare = NaN;
      return value;
    }
    const { holder } = this;
    if (holder) {
      const at = 2 * (this.counter++ - this.from);
      this.spare = holder.normals[at + 1];
      return holder.normals[at];
    }
    normalPair(threefry(this.seed, this.stream, this.counter++, this.substream), second, pair);
    this.spare = pair[1];
    return pair[0];
  }

  /** Draws `count` standard normals into an array, from `at` on. */
  normals(into: Float32Array | Float64Array, at: number, count: number): void {
    const end = at + count;
    let next = at;
    if (next < end && !Number.isNaN(this.spare)) into[next++] = this.normal();
    for (let { holder } = this; holder && end - next >= 2; { holder } = this) {
      const first = 2 * (this.counter - this.from);
      const pairs = Math.min((end - next) >> 1, this.until - this.counter);
      for (let i = 0; i < 2 * pairs; i++) into[next + i] = holder.normals[first + i];
      this.counter += pairs;
      next += 2 * pairs;
    }
    while (next < end) into[next++] = this.normal();
  }

  /**
   * Draws rows of standard normals: `shared` that all of them begin with, then `own` of each.
   * @param at - index at which the first row begins
   */
  rows(into: Float32Array, at: number, shared: number, own: number, count: number): void {
    const { holder } = this;
    const drawn = shared + count * own;
    const held = Number.isNaN(this.spare) && drawn % 2 === 0 && this.counter + drawn / 2 <= this.until;
    if (holder && held && into.buffer === holder.rows.buffer) {
      const begin = (into.byteOffset - holder.rows.byteOffset) / into.BYTES_PER_ELEMENT + at;
      holder.spread(2 * (this.counter - this.from), begin, shared, own, count);
      this.counter += drawn / 2;
      return;
    }
    this.normals(into, at, shared);
    for (let i = 0; i < count; i++) {
      const row = at + i * (shared + own);
      for (let f = 0; f < shared; f++) into[row + f] = into[at + f];
      this.normals(into, row + shared, own);
    }
  }

  /** Uniform integer in [0, n). The modulo bias is below n / 2^32. */
  below(n: number): number {
    return this.u32() % n;
  }
}
