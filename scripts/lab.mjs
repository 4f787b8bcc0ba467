// `npm run --silent lab -- <experiment> [--name value …] [--json FILE]`: runs an experiment in headless Chromium on the very engine of the
// page. Progress goes to stderr, a table to stdout, the full result (raw values included) to FILE.
import { writeFileSync } from 'node:fs';
import { ensureBuilt, ensureInstalled, fail, requireSurroundings } from './lib.mjs';

/** @typedef {{ experiment: string, options: Record<string, string> } | { error: string }} LabArgs */

/**
 * `name value` and `name=value` pairs; the first bare word is the experiment.
 * @param {string[]} args
 * @returns {LabArgs}
 */
export function parseLabArgs(args) {
  /** @type {Record<string, string>} */
  const options = {};
  let experiment = '';
  for (let i = 0; i < args.length; i++) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('--')) {
      if (experiment) return { error: `"${arg}" stands where an option was expected` };
      experiment = arg;
      continue;
    }
    const [name = '', inline] = arg.slice(2).split(/=(.*)/s);
    if (name === 'help') options.help = 'true';
    else if (inline !== undefined) options[name] = inline;
    else if (i + 1 < args.length) options[name] = args[++i] ?? '';
    else return { error: `--${name} needs a value` };
  }
  return { experiment, options };
}

/** More would only take memory: each has its own. */
const MOST_THREADS = 64;

/** @param {string} given @returns {number | string} how many threads are asked for, or what is wrong with that */
export function threadsOf(given) {
  const threads = Number(given);
  if (/^\d+$/.test(given) && threads >= 1 && threads <= MOST_THREADS) return threads;
  return `--threads must be a whole number from 1 to ${MOST_THREADS}, not "${given}"`;
}

/** Columns aligned, first row underlined. @param {string[][]} rows */
export function formatTable(rows) {
  const widths = (rows[0] ?? []).map((_, c) => Math.max(...rows.map((row) => (row[c] ?? '').length)));
  const line = (/** @type {string[]} */ row) =>
    row
      .map((cell, c) => (c === 0 ? cell.padEnd(widths[c] ?? 0) : cell.padStart(widths[c] ?? 0)))
      .join('  ')
      .trimEnd();
  return [line(rows[0] ?? []), widths.map((width) => '-'.repeat(width)).join('  '), ...rows.slice(1).map(line)].join(
    '\n',
  );
}

/** @typedef {import('@playwright/test').Page} Page */

/**
 * Opens the page that the experiments run in, as it is built.
 * @param {string} experiment - its name, for the progress
 */
async function openLab(experiment) {
  await ensureInstalled();
  await ensureBuilt();
  const { ensureChromium } = await import('./ensure-chromium.mjs');
  await ensureChromium();
  const [{ chromium }, { chromiumArgs, findChromium }, { freePort, serve }] = await Promise.all([
    import('@playwright/test'),
    import('./chromium.mjs'),
    import('./serve.mjs'),
  ]);
  const server = await serve({ port: await freePort(4300) });
  const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });
  const close = async () => {
    await browser.close();
    server.close();
  };
  try {
    const page = await browser.newPage();
    page.on('pageerror', (error) => process.stderr.write(`\n${String(error)}\n`));
    await page.exposeFunction('labProgress', progressOf(experiment));
    await page.goto(`${server.url}lab.html`);
    await page.waitForFunction(() => globalThis.lab !== undefined);
    return { page, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Writes how far it is: every percent to a terminal, every tenth to a log. @param {string} experiment */
function progressOf(experiment) {
  let shown = -1;
  return (/** @type {number} */ done, /** @type {number} */ total) => {
    const percent = Math.floor((100 * done) / total);
    if (percent === shown) return;
    shown = percent;
    if (process.stderr.isTTY) process.stderr.write(`\r${experiment}: ${percent}% `);
    else if (percent % 10 === 0) process.stderr.write(`${experiment}: ${percent}%\n`);
  };
}

/** @param {Page} page */
async function printHelp(page) {
  const experiments = await page.evaluate(() => globalThis.lab?.experiments ?? []);
  console.log(
    'npm run --silent lab -- <experiment> [--option value …] [--backend webgpu|wasm|wasm-plain|cpu|reference] [--threads N] [--json FILE]',
  );
  for (const { name, summary, options } of experiments) {
    console.log(`\n${name}: ${summary}`);
    for (const [option, { fallback, help }] of Object.entries(options))
      console.log(`  --${option}  ${help}${fallback === '' ? '' : ` (default ${fallback})`}`);
  }
}

/**
 * Runs an experiment in the page, prints its table and writes its report.
 * @param {Page} page @param {string} experiment @param {Record<string, string>} options
 * @param {number} [threads] default one a core, but one
 * @returns {Promise<string | undefined>} what went wrong
 */
async function runExperiment(page, experiment, { json, backend, ...given }, threads) {
  const outcome = await page.evaluate(
    async ({ name, given, on, threads }) => {
      try {
        return { ok: await globalThis.lab?.run(name, given, on, threads) };
      } catch (error) {
        return { error: error instanceof Error ? error.message : String(error) };
      }
    },
    {
      name: experiment,
      given,
      on: /** @type {import('../src/engine/types.ts').AskedBackend | undefined} */ (backend),
      threads,
    },
  );
  if (process.stderr.isTTY) process.stderr.write('\n');
  if (!outcome.ok) return outcome.error ?? 'The page offered no experiment.';
  const { report, table } = outcome.ok;
  const { name, backend: used, adapter, threads: shared, rounding } = report.engine;
  console.log(formatTable(table));
  const where = `${used}${adapter ? ` (${adapter})` : ''}${shared > 1 ? `, ${shared} threads` : ''}${rounding ? `, rounding ${rounding}` : ''}`;
  console.log(`\n${name} engine on ${where}, ${report.seconds.toFixed(1)} s`);
  if (json !== undefined) writeFileSync(json, `${JSON.stringify(report, null, 1)}\n`);
  return undefined;
}

async function main() {
  requireSurroundings();
  const parsed = parseLabArgs(process.argv.slice(2));
  if ('error' in parsed) fail(parsed.error);
  const { experiment, options } = parsed;
  const { help, threads: asked, ...given } = options;
  const threads = asked === undefined ? undefined : threadsOf(asked);
  if (typeof threads === 'string') fail(threads);
  const { page, close } = await openLab(experiment);
  /** @type {string | undefined} */
  let failure;
  try {
    if (help !== undefined || experiment === '') await printHelp(page);
    else failure = await runExperiment(page, experiment, given, threads);
  } finally {
    await close();
  }
  if (failure !== undefined) fail(failure);
}

if (process.argv[1]?.endsWith('lab.mjs')) await main();
