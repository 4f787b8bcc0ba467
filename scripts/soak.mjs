// `npm run soak [-- --steps N]`: trains the default population for 100,000 steps on WebGPU in Node, then opens, resets and reseeds runs on WebGPU and in
// WebAssembly, and fails when anything grows.
import { join } from 'node:path';
import util from 'node:util';
import { bin, ensureInstalled, fail, requireSurroundings, root, run } from './lib.mjs';

requireSurroundings();
const { values } = util.parseArgs({ options: { steps: { type: 'string', default: '100000' } } });
const steps = Number(values.steps);
if (!Number.isInteger(steps) || steps < 100) fail(`--steps must be a whole number from 100, not "${values.steps}"`);
await ensureInstalled();
const out = join(root, 'node_modules', '.cache', 'soak');
const { code } = await run(process.execPath, [
  bin('vite/bin/vite.js'),
  'build',
  '--config',
  'bench/vite.config.ts',
  '--ssr',
  'soak.ts',
  '--outDir',
  out,
  '--logLevel',
  'warn',
]);
if (code !== 0) fail('The soak test could not be built; the message is above.');
// A collection on demand makes the heap comparable.
const { setFlagsFromString } = await import('node:v8');
setFlagsFromString('--expose-gc');
const { runInNewContext } = await import('node:vm');
globalThis.gc = runInNewContext('gc');
const { soak } = await import(join(out, 'soak.js'));
const grown = await soak(steps, (/** @type {string} */ line) => console.log(line));
if (grown.length > 0) fail(grown.join('\n'));
console.log(`${steps} steps and 80 runs, nothing grew.`);
process.exit(0);
