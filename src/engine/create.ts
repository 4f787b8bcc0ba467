/**
 * Picks the fastest engine that works here: the fused kernels on WebGPU, else plain typed arrays. TF.js on WebAssembly, ten times slower
 * than those at this size (each small operation costs a call), runs when it is asked for: it is the reference engine's fast home.
 */
import type { PopulationSpec } from '../model/spec.ts';
import type { BackendName, Engine, EngineData } from './types.ts';
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

const loadWebGpu = () => Promise.all([import('./webgpuBackend.ts'), import('./fused/engine.ts')]);

/**
 * Fetches the code of the engine that {@link openEngine} will try first, so that whatever is fetched afterwards does not delay it.
 * Never rejects: opening reports what is missing.
 */
export async function loadEngine(asked: BackendName = 'webgpu'): Promise<void> {
  if (asked === 'webgpu' && 'gpu' in navigator) await loadWebGpu().catch(() => undefined);
  else if (asked !== 'wasm') await import('./scalar/engine.ts').catch(() => undefined);
}

async function openWebGpu(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const [{ initWebGpuBackend }, { createFusedEngine }] = await loadWebGpu();
  await initWebGpuBackend();
  return createFusedEngine(population, data);
}

async function openWasm(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const { createReferenceEngine, initWasmBackend } = await import('./reference/wasm.ts');
  await initWasmBackend();
  return createReferenceEngine(population, data);
}

async function openCpu(population: PopulationSpec, data: readonly EngineData[]): Promise<Engine> {
  const { createScalarEngine } = await import('./scalar/engine.ts');
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
 * @param asked - a backend that the caller insists on; only a slower one is tried after it
 * @throws SpecError or EngineLimitError at once, for another backend would not mend them; NoEngineError when nothing works
 */
export async function openEngine(population: PopulationSpec, data: readonly EngineData[], asked: BackendName = 'webgpu'): Promise<OpenedEngine> {
  let why: WhyNot | undefined = asked === 'webgpu' ? await whyNoWebGpu() : 'asked';
  const attempts: { backend: BackendName; open: typeof openCpu }[] = [
    ...(why === undefined ? [{ backend: 'webgpu' as const, open: openWebGpu }] : []),
    ...(asked === 'wasm' ? [{ backend: 'wasm' as const, open: openWasm }] : []),
    { backend: 'cpu' as const, open: openCpu },
  ];
  let failure: unknown;
  for (const { backend, open } of attempts) {
    try {
      const engine = await open(population, data);
      return backend === 'webgpu' ? { engine } : { engine, why };
    } catch (error) {
      if (error instanceof SpecError || error instanceof EngineLimitError) throw error;
      failure = error;
      if (backend === 'webgpu') why = 'webgpu-failed';
    }
  }
  throw new NoEngineError('no engine could be started', { cause: failure });
}
