/** The fused engine: populations trained by two dispatches a step on TF.js's WebGPU backend, four where some replica clips. */
import type { PopulationSpec } from '../../model/spec.ts';
import { checkedEngine, type EngineCore } from '../checked.ts';
import { asksFor } from '../evaluate.ts';
import { initialState } from '../state.ts';
import { GpuMemory } from '../tfjs/memory.ts';
import { currentWebGpu } from '../tfjs/webgpu.ts';
import {
  EngineLimitError,
  type CreateEngine,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type ReplicaEvaluation,
} from '../types.ts';
import { adapterInfoOf, adapterName } from '../webgpuBackend.ts';
import { packLogs, packReplicas, type ReplicaLogs } from './data.ts';
import { compileEvaluation, Evaluator } from './evaluation.ts';
import { sizesOf } from './limits.ts';
import { LostGuard } from './lost.ts';
import { gradientQuads, planOf, rowLength } from './plan.ts';
import { fromGpuState, gather, toGpuState } from './state.ts';
import { compileTraining, Training, type Setting, type Shared } from './training.ts';
import { adapterTraits, tuningFor, type Tuning } from './tuning.ts';

/** Creating an engine with choices of one's own, for benchmarks and tests. */
export interface FusedOptions {
  tuning?: Partial<Tuning>;
}

class FusedCore implements EngineCore {
  readonly info: EngineInfo;
  private readonly guard: LostGuard;
  private freed = false;

  constructor(
    private readonly shared: Shared,
    private readonly logs: readonly ReplicaLogs[],
    private readonly training: Training,
    private readonly evaluator: Evaluator,
    adapter: string,
    software: boolean,
  ) {
    this.info = { engine: 'fused', backend: 'webgpu', adapter, software };
    // A lost device's memory is gone; what remains is TF.js's book-keeping.
    this.guard = new LostGuard(shared.device, () => {
      this.free();
    });
  }

  get lost(): Promise<string> {
    return this.guard.lost;
  }

  train(from: number, count: number): void {
    this.guard.check();
    this.training.enqueue(from, count);
  }

  async settle(): Promise<void> {
    this.guard.check();
    await this.guard.wait(this.shared.device.queue.onSubmittedWorkDone());
  }

  async evaluate(replicas: readonly number[], options: EvaluateOptions, step: number): Promise<ReplicaEvaluation[]> {
    this.guard.check();
    const { staging, read } = this.evaluator.enqueue(step, replicas, options);
    // What a page asks for with every frame; records of every example are wanted now and then.
    return this.download(staging, !asksFor(options, 'gates'), read);
  }

  /** Reads a staging buffer and gives it back. */
  private async download<T>(staging: GPUBuffer, reuse: boolean, read: (bytes: ArrayBuffer) => T): Promise<T> {
    const { memory } = this.shared;
    try {
      await this.guard.wait(staging.mapAsync(GPUMapMode.READ));
      const result = read(staging.getMappedRange());
      staging.unmap();
      return result;
    } finally {
      memory.release(staging, reuse && !this.freed);
    }
  }

  /** Copies a buffer of floats to the CPU. */
  private read<T>(buffer: GPUBuffer, use: (values: Float32Array) => T): Promise<T> {
    const { device, memory } = this.shared;
    const staging = memory.staging(buffer.size);
    const encoder = device.createCommandEncoder();
    encoder.copyBufferToBuffer(buffer, 0, staging, 0, buffer.size);
    device.queue.submit([encoder.finish()]);
    return this.download(staging, true, (bytes) => use(new Float32Array(bytes)));
  }

  async gradient(step: number): Promise<Float32Array> {
    this.guard.check();
    const { memory, plan, population } = this.shared;
    const n = plan.layout.length;
    const own = new GpuMemory(memory.backend);
    try {
      const width = gradientQuads(plan) * 4;
      const gradient = own.floats(population.replicas.length * width);
      memory.flush();
      await this.training.enqueueGradient(step, gradient);
      return await this.read(gradient.buffer, (values) => {
        const flat = new Float32Array(population.replicas.length * n);
        for (let r = 0; r < population.replicas.length; r++)
          gather(plan, values, r * width, flat.subarray(r * n, (r + 1) * n));
        return flat;
      });
    } finally {
      own.dispose();
    }
  }

  async state(step: number): Promise<Float32Array> {
    this.guard.check();
    const { plan, sizes, population, state } = this.shared;
    return this.read(state.buffer, (values) => fromGpuState(plan, population, sizes, values, step));
  }

