/** An evaluation: three dispatches per group of replicas, one transfer, and what it says. */
import { TABLE_ROWS } from '../../model/layout.ts';
import { TASK_COUNT } from '../../world/spec.ts';
import { asksFor, withDetails } from '../evaluate.ts';
import { HISTOGRAM_BINS, type EvaluateOptions, type ReplicaEvaluation } from '../types.ts';
import { bind, kernelOf, type Kernel } from './kernels.ts';
import type { GpuTensor } from '../tfjs/memory.ts';
import { evaluationRecord, exampleQuads, mixtureOf } from './plan.ts';
import { currentSlot, gather } from './state.ts';
import type { Setting, Shared } from './training.ts';
import {
  CHUNKS,
  EVALUATION_BYTES,
  evaluateWgsl,
  finalSumsWgsl,
  ITEM_QUADS,
  itemCount,
  LOGGED,
  partialSumsWgsl,
  TOTALS,
  type EvaluationSizes,
} from './wgsl/evaluate.ts';

const QUAD = 16;

/** Where the parts of an evaluation lie in its transfer, in bytes. */
interface Transfer {
  size: number;
  /** Of the i-th replica: its table, its examples' predictions and records, and its parameters. The sums begin at 0. */
  table: number[];
  predictions: number[];
  records: number[];
  parameters: number[];
}

/** The three kernels of an evaluation, in their order. */
export type EvaluationKernels = readonly [forward: Kernel, partialSums: Kernel, finalSums: Kernel];

export function compileEvaluation({ device, plan, tuning, sizes, population }: Setting): Promise<EvaluationKernels> {
  const all = population.replicas.length;
  const kernelSizes: EvaluationSizes = {
    replicas: all,
    listed: all,
    group: sizes.group,
    stateQuads: sizes.stateQuads,
    slots: sizes.slots,
    logQuads: sizes.heldOutLog,
    places: sizes.evaluationPlaces,
  };
  return Promise.all([
    kernelOf(device, 'evaluate', evaluateWgsl(plan, tuning, kernelSizes), [
      'uniform',
      'read',
      'read',
      'read',
      'read',
      'read',
      'write',
    ]),
    kernelOf(device, 'partial sums', partialSumsWgsl(plan, tuning, kernelSizes), [
      'uniform',
      'read',
      'read',
      'read',
      'read',
      'write',
    ]),
    kernelOf(device, 'sums', finalSumsWgsl(plan, tuning, kernelSizes), ['uniform', 'read', 'write']),
  ]);
}

export class Evaluator {
  private readonly list: GpuTensor;
  private readonly scratch: GpuTensor;
  private readonly result: GpuTensor;
  private readonly stride: number;
  private readonly options: GPUBuffer;
  private readonly groups: { kernel: Kernel; group: GPUBindGroup; workgroups: number }[];

  /**
   * Allocates what evaluations need beside {@link Shared}.
   * @param rows - held-out rows of each data set
   */
  constructor(
    private readonly shared: Shared,
    kernels: EvaluationKernels,
    logs: GpuTensor,
    private readonly rows: readonly number[],
  ) {
    const { device, memory, plan, tuning, sizes, population, replicas, state } = shared;
    const all = population.replicas.length;
    this.list = memory.words(all);
    this.scratch = memory.floats(sizes.group * sizes.evaluationPlaces * exampleQuads(plan) * 4);
    this.result = memory.floats(all * itemCount(plan) * ITEM_QUADS * 4);
    const partial = memory.floats(sizes.group * itemCount(plan) * CHUNKS * ITEM_QUADS * 4);
    const { list, scratch, result } = this;
    this.stride = Math.max(EVALUATION_BYTES, device.limits.minUniformBufferOffsetAlignment);
    this.options = memory.uniforms(Math.ceil(all / sizes.group) * this.stride);
    const options = { buffer: this.options, size: EVALUATION_BYTES };
    const items = itemCount(plan);
    const [forward, partialSums, finalSums] = kernels;
    this.groups = [
      {
        kernel: forward,
        workgroups: sizes.evaluationGroups,
        group: bind(device, forward, [
          options,
          replicas.buffer,
          list.buffer,
          logs.buffer,
          state.buffer,
          state.buffer,
          scratch.buffer,
        ]),
      },
      {
        kernel: partialSums,
        workgroups: Math.ceil((items * CHUNKS) / tuning.workgroup),
        group: bind(device, partialSums, [
          options,
          replicas.buffer,
          list.buffer,
          scratch.buffer,
          state.buffer,
          partial.buffer,
        ]),
      },
      {
        kernel: finalSums,
        workgroups: Math.ceil((items * ITEM_QUADS) / tuning.workgroup),
        group: bind(device, finalSums, [options, partial.buffer, result.buffer]),
      },
    ];
  }

