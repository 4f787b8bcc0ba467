// TF.js's core brings its stores of models (local storage, IndexedDB), its optimizers, its profiler and the printing of tensors along, because
// modules with side effects name them: nine kilobytes of every first load for what nothing here uses. The build replaces these modules; TF.js is pinned to one version, and the
// build fails when a module is not where that version has it. Of its WebGPU backend the page uses device, tensors and buffers, with kernels of its own:
// what compiles TF.js's kernels is left out, and so are textures.

/** What the rest of a package imports of each module, under the same names. */
const ofBackend = new Map([
  [
    'webgpu_program.js',
    `export const PixelsOpType = {};
     export const makeShaderKey = () => { throw new Error('kernels of TF.js are not part of this page'); };
     export const compileProgram = makeShaderKey;`,
  ],
  ['texture_manager.js', 'export class TextureManager { releaseTexture() {} dispose() {} }'],
]);
const ofCore = new Map([
  [
    'io/local_storage.js',
    `export class BrowserLocalStorage {}
     BrowserLocalStorage.URL_SCHEME = 'localstorage://';
     export class BrowserLocalStorageManager {}`,
  ],
  [
    'io/indexed_db.js',
    `export class BrowserIndexedDB {}
     BrowserIndexedDB.URL_SCHEME = 'indexeddb://';
     export class BrowserIndexedDBManager {}`,
  ],
  ['optimizers/register_optimizers.js', 'export function registerOptimizers() {}'],
  ['platforms/platform_node.js', 'export {};'],
  // Asked in debug mode only, which nothing here turns on.
  ['profiler.js', 'export class Profiler {}'],
  ['tensor_format.js', "export const tensorToString = () => 'a tensor';"],
]);

const packages = new Map([
  ['tfjs-core', ofCore],
  ['tfjs-backend-webgpu', ofBackend],
]);

/**
 * A plugin of Vite's build; workers need one of their own.
 * @returns {import('vite').Plugin}
 */
export function leanTfjs() {
  /** @type {Set<string>} */
  const found = new Set();
  /** @type {Set<string>} packages that are bundled */
  const bundled = new Set();
  return {
    name: 'lean-tfjs',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      found.clear();
      bundled.clear();
    },
    load(id) {
      const [, name, path] = /@tensorflow\/(tfjs-core|tfjs-backend-webgpu)\/dist\/([^?]+)/.exec(id) ?? [];
      if (name === undefined || path === undefined) return null;
      bundled.add(name);
      const code = packages.get(name)?.get(path);
      if (code === undefined) return null;
      found.add(`${name}/${path}`);
      return { code, moduleSideEffects: path.startsWith('io/') ? false : undefined };
    },
    buildEnd() {
      const missing = [...bundled].flatMap((name) =>
        [...(packages.get(name)?.keys() ?? [])].map((path) => `${name}/${path}`).filter((path) => !found.has(path)),
      );
      if (missing.length > 0) this.error(`TF.js has no ${missing.join(', ')} any more`);
    },
  };
}
