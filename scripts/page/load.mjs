// How soon the page is there, cold: first paint, first training step, what blocks or moves meanwhile, and how much JavaScript it takes.
import { gzipSync } from 'node:zlib';
import { firstStep, median, notedOn, pause } from './visit.mjs';

/** How long after its first step a page is still looked at: its chapter's pictures come in this time. */
const SETTLE_MS = 2000;

/**
 * @typedef {object} Load - milliseconds since the navigation began; Play is pressed in the first frame that has it
 * @property {number} paint - first contentful paint
 * @property {number} pressed
 * @property {number} step - a step above 0 is drawn
 * @property {number} blocking - what tasks take beyond 50 ms, from the first paint to two seconds after the first step
 * @property {number} task - the longest task of the main thread in all that time, if over 50 ms; else 0
 */

/**
 * One cold visit.
 * @param {import('./visit.mjs').Visit} visit @param {string} search
 * @returns {Promise<Load>}
 */
const loadOnce = (visit, search) =>
  visit(search, async (page) => {
    await firstStep(page);
    await pause(SETTLE_MS);
    const { pressed, firstStep: step, tasks } = await notedOn(page);
    const paint = await page.evaluate(
      () => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN,
    );
    return {
      paint,
      pressed,
      step,
      blocking: tasks.reduce((sum, { at, ms }) => sum + (at + ms > paint ? ms - 50 : 0), 0),
      task: Math.max(0, ...tasks.map(({ ms }) => ms)),
    };
  });

/**
 * Several cold visits: of each figure the middle one.
 * @param {import('./visit.mjs').Visit} visit @param {string} search @param {number} times
 */
export async function measureLoad(visit, search, times) {
  /** @type {Load[]} */
  const loads = [];
  for (let i = 0; i < times; i++) loads.push(await loadOnce(visit, search));
  const middle = (/** @type {keyof Load} */ key) => median(loads.map((load) => load[key]));
  return {
    paint: middle('paint'),
    pressed: middle('pressed'),
    step: middle('step'),
    blocking: middle('blocking'),
    task: middle('task'),
    steps: loads.map(({ step }) => step),
  };
}

/**
 * The gzipped JavaScript that is loaded before training starts, and what training starts with when a chapter's pictures never arrive.
 * @param {import('./visit.mjs').Visit} visit @param {boolean} pictures @param {string} [search]
 * @returns {Promise<number>} bytes
 */
export function gzippedJs(visit, pictures, search = '') {
  /** @type {Promise<number>[]} */
  const sizes = [];
  return visit(
    search,
    async (page) => {
      await firstStep(page);
      return (await Promise.all(sizes)).reduce((a, b) => a + b, 0);
    },
    async (page) => {
      page.on('response', (response) => {
        if (!response.url().endsWith('.js')) return;
        sizes.push(
          response.body().then(
            (body) => gzipSync(body, { level: 9 }).length,
            () => 0,
          ),
        );
      });
      if (pictures) return;
      // A chapter's shared parts are asked for together with it; what training itself fails without would end this visit with a timeout.
      let chapterAsked = false;
      await page.route(/\.js$/, (route) => {
        chapterAsked ||= /\/(?:\w+Chapter|train)-[^/]*\.js$/.test(route.request().url());
        return chapterAsked ? route.abort() : route.continue();
      });
    },
  );
}

/**
 * What moves by itself from the opening to the end of a run at full speed: shares of the window times how far, added up.
 * @param {import('./visit.mjs').Visit} visit @param {string} search
 */
export const measureShift = (visit, search) =>
  visit(`v=1&sp=0&${search}`, async (page) => {
    await firstStep(page);
    await page.getByRole('button', { name: 'Play again' }).waitFor({ timeout: 120_000 });
    await pause(1000);
    const { shifts } = await notedOn(page);
    return shifts.reduce((sum, { value }) => sum + value, 0);
  });
