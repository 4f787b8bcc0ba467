// What the page is doing while it trains at full speed: the page's thread and the training worker's, sampled, by what they were busy with.
import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { basename, join } from 'node:path';
import { root } from '../lib.mjs';
import { firstStep, FULL_SPEED, keepOn, pause } from './visit.mjs';

const CATEGORIES = [
  'disabled-by-default-v8.cpu_profiler',
  'disabled-by-default-devtools.timeline',
  'devtools.timeline',
];

/** How long is looked at. */
const WINDOW_MS = 3000;

/**
 * What a sample counts as: the first of these that any frame of its stack fits, as "source file#function".
 * @typedef {readonly (readonly [part: string, frame: RegExp])[]} Rules
 */

/** @type {Rules} */
const WORKER = [
  ['derived views (AUC, bias, effective experts)', /src\/(session\/(armView|divergence)|metrics\/)/],
  ['reading back', /engine\/.*#(read\w*|download|getMappedRange)$/],
  ['evaluation', /engine\/\w+\/(evaluation|evaluate\w*)\.ts|engine\.ts:#evaluate$/],
  ['training', /engine\/\w+\/(training|optimizer)\.ts|engine\.ts:#train$/],
  ['checkpoints', /engine\.ts:#(state|checkpoint)$/],
  ['messages', /comlink|#postMessage$/],
  ['waiting', /#\(idle\)$/],
  ['garbage', /#\(garbage collector\)$/],
  ['the session’s loop, the rest', /./],
];

/** @type {Rules} */
const PAGE = [
  ['words', /src\/views\/charts\/live\.ts/],
  ['pictures', /src\/views\/feed\.ts/],
  ['React', /node_modules\/(react|react-dom|scheduler)\//],
  ['messages', /comlink|src\/views\/client\.ts/],
  ['garbage', /#\(garbage collector\)$/],
  ['other script', /\.(ts|tsx|mjs|js):/],
];

/** What the browser does itself on the page's thread, by the names of its events. @type {Rules} */
const BROWSER = [
  ['style and layout', /^(UpdateLayoutTree|Layout)$/],
  ['painting', /^(PrePaint|Paint|Layerize|Commit|UpdateLayer)$/],
];

/** @typedef {{ functionName: string, url?: string, lineNumber?: number, columnNumber?: number }} CallFrame */

/** Names a frame by where it comes from: "source file:line#function". */
function sources() {
  /** @type {Map<string, SourceMap | null>} */
  const maps = new Map();
  /** @param {string} url */
  const mapOf = (url) => {
    const file = join(root, 'dist', 'assets', `${basename(url)}.map`);
    let map = maps.get(file);
    if (map === undefined) {
      try {
        map = new SourceMap(JSON.parse(readFileSync(file, 'utf8')));
      } catch {
        map = null; // none of ours
      }
      maps.set(file, map);
    }
    return map;
  };
  return (/** @type {CallFrame} */ { functionName, url = '', lineNumber = 0, columnNumber = 0 }) => {
    const entry = url.endsWith('.js') ? mapOf(url)?.findEntry(lineNumber, columnNumber) : undefined;
    const file = entry && 'originalSource' in entry ? `${String(entry.originalSource)}:` : url;
    return `${file}#${functionName}`;
  };
}

/** @param {Rules} rules @param {readonly string[]} names */
const partOf = (rules, names) => rules.find(([, fits]) => names.some((name) => fits.test(name)))?.[0];

/**
 * Samples of each thread, in milliseconds by part.
 * @param {any[]} events - of the trace
 * @param {(thread: string) => Rules | undefined} rulesOf
 */
function sampled(events, rulesOf) {
  const nameOf = sources();
  const threads = new Map(
    events
      .filter(({ name }) => name === 'thread_name')
      .map(({ pid, tid, args }) => [`${pid}:${tid}`, String(args.name)]),
  );
  /** @type {Map<string, { rules: Rules, nodes: Map<number, any>, parts: Map<string, number>, total: number }>} */
  const profiles = new Map();
  for (const { name, pid, tid, id } of events) {
    const rules = name === 'Profile' ? rulesOf(threads.get(`${pid}:${tid}`) ?? '') : undefined;
    if (rules) profiles.set(`${pid}:${id}`, { rules, nodes: new Map(), parts: new Map(), total: 0 });
  }
  for (const { name, pid, id, args } of events) {
    const profile = name === 'ProfileChunk' ? profiles.get(`${pid}:${id}`) : undefined;
    if (!profile) continue;
    const { cpuProfile = {}, timeDeltas = [] } = args.data;
    for (const node of cpuProfile.nodes ?? []) {
      const above = profile.nodes.get(node.parent)?.names ?? [];
      profile.nodes.set(node.id, { names: [...above, nameOf(node.callFrame)] });
    }
    (cpuProfile.samples ?? []).forEach((/** @type {number} */ sample, /** @type {number} */ i) => {
      const ms = timeDeltas[i] / 1000;
      profile.total += ms;
      const part = partOf(profile.rules, profile.nodes.get(sample)?.names ?? []);
      if (part) profile.parts.set(part, (profile.parts.get(part) ?? 0) + ms);
    });
  }
  return [...profiles.values()].map(({ rules, parts, total }) => ({ rules, parts, total }));
}

/**
 * Of the page's thread: what the browser does by itself, and how much of the time it is busy at all.
 * @param {any[]} events
 */
function browserParts(events) {
  /** @type {Map<string, number>} */
  const parts = new Map();
  const threads = new Set();
  for (const { name, ph, pid, tid } of events) {
    if (ph !== 'X' || name !== 'RunTask') continue;
    threads.add(`${pid}:${tid}`);
  }
  const main = events.find(({ name, pid, tid }) => name === 'Layout' && threads.has(`${pid}:${tid}`));
  let busy = 0;
  for (const { name, ph, pid, tid, dur } of events) {
    if (ph !== 'X' || !main || pid !== main.pid || tid !== main.tid) continue;
    if (name === 'RunTask') busy += dur / 1000;
    const part = partOf(BROWSER, [name]);
    if (part) parts.set(part, (parts.get(part) ?? 0) + dur / 1000);
  }
  return { parts, busy };
}

/** Milliseconds of the processor that the browser's processes have taken so far, by what they are. @param {import('@playwright/test').Browser} browser */
async function processorTimes(browser) {
  const devtools = await browser.newBrowserCDPSession();
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  const of = (/** @type {string} */ kind) =>
    processInfo.filter(({ type }) => type === kind).reduce((sum, { cpuTime }) => sum + 1000 * cpuTime, 0);
  return { renderer: of('renderer'), gpu: of('GPU') };
}

/**
 * @typedef {{ part: string, share: number }[]} Parts - share of the time, those under a percent left out
 */

/** @param {ReadonlyMap<string, number>} parts @param {number} total @returns {Parts} */
const shares = (parts, total) =>
  [...parts]
    .map(([part, ms]) => ({ part, share: ms / total }))
    .filter(({ share }) => share >= 0.005)
    .sort((a, b) => b.share - a.share);

/**
 * Profiles a page at full speed.
 * @param {import('./visit.mjs').Visit} visit @param {string} search
 */
export const measureProfile = (visit, search) =>
  visit(`${FULL_SPEED}&${search}`, async (page) => {
    await firstStep(page);
    await keepOn(page);
    await pause(2000);
    const browser = page.context().browser();
    if (!browser) throw new Error('the browser is gone');
    const before = await processorTimes(browser);
    await pause(1000);
    const after = await processorTimes(browser);
    await browser.startTracing(page, { categories: CATEGORIES });
    await pause(WINDOW_MS);
    /** @type {{ traceEvents: any[] }} */
    const { traceEvents: events } = JSON.parse((await browser.stopTracing()).toString());
    const { parts: own, busy } = browserParts(events);
    const profiles = sampled(events, (thread) =>
      /^CrRendererMain$/.test(thread) ? PAGE : /^DedicatedWorker/.test(thread) ? WORKER : undefined,
    );
    const thread = (/** @type {Rules} */ rules) =>
      profiles.filter((profile) => profile.rules === rules).sort((a, b) => b.total - a.total)[0];
    const [script, worker] = [thread(PAGE), thread(WORKER)];
    const total = script?.total ?? NaN;
    return {
      page: [
        ...shares(new Map([...(script?.parts ?? []), ...own]), total),
        { part: 'busy in all', share: busy / total },
      ],
      worker: shares(worker?.parts ?? new Map(), worker?.total ?? NaN),
      /** Processor’s time a second, of one core. */
      processors: { renderer: (after.renderer - before.renderer) / 1000, gpu: (after.gpu - before.gpu) / 1000 },
    };
  });
