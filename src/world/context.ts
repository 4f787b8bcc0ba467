/**
 * Worlds in which nobody says what biases clicks: the bias acts through one of several context columns, or through none, and the log offers them
 * all (Zhao et al. 2019 name finding unknown biases as future work). A column has levels 1 to L, at most nine, and can therefore take the place of
 * the position in a log: whatever trains on positions trains on it.
 */
import { CLICK, POSITIONS, type WorldSpec } from './spec.ts';
import { drawLabels, fillTruth } from './labels.ts';
import { RandomStream, STREAM } from './random.ts';
import type { WorldLog, Truth, World } from './types.ts';
import { WorldSpecError } from './validate.ts';
import { createWorld } from './world.ts';

/**
 * What a log says of an impression beside its features. `time`, `autoplay` and `network` are of the query and drawn by themselves; `position` is where the
 * policy put the item, `thumbnail` the size that it chose for it (1 = largest): both go with relevance, and change clicks only where they are the culprit.
 */
export const CONTEXT_COLUMNS = ['position', 'time', 'autoplay', 'thumbnail', 'network'] as const;
export type ContextColumn = (typeof CONTEXT_COLUMNS)[number];

/** Number of levels of each column; 0 stands for "missing", as with positions. */
export const LEVELS: Readonly<Record<ContextColumn, number>> = {
  position: POSITIONS,
  time: 8,
  autoplay: 2,
  thumbnail: 5,
  network: 4,
};

/** How far the size of a thumbnail follows the click utility: its correlation with what the platform chooses the size by. */
const THUMBNAIL_RELEVANCE = 0.8;
/** Where one size ends and the next begins, largest first: fifths of a standard normal. */
const THUMBNAIL_LIMITS = [0.8416, 0.2533, -0.2533, -0.8416] as const;

/** [rows] levels of each column. */
export type ContextLog = Readonly<Record<ContextColumn, Uint8Array>>;

export interface ContextWorld {
  /** Features, devices, positions as logged, labels as the culprit made them. Its truth holds the bias of *positions*: 0 unless they are the culprit. */
  world: World;
  /** Null: nothing biases clicks. */
  culprit: ContextColumn | null;
  train: ContextLog;
  heldOut: ContextLog;
}

/**
 * The true bias of a column that has `levels` levels: the world's curves over positions, read at evenly spaced places from the first position to the last, so
 * that every culprit takes away as much between its ends.
 * @returns [device][level 1..L] logits, biasStrength applied
 */
export function contextBias(spec: Pick<WorldSpec, 'biasCurves' | 'biasStrength'>, levels: number): number[][] {
  return spec.biasCurves.map((curve) =>
    Array.from({ length: levels }, (_, level) => {
      const at = levels > 1 ? (level * (curve.length - 1)) / (levels - 1) : 0;
      const below = Math.min(Math.floor(at), curve.length - 2);
      const share = at - below;
      return ((1 - share) * curve[below] + share * curve[below + 1]) * spec.biasStrength + 0;
    }),
  );
}

/** The columns of a log. Every query draws from a sub-sequence of its own; the culprit plays no part. @returns the columns, and each query's stream where it stands */
function drawContext(log: WorldLog, seed: number, stream: number): { columns: ContextLog; draws: RandomStream[] } {
  const columns = Object.fromEntries(
    CONTEXT_COLUMNS.map((name) => [name, name === 'position' ? log.position : new Uint8Array(log.rows)]),
  ) as Record<ContextColumn, Uint8Array>;
  const draws: RandomStream[] = [];
  for (let first = 0; first < log.rows; first += POSITIONS) {
    const draw = new RandomStream(seed, stream, log.query[first]);
    for (const name of ['time', 'autoplay', 'network'] as const)
      columns[name].fill(1 + draw.below(LEVELS[name]), first, first + POSITIONS);
    for (let row = first; row < first + POSITIONS; row++) {
      const predicted =
        THUMBNAIL_RELEVANCE * log.utility[row * 4 + CLICK] + Math.sqrt(1 - THUMBNAIL_RELEVANCE ** 2) * draw.normal();
      columns.thumbnail[row] = 1 + THUMBNAIL_LIMITS.filter((limit) => predicted < limit).length;
    }
    draws.push(draw);
  }
  return { columns, draws };
}

