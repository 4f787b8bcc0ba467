/** What the buffers of a population need, and whether a device has it: asked before anything is allocated. */
import type { PopulationSpec } from '../../model/spec.ts';
import { memoryBudget } from '../budget.ts';
import { EngineLimitError, type EngineData } from '../types.ts';
import { CHUNKS, ITEM_QUADS, itemCount } from './wgsl/evaluate.ts';
import { exampleQuads, gradientQuads, momentCount, rowLength, trainRecord, type Plan } from './plan.ts';
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
const BINDINGS = 6;

/** Sizes of a population's buffers, in quads unless said otherwise. */
export interface Sizes {
  /** All buffers together, in bytes. */
  bytes: number;
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

/** What the buffers of a population take, in bytes. */
interface Needs {
  /** Of each replica. */
  state: number;
  activations: number;
  /** Its gradient, where some replica clips. */
  gradient: number;
  /** Of all data sets together, and of the largest. */
  trainLogs: number;
  heldOutLogs: number;
  largestLog: number;
  /** Of one replica evaluated: its records, and the sums of their parts. */
  evaluation: number;
  partials: number;
  /** Of what an evaluation of one replica comes to. */
  result: number;
}

/** @throws EngineLimitError when a single buffer, or a dispatch, would be larger than the device takes */
function checkDevice(needs: Needs, replicas: number, limits: DeviceLimits): void {
  if (limits.maxStorageBuffersPerShaderStage < BINDINGS) {
    throw new EngineLimitError(
      `this GPU binds ${String(limits.maxStorageBuffersPerShaderStage)} storage buffers at a time; the kernels need ${String(BINDINGS)}`,
      0,
    );
  }
  const most = largestBuffer(limits);
  const largest = Math.max(needs.state, needs.activations, needs.gradient);
  const fitting = Math.min(Math.floor(most / largest), limits.maxComputeWorkgroupsPerDimension);
  if (replicas > fitting) {
    const what =
      fitting === limits.maxComputeWorkgroupsPerDimension
        ? 'at once'
        : `with ${megabytes(largest)} MB each in one buffer of at most ${megabytes(most)} MB`;
    throw new EngineLimitError(
      `${String(replicas)} replicas do not fit on this GPU, which takes ${String(fitting)} of them ${what}`,
      fitting,
    );
  }
  // Fewer replicas may need fewer logs.
  const withLogs = needs.largestLog > most ? 0 : replicas - 1;
  for (const [what, bytes, fewer] of [
    ['training logs', needs.trainLogs, withLogs],
    ['held-out logs', needs.heldOutLogs, withLogs],
    ['evaluation of one replica', Math.max(needs.evaluation, needs.partials), 0],
  ] as const) {
    if (bytes > most)
      throw new EngineLimitError(
        `the ${what} would take ${megabytes(bytes)} MB; this GPU's buffers hold ${megabytes(most)} MB`,
        Math.min(fewer, Math.floor((replicas * most) / bytes)),
      );
  }
}

/**
 * @returns bytes of all buffers together
 * @throws EngineLimitError when they are more than `budget`
 */
function checkBudget(needs: Needs, replicas: number, sets: number, group: number, budget: number): number {
  const logs = needs.trainLogs + needs.heldOutLogs;
  const evaluating = group * (needs.evaluation + needs.partials);
  // What is read back is copied first.
  const each = 2 * needs.state + needs.activations + needs.gradient + 2 * needs.result;
  const total = replicas * each + logs + evaluating;
  if (total <= budget) return total;
  // Fewer replicas need fewer logs, where each has one of its own.
  const perReplica = each + (sets > 1 ? logs / replicas : 0);
  const fixed = evaluating + (sets > 1 ? 0 : logs);
  throw new EngineLimitError(
    `${String(replicas)} replicas and their data would take ${megabytes(total)} MB of graphics memory; this page takes at most ${megabytes(budget)} MB`,
    Math.max(0, Math.min(replicas - 1, Math.floor((budget - fixed) / perReplica))),
  );
}

const largestBuffer = (limits: DeviceLimits): number =>
  Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);

/**
 * Sizes a population's buffers and compares them with the device and with the memory that a page may take.
 * @param budget - bytes for all buffers together
 * @throws EngineLimitError saying what is too large, and how many replicas would fit
 */
export function sizesOf(
  plan: Plan,
  tuning: Tuning,
  population: PopulationSpec,
  data: readonly EngineData[],
  limits: DeviceLimits,
  budget = memoryBudget(),
): Sizes {
  const { training, replicas } = population;
  const workers = Math.max(...replicas.map((replica) => replica.workers));
  const stateQuads = plan.length * (workers + momentCount(training.optimizer));
  const train = places(training.batch, tuning.trainWorkgroup, tuning.examples);
  const heldOutRows = Math.max(...data.map(({ heldOut }) => heldOut.rows));
  const evaluation = places(heldOutRows, tuning.workgroup, tuning.evaluationExamples);
  const rows = (log: 'train' | 'heldOut'): number[] => data.map((set) => set[log].rows * rowLength(plan));
  const sum = (quads: readonly number[]): number => quads.reduce((all, one) => all + one, 0);
  const [trainLogs, heldOutLogs] = [rows('train'), rows('heldOut')];
  const needs: Needs = {
    state: stateQuads * QUAD,
    activations: train.places * trainRecord(plan).length * QUAD,
    gradient: plan.cures.clip ? gradientQuads(plan) * QUAD : 0,
    trainLogs: sum(trainLogs) * QUAD,
    heldOutLogs: sum(heldOutLogs) * QUAD,
    largestLog: Math.max(...trainLogs, ...heldOutLogs) * QUAD,
    evaluation: evaluation.places * exampleQuads(plan) * QUAD,
    partials: itemCount(plan) * CHUNKS * ITEM_QUADS * QUAD,
    result: itemCount(plan) * ITEM_QUADS * QUAD,
  };
  checkDevice(needs, replicas.length, limits);
  const evaluating = Math.min(largestBuffer(limits), EVALUATION_BYTES, budget / 4);
  const together = evaluating / Math.max(needs.evaluation, needs.partials);
  const group = Math.max(1, Math.min(replicas.length, Math.floor(together)));
  return {
    bytes: checkBudget(needs, replicas.length, data.length, group, budget),
    slots: workers,
    stateQuads,
    trainGroups: train.groups,
    trainPlaces: train.places,
    evaluationGroups: evaluation.groups,
    evaluationPlaces: evaluation.places,
    group,
    trainLog: sum(trainLogs),
    heldOutLog: sum(heldOutLogs),
  };
}

/** Two digits, at least. */
const megabytes = (bytes: number): string => {
  const size = bytes / 2 ** 20;
  return size < 1 ? size.toPrecision(2) : size.toFixed(size < 10 ? 1 : 0);
};
