// TF.js's core brings its stores of models (local storage, IndexedDB), its optimizers, its profiler and the printing of tensors along, because
// modules with side effects name them: nine kilobytes of every first load for what nothing here uses. The build replaces these modules; TF.js is pinned to one version, and the
// build fails when a module is not where that version has it.

/** What the rest of the core imports of each module, under the same names. */
const replacements = new Map([
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

/**
 * A plugin of Vite's build; workers need one of their own.
 * @returns {import('vite').Plugin}
 */
export function leanTfjs() {
  /** @type {Set<string>} */
  const found = new Set();
  let core = false;
  return {
    name: 'lean-tfjs',
    apply: 'build',
    enforce: 'pre',
    buildStart() {
      found.clear();
      core = false;
    },
    load(id) {
      const path = /@tensorflow\/tfjs-core\/dist\/([^?]+)/.exec(id)?.[1];
      if (path === undefined) return null;
      core = true;
      const code = replacements.get(path);
      if (code === undefined) return null;
      found.add(path);
      return { code, moduleSideEffects: path.startsWith('io/') ? false : undefined };
    },
    buildEnd() {
      const missing = [...replacements.keys()].filter((path) => !found.has(path));
      if (core && missing.length > 0) this.error(`TF.js's core has no ${missing.join(', ')} any more`);
    },
  };
}
