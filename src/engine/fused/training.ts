/** Steps: their constants, their two dispatches, and their encoding. */
import type { PopulationSpec } from '../../model/spec.ts';
import { packStep, STEP_BYTES } from './data.ts';
import { bind, kernelOf, type Kernel } from './kernels.ts';
import type { Sizes } from './limits.ts';
import type { GpuMemory, GpuTensor } from '../tfjs/memory.ts';
import { trainRecord, type Plan } from './plan.ts';
import { packTiles, TILE_WORDS, tilesOf, type Tile } from './tiles.ts';
import type { Tuning } from './tuning.ts';
import { trainWgsl, type KernelSizes } from './wgsl/train.ts';
import { updateWgsl } from './wgsl/update.ts';

/** Steps whose constants are written, and which are submitted, together. */
const STEPS_PER_SUBMISSION = 256;

/** What the kernels are compiled for. */
export interface Setting {
  device: GPUDevice;
  plan: Plan;
  tuning: Tuning;
  sizes: Sizes;
  population: PopulationSpec;
}

/** What training and evaluation share. */
export interface Shared extends Setting {
  memory: GpuMemory;
  replicas: GpuTensor;
  state: GpuTensor;
}

export interface TrainingKernels {
  train: Kernel;
  update: Kernel;
  tiles: readonly Tile[];
}

function kernelSizes({ population, sizes }: Setting): KernelSizes {
  return {
    replicas: population.replicas.length,
    stateQuads: sizes.stateQuads,
    slots: sizes.slots,
    logQuads: sizes.trainLog,
    places: sizes.trainPlaces,
  };
}

export async function compileTraining(setting: Setting): Promise<TrainingKernels> {
  const {
    device,
    plan,
    tuning,
    population: { training },
  } = setting;
  const tiles = tilesOf(plan, tuning);
  const sizes = kernelSizes(setting);
  const [train, update] = await Promise.all([
    kernelOf(device, 'train', trainWgsl(plan, tuning, training, sizes), ['uniform', 'read', 'read', 'read', 'write']),
    kernelOf(device, 'update', updateWgsl(plan, tuning, training, sizes, tiles, false), [
      'uniform',
      'read',
      'read',
      'read',
      'write',
    ]),
  ]);
  return { train, update, tiles };
}

export class Training {
  private readonly scratch: GpuTensor;
  private readonly tiles: GpuTensor;
  private readonly stride: number;
  private readonly schedule: GPUBuffer;
  private readonly view: DataView<ArrayBuffer>;
  private readonly offsets: Uint32Array;
  private readonly trainGroup: GPUBindGroup;
  private readonly updateGroup: GPUBindGroup;

  /** Allocates what training needs beside {@link Shared}. */
  constructor(
    private readonly shared: Shared,
    private readonly kernels: TrainingKernels,
    logs: GpuTensor,
  ) {
    const { device, memory, plan, sizes, population, replicas, state } = shared;
    const { train, update, tiles } = kernels;
    this.scratch = memory.floats(population.replicas.length * sizes.trainPlaces * trainRecord(plan).length * 4);
    this.tiles = memory.words(tiles.length * TILE_WORDS, packTiles(tiles));
    this.stride = Math.max(STEP_BYTES, device.limits.minUniformBufferOffsetAlignment);
    this.schedule = memory.uniforms(STEPS_PER_SUBMISSION * this.stride);
    this.view = new DataView(new ArrayBuffer(STEPS_PER_SUBMISSION * this.stride));
    this.offsets = Uint32Array.from({ length: STEPS_PER_SUBMISSION }, (_, i) => i * this.stride);
    const now = { buffer: this.schedule, size: STEP_BYTES };
    this.trainGroup = bind(device, train, [now, replicas.buffer, logs.buffer, state.buffer, this.scratch.buffer]);
    this.updateGroup = bind(device, update, [
      now,
      replicas.buffer,
      this.tiles.buffer,
      this.scratch.buffer,
      state.buffer,
    ]);
  }

  /** Enqueues `count` steps from `step` on. */
  enqueue(step: number, count: number): void {
    const { device, population } = this.shared;
    for (let done = 0; done < count; done += STEPS_PER_SUBMISSION) {
      const steps = Math.min(STEPS_PER_SUBMISSION, count - done);
      for (let i = 0; i < steps; i++) packStep(this.view, i * this.stride, population, step + done + i, false);
      device.queue.writeBuffer(this.schedule, 0, this.view.buffer, 0, steps * this.stride);
      const encoder = device.createCommandEncoder();
      const pass = encoder.beginComputePass();
      for (let i = 0; i < steps; i++) {
        this.dispatchTrain(pass, i);
        pass.setPipeline(this.kernels.update.pipeline);
        pass.setBindGroup(0, this.updateGroup, this.offsets, i, 1);
        pass.dispatchWorkgroups(this.updateGroups, population.replicas.length);
      }
      pass.end();
      device.queue.submit([encoder.finish()]);
    }
  }

  private dispatchTrain(pass: GPUComputePassEncoder, i: number): void {
    pass.setPipeline(this.kernels.train.pipeline);
    pass.setBindGroup(0, this.trainGroup, this.offsets, i, 1);
    pass.dispatchWorkgroups(this.shared.sizes.trainGroups, this.shared.population.replicas.length);
  }

  private get updateGroups(): number {
    return this.kernels.tiles.length / this.shared.tuning.workgroup;
  }

  /**
   * Enqueues the gradient of the step `step` at the current parameters into `gradient`, a tensor of one parameter vector per replica.
   * Its kernel is compiled here: only tests ask for gradients.
   */
  async enqueueGradient(step: number, gradient: GpuTensor): Promise<void> {
    const { device, plan, tuning, population, replicas, state } = this.shared;
    const code = updateWgsl(plan, tuning, population.training, kernelSizes(this.shared), this.kernels.tiles, true);
    const kernel = await kernelOf(device, 'gradient', code, ['uniform', 'read', 'read', 'read', 'read', 'write']);
    const now = { buffer: this.schedule, size: STEP_BYTES };
    const group = bind(device, kernel, [
      now,
      replicas.buffer,
      this.tiles.buffer,
      this.scratch.buffer,
      state.buffer,
      gradient.buffer,
    ]);
    packStep(this.view, 0, population, step, true);
    device.queue.writeBuffer(this.schedule, 0, this.view.buffer, 0, this.stride);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    this.dispatchTrain(pass, 0);
    pass.setPipeline(kernel.pipeline);
    pass.setBindGroup(0, group, this.offsets, 0, 1);
    pass.dispatchWorkgroups(this.updateGroups, population.replicas.length);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}
