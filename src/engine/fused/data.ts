/** Logs, replicas and steps as the kernels read them. */
import { adversarialAt, rateAt, threshold16, threshold32 } from '../../model/draws.ts';
import { ADAM_BETA1, ADAM_BETA2, type PopulationSpec } from '../../model/spec.ts';
import { POSITIONS, TASK_COUNT } from '../../world/spec.ts';
import type { Impressions } from '../../world/types.ts';
import { CURE_WORDS, CURES_WGSL, packCures } from './cures.ts';
import { rowLength, type Plan } from './plan.ts';

/** Bits of a row's meta number: from which on there are labels of binary tasks, which labels were observed, and the device × position. */
export const META_SHIFT = { label: 0, observed: TASK_COUNT, place: 2 * TASK_COUNT } as const;

/**
 * A row of a log is its features, padded to quads, and a tail of numbers, padded too: meta, then the label of each regression (watch time, rating),
 * where meta is the whole number label bits (click, like) + 16·observed bits + 256·(device · 10 + position): small enough to be exact as a float.
 * @returns the rows of several logs, one after the other
 */
export function packLogs(plan: Plan, logs: readonly Impressions[]): { values: Float32Array; firstRow: number[] } {
  const { binary, regressions } = plan;
  const width = 4 * rowLength(plan);
  const values = new Float32Array(logs.reduce((rows, log) => rows + log.rows, 0) * width);
  const firstRow: number[] = [];
  let at = 0;
  for (const log of logs) {
    firstRow.push(at / width);
    const { features, featureCount, labels, observed, device, position } = log;
    for (let row = 0; row < log.rows; row++, at += width) {
      values.set(features.subarray(row * featureCount, (row + 1) * featureCount), at);
      const l = row * TASK_COUNT;
      let meta = (device[row] * (POSITIONS + 1) + position[row]) << META_SHIFT.place;
      for (let k = 0; k < TASK_COUNT; k++) {
        if (observed[l + k] !== 0) meta |= 1 << (META_SHIFT.observed + k);
        if (binary[k] && labels[l + k] !== 0) meta |= 1 << (META_SHIFT.label + k);
      }
      const tail = at + 4 * plan.d;
      values[tail] = meta;
      regressions.forEach((k, i) => (values[tail + 1 + i] = labels[l + k]));
    }
  }
  return { values, firstRow };
}

/** WGSL struct of a replica; the order is that of {@link packReplicas}. */
export const replicaWgsl = ({ cures: { cured } }: Plan): string => `
struct Replica {
  log: u32, rows: u32, heldOutLog: u32, heldOutRows: u32,
  dropoutSeed: u32, batchSeed: u32, gateLimit: u32, positionLimit: u32,
  workers: u32, learningRate: f32, l2: f32, adversarial: f32,
  tableRate: f32, gateRate: f32, spare0: f32, spare1: f32,
  taskWeights: vec4f,
${cured ? CURES_WGSL : ''}}
`;
const REPLICA_WORDS = 20;

/** Where a replica's logs begin (quads) and how long they are (rows). */
export interface ReplicaLogs {
  log: number;
  rows: number;
  heldOutLog: number;
  heldOutRows: number;
}

/** @returns the replicas as words, floats by their bits */
export function packReplicas(
  plan: Plan,
  population: PopulationSpec,
  logs: readonly ReplicaLogs[],
): Uint32Array<ArrayBuffer> {
  const { replicas } = population;
  const { cured } = plan.cures;
  const each = REPLICA_WORDS + (cured ? CURE_WORDS : 0);
  const words = new Uint32Array(replicas.length * each);
  const floats = new Float32Array(words.buffer);
  replicas.forEach((replica, r) => {
    const { log, rows, heldOutLog, heldOutRows } = logs[replica.data];
    const at = r * each;
    words.set(
      [
        log,
        rows,
        heldOutLog,
        heldOutRows,
        replica.seeds.dropout,
        replica.seeds.batch,
        threshold16(replica.gateDropout),
        threshold32(replica.positionDropout),
        replica.workers,
      ],
      at,
    );
    floats.set(
      [replica.learningRate, replica.l2, replica.adversarialWeight, replica.tableRate, replica.gateRate],
      at + 9,
    );
    floats.set(replica.taskWeights, at + 16);
    if (cured) packCures(population, replica, words, floats, at + REPLICA_WORDS);
  });
  return words;
}

/** WGSL struct of what is common to all replicas at a step. */
export const STEP_WGSL = `
struct Step {
  step: u32,
  // 1: the gradient is taken at the current parameters, whatever the workers hold.
  current: u32,
  // Learning rate as a part of the initial one, and the reversed gradient's weight as a part of the final one.
  decay: f32, ramp: f32,
  // Adam's bias corrections.
  unbias1: f32, unbias2: f32,
  // Always 0, which no compiler can know (see Code).
  zero: u32,
}
`;
export const STEP_BYTES = 28;

/** Writes a step's constants at byte `at`; computed in double precision here, because 1 − β^t cancels in single precision. */
export function packStep(view: DataView, at: number, population: PopulationSpec, step: number, current: boolean): void {
  const { decayTo, steps } = population.training;
  view.setUint32(at, step, true);
  view.setUint32(at + 4, current ? 1 : 0, true);
  view.setFloat32(at + 8, rateAt(1, decayTo, step, steps), true);
  view.setFloat32(at + 12, adversarialAt(1, step, steps), true);
  view.setFloat32(at + 16, 1 / (1 - ADAM_BETA1 ** (step + 1)), true);
  view.setFloat32(at + 20, 1 / (1 - ADAM_BETA2 ** (step + 1)), true);
  view.setUint32(at + 24, 0, true);
}
