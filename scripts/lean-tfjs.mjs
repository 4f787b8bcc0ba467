// Of TF.js the page's first load needs what owns the device: the WebGPU backend with its buffers, the engine that it is registered with, and tensors.
// A bundler drops functions that nobody calls, but not methods, and TF.js is classes: through theirs, operations, gradients, profilers and stores of models come along, more
// than half of it. For the modules that work with the device (`HOME`) the build therefore makes a copy of TF.js whose classes have the methods that are named here
// and no others. TF.js is pinned to one version, and the build fails when a class or method is not where that version has it. The reference engine, which is fetched
// when it is asked for, works with TF.js as it is.
import { readFileSync } from 'node:fs';
import { withoutMethods } from './lean-methods.mjs';

/** Our modules that get the copy. */
const HOME = /\/src\/engine\/tfjs\/(?:memory|webgpu)\.ts$/;
/** Marks the copy's modules. */
const COPY = '?of-device';

/** @type {[module: string, methods: Record<string, readonly string[]>][]} what each class keeps beside its constructor */
const KEPT = [
  [
    'tfjs-backend-webgpu/dist/backend_webgpu.js',
    {
      WebGPUBackend: [
        ...[
          'disposeData',
          'incRef',
          'decRef',
          'makeTensorInfo',
          'memory',
          'nextDataId',
          'numDataIds',
          'refCount',
          'write',
        ],
        ...[
          'dispose',
          'endComputePassEncoder',
          'ensureCommandEncoderReady',
          'releaseResource',
          'submitQueue',
          'uploadToGPU',
        ],
      ],
    },
  ],
  ['tfjs-backend-webgpu/dist/buffer_manager.js', { BufferManager: ['acquireBuffer', 'releaseBuffer', 'dispose'] }],
  ['tfjs-backend-webgpu/dist/texture_manager.js', { TextureManager: ['dispose'] }],
  [
    'tfjs-core/dist/engine.js',
    {
      EngineState: [],
      Engine: [
        ...['backend', 'findBackendFactory', 'initializeBackend', 'registerBackend', 'removeBackend', 'setBackend'],
        ...['disposeRegisteredKernels', 'setupRegisteredKernels'],
        ...[
          'disposeTensor',
          'keep',
          'makeTensorFromTensorInfo',
          'nextTensorId',
          'removeDataId',
          'track',
          'trackTensor',
        ],
      ],
    },
  ],
  ['tfjs-core/dist/tensor.js', { TensorBuffer: [], Tensor: ['dispose', 'isDisposed', 'rank'], Variable: [] }],
  ['tfjs-core/dist/profiler.js', { Profiler: [] }],
  [
    'tfjs-core/dist/backends/backend.js',
    { DataStorage: ['get', 'set', 'has', 'delete', 'numDataIds'], KernelBackend: [] },
  ],
];
const METHODS = new Map(KEPT);

/** Modules of the copy that do something when they are loaded, with their own text where that is too much. @type {Map<string, string | null>} */
const STARTS = new Map([
  ['tfjs-core/dist/base_side_effects.js', "import './engine'; import './flags';"],
  ['tfjs-core/dist/engine.js', null],
  ['tfjs-core/dist/flags.js', null],
  ['tfjs-core/dist/index.js', "import './base_side_effects'; export * from './base';"],
  ['tfjs-core/dist/tensor.js', null],
  ['tfjs-backend-webgpu/dist/backend_webgpu.js', null],
  ['tfjs-backend-webgpu/dist/flags_webgpu.js', null],
]);

/**
 * A plugin of Vite's build; workers need one of their own.
 * @returns {import('vite').Plugin}
 */
export function leanTfjs() {
  /** @type {Set<string>} */
  const found = new Set();
  return {
    name: 'lean-tfjs',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      found.clear();
    },
    async resolveId(source, importer, options) {
      if (!importer) return null;
      const copied = importer.endsWith(COPY);
      if (!(copied || (HOME.test(importer) && source.startsWith('@tensorflow/')))) return null;
      const from = copied ? importer.slice(0, -COPY.length) : importer;
      const resolved = await this.resolve(source, from, { ...options, skipSelf: true });
      if (!resolved || resolved.external || !resolved.id.includes('/@tensorflow/')) return resolved;
      return { id: resolved.id.replace(/\?.*$/, '') + COPY };
    },
    load(id) {
      if (!id.endsWith(COPY)) return null;
      const path = id.slice(0, -COPY.length);
      const name = path.replace(/^.*\/@tensorflow\//, '');
      found.add(name);
      const original = STARTS.get(name) ?? readFileSync(path, 'utf8');
      const kept = METHODS.get(name);
      const { code, missing } = kept
        ? withoutMethods(original, this.parse(original), kept, 'others')
        : { code: original, missing: [] };
      if (missing.length > 0) this.error(`TF.js has no ${missing.join(', ')} in ${name} any more`);
      // The whole TF.js finds its own engine under the name that it gives it.
      const own = code.replaceAll('_tfengine', '_tfengineOfDevice').replaceAll('_tfGlobals', '_tfGlobalsOfDevice');
      return { code: own, map: null, moduleSideEffects: STARTS.has(name) };
    },
    buildEnd() {
      if (found.size === 0) return; // a build without the device
      const missing = [...METHODS.keys(), ...STARTS.keys()].filter((name) => !found.has(name));
      if (missing.length > 0) this.error(`TF.js has no ${missing.join(', ')} any more`);
    },
  };
}
