/** Steps: their constants, their two dispatches (four where some replica clips), and their encoding. */
import type { PopulationSpec } from '../../model/spec.ts';
import { packStep, STEP_BYTES } from './data.ts';
import { bind, kernelOf, type Binding, type Kernel } from './kernels.ts';
import type { Sizes } from './limits.ts';
import type { GpuMemory, GpuTensor } from '../tfjs/memory.ts';
import { gradientQuads, trainRecord, type Plan } from './plan.ts';
import { packTiles, TILE_WORDS, tilesOf, type Tile } from './tiles.ts';
import type { Tuning } from './tuning.ts';
import { trainWgsl, type KernelSizes } from './wgsl/train.ts';
import { normWgsl } from './wgsl/norm.ts';
import { updateWgsl, type UpdateMode } from './wgsl/update.ts';

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
  /** Dispatched one after the other: the update alone or, where some replica clips, the gradient, its norm, and the update by both. */
  updates: readonly Kernel[];
  tiles: readonly Tile[];
}

/** One of the dispatches of a step after the first. */
interface Dispatch {
  kernel: Kernel;
  group: GPUBindGroup;
  /** Workgroups per replica. */
  workgroups: number;
  /** Whether it reads the step's constants. */
  stepped: boolean;
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
  const text = (mode: UpdateMode): string => updateWgsl(plan, tuning, training, sizes, tiles, mode);
  const [train, ...updates] = await Promise.all([
    kernelOf(device, 'train', trainWgsl(plan, tuning, training, sizes), [
      'uniform',
      'read',
      'read',
      'read',
      'read',
      'write',
    ]),
    ...(plan.cures.clip
      ? [
          kernelOf(device, 'gradient', text('gradient'), GRADIENT_BINDINGS),
          kernelOf(device, 'norm', normWgsl(plan, tuning, sizes), ['read', 'write']),
          kernelOf(device, 'clipped update', text('clipped'), ['uniform', 'read', 'read', 'read', 'write', 'read']),
        ]
      : [kernelOf(device, 'update', text('train'), ['uniform', 'read', 'read', 'read', 'write'])]),
  ]);
  return { train, updates, tiles };
}

const GRADIENT_BINDINGS: readonly Binding[] = ['uniform', 'read', 'read', 'read', 'read', 'write'];

export class Training {
  private readonly scratch: GpuTensor;
  private readonly tiles: GpuTensor;
  private readonly stride: number;
  private readonly schedule: GPUBuffer;
  private readonly view: DataView<ArrayBuffer>;
  private readonly offsets: Uint32Array;
  private readonly trainGroup: GPUBindGroup;
  private readonly updates: readonly Dispatch[];

  /** Allocates what training needs beside {@link Shared}. */
  constructor(
    private readonly shared: Shared,
    private readonly kernels: TrainingKernels,
    logs: GpuTensor,
  ) {
    const { device, memory, plan, sizes, population, replicas, state } = shared;
    const { train, tiles } = kernels;
    this.scratch = memory.floats(population.replicas.length * sizes.trainPlaces * trainRecord(plan).length * 4);
    this.tiles = memory.words(tiles.length * TILE_WORDS, packTiles(tiles));
    this.stride = Math.max(STEP_BYTES, device.limits.minUniformBufferOffsetAlignment);
    this.schedule = memory.uniforms(STEPS_PER_SUBMISSION * this.stride);
    this.view = new DataView(new ArrayBuffer(STEPS_PER_SUBMISSION * this.stride));
    this.offsets = Uint32Array.from({ length: STEPS_PER_SUBMISSION }, (_, i) => i * this.stride);
    const now = { buffer: this.schedule, size: STEP_BYTES };
    this.trainGroup = bind(device, train, [
      now,
      replicas.buffer,
      logs.buffer,
      state.buffer,
      state.buffer,
      this.scratch.buffer,
    ]);
    const buffers = [now, replicas.buffer, this.tiles.buffer, this.scratch.buffer, state.buffer];
    this.updates = plan.cures.clip ? this.clippedUpdate(buffers) : [this.dispatchOf(kernels.updates[0], buffers)];
  }

  /** A dispatch over the tiles. */
  private dispatchOf(kernel: Kernel, buffers: Parameters<typeof bind>[2]): Dispatch {
    const group = bind(this.shared.device, kernel, buffers);
    return { kernel, group, workgroups: this.kernels.tiles.length / this.shared.tuning.workgroup, stepped: true };
  }

  /** The three dispatches where some replica clips. @param buffers - of the update alone */
  private clippedUpdate(buffers: Parameters<typeof bind>[2]): Dispatch[] {
    const { device, memory, plan, population, replicas } = this.shared;
    const [gradient, norm, clipped] = this.kernels.updates;
    const { buffer } = memory.floats(population.replicas.length * gradientQuads(plan) * 4);
    return [
      this.dispatchOf(gradient, [...buffers, buffer]),
      { kernel: norm, group: bind(device, norm, [replicas.buffer, buffer]), workgroups: 1, stepped: false },
      this.dispatchOf(clipped, [...buffers, buffer]),
    ];
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
        for (const update of this.updates) this.dispatch(pass, update, i);
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

  private dispatch(pass: GPUComputePassEncoder, { kernel, group, workgroups, stepped }: Dispatch, i: number): void {
    pass.setPipeline(kernel.pipeline);
    if (stepped) pass.setBindGroup(0, group, this.offsets, i, 1);
    else pass.setBindGroup(0, group);
    pass.dispatchWorkgroups(workgroups, this.shared.population.replicas.length);
  }

  /**
   * Enqueues the gradient of the step `step` at the current parameters into `gradient`, a tensor of `gradientQuads` per replica, before clipping.
   * Its kernel is compiled here: only tests ask for gradients.
   */
  async enqueueGradient(step: number, gradient: GpuTensor): Promise<void> {
    const { device, plan, tuning, population, replicas, state } = this.shared;
    const code = updateWgsl(
      plan,
      tuning,
      population.training,
      kernelSizes(this.shared),
      this.kernels.tiles,
      'gradient',
    );
    const kernel = await kernelOf(device, 'gradient', code, GRADIENT_BINDINGS);
    const now = { buffer: this.schedule, size: STEP_BYTES };
    const buffers = [now, replicas.buffer, this.tiles.buffer, this.scratch.buffer, state.buffer, gradient.buffer];
    const update = this.dispatchOf(kernel, buffers);
    packStep(this.view, 0, population, step, true);
    device.queue.writeBuffer(this.schedule, 0, this.view.buffer, 0, this.stride);
    const encoder = device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    this.dispatchTrain(pass, 0);
    this.dispatch(pass, update, 0);
    pass.end();
    device.queue.submit([encoder.finish()]);
  }
}
