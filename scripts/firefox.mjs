// `npm run test:firefox`: the built page in the Firefox that people have, beside Chromium. It trains on the processor, says so, shows the same
// losses and the same pictures, asks the same in three steps of the lesson and tells the same of what came out, and reports no error. Not part of
// `npm test`: it needs a second browser.
import { existsSync } from 'node:fs';
import assert from 'node:assert/strict';
import { openFirefox, until } from './bidi.mjs';
import { ensureBuilt, ensureInstalled, fail, requireSurroundings, run } from './lib.mjs';
import { freePort, serve } from './serve.mjs';

const PATHS = ['/usr/bin/firefox-esr', '/usr/bin/firefox', '/Applications/Firefox.app/Contents/MacOS/firefox'];

/** FIREFOX_PATH, one of the usual places, or Debian's package, which is installed where that can be done without asking. */
async function findFirefox() {
  const find = () => [process.env.FIREFOX_PATH ?? '', ...PATHS].find((path) => path !== '' && existsSync(path));
  if (find() === undefined && process.platform === 'linux' && process.getuid?.() === 0)
    await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'firefox-esr']);
  return find() ?? fail('No Firefox was found: install it, or set FIREFOX_PATH.');
}

const STEP = `document.querySelector('[role=progressbar]')?.getAttribute('aria-valuenow') ?? null`;
const CARDS = `[...document.querySelectorAll('main [data-card]')].map((card) => card.dataset.card)`;
const LOSSES = `[...document.querySelectorAll('dialog[open] tbody tr')].map((row) => [...row.cells].map((cell) => cell.textContent))`;
const LESSON = `document.querySelector('section[aria-label="Lesson"] h2')?.textContent ?? null`;
/** What stands where a prediction was locked in, as soon as it leads to the run that its outcome came out of. */
const CAME = `((locked) => (locked?.querySelector('a[href]') ? [...locked.querySelectorAll('p, li')].map((one) => one.textContent) : null))(
  document.querySelector('.lesson-locked'),
)`;

requireSurroundings();
await ensureInstalled();
await ensureBuilt();
const { chromium } = await import('@playwright/test');
const { chromiumArgs, findChromium } = await import('./chromium.mjs');
const { ensureChromium } = await import('./ensure-chromium.mjs');
await ensureChromium();
const path = await findFirefox();
const { url, close } = await serve({ port: await freePort(4287) });
const firefox = await openFirefox(path, { width: 1440, height: 900 });
const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs({ webgpu: false }) });
const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, locale: 'en-US' });
/** The same page as scripts/bidi.mjs has it. */
const other = {
  /** @param {string} address */
  open: (address) => page.goto(address),
  /** @param {string} expression @returns {Promise<any>} */
  ask: (expression) => page.evaluate(expression),
  /** @param {'button' | 'radio' | 'slider'} role @param {string} name */
  press: (role, name) => page.getByRole(role, { name, exact: true }).click(),
};
/** Pictures of a chapter, so many at least: some come after the first. */
const LEAST = { train: 6, gates: 7, 'position-bias': 6 };
const RUN = 'v=1&n=900&nh=450&s=60&sp=0';

/** What a browser shows of a short run. @param {typeof firefox | typeof other} here */
async function shownBy(here) {
  await here.open(`${url}?${RUN}&backend=wasm`);
  await here.press('button', 'Play');
  await until(async () => ((await here.ask(STEP)) === '60' ? true : undefined), 'the run ends');
  await here.press('button', 'Data: Held-out loss per task');
  const rows = await until(async () => {
    const found = await here.ask(LOSSES);
    return found.length > 0 ? found : undefined;
  }, 'the losses');
  /** @type {Record<string, string[]>} */
  const cards = {};
  for (const [chapter, least] of Object.entries(LEAST)) {
    await here.open(`${url}?${RUN}&backend=wasm&ch=${chapter}`);
    cards[chapter] = await until(async () => {
      const found = await here.ask(CARDS);
      return found.length >= least ? found.sort() : undefined;
    }, `the pictures of ${chapter}`);
  }
  return { losses: rows.at(-1), cards };
}

const WISHES =
  'Six queries can be chosen here. In how many of them is the video most likely to be clicked, wherever it stands, also the one most likely to be liked?';

/**
 * Three steps of the lesson, as a student goes through them: two that ask, one in which a run is set off.
 * @param {typeof firefox | typeof other} here @returns {Promise<{ title: string, came?: string[] }[]>}
 */
async function walkedBy(here) {
  /** @param {string} expression @param {string} what @returns {Promise<any>} */
  const shown = (expression, what) => until(async () => (await here.ask(expression)) ?? undefined, what);
  const lockIn = async () => {
    await here.press('button', 'Lock in');
    /** @type {string[]} */
    const came = await shown(CAME, 'what came out');
    await here.press('button', 'Next');
    return came;
  };
  /** @param {string} before */
  const titleAfter = (before) =>
    shown(`((title) => (title === ${JSON.stringify(before)} ? null : title))(${LESSON})`, 'a step');

  await here.open(`${url}?backend=wasm`);
  await here.press('button', 'Open the lesson');
  const first = await titleAfter('');
  // A press in the middle of the scale.
  await here.press('slider', WISHES);
  const wishes = { title: first, came: await lockIn() };
  const second = await titleAfter(first);
  await here.press('radio', '4‑expert MMoE');
  const body = { title: second, came: await lockIn() };
  const third = await titleAfter(second);
  await here.press('button', 'Play');
  await shown(`Number(${STEP}) > 0 || null`, 'the run of the third step');
  await here.press('button', 'Next');
  return [wishes, body, { title: third }, { title: await titleAfter(third) }];
}

try {
  // Without WebGPU it says on what it trains.
  await firefox.open(`${url}?${RUN}`);
  await until(async () => {
    const names = await firefox.ask(`[...document.querySelectorAll('button')].map((one) => one.ariaLabel)`);
    return names.includes('Engine: WebAssembly') ? true : undefined;
  }, 'it trains on WebAssembly');
  const [shown, expected] = [await shownBy(firefox), await shownBy(other)];
  assert.deepEqual(shown, expected);
  const [walked, expectedWalk] = [await walkedBy(firefox), await walkedBy(other)];
  assert.deepEqual(walked, expectedWalk);
  assert.deepEqual(firefox.trouble, []);
  console.log(`${firefox.version} shows what Chromium shows: ${JSON.stringify({ ...shown, walked }, null, 1)}`);
} finally {
  await firefox.close();
  await browser.close();
  close();
}
process.exit(0);
