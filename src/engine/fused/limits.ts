/** What the buffers of a population need, and whether a device has it: asked before anything is allocated. */
import type { PopulationSpec } from '../../model/spec.ts';
import { EngineLimitError, type EngineData } from '../types.ts';
import { CHUNKS, ITEM_QUADS, itemCount } from './wgsl/evaluate.ts';
import { evaluationRecord, momentCount, rowLength, trainRecord, type Plan } from './plan.ts';
import type { Tuning } from './tuning.ts';

/** The device's limits that matter here. */
export type DeviceLimits = Pick<
  GPUSupportedLimits,
  | 'maxStorageBufferBindingSize'
  | 'maxBufferSize'
  | 'maxComputeWorkgroupsPerDimension'
  | 'maxStorageBuffersPerShaderStage'
  | 'maxComputeInvocationsPerWorkgroup'
>;

const QUAD = 16;
/** Evaluation records take at most this much memory; more replicas are evaluated one group after the other. */
const EVALUATION_BYTES = 48 << 20;
/** Storage buffers of the kernel that binds the most. */
const BINDINGS = 5;

/** Sizes of a population's buffers, in quads unless said otherwise. */
export interface Sizes {
  /** Parameter vectors in a replica's state: one, or one per simulated worker. */
  slots: number;
  /** One replica's state. */
  stateQuads: number;
  /** Workgroups per replica in dispatch 1, and records it writes per replica. */
  trainGroups: number;
  trainPlaces: number;
  /** The same in an evaluation. */
  evaluationGroups: number;
  evaluationPlaces: number;
  /** Replicas evaluated at a time. */
  group: number;
  trainLog: number;
  heldOutLog: number;
}

function places(examples: number, workgroup: number, perInvocation: number): { groups: number; places: number } {
  const groups = Math.ceil(examples / (perInvocation * workgroup));
  return { groups, places: groups * workgroup * perInvocation };
}

/**
 * Sizes a population's buffers and compares them with the device.
 * @throws EngineLimitError saying what is too large, and how many replicas would fit
 */
export function sizesOf(
  plan: Plan,
  tuning: Tuning,
  population: PopulationSpec,
  data: readonly EngineData[],
  limits: DeviceLimits,
): Sizes {
  const { training, replicas } = population;
  const workers = Math.max(...replicas.map((replica) => replica.workers));
  const stateQuads = plan.length * (workers + momentCount(training.optimizer));
  const train = places(training.batch, tuning.trainWorkgroup, tuning.examples);
  const heldOutRows = Math.max(...data.map(({ heldOut }) => heldOut.rows));
  const evaluation = places(heldOutRows, tuning.workgroup, tuning.evaluationExamples);
  const trainRecords = train.places * trainRecord(plan).length;
  const evaluationRecords = evaluation.places * evaluationRecord(plan).length;
  const partials = itemCount(plan) * CHUNKS * ITEM_QUADS;
  const rows = (log: 'train' | 'heldOut'): number =>
    data.reduce((sum, set) => sum + set[log].rows, 0) * rowLength(plan);

  if (limits.maxStorageBuffersPerShaderStage < BINDINGS) {
    throw new EngineLimitError(
      `this GPU binds ${String(limits.maxStorageBuffersPerShaderStage)} storage buffers at a time; the kernels need ${String(BINDINGS)}`,
    );
  }
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const perReplica = { state: stateQuads * QUAD, 'activations of a batch': trainRecords * QUAD };
  const largest = Math.max(...Object.values(perReplica));
  const fitting = Math.min(Math.floor(most / largest), limits.maxComputeWorkgroupsPerDimension);
  if (replicas.length > fitting) {
    const what =
      fitting === limits.maxComputeWorkgroupsPerDimension
        ? 'at once'
        : `with ${megabytes(largest)} MB each in one buffer of at most ${megabytes(most)} MB`;
    throw new EngineLimitError(
      `${String(replicas.length)} replicas do not fit on this GPU, which takes ${String(fitting)} of them ${what}`,
    );
  }
  const fixed = {
    'training logs': rows('train') * QUAD,
    'held-out logs': rows('heldOut') * QUAD,
    'evaluation of one replica': Math.max(evaluationRecords, partials) * QUAD,
  };
  for (const [what, bytes] of Object.entries(fixed)) {
    if (bytes > most)
      throw new EngineLimitError(
        `the ${what} would take ${megabytes(bytes)} MB; this GPU's buffers hold ${megabytes(most)} MB`,
      );
  }
  const group = Math.max(
    1,
    Math.min(
      replicas.length,
      Math.floor(Math.min(most, EVALUATION_BYTES) / (Math.max(evaluationRecords, partials) * QUAD)),
    ),
  );
  return {
    slots: workers,
    stateQuads,
    trainGroups: train.groups,
    trainPlaces: train.places,
    evaluationGroups: evaluation.groups,
    evaluationPlaces: evaluation.places,
    group,
    trainLog: rows('train'),
    heldOutLog: rows('heldOut'),
  };
}

/** Two digits, at least. */
const megabytes = (bytes: number): string => {
  const size = bytes / 2 ** 20;
  return size < 1 ? size.toPrecision(2) : size.toFixed(size < 10 ? 1 : 0);
};
