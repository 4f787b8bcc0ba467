// The built page in a browser of its own: how `npm run bench` visits it, and what it notes there.
import { ensureBuilt } from '../lib.mjs';

/** @typedef {import('@playwright/test').Page} Page */

/** The engines that the page is measured with, and how its address asks for them. */
export const ENGINES = /** @type {const} */ ({ wasm: 'backend=wasm', webgpu: '' });
/** @typedef {keyof typeof ENGINES} EngineAsked */

/**
 * What the page is opened on. `slow`: how many times slower than this machine the page's thread is; workers keep their speed, the browser
 * cannot slow them.
 * @typedef {{ width: number, height: number, touch: boolean, slow: number }} Screen
 */

/** @type {Screen} */
export const LAPTOP = { width: 1440, height: 900, touch: false, slow: 1 };
/** @type {Screen} */
export const PHONE = { width: 390, height: 844, touch: true, slow: 4 };

/** As fast as the device allows, over the longest run that a link can ask for. */
export const FULL_SPEED = 'v=1&sp=0&s=5000';

/**
 * What a page notes of itself; times in milliseconds since the navigation began.
 * @typedef {object} Noted
 * @property {number} pressed - when Play was first pressed; 0: not yet
 * @property {number} firstStep - when a step above 0 was first drawn; 0: not yet
 * @property {number} frames - animation frames
 * @property {number} drawn - those in which another state of the run was drawn
 * @property {{ at: number, value: number }[]} shifts - what moved by itself, as a share of the window times how far
 * @property {{ at: number, ms: number }[]} tasks - of the main thread, over 50 ms
 * @property {{ name: string, ms: number }[]} events - of interactions, to the next painted frame; those from 16 ms on
 */

/**
 * Begins to note; runs in the page before anything of its own does. Presses Play once, in the first animation frame that has the button;
 * later again, while `globalThis.keepOn`, where the run has ended or was stopped.
 */
function note() {
  /** @type {Noted} */
  const noted = { pressed: 0, firstStep: 0, frames: 0, drawn: 0, shifts: [], tasks: [], events: [] };
  Object.assign(globalThis, { noted });
  /** @param {string} type @param {(entry: any) => void} take */
  const observe = (type, take) => {
    new PerformanceObserver((list) => {
      list.getEntries().forEach(take);
    }).observe(/** @type {PerformanceObserverInit} */ ({ type, buffered: true, durationThreshold: 16 }));
  };
  observe('layout-shift', ({ startTime, value, hadRecentInput }) => {
    if (!hadRecentInput) noted.shifts.push({ at: startTime, value });
  });
  observe('longtask', ({ startTime, duration }) => noted.tasks.push({ at: startTime, ms: duration }));
  observe('event', ({ name, duration, interactionId }) => {
    if (interactionId) noted.events.push({ name, ms: duration });
  });
  /** @type {HTMLButtonElement | undefined} */
  let play;
  let pressedAt = -Infinity;
  let before = '';
  const press = () => {
    if (!play?.isConnected)
      play = [...document.querySelectorAll('button')].find(({ textContent }) => /^(Play|Pause)/.test(textContent));
    const now = performance.now();
    if (!play || play.disabled || play.textContent.startsWith('Pause') || now - pressedAt < 1000) return;
    pressedAt = now;
    noted.pressed ||= now;
    play.click();
  };
  const look = () => {
    requestAnimationFrame(look);
    noted.frames++;
    /** @type {HTMLElement | null} */
    const bar = document.querySelector('[role=progressbar]');
    const done = bar?.style.getPropertyValue('--done') ?? '';
    if (Number(done) > 0) noted.firstStep ||= performance.now();
    if (done !== before) noted.drawn++;
    before = done;
    if (noted.pressed === 0 || Reflect.get(globalThis, 'keepOn')) press();
  };
  requestAnimationFrame(look);
}

/** @param {Page} page @returns {Promise<Noted>} */
export const notedOn = (page) => page.evaluate(() => /** @type {any} */ (globalThis).noted);

/** From here on the page's thread is so many times slower than the machine. @param {Page} page @param {number} rate */
export async function slowDown(page, rate) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Emulation.setCPUThrottlingRate', { rate });
}

/** @param {number} ms */
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Serves the built page, and gives a way to visit it: each visit in a browser just started, with nothing cached, neither files nor compiled shaders.
 * @template T
 * @param {(visit: Visit) => Promise<T>} work @param {Screen} [screen]
 * @returns {Promise<T>}
 */
export async function withVisits(work, screen = LAPTOP) {
  const { width, height, touch, slow } = screen;
  await ensureBuilt();
  const { ensureChromium } = await import('../ensure-chromium.mjs');
  await ensureChromium();
  const [{ chromium }, { chromiumArgs, findChromium }, { freePort, serve }] = await Promise.all([
    import('@playwright/test'),
    import('../chromium.mjs'),
    import('../serve.mjs'),
  ]);
  const server = await serve({ port: await freePort(4310) });
  /** @type {Visit} */
  const visit = async (search, look, prepare) => {
    const browser = await chromium.launch({ executablePath: findChromium(), args: chromiumArgs() });
    try {
      // The browser has started once it has shown something; what is measured is the page.
      const other = await browser.newPage();
      await other.goto(`${server.url}licence.txt`);
      const context = await browser.newContext({ viewport: { width, height }, hasTouch: touch, locale: 'en-GB' });
      const page = await context.newPage();
      await slowDown(page, slow);
      await other.close();
      page.on('pageerror', (error) => process.stderr.write(`${String(error)}\n`));
      await page.addInitScript(note);
      await prepare?.(page);
      await page.goto(`${server.url}${search ? `?${search}` : ''}`, { waitUntil: 'commit' });
      return await look(page);
    } finally {
      await browser.close();
    }
  };
  try {
    return await work(visit);
  } finally {
    server.close();
  }
}

/**
 * Opens the page with this query in its address.
 * @typedef {<R>(search: string, look: (page: Page) => Promise<R>, prepare?: (page: Page) => Promise<void>) => Promise<R>} Visit
 */

/** Resolves when the page has drawn its first step. @param {Page} page */
export const firstStep = (page) => page.waitForFunction(() => /** @type {any} */ (globalThis).noted.firstStep > 0);

/**
 * Trains on and on at full speed from here on: a run that has ended begins again.
 * @param {Page} page
 */
export const keepOn = (page) => page.evaluate(() => Object.assign(globalThis, { keepOn: true }) && undefined);

/** The middle one. @param {readonly number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
