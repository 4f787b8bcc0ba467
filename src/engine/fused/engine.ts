/** The fused engine: populations trained by two dispatches a step on TF.js's WebGPU backend. */
import { backend } from '@tensorflow/tfjs-core';
import type { WebGPUBackend } from '@tensorflow/tfjs-backend-webgpu/dist/backend_webgpu';
import type { PopulationSpec, ReplicaSpec } from '../../model/spec.ts';
import { checkEvaluate, checkNewReplicas, checkPopulation } from '../check.ts';
import { initialState } from '../state.ts';
import {
  EngineLimitError,
  stateLength,
  type Checkpoint,
  type CreateEngine,
  type Engine,
  type EngineData,
  type EngineInfo,
  type EvaluateOptions,
  type Evaluation,
} from '../types.ts';
import { adapterInfoOf, adapterName } from '../webgpuBackend.ts';
import { packLogs, packReplicas, type ReplicaLogs } from './data.ts';
import { compileEvaluation, Evaluator } from './evaluation.ts';
import { sizesOf } from './limits.ts';
import { LostGuard } from './lost.ts';
import { GpuMemory } from './memory.ts';
import { planOf, rowLength } from './plan.ts';
import { fromGpuState, gather, toGpuState } from './state.ts';
import { compileTraining, Training, type Setting, type Shared } from './training.ts';
import { adapterTraits, tuningFor, type Tuning } from './tuning.ts';

/** Creating an engine with choices of one's own, for benchmarks and tests. */
export interface FusedOptions {
  tuning?: Partial<Tuning>;
}

class FusedEngine implements Engine {
  step = 0;
  readonly info: EngineInfo;
  private readonly guard: LostGuard;
  private disposed = false;

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
      this.dispose();
    });
  }

  get population(): PopulationSpec {
    return this.shared.population;
  }

  get lost(): Promise<string> {
    return this.guard.lost;
  }

  private check(): void {
    this.guard.check();
    if (this.disposed) throw new Error('the engine has been disposed of');
  }

  async train(count: number): Promise<void> {
    this.check();
    this.training.enqueue(this.step, count);
    this.step += count;
  }

  async settle(): Promise<void> {
    this.check();
    await this.guard.wait(this.shared.device.queue.onSubmittedWorkDone());
  }

  async evaluate(options: EvaluateOptions = {}): Promise<Evaluation> {
    this.check();
    checkEvaluate(this.population, options);
    const { step } = this;
    const asked = options.replicas ?? this.population.replicas.map((_, r) => r);
    const list = [...new Set(asked)];
    if (list.length === 0) return { step, replicas: [] };
    const { staging, read } = this.evaluator.enqueue(step, list, options);
    const measured = await this.download(staging, options.full !== true, read);
    return { step, replicas: asked.map((r) => measured[list.indexOf(r)]) };
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
      memory.release(staging, reuse && !this.disposed);
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

  async gradient(): Promise<Float32Array> {
    this.check();
    const { memory, plan, population } = this.shared;
    const n = plan.layout.length;
    const own = new GpuMemory(memory.backend);
    try {
      const gradient = own.floats(population.replicas.length * plan.length * 4);
      memory.flush();
      await this.training.enqueueGradient(this.step, gradient);
      return await this.read(gradient.buffer, (values) => {
        const flat = new Float32Array(population.replicas.length * n);
        for (let r = 0; r < population.replicas.length; r++)
          gather(plan, values, r * plan.length * 4, flat.subarray(r * n, (r + 1) * n));
        return flat;
      });
    } finally {
      own.dispose();
    }
  }

  async checkpoint(): Promise<Checkpoint> {
    this.check();
    const { plan, sizes, population, state } = this.shared;
    const { step } = this;
    return {
      step,
      state: await this.read(state.buffer, (values) => fromGpuState(plan, population, sizes, values, step)),
    };
  }

  async restore(checkpoint: Checkpoint): Promise<void> {
    this.check();
    const { device, plan, sizes, population, state } = this.shared;
    const length = population.replicas.length * stateLength(population, plan.layout.length);
    if (checkpoint.state.length !== length) {
      throw new Error(
        `the checkpoint holds ${String(checkpoint.state.length)} numbers, this population ${String(length)}`,
      );
    }
    device.queue.writeBuffer(state.buffer, 0, toGpuState(plan, population, sizes, checkpoint.state, checkpoint.step));
    this.step = checkpoint.step;
  }

  setReplicas(replicas: readonly ReplicaSpec[]): void {
    this.check();
    const before = this.population.replicas;
    checkNewReplicas(before, replicas);
    // The seeds decide which worker holds the current parameters, so they stay, as the contract says.
    const now = replicas.map((replica, r) => ({ ...replica, seeds: before[r].seeds }));
    this.shared.population = { ...this.population, replicas: now };
    this.shared.device.queue.writeBuffer(this.shared.replicas.buffer, 0, packReplicas(now, this.logs));
  }

  loseDevice(): boolean {
    this.shared.device.destroy();
    return true;
  }

  dispose(): void {
    if (this.disposed) return;
    this.disposed = true;
    this.guard.close();
    this.shared.memory.dispose();
  }
}

/** The WebGPU backend that the caller has set. */
function webgpuBackend(): WebGPUBackend {
  const current: unknown = backend();
  if (typeof current === 'object' && current !== null && 'runWebGPUProgram' in current) return current as WebGPUBackend;
  throw new Error('the fused engine needs TF.js’s WebGPU backend to be set');
}

/**
 * Makes a fused engine on TF.js's current backend, which must be WebGPU (see `initWebGpuBackend`).
 * @throws SpecError on a bad population; EngineLimitError before anything is allocated when the device is too small, or when it has no memory left
 */
export async function createTunedEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  options: FusedOptions = {},
): Promise<Engine> {
  checkPopulation(population, data);
  const gpu = webgpuBackend();
  const { device } = gpu;
  const info = adapterInfoOf(device);
  const plan = planOf(population.model);
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
  const engine = await make(setting, memory, data, info ? adapterName(info) : '', traits.kind === 'cpu').catch(
    (error: unknown) => {
      failure = error;
    },
  );
  const outOfMemory = await device.popErrorScope();
  if (engine && !outOfMemory) return engine;
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
): Promise<Engine> {
  // The driver compiles in threads of its own while this one packs the logs.
  const kernels = Promise.all([compileTraining(setting), compileEvaluation(setting)]);
  kernels.catch(() => undefined); // waited for below, unless packing fails first
  const { shared, trainLog, heldOutLog, logs } = allocate(setting, memory, data);
  const [training, evaluation] = await kernels;
  const engine = new FusedEngine(
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
  return engine;
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
  const replicas = packReplicas(population.replicas, logs);
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
