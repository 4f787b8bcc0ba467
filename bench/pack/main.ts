/**
 * The benchmark and the engines' suites on a machine that has a GPU and little else: what `run.sh` of the pack starts. Writes bench.json, parity.json,
 * compile.json and tunings.json, each as soon as it is complete.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { wantsHardware } from '../../scripts/chromium.mjs';
import { createDawnGpu } from '../../scripts/dawn.mjs';
import type { BenchOptions } from '../suite.ts';
import type { Outcome } from './suites.ts';

const { values } = parseArgs({
  options: {
    out: { type: 'string', default: '.' },
    parts: { type: 'string', default: 'compile,bench,parity,tunings' },
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    suites: { type: 'string' },
    suite: { type: 'string' },
  },
});

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

function write(name: string, value: unknown): void {
  mkdirSync(values.out, { recursive: true });
  writeFileSync(join(values.out, name), `${JSON.stringify(value, null, 1)}\n`);
}

/** @throws Error when a graphics card was asked for and only software answers: nothing may pass by falling back */
async function adapter(): Promise<string> {
  await createDawnGpu();
  const { adapterInfoOf, adapterName, initWebGpuBackend } = await import('../../src/engine/webgpuBackend.ts');
  const { adapterTraits } = await import('../../src/engine/fused/tuning.ts');
  const { device } = await initWebGpuBackend();
  const info = adapterInfoOf(device);
  const name = info ? adapterName(info) : 'unknown';
  const { kind } = adapterTraits(device, info);
  if (wantsHardware() && kind === 'cpu') throw new Error(`Asked for a graphics card, found ${name}.`);
  say(
    `adapter: ${name}, subgroups of ${String(info?.subgroupMinSize)} to ${String(info?.subgroupMaxSize)}, tuning ${kind}`,
  );
  return name;
}

interface Suite {
  ms: number;
  outcomes: Outcome[];
}

/** One file of tests in a process of its own: a suite may lose its device, and keeps nothing for the next. */
function suiteApart(name: string): Suite {
  const file = join(tmpdir(), `suite-${String(process.pid)}.json`);
  const given = ['--suite', name, '--out', file];
  const { status, signal } = spawnSync(
    process.execPath,
    [...process.execArgv, fileURLToPath(import.meta.url), ...given],
    { stdio: ['ignore', 'inherit', 'inherit'] },
  );
  try {
    if (status === 0) return JSON.parse(readFileSync(file, 'utf8')) as Suite;
  } catch {
    // Said below.
  }
  const how = signal ?? `exit ${String(status)}`;
  return { ms: 0, outcomes: [{ name, state: 'failed', ms: 0, errors: [`the process ended with ${how}`] }] };
}

async function parity(name: string): Promise<boolean> {
  const { suites } = await import('./suites.ts');
  const wanted = values.suites?.split(',') ?? suites;
  const chosen = suites.filter((suite) => wanted.some((part) => suite.includes(part)));
  const results: (Suite & { suite: string })[] = [];
  for (const suite of chosen) {
    const result = suiteApart(suite);
    const failed = result.outcomes.filter(({ state }) => state === 'failed');
    const passed = result.outcomes.filter(({ state }) => state === 'passed').length;
    say(`${suite}: ${String(passed)} passed, ${String(failed.length)} failed, ${(result.ms / 1000).toFixed(1)} s`);
    for (const { name, errors } of failed) say(`  ✘ ${name}\n    ${errors?.join('\n    ') ?? ''}`);
    results.push({ suite, ...result });
    write('parity.json', { adapter: name, results });
  }
  return results.every(({ outcomes }) => outcomes.every(({ state }) => state !== 'failed'));
}

const full: BenchOptions = {
  batches: [64, 256, 1024],
  replicas: [1, 2, 16, 64, 128, 256],
  rounds: 5,
  widths: [16, 64, 128],
  studySeeds: 60,
};
const quick: BenchOptions = { batches: [64], replicas: [1, 16], rounds: 2, widths: [16, 128], studySeeds: 4 };

/** Stands beside this file: vite.config.ts. */
const poolWorker = pathToFileURL(join(dirname(fileURLToPath(import.meta.url)), 'poolWorker.js'));

async function bench(): Promise<void> {
  const { benchInNode } = await import('../node.ts');
  const options = values.quick ? quick : full;
  const only = values.only?.split(',');
  write('bench.json', await benchInNode(only ? { ...options, only } : options, say, poolWorker));
}

async function main(): Promise<number> {
  if (values.suite !== undefined) {
    const { runSuite } = await import('./suites.ts');
    writeFileSync(values.out, JSON.stringify(await runSuite(values.suite)));
    return 0;
  }
  const parts = values.parts.split(',');
  const name = await adapter();
  if (parts.includes('compile')) {
    const { measureCompilation } = await import('../compile.ts');
    const rows = await measureCompilation(values.quick ? ['own'] : ['own', 'cpu', 'gpu'], say);
    write('compile.json', { adapter: name, rows });
  }
  if (parts.includes('bench')) await bench();
  const green = parts.includes('parity') ? await parity(name) : true;
  if (parts.includes('tunings')) {
    const { measureTunings } = await import('../tunings.ts');
    const sizes = values.quick
      ? { replicas: [1], batches: [], rounds: 1 }
      : { replicas: [1, 2, 64, 256], batches: [64, 1024], rounds: 3 };
    await measureTunings(sizes, say, (rows) => {
      write('tunings.json', { adapter: name, rows });
    });
  }
  return green ? 0 : 1;
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