  /**
   * Enqueues the measurement of the parameters as they are after `step` steps.
   * @param list - replicas, each once
   * @returns the buffer to be mapped, and how to read it once it is
   */
  enqueue(
    step: number,
    list: readonly number[],
    asked: EvaluateOptions,
  ): { staging: GPUBuffer; read: (bytes: ArrayBuffer) => ReplicaEvaluation[] } {
    const { device, memory, plan, sizes, population, state } = this.shared;
    const transfer = this.layTransfer(list, asked);
    const staging = memory.staging(transfer.size);
    device.queue.writeBuffer(this.list.buffer, 0, Uint32Array.from(list));
    const groups = Math.ceil(list.length / sizes.group);
    device.queue.writeBuffer(this.options, 0, this.packOptions(step, groups, asked));
    const encoder = device.createCommandEncoder();
    for (let g = 0; g < groups; g++) {
      const count = Math.min(sizes.group, list.length - g * sizes.group);
      const pass = encoder.beginComputePass();
      for (const { kernel, group, workgroups } of this.groups) {
        pass.setPipeline(kernel.pipeline);
        pass.setBindGroup(0, group, [g * this.stride]);
        pass.dispatchWorkgroups(workgroups, count);
      }
      pass.end();
      for (let k = 0; k < count; k++)
        this.copyExamples(encoder, staging, transfer, list, g * sizes.group + k, k, asked);
    }
    encoder.copyBufferToBuffer(this.result.buffer, 0, staging, 0, list.length * itemCount(plan) * ITEM_QUADS * QUAD);
    list.forEach((r, i) => {
      const current = (r * sizes.stateQuads + currentSlot(population, r, step) * plan.length) * QUAD;
      if (plan.shallow) {
        const { at, cols } = plan.blocks['shallow/table'] ?? { at: 0, cols: 0 };
        encoder.copyBufferToBuffer(state.buffer, current + at * QUAD, staging, transfer.table[i], cols * QUAD);
      }
      if (asksFor(asked, 'parameters'))
        encoder.copyBufferToBuffer(state.buffer, current, staging, transfer.parameters[i], plan.length * QUAD);
    });
    device.queue.submit([encoder.finish()]);
    return { staging, read: (bytes) => list.map((r, i) => this.readReplica(bytes, transfer, r, i, asked)) };
  }

  /** Copies what is asked for of the examples of the i-th replica, which is the k-th of its group. */
  private copyExamples(
    encoder: GPUCommandEncoder,
    staging: GPUBuffer,
    transfer: Transfer,
    list: readonly number[],
    i: number,
    k: number,
    asked: EvaluateOptions,
  ): void {
    const { group, evaluationPlaces } = this.shared.sizes;
    const record = evaluationRecord(this.shared.plan).length;
    const rows = this.rowsOf(list[i]);
    const copy = (from: number, to: number, quads: number): void => {
      encoder.copyBufferToBuffer(this.scratch.buffer, from * QUAD, staging, to, quads * QUAD);
    };
    if (asksFor(asked, 'gates')) copy(k * evaluationPlaces * record, transfer.records[i], rows * record);
    if (asksFor(asked, 'predictions'))
      copy(group * evaluationPlaces * record + k * evaluationPlaces, transfer.predictions[i], rows);
  }

  private rowsOf(replica: number): number {
    return this.rows[this.shared.population.replicas[replica].data];
  }

  private layTransfer(list: readonly number[], asked: EvaluateOptions): Transfer {
    const { plan } = this.shared;
    let size = list.length * itemCount(plan) * ITEM_QUADS * QUAD;
    const lay = (bytes: (r: number) => number): number[] =>
      list.map((r) => {
        const at = size;
        size += bytes(r);
        return at;
      });
    const table = lay(() => (plan.blocks['shallow/table']?.cols ?? 0) * QUAD);
    const predictions = lay((r) => (asksFor(asked, 'predictions') ? this.rowsOf(r) * QUAD : 0));
    const records = lay((r) => (asksFor(asked, 'gates') ? this.rowsOf(r) * evaluationRecord(plan).length * QUAD : 0));
    const parameters = lay(() => (asksFor(asked, 'parameters') ? plan.length * QUAD : 0));
    return { size, table, predictions, records, parameters };
  }

