// `npm run --silent bench -- [--json FILE] [--quick] [--studies] [--widths] [--page [--phone]] [--node] [--only a,b]`: the engines and their peers in one browser run, taking turns.
// With --studies whole studies alone, on all cores beside one thread: what the page does without WebGPU.
// With --widths our engines alone, with 16, 64 and 128 inputs: what a wider input costs (`--only fused,simd`).
// With --page the built page, opened cold: how soon it paints and trains, what moves, how it answers and draws (`--only wasm` or `webgpu`).
// With --page --phone the same on a small screen, touched, with the page's thread slowed down four times.
// With --node the fused engine and stock TF.js run in Node on Dawn instead: for machines with a GPU and no browser.
import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import util from 'node:util';
import { bin, ensureInstalled, fail, requireSurroundings, root, run } from './lib.mjs';
import { gzippedJs, measureLoad } from './page/load.mjs';
import { benchPage, pageTable } from './page/main.mjs';
import { withVisits } from './page/visit.mjs';

requireSurroundings();
const { values } = util.parseArgs({
  options: {
    json: { type: 'string' },
    quick: { type: 'boolean', default: false },
    node: { type: 'boolean', default: false },
    studies: { type: 'boolean', default: false },
    widths: { type: 'boolean', default: false },
    page: { type: 'boolean', default: false },
    phone: { type: 'boolean', default: false },
    only: { type: 'string' },
  },
});
/** @type {import('../bench/suite.ts').BenchOptions} */
const options = values.quick
  ? { batches: [64], replicas: [1, 16], rounds: 3, widths: [16, 128], studySeeds: 4 }
  : { batches: [64, 256, 1024], replicas: [1, 2, 16, 64, 128], rounds: 5, widths: [16, 64, 128], studySeeds: 60 };

if (values.only !== undefined) options.only = values.only.split(',');

const candidates = ['fused', 'simd', 'scalar', 'tfjs-webgpu', 'tfjs-wasm', 'tfjs-cpu', 'jax-wasm', 'jax-webgpu'];

const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);

/** The same spin three times: on an idle machine they take the same time. */
function spinSpread() {
  const times = [0, 1, 2].map(() => {
    const begun = performance.now();
    let x = 1;
    for (let i = 0; i < 3e7; i++) x = (Math.imul(x, 1664525) + 1013904223) | 0;
    return performance.now() - begun + (x === 0 ? 1 : 0);
  });
  return Math.max(...times) / Math.min(...times);
}

/** Share of all cores that is busy over one second: the load average remembers what ended a minute ago. */
async function busyShare() {
  const read = () =>
    cpus().map(({ times }) => ({ idle: times.idle, total: Object.values(times).reduce((a, b) => a + b, 0) }));
  const before = read();
  await new Promise((resolve) => setTimeout(resolve, 1000));
  const after = read();
  const spent = (/** @type {'idle' | 'total'} */ key) =>
    after.reduce((sum, core, i) => sum + core[key] - (before[i]?.[key] ?? 0), 0);
  return 1 - spent('idle') / Math.max(1, spent('total'));
}

const load = await busyShare();
const idle = load < 0.1 && spinSpread() < 1.15;
if (!idle)
  say(
    `This machine is not idle (${(100 * load).toFixed(0)}% busy): the ratios still compare, the milliseconds do not.`,
  );

await ensureInstalled();

/** Navigation to the first training step on the built page, which WebGPU trains, and the gzipped JavaScript for it. */
const measureStart = () =>
  withVisits(async (visit) => ({
    startMs: (await measureLoad(visit, '', 5)).step,
    gzippedJs: await gzippedJs(visit, true),
    gzippedJsNeeded: await gzippedJs(visit, false),
  }));

/**
 * Builds the benchmark's page and opens it.
 * @template T
 * @param {(onFreshPage: <R>(work: (page: import('@playwright/test').Page) => Promise<R | undefined>) => Promise<R>) => Promise<T>} work
 * @returns {Promise<T>}
 */
