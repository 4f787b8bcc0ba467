/** The whole benchmark, without a page: runs in a browser and in Node alike. */
import type { CreateEngine } from '../src/engine/types.ts';
import { adapterTraits } from '../src/engine/fused/tuning.ts';
import { adapterInfoOf } from '../src/engine/webgpuBackend.ts';
import { polarizationStudy } from '../src/experiments/polarization/polarization.ts';
import { runStudy } from '../src/study/study.ts';
import type { OpenEngines } from '../src/study/train.ts';
import { measureBound, type Bound } from './bound.ts';
import { counted } from './counters.ts';
import { race, type Candidate, type Trainer } from './measure.ts';
import { stockTrainer } from './peers/stock.ts';
import { trainerOf } from './trainer.ts';
import { defaultPopulation, largePopulation, worldOfDefault, worldOfLarge } from './shape.ts';
import { measureSimdBound, type SimdBound } from './simdBound.ts';
import { raceWidths, type WidthRow } from './widths.ts';

export interface Row {
  candidate: string;
  batch: number;
  replicas: number;
  msPerStep: number;
  /** This candidate's time over the fused engine's at the same batch and replicas. */
  ratioToFused: number;
  min: number;
  max: number;
}

export interface BenchReport {
  adapter: string;
  rows: Row[];
  /** What a wider input costs our engines. */
  widths: WidthRow[];
  /** Default model, R = 2: milliseconds of JavaScript per step until everything is enqueued. */
  encodeMsPerStep: number;
  dispatchesPerStep: number;
  /** Default model, R = 2: what one frame of the page reads back where the chapter shows most. */
  bytesReadPerFrame: number;
  /** Seconds for 2 arms × `studySeeds` seeds × 600 steps of the default model, worlds and evaluations included. */
  studySeconds: number;
  studySeeds: number;
  /** What bounds a step of the largest population measured; absent where none was. */
  bound?: Bound;
  /** The same of the WebAssembly engine, for one replica of the default model; absent where it was not raced. */
  processor?: SimdBound;
}

/** What differs between a browser and Node. */
export interface Surroundings {
  adapter: string;
  device: GPUDevice;
  createFused: CreateEngine;
  /** Makes a TF.js backend the current one; false where it cannot run. */
  setBackend(name: 'webgpu' | 'wasm' | 'cpu'): Promise<boolean>;
  createScalar: CreateEngine;
  createSimd: CreateEngine;
  /** Makes worlds in other threads. */
  createWorld: NonNullable<OpenEngines['createWorld']>;
  /** Absent in Node, where jax-js has no WebGPU. */
  jax?: Partial<Record<'wasm' | 'webgpu', (batch: number) => Promise<Trainer | null>>>;
}

export interface BenchOptions {
  batches: readonly number[];
  replicas: readonly number[];
  rounds: number;
  /** Numbers of inputs that our engines are raced with, the fewest first. */
  widths: readonly number[];
  studySeeds: number;
  /** Candidates to run, by name; default all. The fused engine always runs: everything is compared with it. */
  only?: readonly string[];
}

/** A stock TF.js trainer keeps its backend current only while it runs: the backends take turns. */
function onBackend(
  around: Surroundings,
  backend: 'webgpu' | 'wasm' | 'cpu',
  batch: number,
): () => Promise<Trainer | null> {
  return async () => {
    if (!(await around.setBackend(backend))) return null;
    const trainer = stockTrainer(worldOfLarge(), batch);
    await around.setBackend('webgpu');
    return {
      async steps(count) {
        await around.setBackend(backend);
        await trainer.steps(count);
        await around.setBackend('webgpu');
      },
      dispose: () => {
        trainer.dispose();
      },
    };
  };
}

/** Races candidates and collects how they did. */
class Races {
  readonly rows: Row[] = [];

  constructor(
    private readonly around: Surroundings,
    private readonly options: BenchOptions,
    private readonly say: (line: string) => void,
  ) {}

  private wants(name: string): boolean {
    return this.options.only?.includes(name) ?? true;
  }

  private async add(batch: number, replicas: number, candidates: readonly Candidate[]): Promise<void> {
    const { rows, say } = this;
    say(`batch ${String(batch)}, ${String(replicas)} replica(s)`);
    const wanted = candidates.filter(({ name }) => name === 'fused' || this.wants(name));
    const timings = await race(wanted, this.options.rounds, (line) => {
      say(`  ${line}`);
    });
    const fused = timings.find(({ name }) => name === 'fused')?.msPerStep ?? NaN;
    const again = rows.some((row) => row.candidate === 'fused' && row.batch === batch && row.replicas === replicas);
    rows.push(
      ...timings
        .filter(({ name }) => name !== 'fused' || !again)
        .map(({ name, ...timing }) => ({
          candidate: name,
          batch,
          replicas,
          ...timing,
          ratioToFused: timing.msPerStep / fused,
        })),
    );
  }

