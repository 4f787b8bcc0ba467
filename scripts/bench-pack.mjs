// `npm run bench:pack -- [--out FOLDER]`: one folder with everything that the benchmark and the engines' suites need on x86-64 Linux with a GPU, and
// without network, Node, npm or a browser. On that machine: `FOLDER/run.sh` (its first lines tell its options).
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import util from 'node:util';
import { gzipSync } from 'node:zlib';
import { bin, ensureInstalled, fail, requireSurroundings, root, run } from './lib.mjs';

requireSurroundings();
const { values } = util.parseArgs({ options: { out: { type: 'string', default: 'bench-pack' } } });
if (process.platform !== 'linux' || process.arch !== 'x64')
  fail('The pack carries this machine’s Node, so it is made on x86-64 Linux.');
await ensureInstalled();

const config = 'bench/pack/vite.config.ts';
const { code } = await run(process.execPath, [
  bin('vite/bin/vite.js'),
  'build',
  '--config',
  config,
  '--logLevel',
  'warn',
]);
if (code !== 0) fail('The pack could not be built; the message is above.');

const out = resolve(values.out);
rmSync(out, { recursive: true, force: true });
mkdirSync(join(out, 'lib'), { recursive: true });
cpSync(join(root, 'node_modules', '.cache', 'bench-pack', 'app'), join(out, 'app'), { recursive: true });
writeFileSync(join(out, 'app', 'package.json'), '{ "type": "module" }\n');
cpSync(join(root, 'bench', 'pack', 'run.sh'), join(out, 'run.sh'));

const dawn = join(root, 'node_modules', 'webgpu');
const dawnThere = join(out, 'app', 'node_modules', 'webgpu');
mkdirSync(join(dawnThere, 'dist', 'linux-x64'), { recursive: true });
for (const file of ['index.js', 'package.json', 'LICENSE.md']) cpSync(join(dawn, file), join(dawnThere, file));

/** @param {string} from @param {string} to */
const squeeze = (from, to) => {
  writeFileSync(join(out, to), gzipSync(readFileSync(from), { level: 9 }));
};
squeeze(join(dawn, 'dist', 'linux-x64', 'dawn.node'), 'dawn.node.gz');
squeeze(process.execPath, 'node.gz');

// What Node and Dawn want besides the C library; used where the machine has none.
const wanted = execFileSync('ldd', [process.execPath], { encoding: 'utf8' });
for (const [, path] of wanted.matchAll(/=> (\/\S*lib(?:stdc\+\+|gcc_s|atomic)\.so\S*)/g)) {
  if (path) cpSync(path, join(out, 'lib', /** @type {string} */ (path.split('/').at(-1))), { dereference: true });
}

const sizeOf = (/** @type {string} */ folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
console.log(`${out}: ${(sizeOf(out) / 1e6).toFixed(1)} MB`);