  restore(from: Float32Array, step: number): void {
    this.guard.check();
    const { device, plan, sizes, population, state } = this.shared;
    device.queue.writeBuffer(state.buffer, 0, toGpuState(plan, population, sizes, from, step));
  }

  setPopulation(population: PopulationSpec): void {
    this.guard.check();
    this.shared.population = population;
    this.shared.device.queue.writeBuffer(
      this.shared.replicas.buffer,
      0,
      packReplicas(this.shared.plan, population, this.logs),
    );
  }

  loseDevice(): boolean {
    this.shared.device.destroy();
    return true;
  }

  dispose(): void {
    this.free();
  }

  private free(): void {
    if (this.freed) return;
    this.freed = true;
    this.guard.close();
    this.shared.memory.dispose();
  }
}

/**
 * Makes a fused engine on TF.js's current backend, which must be WebGPU (see `initWebGpuBackend`).
 * @throws SpecError on a bad population; EngineLimitError before anything is allocated when the device is too small, or when it has no memory left
 */
export function createTunedEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  options: FusedOptions = {},
): Promise<Engine> {
  return checkedEngine(population, data, () => createCore(population, data, options));
}

async function createCore(
  population: PopulationSpec,
  data: readonly EngineData[],
  options: FusedOptions,
): Promise<FusedCore> {
  const gpu = currentWebGpu();
  const { device } = gpu;
  const info = adapterInfoOf(device);
  const plan = planOf(population.model, population.replicas);
  const traits = adapterTraits(device, info);
  const tuning: Tuning = {
    ...tuningFor(traits, plan, population.training, population.replicas.length),
    ...options.tuning,
  };
  const sizes = sizesOf(plan, tuning, population, data, device.limits);
  const setting: Setting = { device, plan, tuning, sizes, population };
  const memory = new GpuMemory(gpu);
  device.pushErrorScope('out-of-memory');
  let failure: unknown;
  const core = await make(setting, memory, data, info ? adapterName(info) : '', traits.kind === 'cpu').catch(
    (error: unknown) => {
      failure = error;
    },
  );
  const outOfMemory = await device.popErrorScope();
  if (core && !outOfMemory) return core;
  memory.dispose();
  throw outOfMemory
    ? new EngineLimitError(
        `the GPU has no memory left for ${String(population.replicas.length)} replicas: ${outOfMemory.message}`,
        Math.floor(population.replicas.length / 2),
      )
    : failure;
}

async function make(
  setting: Setting,
  memory: GpuMemory,
  data: readonly EngineData[],
  adapter: string,
  software: boolean,
): Promise<FusedCore> {
  // The driver compiles in threads of its own while this one packs the logs.
  const kernels = Promise.all([compileTraining(setting), compileEvaluation(setting)]);
  kernels.catch(() => undefined); // waited for below, unless packing fails first
  const { shared, trainLog, heldOutLog, logs } = allocate(setting, memory, data);
  const [training, evaluation] = await kernels;
  const core = new FusedCore(
    shared,
    logs,
    new Training(shared, training, trainLog),
    new Evaluator(
      shared,
      evaluation,
      heldOutLog,
      logs.map((log) => log.heldOutRows),
    ),
    adapter,
    software,
  );
  memory.flush();
  return core;
}

/** Packs and uploads logs, replicas and their initial state. */
function allocate(setting: Setting, memory: GpuMemory, data: readonly EngineData[]) {
  const { plan, sizes, population } = setting;
  const train = packLogs(
    plan,
    data.map((set) => set.train),
  );
  const heldOut = packLogs(
    plan,
    data.map((set) => set.heldOut),
  );
  const logs = data.map((set, i): ReplicaLogs => ({
    log: train.firstRow[i] * rowLength(plan),
    rows: set.train.rows,
    heldOutLog: heldOut.firstRow[i] * rowLength(plan),
    heldOutRows: set.heldOut.rows,
  }));
  const replicas = packReplicas(plan, population, logs);
  const state = toGpuState(plan, population, sizes, initialState(population, plan.layout), 0);
  const shared: Shared = {
    ...setting,
    memory,
    replicas: memory.words(replicas.length, replicas),
    state: memory.floats(state.length, state),
  };
  return {
    shared,
    logs,
    trainLog: memory.floats(train.values.length, train.values),
    heldOutLog: memory.floats(heldOut.values.length, heldOut.values),
  };
}

export const createFusedEngine: CreateEngine = (population, data) => createTunedEngine(population, data);