  /** The large model at one batch size: all engines and their peers. */
  async large(batch: number): Promise<void> {
    const { around } = this;
    const engine = (name: string, create: CreateEngine): Candidate => ({
      name,
      make: () => create(largePopulation(batch), [worldOfLarge()]).then(trainerOf),
    });
    const fused = engine('fused', around.createFused);
    if (this.options.only?.some((name) => !name.startsWith('jax-')) ?? true)
      await this.add(batch, 1, [
        fused,
        engine('simd', around.createSimd),
        engine('scalar', around.createScalar),
        { name: 'tfjs-webgpu', make: onBackend(around, 'webgpu', batch) },
        { name: 'tfjs-wasm', make: onBackend(around, 'wasm', batch) },
        { name: 'tfjs-cpu', make: onBackend(around, 'cpu', batch) },
      ]);
    // Each in a race of its own beside the fused engine: with all of them alive at once, the software GPU's process has dropped a device.
    for (const device of ['wasm', 'webgpu'] as const) {
      const make = around.jax?.[device];
      const name = `jax-${device}`;
      if (make && this.wants(name)) await this.add(batch, 1, [fused, { name, make: () => make(batch) }]);
    }
  }

  /** A population of the default model. */
  async population(replicas: number): Promise<void> {
    const { around } = this;
    const engine = (name: string, create: CreateEngine): Candidate => ({
      name,
      make: () => create(defaultPopulation(replicas), [worldOfDefault()]).then(trainerOf),
    });
    await this.add(32, replicas, [
      engine('fused', around.createFused),
      engine('simd', around.createSimd),
      engine('scalar', around.createScalar),
    ]);
  }
}

/** What a step and a frame cost besides the kernels: default model, R = 2. */
async function overheads(
  around: Surroundings,
): Promise<Pick<BenchReport, 'encodeMsPerStep' | 'dispatchesPerStep' | 'bytesReadPerFrame'>> {
  const engine = await around.createFused(defaultPopulation(2), [worldOfDefault()]);
  await engine.train(50);
  await engine.settle();
  const encodes: number[] = [];
  for (let i = 0; i < 20; i++) {
    const begun = performance.now();
    await engine.train(20);
    encodes.push((performance.now() - begun) / 20);
    await engine.settle();
  }
  const steps = await counted(async () => {
    await engine.train(20);
    await engine.settle();
  });
  const frame = await counted(async () => {
    await engine.evaluate({ full: ['predictions', 'parameters'] });
  });
  engine.dispose();
  return {
    encodeMsPerStep: encodes.sort((a, b) => a - b)[10],
    dispatchesPerStep: steps.dispatches / 20,
    bytesReadPerFrame: frame.bytesRead,
  };
}

/** @returns seconds that a whole study takes; 0 without seeds */
async function studyTime(around: Surroundings, seeds: number): Promise<number> {
  if (seeds === 0) return 0;
  const study = polarizationStudy({ regime: 'default', seeds, seedBase: 1, dropout: [0, 0.1], mask: 'example' });
  const begun = performance.now();
  const open: OpenEngines = (population, data) => around.createFused(population, data);
  open.createWorld = around.createWorld;
  await runStudy(study, { open });
  return (performance.now() - begun) / 1000;
}

/** @returns how our engines do with wider inputs */
export function widthRows(
  { createFused, createScalar, createSimd }: Pick<Surroundings, 'createFused' | 'createScalar' | 'createSimd'>,
  { widths, rounds, only }: Pick<BenchOptions, 'widths' | 'rounds' | 'only'>,
  say: (line: string) => void,
): Promise<WidthRow[]> {
  const all = Object.entries({ fused: createFused, simd: createSimd, scalar: createScalar });
  const engines = all.filter(([name]) => only?.includes(name) ?? true);
  return raceWidths(Object.fromEntries(engines), widths, rounds, say);
}

/** @param say - hears one line per result as they come */
export async function runBench(
  around: Surroundings,
  options: BenchOptions,
  say: (line: string) => void,
): Promise<BenchReport> {
  const races = new Races(around, options, say);
  for (const batch of options.batches) await races.large(batch);
  for (const replicas of options.replicas) await races.population(replicas);
  const widths = await widthRows(around, options, say);
  const { rows } = races;
  const largest = options.replicas.at(-1);
  const bound = largest === undefined ? undefined : await boundOf(around.device, largest, rows);
  const costs = await overheads(around);
  const raced = rows.some(({ candidate }) => candidate === 'simd');
  const processor = raced
    ? await measureSimdBound(around.createSimd, defaultPopulation(1), worldOfDefault())
    : undefined;
  const { studySeeds } = options;
  const studySeconds = await studyTime(around, studySeeds);
  say(`study of 2 × ${String(studySeeds)} × 600 steps: ${studySeconds.toFixed(1)} s`);
  return {
    adapter: around.adapter,
    rows,
    widths,
    ...costs,
    studySeconds,
    studySeeds,
    ...(bound && { bound }),
    ...(processor && { processor }),
  };
}

/** @param rows - of which one is the fused engine with this many replicas of the default model */
function boundOf(device: GPUDevice, replicas: number, rows: readonly Row[]): Promise<Bound> {
  const whole =
    rows.find((row) => row.candidate === 'fused' && row.batch === 32 && row.replicas === replicas)?.msPerStep ?? NaN;
  return measureBound(
    device,
    adapterTraits(device, adapterInfoOf(device)),
    defaultPopulation(replicas),
    whole / replicas,
  );
}
