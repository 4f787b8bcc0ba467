/** Fresh rows of an encoded log, seed by seed. */
import { RandomStream, STREAM } from '../world/random.ts';
import { TASK_COUNT } from '../world/spec.ts';
import type { Impressions } from '../world/types.ts';
import { everyRow, sampled } from './shuffle.ts';
import type { EncodedLog } from './types.ts';

/** Second counter words of {@link STREAM}.tableDraw: each log has its own sequence, so that more of one leaves the other as it was. */
const TRAIN = 0;
const HELD_OUT = 1;

/** Some rows of a log, as copies; of a query that loses rows the others keep its index. */
function pick(log: Impressions, rows: Uint32Array): Impressions {
  const { featureCount: d } = log;
  const features = new Float32Array(rows.length * d);
  const labels = new Float32Array(rows.length * TASK_COUNT);
  const observed = new Uint8Array(rows.length * TASK_COUNT);
  for (const [i, row] of rows.entries()) {
    features.set(log.features.subarray(row * d, (row + 1) * d), i * d);
    labels.set(log.labels.subarray(row * TASK_COUNT, (row + 1) * TASK_COUNT), i * TASK_COUNT);
    observed.set(log.observed.subarray(row * TASK_COUNT, (row + 1) * TASK_COUNT), i * TASK_COUNT);
  }
  return {
    rows: rows.length,
    featureCount: d,
    features,
    labels,
    observed,
    device: Uint8Array.from(rows, (row) => log.device[row]),
    position: Uint8Array.from(rows, (row) => log.position[row]),
    query: Uint32Array.from(rows, (row) => log.query[row]),
  };
}

/** What {@link drawRows} draws. */
export interface Draw {
  /** Most rows to train on, and most held-out rows. */
  train: number;
  heldOut: number;
  /** Unsigned 32-bit. */
  seed: number;
}

/**
 * Draws rows of both logs without replacement, in the order that they have there; all of them where there are no more. A pure function of the
 * seed. Inputs, tasks and their scales stay those of the whole log, and so does the shape.
 */
export function drawRows(log: EncodedLog, { train, heldOut, seed }: Draw): EncodedLog {
  const of = (
    part: 'train' | 'heldOut',
    count: number,
    substream: number,
  ): { log: Impressions; rowOf: Uint32Array } => {
    if (log[part].rows <= count) return { log: log[part], rowOf: log.rowOf[part] };
    const rows = sampled(everyRow(log[part].rows), count, new RandomStream(seed, STREAM.tableDraw, substream));
    return { log: pick(log[part], rows), rowOf: rows.map((row) => log.rowOf[part][row]) };
  };
  const drawn = { train: of('train', train, TRAIN), heldOut: of('heldOut', heldOut, HELD_OUT) };
  return {
    ...log,
    train: drawn.train.log,
    heldOut: drawn.heldOut.log,
    rowOf: { train: drawn.train.rowOf, heldOut: drawn.heldOut.rowOf },
  };
}