  private packOptions(
    step: number,
    groups: number,
    { position, withoutExpert }: EvaluateOptions,
  ): Uint32Array<ArrayBuffer> {
    const words = new Uint32Array((groups * this.stride) / 4);
    const all = 2 ** this.shared.plan.experts - 1;
    const place = position === undefined || position === 'logged' ? LOGGED : position === 'missing' ? 0 : position;
    for (let g = 0; g < groups; g++) {
      const experts = withoutExpert === undefined ? all : all & ~(1 << withoutExpert);
      words.set([step, place, experts, g * this.shared.sizes.group], (g * this.stride) / 4);
    }
    return words;
  }

  private readReplica(
    bytes: ArrayBuffer,
    transfer: Transfer,
    replica: number,
    i: number,
    asked: EvaluateOptions,
  ): ReplicaEvaluation {
    const { plan } = this.shared;
    const { experts } = plan;
    const rows = this.rowsOf(replica);
    const width = itemCount(plan) * ITEM_QUADS * 4;
    const sums = new Float32Array(bytes, i * width * 4, width);
    const totals = sums.subarray((itemCount(plan) - 1) * ITEM_QUADS * 4);
    const total = (quad: number, k: number): number => totals[quad * 4 + k];
    const utilization = new Float64Array(TASK_COUNT * experts);
    const histogram = new Uint32Array(TASK_COUNT * experts * HISTOGRAM_BINS);
    for (let k = 0; k < TASK_COUNT; k++) {
      for (let e = 0; e < experts; e++) {
        const to = k * experts + e;
        if (plan.gates === 0) {
          utilization[to] = 1;
          histogram[(to + 1) * HISTOGRAM_BINS - 1] = rows;
          continue;
        }
        const item = sums.subarray((mixtureOf(plan, k) * experts + e) * ITEM_QUADS * 4);
        utilization[to] = item[HISTOGRAM_BINS] / rows;
        histogram.set(item.subarray(0, HISTOGRAM_BINS), to * HISTOGRAM_BINS);
      }
    }
    const tasks = Array.from({ length: TASK_COUNT }, (_, k) => k);
    const loss = Float64Array.from(tasks, (k) => total(TOTALS.loss, k) / total(TOTALS.observed, k));
    return {
      replica,
      loss,
      utilization,
      histogram,
      entropy: Float64Array.from(tasks, (k) =>
        plan.gates === 0 ? 0 : total(TOTALS.entropy, mixtureOf(plan, k)) / rows,
      ),
      dead: Uint8Array.from({ length: experts }, (_, e) => (total(TOTALS.alive, e) > 0 ? 0 : 1)),
      table: plan.shallow
        ? new Float32Array(bytes.slice(transfer.table[i], transfer.table[i] + TABLE_ROWS * 4))
        : new Float32Array(0),
      finite:
        total(TOTALS.bad, 0) === 0 && tasks.every((k) => total(TOTALS.observed, k) === 0 || Number.isFinite(loss[k])),
      ...withDetails(asked, {
        predictions: () => new Float32Array(bytes, transfer.predictions[i], rows * TASK_COUNT).slice(),
        gates: () => this.readGates(bytes, transfer, rows, i),
        parameters: () => {
          const parameters = new Float32Array(plan.layout.length);
          gather(plan, new Float32Array(bytes, transfer.parameters[i], plan.length * 4), 0, parameters);
          return parameters;
        },
      }),
    };
  }

  /** [rows × T × E] weights as each task uses them. */
  private readGates(bytes: ArrayBuffer, transfer: Transfer, rows: number, i: number): Float32Array {
    const { plan } = this.shared;
    const { experts } = plan;
    const gates = new Float32Array(rows * TASK_COUNT * experts);
    if (plan.gates === 0) return gates.fill(1);
    const slots = evaluationRecord(plan);
    const records = new Float32Array(bytes, transfer.records[i], rows * slots.length * 4);
    for (let row = 0; row < rows; row++) {
      for (let k = 0; k < TASK_COUNT; k++) {
        const from = (row * slots.length + slots.weight + mixtureOf(plan, k) * plan.e) * 4;
        gates.set(records.subarray(from, from + experts), (row * TASK_COUNT + k) * experts);
      }
    }
    return gates;
  }
}
