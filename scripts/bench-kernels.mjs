// `npm run --silent bench:kernels -- [--kind own|cpu|gpu] [--set JSON] [--model default|large] [--replicas N] [--rounds N] [--out FOLDER] [--run]`: text and
// compile time of the fused engine's kernels on any Vulkan driver that Dawn takes, and what AMD's compiler says of them (RADV_DEBUG=shaderstats).
// --run makes an engine, trains and measures with it: for drivers that compile when a kernel is first dispatched.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bin, fail, requireSurroundings, root, run } from './lib.mjs';

requireSurroundings();
const folder = join(root, 'node_modules', '.cache', 'bench-kernels');
const given = ['build', '--config', 'bench/vite.config.ts', '--ssr', 'kernels.ts', '--outDir', folder];
const built = await run(process.execPath, [bin('vite/bin/vite.js'), ...given, '--logLevel', 'warn']);
if (built.code !== 0) fail('The benchmark could not be built; the message is above.');

const child = spawn(process.execPath, [join(folder, 'kernels.js'), ...process.argv.slice(2)], {
  stdio: ['ignore', 'pipe', 'pipe'],
});
let out = '';
let said = '';
child.stdout.on('data', (/** @type {Buffer} */ part) => (out += part.toString()));
child.stderr.on('data', (/** @type {Buffer} */ part) => (said += part.toString()));
const code = await new Promise((resolve) => child.on('close', resolve));
if (code !== 0) fail(said);

/** What RADV counts, by the name it has there. */
const counted = {
  VGPRs: 'vector registers',
  'Spilled VGPRs': 'spilled',
  'Spilled SGPRs': 'scalar spilled',
  'Subgroups per SIMD': 'waves a SIMD',
  Latency: 'cycles',
  'Inverse Throughput': 'cycles at full load',
};
/** Of every announced kernel, what the driver said of it. @type {Map<string, string[]>} */
const statistics = new Map();
for (const part of said.split(/^== /m).slice(1)) {
  const label = part.slice(0, part.indexOf('\n'));
  const numbers = Object.keys(counted).map((name) => new RegExp(`^${name}: (\\d+)$`, 'm').exec(part)?.[1] ?? '');
  if (numbers.some((number) => number !== '')) statistics.set(label, numbers);
}

/** @type {import('../bench/kernels.ts').KernelsLine[]} */
const lines = out
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line));
const table = [['kernel', 'characters', 'ms', ...(statistics.size > 0 ? Object.values(counted) : [])]];
for (const line of lines) {
  if ('adapter' in line) console.log(`${line.adapter}, tuning ${JSON.stringify(line.tuning)}`);
  else if ('kernel' in line)
    table.push([line.kernel, String(line.characters), line.ms.toFixed(0), ...(statistics.get(line.kernel) ?? [])]);
  else {
    console.log(
      `ms of the processor: created ${line.created.toFixed(0)}, first step ${line.firstStep.toFixed(0)}, evaluation ${line.evaluation.toFixed(0)}`,
    );
    console.log(`a step at its fastest: ${line.msPerStep.toFixed(3)} ms`);
  }
}
if (table.length > 1) {
  const { formatTable } = await import('./lab.mjs');
  console.log(formatTable(table));
}
process.exit(0);
