/**
 * Picks the fastest engine that works here: the fused kernels on WebGPU, else WebAssembly written for the model, else (without SIMD) plain typed
 * arrays. The reference engine, a hundred times slower at this size (each of TF.js's small operations costs a call), runs when it is asked for.
 */
import type { PopulationSpec } from '../model/spec.ts';
import type { AskedBackend, CreateRounding, Engine, EngineData, EngineName, Rounding } from './types.ts';
import { openStructures } from './structures.ts';
import type { NoWebGpu } from './webgpuBackend.ts';
import { EngineLimitError } from './types.ts';
import { NoAnswerError, REAL_CLOCK, Waits, type Clock } from './waits.ts';
import { SpecError } from '../model/spec.ts';

/**
 * Why a better backend is not in use. `too-small`: the population takes more than the device, or the page's share of memory, has;
 * `slow-compile`: the driver has not compiled the kernels in time; `webgpu-lost`: devices were lost too often, or did not answer.
 */
export type WhyNot = NoWebGpu | 'missing-file' | 'slow-compile' | 'too-small' | 'webgpu-lost' | 'asked';

/** A driver may take this long to compile the kernels of one engine. */
const COMPILE_MS = 20_000;

export interface OpenedEngine {
  engine: Engine;
  /** Only when the backend is not webgpu. */
  why?: WhyNot;
}

/** Thrown by {@link openEngine} when no engine could be made; `cause` is the last failure. */
export class NoEngineError extends Error {
  override name = 'NoEngineError';

  constructor(
    /** What was tried, in that order. */
    readonly tried: readonly EngineName[],
    options?: ErrorOptions,
  ) {
    super('no engine could be started', options);
  }
}

/** What to ask for where the engine must not be lost. */
export const safeBackend = (asked: AskedBackend = 'webgpu'): AskedBackend => (asked === 'webgpu' ? 'wasm' : asked);

/** Thrown where the code of an engine did not come: the network failed, or the page has been replaced by a newer one meanwhile. */
export class MissingFileError extends Error {
  override name = 'MissingFileError';
  readonly why = 'missing-file';
}

/** Thrown where a driver takes too long over the kernels. */
class SlowCompileError extends Error {
  override name = 'SlowCompileError';
  readonly why = 'slow-compile';
}

async function fetched<T>(code: Promise<T>): Promise<T> {
  try {
    return await code;
  } catch (error) {
    throw new MissingFileError(error instanceof Error ? error.message : String(error), { cause: error });
  }
}

const loadWebGpu = () => fetched(Promise.all([import('./webgpuBackend.ts'), import('./fused/engine.ts')]));
const loadSimd = () => fetched(import('./simd/engine.ts'));
const loadReference = () => fetched(import('./reference/wasm.ts'));
const loadScalar = () => fetched(import('./scalar/engine.ts'));

/**
 * Fetches the code of the engine that {@link openEngine} will try first, so that whatever is fetched afterwards does not delay it.
 * Never rejects: opening reports what is missing.
 */
export async function loadEngine(asked: AskedBackend = 'webgpu'): Promise<void> {
  const first =
    asked === 'webgpu'
      ? 'gpu' in navigator
        ? loadWebGpu()
        : loadSimd()
      : asked === 'wasm' || asked === 'wasm-plain'
        ? loadSimd()
        : asked === 'cpu'
          ? loadScalar()
          : undefined;
  await first?.catch(() => undefined);
}

type Opener = (
  population: PopulationSpec,
  data: readonly EngineData[],
  options: OpenOptions & { rounding?: Rounding },
) => Promise<Engine>;

/** Devices whose compilation was given up and goes on: meanwhile nothing else is asked of them, for that would wait as long. */
const compiling = new WeakSet<GPUDevice>();

