// Which modules come in one file: those that the page needs at the same moment. Left alone, the bundler makes a file of every set of modules that the same chapters
// share: ninety of them before the first picture stands, each with a request of its own.

/** @typedef {readonly [name: string, root: string][]} Moments */

/**
 * What is fetched one after the other as the page opens: each module belongs to the first that imports it, directly or through others, without waiting for it.
 * A file so made imports those above it only, never one below: their modules run in the order in which they are written. The first module runs by itself as soon
 * as it is loaded and has a file of its own: other pages and workers import what it imports.
 * @type {Moments}
 */
const PAGE = [
  ['start', 'src/main.ts'],
  ['frame', 'src/page.tsx'],
  ['train', 'src/views/train/TrainChapter.tsx'],
];
/** The same in the training worker: what any engine needs, then the one that trains where there is no WebGPU. @type {Moments} */
const WORKER = [
  ['session', 'src/session/worker.ts'],
  ['simd', 'src/engine/simd/engine.ts'],
];

/** @typedef {{ getModuleInfo: (id: string) => { importedIds: readonly string[] } | null }} Graph */

/** A module and all that it imports statically. @param {string} root @param {Graph} graph @returns {Set<string>} */
function closureOf(root, graph) {
  const closure = new Set([root]);
  // A set that grows while one goes through it is gone through to its new end.
  for (const id of closure) for (const imported of graph.getModuleInfo(id)?.importedIds ?? []) closure.add(imported);
  return closure;
}

/** Each moment's modules, those of earlier ones among them; without the first module. @param {string} folder @param {Graph} graph */
function closuresIn(folder, graph) {
  const moments = graph.getModuleInfo(`${folder}/src/main.ts`) ? PAGE : WORKER;
  const closures = moments.map(([name, root]) => ({ name, modules: closureOf(`${folder}/${root}`, graph) }));
  for (const { modules } of closures) modules.delete(`${folder}/${moments[0]?.[1] ?? ''}`);
  return closures;
}

/**
 * The name of the file for a module, for the bundler's `codeSplitting.groups`; null: whatever the bundler does with it.
 * @param {string} folder - the absolute path of the project
 * @returns {(id: string, graph: Graph) => string | null}
 */
export function byMoment(folder) {
  /** @type {WeakMap<Graph, ReturnType<typeof closuresIn>>} */
  const known = new WeakMap();
  return (id, graph) => {
    // The bundler writes paths with slashes on every system.
    const closures = known.get(graph) ?? closuresIn(folder.replaceAll('\\', '/'), graph);
    known.set(graph, closures);
    return closures.find(({ modules }) => modules.has(id))?.name ?? null;
  };
}