async function withBrowser(work) {
  const { code } = await run(process.execPath, [
    bin('vite/bin/vite.js'),
    'build',
    '--config',
    'bench/vite.config.ts',
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) fail('The benchmark could not be built; the message is above.');
  const { ensureChromium } = await import('./ensure-chromium.mjs');
  await ensureChromium();
  const [{ chromium }, { chromiumArgs, findChromium }, { freePort, serve }] = await Promise.all([
    import('@playwright/test'),
    import('./chromium.mjs'),
    import('./serve.mjs'),
  ]);
  const server = await serve({ folder: join(root, 'node_modules', '.cache', 'bench'), port: await freePort(4320) });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });
  try {
    return await work(async (onPage) => {
      // jax-js compiles WebAssembly and workers of its own; the app's policy is not what is measured here.
      const context = await browser.newContext({ bypassCSP: true });
      const page = await context.newPage();
      page.on('pageerror', (error) => say(String(error)));
      await page.exposeFunction('benchSay', say);
      await page.goto(server.url);
      await page.waitForFunction(() => globalThis.bench !== undefined);
      const report = await onPage(page);
      await context.close();
      return report ?? fail('The benchmark page gave no report.');
    });
  } finally {
    await browser.close();
    server.close();
  }
}

const inBrowser = () =>
  withBrowser(async (onFreshPage) => {
    /** @param {import('../bench/suite.ts').BenchOptions} given */
    const benched = (given) => onFreshPage((page) => page.evaluate((sent) => globalThis.bench?.(sent), given));
    // jax-js on WebGPU gets a page of its own: after the other candidates, its request for a device has cost TF.js the one it had.
    const last = 'jax-webgpu';
    const report = await benched({ ...options, only: (options.only ?? candidates).filter((name) => name !== last) });
    if (options.only?.includes(last) ?? true) {
      const { rows } = await benched({ ...options, only: [last], replicas: [], widths: [], studySeeds: 0 });
      report.rows.push(...rows.filter(({ candidate }) => candidate === last));
    }
    return report;
  });

/** @param {import('../bench/widths.ts').WidthRow[]} rows */
async function widthsTable(rows) {
  const { formatTable } = await import('./lab.mjs');
  return formatTable([
    ['candidate', 'model', 'inputs', 'µs/model and step', 'min', 'max', `× ${options.widths[0]} inputs`],
    ...rows.map(({ candidate, model, inputs, msPerStep, min, max, ratio }) => [
      candidate,
      model,
      String(inputs),
      ...[msPerStep, min, max].map((ms) => (1000 * ms).toFixed(1)),
      ratio.toFixed(2),
    ]),
  ]);
}

/** Wider inputs alone. */
async function benchWidths() {
  const { widths, rounds, only } = options;
  const rows = await withBrowser((onFreshPage) =>
    onFreshPage((page) => page.evaluate((sent) => globalThis.widths?.(sent), { widths, rounds: 3 * rounds, only })),
  );
  console.log(`${await widthsTable(rows)}${idle ? '' : '\n(machine not idle)'}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows, idle, load }, null, 1)}\n`);
  process.exit(0);
}

