/**
 * Picks the fastest engine that works here: the fused kernels on WebGPU, else WebAssembly written for the model, else (without SIMD) plain typed
 * arrays. The reference engine, a hundred times slower at this size (each of TF.js's small operations costs a call), runs when it is asked for.
 */
import type { PopulationSpec } from '../model/spec.ts';
import type { AskedBackend, Engine, EngineData } from './types.ts';
import { EngineLimitError } from './types.ts';
import { SpecError } from '../model/spec.ts';

/** Why a better backend is not in use. */
export type WhyNot = 'no-webgpu' | 'no-adapter' | 'webgpu-failed' | 'asked';

export interface OpenedEngine {
  engine: Engine;
  /** Only when the backend is not webgpu. */
  why?: WhyNot;
}

/** Thrown by {@link openEngine} when no engine could be made; `cause` is the last failure. */
export class NoEngineError extends Error {
  override name = 'NoEngineError';
}

/** What to ask for where the engine must not be lost. */
export const safeBackend = (asked: AskedBackend = 'webgpu'): AskedBackend => (asked === 'webgpu' ? 'wasm' : asked);

const loadWebGpu = () => Promise.all([import('./webgpuBackend.ts'), import('./fused/engine.ts')]);
const loadSimd = () => import('./simd/engine.ts');
const loadScalar = () => import('./scalar/engine.ts');

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
      : asked === 'wasm'
        ? loadSimd()
        : asked === 'cpu'
          ? loadScalar()
          : undefined;
  await first?.catch(() => undefined);
}

async function openWebGpu(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const [{ initWebGpuBackend }, { createFusedEngine }] = await loadWebGpu();
  await initWebGpuBackend();
  return createFusedEngine(population, data);
}

/** @throws where WebAssembly has no SIMD, or may not be compiled */
async function openSimd(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const { createSimdEngine } = await loadSimd();
  return createSimdEngine(population, data);
}

async function openReference(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const { createReferenceEngine, initWasmBackend } = await import('./reference/wasm.ts');
  await initWasmBackend();
  return createReferenceEngine(population, data);
}

async function openScalar(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const { createScalarEngine } = await loadScalar();
  return createScalarEngine(population, data);
}

async function whyNoWebGpu(): Promise<WhyNot | undefined> {
  if (!('gpu' in navigator)) return 'no-webgpu';
  // requestAdapter may throw as well as answer null, on blocklisted drivers.
  const adapter = await navigator.gpu.requestAdapter().catch(() => null);
  return adapter ? undefined : 'no-adapter';
}

/**
 * @param population - what to train; @param data - its data sets
 * @param asked - what the caller insists on; only what always works is tried after it
 * @throws SpecError or EngineLimitError at once, for another backend would not mend them; NoEngineError when nothing works
 */
export async function openEngine(
  population: PopulationSpec,
  data: readonly EngineData[],
  asked: AskedBackend = 'webgpu',
): Promise<OpenedEngine> {
  let why: WhyNot | undefined = asked === 'webgpu' ? await whyNoWebGpu() : 'asked';
  const attempts = [
    ...(why === undefined ? [openWebGpu] : []),
    ...(asked === 'reference' ? [openReference] : []),
    ...(asked === 'cpu' ? [] : [openSimd]),
    openScalar,
  ];
  let failure: unknown;
  for (const open of attempts) {
    try {
      const engine = await open(population, data);
      return open === openWebGpu ? { engine } : { engine, why };
    } catch (error) {
      if (error instanceof SpecError || error instanceof EngineLimitError) throw error;
      failure = error;
      if (open === openWebGpu) why = 'webgpu-failed';
    }
  }
  throw new NoEngineError('no engine could be started', { cause: failure });
}
