// The lint rule `lab/rooms`: the direction of dependence between the folders of src.
import { dirname, join, relative, resolve, sep } from 'node:path';
import { root } from './lib.mjs';

/** What each room may import, besides itself. Folders not named here (views, i18n, main.ts, …) stand at the end and may import everything. @type {Record<string, string[]>} */
export const rooms = {
  assembler: [],
  world: ['assembler'],
  tabular: ['world'],
  model: ['world'],
  metrics: ['world', 'model'],
  engine: ['assembler', 'world', 'model', 'metrics'],
  run: ['world', 'tabular', 'model', 'metrics', 'engine'],
  session: ['world', 'tabular', 'model', 'metrics', 'engine', 'run'],
  serving: ['world', 'tabular', 'model', 'metrics', 'engine', 'run'],
  study: ['world', 'tabular', 'model', 'metrics', 'engine', 'run'],
  experiments: ['world', 'tabular', 'model', 'metrics', 'engine', 'run', 'study'],
  commands: ['world', 'tabular', 'model', 'metrics', 'engine', 'run', 'study', 'experiments'],
};

const forbiddenEverywhereInRooms = /^(react|react-dom|react-i18next|i18next|d3|zustand)(\/(?!vanilla)|$)|^d3-/;
/** Alone knows TF.js, whose private parts it uses: another version, or another library, is a matter of this folder. */
const ADAPTER = ['engine', 'tfjs'].join(sep);

/** Folders of views that are a chapter each: what two of them need lies in views/ui or views. */
const chapters = new Set([
  'train',
  'gates',
  'polarization',
  'cures',
  'bias',
  'compare',
  'serve',
  'loop',
  'data',
  'glossary',
  'about',
]);

/** The chapter of views that a file belongs to, if any. @param {string} path @param {string} source */
function chapterOf(path, source) {
  const [room, folder] = relative(source, path).split(sep);
  return room === 'views' && folder !== undefined && chapters.has(folder) ? folder : undefined;
}

/** The first folder under src, or the file itself for those directly in src; undefined outside of src. @param {string} path @param {string} source */
function roomOf(path, source) {
  const inside = relative(source, path).split(sep);
  return inside[0] === '..' ? undefined : inside[0];
}

/**
 * Why this import is not allowed, or undefined.
 * @param {string} file @param {string} specifier @param {string} source the absolute path of src
 */
export function objection(file, specifier, source) {
  const from = roomOf(file, source);
  if (from === undefined) return undefined;
  const isTest = /\.test\.\w+$/.test(file);
  if (specifier.startsWith('node:'))
    return isTest ? undefined : 'The app runs in a browser: nothing of Node in src, tests excepted.';
  if (specifier.startsWith('@tensorflow/') && !relative(source, file).startsWith(ADAPTER + sep))
    return 'Only src/engine/tfjs knows TF.js: import from there.';
  const allowed = rooms[from];
  if (!specifier.startsWith('.')) {
    if (allowed === undefined) return undefined;
    if (forbiddenEverywhereInRooms.test(specifier)) return `Nothing before views knows ${specifier}.`;
    return undefined;
  }
  const to = roomOf(resolve(dirname(file), specifier), source);
  const [here, there] = [chapterOf(file, source), chapterOf(resolve(dirname(file), specifier), source)];
  if (here !== undefined && there !== undefined && here !== there)
    return `A chapter imports nothing from another one: ${there} lends nothing to ${here}; what both need belongs in views/ui.`;
  if (to === undefined) return isTest ? undefined : 'Code in src imports nothing from outside of src, tests excepted.';
  if (allowed === undefined || to === from || allowed.includes(to)) return undefined;
  // An experiment's test runs it by name too, as the command line does.
  if (isTest && from === 'experiments' && to === 'commands') return undefined;
  return `${from} may import ${allowed.length > 0 ? `only ${allowed.join(', ')}` : 'no other room'}, not ${to} (the order is world → model → metrics → engine → run → session, serving, study → experiments → commands → views).`;
}

/**
 * Of a rule that oxlint asks, and of the nodes it shows, what is used here.
 * @typedef {Parameters<import('oxlint/plugins-dev').RuleTester['run']>[1]} Rule
 * @typedef {{ type: string, range: [number, number], name?: string, value?: unknown }} Node
 * @typedef {Node & { source?: Node | null, callee?: Node, arguments?: Node[] }} Importing
 */

/** @type {Rule} */
const roomsRule = {
  meta: { type: 'problem', messages: { wrong: '{{why}}' } },
  create(context) {
    /** @param {Node | null | undefined} node */
    const check = (node) => {
      if (node?.type !== 'Literal' || typeof node.value !== 'string') return;
      const why = objection(context.filename, node.value.replace(/\?.*$/, ''), join(root, 'src'));
      if (why !== undefined) context.report({ node, messageId: 'wrong', data: { why } });
    };
    const checkSource = (/** @type {object} */ node) => {
      check(/** @type {Importing} */ (node).source);
    };
    return {
      ImportDeclaration: checkSource,
      ExportNamedDeclaration: checkSource,
      ExportAllDeclaration: checkSource,
      ImportExpression: checkSource,
      // `import('…').Type`, and the address of a worker: `new URL('…', import.meta.url)`.
      TSImportType: checkSource,
      NewExpression: (/** @type {object} */ node) => {
        const { callee, arguments: [address, base] = [] } = /** @type {Importing} */ (node);
        if (callee?.name === 'URL' && base?.type === 'MemberExpression') check(address);
      },
    };
  },
};

/** What .oxlintrc.json takes of this file. */
export default { meta: { name: 'lab' }, rules: { rooms: roomsRule } };
