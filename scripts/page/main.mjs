// `npm run --silent bench -- --page [--phone] [--quick] [--json FILE]`: how the built page loads, moves, answers and draws, with each engine.
import { formatTable } from '../lab.mjs';
import { measureChapters } from './chapters.mjs';
import { measureFrames } from './frames.mjs';
import { gzippedJs, measureLoad, measureShift } from './load.mjs';
import { measureProfile } from './profile.mjs';
import { measureResponses } from './respond.mjs';
import { ENGINES, LAPTOP, PHONE, withVisits } from './visit.mjs';

/** @typedef {import('./visit.mjs').EngineAsked} EngineAsked */

/**
 * @param {import('./visit.mjs').Visit} visit @param {EngineAsked} engine @param {boolean} quick
 * @param {(line: string) => void} say
 */
async function benchEngine(visit, engine, quick, say) {
  const search = ENGINES[engine];
  say(`${engine}: opened cold`);
  const load = await measureLoad(visit, search, quick ? 1 : 5);
  say(`${engine}: a run at full speed`);
  const shift = await measureShift(visit, search);
  const frames = await measureFrames(visit, search, quick ? 2 : 5);
  const profile = await measureProfile(visit, search);
  say(`${engine}: every chapter`);
  const chapters = await measureChapters(visit, search);
  say(`${engine}: every control`);
  const responses = await measureResponses(visit, search);
  const needed = await gzippedJs(visit, false, search);
  const loaded = await gzippedJs(visit, true, search);
  return { engine, load, shift, ...frames, profile, chapters, responses, gzippedJs: { needed, loaded } };
}

/** @typedef {Awaited<ReturnType<typeof benchEngine>>} PageReport */

const ms = (/** @type {number} */ value) => `${value.toFixed(0)} ms`;
const longTask = (/** @type {number} */ value) => (value === 0 ? 'none over 50 ms' : ms(value));
const percent = (/** @type {number} */ share) => `${(100 * share).toFixed(1)}%`;
const kB = (/** @type {number} */ bytes) => `${(bytes / 1000).toFixed(1)} kB`;

/** @type {[what: string, goal: string, of: (report: PageReport) => string][]} */
const ROWS = [
  ['first contentful paint', '≤ 800 ms', ({ load }) => ms(load.paint)],
  ['Play can be pressed', '', ({ load }) => ms(load.pressed)],
  ['first training step drawn', '≤ 1000 ms (WebGPU 1500)', ({ load }) => ms(load.step)],
  ['total blocking time', '≤ 50 ms', ({ load }) => ms(load.blocking)],
  ['longest task while it loads', '≤ 50 ms', ({ load }) => longTask(load.task)],
  ['layout shift, to the end of a run', '≤ 0.01', ({ shift }) => shift.toFixed(4)],
  ['frames a second at full speed', '≥ 50', ({ full }) => full.frames.toFixed(1)],
  ['of these, with news of the run', '', ({ full }) => full.drawn.toFixed(1)],
  ['longest task meanwhile', '≤ 50 ms', ({ full }) => longTask(full.task)],
  ['read back for each', '', ({ full }) => kB(full.read)],
  ['sent to the page for each', '', ({ full }) => kB(full.sent)],
  ['frames a second, page slowed 4×', '≥ 20', ({ slowed }) => slowed.frames.toFixed(1)],
  ['of these, with news of the run', '', ({ slowed }) => slowed.drawn.toFixed(1)],
  ['JavaScript needed before training, gzip', '≤ 150 kB', ({ gzippedJs: { needed } }) => kB(needed)],
  ['JavaScript loaded by then, gzip', '', ({ gzippedJs: { loaded } }) => kB(loaded)],
  [
    'slowest control, interaction to next paint',
    '≤ 100 ms',
    ({ responses }) => `${ms(responses[0]?.ms ?? NaN)} of ${responses.length}`,
  ],
];

/**
 * @param {{ quick: boolean, phone: boolean, only: readonly string[], say: (line: string) => void }} options - `only`: these engines; all when
 *   empty. `phone`: a small screen, touched, whose page's thread is four times slower than here
 */
export const benchPage = ({ quick, phone, only, say }) =>
  withVisits(
    async (visit) => {
      /** @type {PageReport[]} */
      const engines = [];
      for (const engine of /** @type {EngineAsked[]} */ (Object.keys(ENGINES))) {
        if (only.length === 0 || only.includes(engine)) engines.push(await benchEngine(visit, engine, quick, say));
      }
      return { engines };
    },
    phone ? PHONE : LAPTOP,
  );

/** @param {Awaited<ReturnType<typeof benchPage>>} report */
export function pageTable({ engines }) {
  const table = formatTable([
    ['', ...engines.map(({ engine }) => engine), 'goal'],
    ...ROWS.map(([what, goal, of]) => [what, ...engines.map(of), goal]),
  ]);
  const slow = engines.flatMap(({ engine, responses }) =>
    responses.slice(0, 8).map(({ control, ms: took }) => [`${engine}: ${control}`, ms(took)]),
  );
  const opened = engines.flatMap(({ engine, chapters }) =>
    chapters.map(({ chapter, task }) => [`${engine}: ${chapter}`, longTask(task)]),
  );
  const parts = engines.flatMap(({ engine, profile: { page, worker, processors } }) => [
    ...page.map(({ part, share }) => [`${engine}, page: ${part}`, percent(share)]),
    ...worker.map(({ part, share }) => [`${engine}, worker: ${part}`, percent(share)]),
    [`${engine}: processor’s time of page and worker together`, percent(processors.renderer)],
    [`${engine}: processor’s time of the graphics process`, percent(processors.gpu)],
  ]);
  return [
    table,
    formatTable([['slowest controls', ''], ...slow]),
    formatTable([['longest task when a chapter is opened', ''], ...opened]),
    formatTable([['what a second at full speed is made of', ''], ...parts]),
  ].join('\n\n');
}