/** A log with a column in the place of its positions; everything else is shared with it. */
const withColumn = (log: WorldLog, column: Uint8Array): WorldLog => ({ ...log, position: column });

/** A log whose clicks, and whatever hangs on them, come about by the levels of a column. */
function relabelled(
  spec: WorldSpec,
  truth: Truth,
  log: WorldLog,
  column: Uint8Array,
  draws: readonly RandomStream[],
): WorldLog {
  const own: WorldLog = {
    ...withColumn(log, column),
    labels: new Float32Array(log.labels.length),
    observed: new Uint8Array(log.observed.length),
    clickProbability: new Float32Array(log.rows),
  };
  fillTruth(spec, truth, own, 0, own.rows);
  for (let row = 0; row < own.rows; row++) drawLabels(spec, truth, own, row, draws[Math.floor(row / POSITIONS)]);
  return { ...own, position: log.position };
}

/** The truth of a world as whoever reads `column` in the place of positions has it: no bias unless that column is the culprit. Unused levels have 0. */
function truthOf(spec: WorldSpec, truth: Truth, culprit: boolean, column: ContextColumn): Truth {
  const curves = contextBias({ ...spec, biasStrength: culprit ? spec.biasStrength : 0 }, LEVELS[column]);
  const bias = curves.map((curve) => Array.from({ length: POSITIONS }, (_, i) => curve.at(i) ?? 0));
  return { ...truth, bias };
}

/**
 * Makes a platform whose clicks depend on one context column, or on none. Features, devices, positions and columns are the same for every culprit; with
 * `position` it is the platform that {@link createWorld} makes, bit for bit.
 * @param spec - ranked; `biasCurves` and `biasStrength` are those of the culprit, whatever it is (see {@link contextBias})
 * @param seed - unsigned 32-bit
 * @throws WorldSpecError naming the first field that is wrong
 */
export function createContextWorld(spec: WorldSpec, culprit: ContextColumn | null, seed: number): ContextWorld {
  if (spec.logging !== 'ranked')
    throw new WorldSpecError('logging', `must be ranked where several columns are offered, not ${spec.logging}`);
  const base = createWorld(culprit === 'position' ? spec : { ...spec, biasStrength: 0 }, seed);
  const train = drawContext(base.train, seed, STREAM.trainContext);
  const heldOut = drawContext(base.heldOut, seed, STREAM.heldOutContext);
  const context = { culprit, train: train.columns, heldOut: heldOut.columns };
  if (culprit === null || culprit === 'position') return { ...context, world: base };
  const truth = truthOf(spec, base.truth, true, culprit);
  const world: World = {
    ...base,
    train: relabelled(spec, truth, base.train, train.columns[culprit], train.draws),
    heldOut: relabelled(spec, truth, base.heldOut, heldOut.columns[culprit], heldOut.draws),
  };
  return { ...context, world };
}

/**
 * The same platform for whoever takes a column for the position: levels stand where positions stood, and the truth says what bias they have.
 * @param spec - as the platform was made with
 * @param column - null: everything missing; such a table knows the device and nothing else
 */
export function columnWorld(
  spec: WorldSpec,
  { world, culprit, train, heldOut }: ContextWorld,
  column: ContextColumn | null,
): World {
  const of = (log: WorldLog, columns: ContextLog): WorldLog =>
    withColumn(log, column === null ? new Uint8Array(log.rows) : columns[column]);
  return {
    ...world,
    truth: truthOf(spec, world.truth, column !== null && culprit === column, column ?? 'position'),
    train: of(world.train, train),
    heldOut: of(world.heldOut, heldOut),
  };
}
