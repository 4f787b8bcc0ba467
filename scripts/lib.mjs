// Small helpers shared by the commands. Only Node's own modules are imported here: these run before `npm ci` has.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));
const oldestNode = [20, 19];

/** Ends the process with one plain sentence; a stack trace would hide it. @param {string} message @returns {never} */
export function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

/** @param {string} version */
export function nodeIsRecentEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [wantMajor = 0, wantMinor = 0] = oldestNode;
  return major > wantMajor || (major === wantMajor && minor >= wantMinor);
}

/**
 * A character of a folder's path that the build cannot bear: where Vite takes a path for an address, it cuts it there.
 * @param {string} folder @param {string} separator
 */
export function unbuildable(folder, separator = sep) {
  return ['#', '?', '\\'].find((character) => character !== separator && folder.includes(character));
}

/** Ends with a sentence where nothing can be built: too old a Node, or a folder that the build cannot bear. */
export function requireSurroundings() {
  if (!nodeIsRecentEnough(process.versions.node)) {
    fail(
      `MMoE Lab needs Node ${oldestNode.join('.')} or newer; this is Node ${process.versions.node}. Get it from https://nodejs.org`,
    );
  }
  const character = unbuildable(root);
  if (character !== undefined) {
    fail(
      `MMoE Lab cannot be built in a folder with "${character}" in its path (${root}): rename or move that folder, and run the command again.`,
    );
  }
}

/**
 * Runs a command to its end. With `quiet` the output is collected instead of shown, for commands that run side by side.
 * @param {string} command
 * @param {string[]} args
 * @param {{ env?: Record<string, string | undefined>, quiet?: boolean }} [options]
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(command, args, { env, quiet = false } = {}) {
  return new Promise((resolve) => {
    // npm and npx are .cmd files on Windows, which only a shell starts. Every argument given here is a constant of ours.
    const shell = process.platform === 'win32' && command !== process.execPath;
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : 'inherit',
      shell,
    });
    let output = '';
    child.stdout?.on('data', (chunk) => (output += String(chunk)));
    child.stderr?.on('data', (chunk) => (output += String(chunk)));
    child.on('error', (error) => resolve({ code: 127, output: `${output}${error.message}\n` }));
    child.on('close', (code, signal) => resolve({ code: code ?? (signal ? 130 : 1), output }));
  });
}

/** The command-line entry of an installed package, to be run with this very Node and without npx's second of start-up. @param {string} path */
export const bin = (path) => join(root, 'node_modules', ...path.split('/'));

/** @typedef {{ packages?: Record<string, { version?: string, optional?: boolean, link?: boolean }> }} Lock */

/**
 * What is locked but not installed, or installed in another version. npm keeps its own record of what it has put into node_modules
 * (node_modules/.package-lock.json, written last, so an interrupted install leaves none): comparing against that needs
 * no stamp of ours and is right also after a hand-made `npm install`.
 * @param {Lock} locked @param {Lock} installed
 */
export function missingPackages(locked, installed) {
  const have = installed.packages ?? {};
  return (
    Object.entries(locked.packages ?? {})
      // Optional packages are mostly other platforms' binaries, rightly absent.
      .filter(([path, entry]) => path !== '' && !entry.optional && !entry.link && have[path]?.version !== entry.version)
      .map(([path]) => path)
  );
}

function installIsCurrent() {
  const record = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(record)) return false;
  /** @param {string} path @returns {Lock} */
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  return missingPackages(read(join(root, 'package-lock.json')), read(record)).length === 0;
}

export async function ensureInstalled() {
  if (installIsCurrent()) return;
  console.log('Installing dependencies (npm ci) …');
  const { code } = await run('npm', ['ci', '--no-audit', '--no-fund']);
  if (code !== 0) fail('npm ci failed; its message is above. Nothing was built.');
}

/** Whatever the built files depend on. */
export const buildInputs = [
  'src',
  'public',
  'index.html',
  'lab.html',
  'vite.config.ts',
  'tsconfig.json',
  'package.json',
  'package-lock.json',
  'scripts/csp.mjs',
  'LICENSE',
  'scripts/beside.mjs',
  'scripts/built.mjs',
  'scripts/card.mjs',
  'scripts/chunks.mjs',
  'scripts/headers.mjs',
  'scripts/lean-i18next.mjs',
  'scripts/lean-methods.mjs',
  'scripts/lean-tfjs.mjs',
  'scripts/mathml.mjs',
  'scripts/offline.mjs',
];
const isTest = (/** @type {string} */ path) => /\.test\.\w+$/.test(path);

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(path)) return [];
  try {
    return readdirSync(path, { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? filesUnder(join(path, entry.name)) : [join(path, entry.name)]));
  } catch {
    return [path]; // a file, not a folder
  }
}

/** A hash of everything the build reads. Contents, not times: git sets times to the moment of the checkout. */
export function sourceHash(base = root) {
  const hash = createHash('sha256');
  for (const path of buildInputs.flatMap((input) => filesUnder(join(base, input)))) {
    if (isTest(path)) continue;
    hash.update(relative(base, path).split(sep).join('/')).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

// Inside dist on purpose: Vite empties dist before every build, so a build made without us also drops the stamp.
const stampOf = (/** @type {string} */ base) => join(base, 'dist', '.sources');

/**
 * Whether dist is what the sources give now.
 * @param {string} base
 */
export function isBuilt(base = root) {
  const stamp = stampOf(base);
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === sourceHash(base);
}

/**
 * Builds what is out of date.
 * @param {{ force?: boolean, base?: string, start?: typeof run }} [options] - `force`: also what is not; the rest is for tests
 * @returns {Promise<boolean>} whether dist is now what the sources give
 */
export async function build({ force = false, base = root, start = run } = {}) {
  if (!force && isBuilt(base)) return true;
  const hash = sourceHash(base); // before the build: a file changed meanwhile may not be in it
  console.log('Building …');
  const { code } = await start(process.execPath, [bin('vite/bin/vite.js'), 'build', '--logLevel', 'warn']);
  if (code !== 0) return false;
  writeFileSync(stampOf(base), hash);
  return true;
}

export async function ensureBuilt({ force = false } = {}) {
  if (!(await build({ force }))) fail('The build failed; its message is above.');
}