/** @throws SlowCompileError after {@link COMPILE_MS}; an engine that comes later is disposed of, but its kernels are kept for the next one */
async function compiledWithin(device: GPUDevice, making: Promise<Engine>, clock: Clock): Promise<Engine> {
  try {
    return await new Waits(clock).for(making, COMPILE_MS, 'the graphics driver, compiling the kernels,');
  } catch (error) {
    if (!(error instanceof NoAnswerError)) throw error;
    compiling.add(device);
    const done = (engine?: Engine): void => {
      compiling.delete(device);
      engine?.dispose();
    };
    making.then(done, () => {
      done();
    });
    throw new SlowCompileError(error.message, { cause: error });
  }
}

const openWebGpu: Opener = async (population, data, { clock = REAL_CLOCK }) => {
  const [{ initWebGpuBackend }, { createFusedEngine }] = await loadWebGpu();
  const { device } = await initWebGpuBackend(clock);
  if (compiling.has(device))
    throw new SlowCompileError('the graphics driver still compiles the kernels of another engine');
  return compiledWithin(device, createFusedEngine(population, data), clock);
};

/** @throws where WebAssembly has no SIMD, or may not be compiled */
export const openSimdHere: CreateRounding = async (...given) => {
  const { createRoundingEngine } = await loadSimd();
  return createRoundingEngine(...given);
};

const openSimd: Opener = (population, data, { simd = openSimdHere, rounding }) => simd(population, data, rounding);

const openReference: Opener = async (population, data) => {
  const { createReferenceEngine, initWasmBackend } = await loadReference();
  await initWasmBackend();
  return createReferenceEngine(population, data);
};

const openScalar: Opener = async (population, data) => {
  const { createScalarEngine } = await loadScalar();
  return createScalarEngine(population, data);
};

const OPENERS: Record<EngineName, Opener> = {
  fused: openWebGpu,
  reference: openReference,
  simd: openSimd,
  scalar: openScalar,
};

/** Engines in the order in which they are tried. */
const ORDER: Record<AskedBackend, readonly EngineName[]> = {
  webgpu: ['fused', 'simd', 'scalar'],
  wasm: ['simd', 'scalar'],
  'wasm-plain': ['simd', 'scalar'],
  cpu: ['scalar'],
  reference: ['reference', 'simd', 'scalar'],
};

export interface OpenOptions {
  /** Whether all replicas have to train at once: then an engine with room for fewer of them is passed over. Default: that is an EngineLimitError. */
  whole?: boolean;
  /** Told of each engine before it is tried. */
  onTrying?: (name: EngineName) => void;
  clock?: Clock;
  /** How the SIMD engine is made; default in this thread. */
  simd?: CreateRounding;
}

/** Why the first engine was not to be had. */
const whyNot = (error: unknown): WhyNot => {
  if (error instanceof EngineLimitError) return 'too-small';
  return error instanceof Error && 'why' in error ? (error.why as WhyNot) : 'webgpu-failed';
};

/**
 * @param population - what to train; @param data - its data sets
 * @param asked - what the caller insists on; only what always works is tried after it
 * @throws SpecError at once, for another engine would not mend it; EngineLimitError where fewer replicas would fit; NoEngineError when nothing works
 */
export async function openEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  asked: AskedBackend = 'webgpu',
  options: OpenOptions = {},
): Promise<OpenedEngine> {
  const { whole = false, onTrying } = options;
  let why: WhyNot | undefined = asked === 'webgpu' ? undefined : 'asked';
  let failure: unknown;
  const tried: EngineName[] = [];
  for (const name of ORDER[asked]) {
    if (name === 'fused' && !('gpu' in navigator)) {
      why = 'no-webgpu'; // and its code need not be fetched
      continue;
    }
    tried.push(name);
    onTrying?.(name);
    try {
      const engine = await openStructures(population, (one) =>
        OPENERS[name](one, data, { ...options, ...(asked === 'wasm-plain' && { rounding: 'twice' }) }),
      );
      return why === undefined ? { engine } : { engine, why };
    } catch (error) {
      if (error instanceof SpecError) throw error;
      if (error instanceof EngineLimitError && error.fitting > 0 && !whole) throw error;
      failure = error;
      why ??= whyNot(error);
    }
  }
  throw new NoEngineError(tried, { cause: failure });
}
