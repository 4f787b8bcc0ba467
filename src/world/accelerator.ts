/** What makes worlds faster in this thread and changes no digit of them. A room that many threads load does without: see kernel.ts. */

/** Counters whose draws are made at once, at most; a multiple of four. */
export const WINDOW = 2048;
/** Rows whose utilities are computed at once, at most. */
export const BLOCK = 128;

/** Directions in feature space, with the phases of their sines. */
export interface Directions {
  /** [two or four][D] */
  weights: readonly Float64Array[];
  /** [two or four][m], which need not be equally many. */
  phases: readonly Float64Array[];
}

export interface Accelerator {
  /** [WINDOW] the first word of each counter drawn last. */
  readonly words: Uint32Array;
  /** [WINDOW × 2] its two normals. */
  readonly normals: Float64Array;
  /** Whose draws these are. */
  holder: object | null;
  /** Draws `count` counters. */
  draw: (seed: number, stream: number, substream: number, counter: number, count: number) => void;
  /** [BLOCK × features] room for rows that are looked at where they lie. */
  readonly rows: Float32Array;
  /**
   * Writes rows: the first `shared` of the normals from `first` on are the first of each, followed by `own` of its own.
   * @param at - index in `rows` at which the first begins
   */
  spread: (first: number, at: number, shared: number, own: number, count: number) => void;
  /**
   * Raw utilities of at most {@link BLOCK} rows, as `rawUtility` of truth.ts computes them.
   * @param features - [rows × D] from `at` on
   * @returns [rows × two or four], until it is asked again
   */
  utilities: (directions: Directions, features: Float32Array, at: number, rows: number) => Float64Array;
}

/** Null: everything is computed by the plain program. */
export let accelerator: Accelerator | null = null;

/** Lets this thread make its worlds by the accelerator, or by none again. */
export function accelerate(by: Accelerator | null): void {
  accelerator = by;
}