/** Whole studies on all cores and on one thread, in turns. */
async function benchStudies() {
  const sizes = values.quick ? { seeds: 8, rounds: 1 } : { seeds: 60, rounds: 3 };
  const rows = await withBrowser((onFreshPage) =>
    onFreshPage((page) => page.evaluate((sent) => globalThis.studies?.(sent), sizes)),
  );
  const { formatTable } = await import('./lab.mjs');
  console.log(
    formatTable([
      ['study', 'threads', 'ms', 'min', 'max', 'times one thread', 'same numbers'],
      ...rows.map((/** @type {import('../bench/studies.ts').StudyRow} */ { study, threads, ms, min, max, same }) => {
        const one =
          rows.find(
            (/** @type {import('../bench/studies.ts').StudyRow} */ row) => row.study === study && row.threads === 1,
          )?.ms ?? NaN;
        return [
          study,
          String(threads),
          ...[ms, min, max].map((value) => value.toFixed(0)),
          (one / ms).toFixed(2),
          same ? 'yes' : 'NO',
        ];
      }),
    ]),
  );
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ rows, idle, load }, null, 1)}\n`);
  process.exit(0);
}

async function inNode() {
  const built = join(root, 'node_modules', '.cache', 'bench-node');
  const { code } = await run(process.execPath, [
    bin('vite/bin/vite.js'),
    'build',
    '--config',
    'bench/vite.config.ts',
    '--mode',
    'node',
    '--outDir',
    built,
    '--logLevel',
    'warn',
  ]);
  if (code !== 0) fail('The benchmark could not be built; the message is above.');
  const { benchInNode } = await import(join(built, 'node.js'));
  return benchInNode(options, say, pathToFileURL(join(built, 'poolWorker.js')));
}

if (values.page) {
  const page = await benchPage({ quick: values.quick, phone: values.phone, only: options.only ?? [], say });
  console.log(`${pageTable(page)}${idle ? '' : '\n(machine not idle)'}`);
  if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...page, idle, load }, null, 1)}\n`);
  process.exit(0);
}
if (values.studies) await benchStudies();
if (values.widths) await benchWidths();
const report = values.node ? await inNode() : await inBrowser();
const start = values.node ? undefined : await measureStart();
const { formatTable } = await import('./lab.mjs');
console.log(
  formatTable([
    ['candidate', 'batch', 'replicas', 'ms/step', 'min', 'max', '× fused'],
    ...report.rows.map((/** @type {import('../bench/suite.ts').Row} */ row) => [
      row.candidate,
      String(row.batch),
      String(row.replicas),
      row.msPerStep.toFixed(3),
      row.min.toFixed(3),
      row.max.toFixed(3),
      row.ratioToFused.toFixed(2),
    ]),
  ]),
);
if (report.widths.length > 0) console.log(`\n${await widthsTable(report.widths)}`);
console.log(`
adapter                        ${report.adapter}${idle ? '' : ' (machine not idle)'}
encode, ms of JavaScript/step  ${report.encodeMsPerStep.toFixed(4)}
dispatches per step            ${report.dispatchesPerStep.toFixed(1)}
bytes read back per frame      ${report.bytesReadPerFrame}
study 2 × ${report.studySeeds} × 600 steps       ${report.studySeconds.toFixed(1)} s`);
if (report.bound) {
  const { bound } = report;
  const perReplica = (/** @type {number} */ ms) => `${(1000 * ms).toFixed(1).padStart(6)} µs`;
  console.log(`one replica's step of ${bound.replicas}:
  ${bound.multiplyAdds} multiply-adds alone    ${perReplica(bound.arithmeticMs)} at ${bound.gigaMultiplyAdds.toFixed(1)} billion/s in registers
  ${Math.round(bound.quads)} quads read or written   ${perReplica(bound.accessMs)} at ${bound.gigaQuads.toFixed(2)} billion/s
  measured                     ${perReplica(bound.measuredMs)}`);
}
if (report.processor) {
  const { rounding, work, alone, stepUs } = report.processor;
  console.log(`one model's step in WebAssembly, products rounded ${rounding}, fastest of many bursts:`);
  for (const [kind, count] of Object.entries(work))
    console.log(
      `  ${`${Math.round(count)} ${kind} alone`.padEnd(28)} ${alone[/** @type {keyof typeof alone} */ (kind)].toFixed(2).padStart(6)} µs`,
    );
  console.log(`  ${'measured'.padEnd(28)} ${stepUs.toFixed(2).padStart(6)} µs`);
}
if (start) {
  console.log(`navigation to first step       ${start.startMs.toFixed(0)} ms
JavaScript needed for it       ${(start.gzippedJsNeeded / 1000).toFixed(1)} kB gzip
JavaScript loaded by then      ${(start.gzippedJs / 1000).toFixed(1)} kB gzip`);
}
if (values.json) writeFileSync(values.json, `${JSON.stringify({ ...report, ...start, idle, load }, null, 1)}\n`);
process.exit(0);
