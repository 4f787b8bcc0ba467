// How soon the page answers while it trains at full speed: every control of the top bar and of the panel is pressed or moved once.
import { firstStep, FULL_SPEED, keepOn, pause } from './visit.mjs';

/** @typedef {import('./visit.mjs').Page} Page */
/** @typedef {{ control: string, ms: number }} Answer - from the press to the next painted frame; 0: under 16 ms */

/** What can be pressed or moved. */
const CONTROLS = 'button, select, input, summary, a[href], [role=slider], [role=switch], [role=tab]';

/** The controls that stand there now, each with a mark by which it is found again, and what it is called. @param {Page} page @param {string} within */
const controlsOf = (page, within) =>
  page.evaluate(
    ([place, wanted]) => {
      const said = (/** @type {Element} */ element) =>
        element.getAttribute('aria-label')
        ?? (element.getAttribute('aria-labelledby') ?? '')
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent ?? '')
          .join(' ')
          .trim();
      return [...document.querySelectorAll(`${place} :is(${wanted})`)]
        .filter((element) => element.checkVisibility() && !element.matches(':disabled, [popover] *'))
        .filter((element) => place === 'dialog' || !element.closest('dialog'))
        .map((element, i) => {
          const mark = `${place}-${i}`;
          element.setAttribute('data-pressed', mark);
          const role = element.getAttribute('role') ?? element.getAttribute('type') ?? element.localName;
          return { mark, kind: role, name: `${said(element) || element.textContent.trim() || '?'} (${role})` };
        });
    },
    /** @type {const} */ ([within, CONTROLS]),
  );

/** Presses, drags or chooses, as a reader would. @param {Page} page @param {string} mark @param {string} kind @returns whether it was there */
async function act(page, mark, kind) {
  const control = page.locator(`[data-pressed="${mark}"]`);
  if ((await control.count()) === 0 || !(await control.isVisible()) || (await control.isDisabled())) return false;
  await control.scrollIntoViewIfNeeded();
  const box = await control.boundingBox();
  if (!box) return false;
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  if (kind === 'select') {
    // The list that a mouse opens is the system's own.
    await control.focus();
    await page.keyboard.press('ArrowDown');
  } else if (kind === 'range') {
    await page.mouse.move(x, y);
    await page.mouse.down();
    for (const part of [0.55, 0.65, 0.4]) await page.mouse.move(box.x + part * box.width, y);
    await page.mouse.up();
  } else if (kind === 'number' || kind === 'text' || kind === 'search') {
    await page.mouse.click(x, y);
    await page.keyboard.press('End');
    await page.keyboard.press('1');
    // What a search has left out comes back.
    if (kind === 'search') await page.keyboard.press('Backspace');
    await page.keyboard.press('Tab');
  } else {
    await page.mouse.click(x, y);
  }
  return true;
}

/** The longest way from an event to the next painted frame since the last time this was asked. @param {Page} page @returns {Promise<number>} */
const longest = (page) =>
  page.evaluate(
    () =>
      new Promise((resolve) => {
        // What is painted next is told a moment later.
        setTimeout(() => {
          const { events } = /** @type {any} */ (globalThis).noted;
          resolve(Math.max(0, ...events.splice(0).map((/** @type {{ ms: number }} */ { ms }) => ms)));
        }, 150);
      }),
  );

/** What lies over the page now: a narrow screen's panel of settings is such a sheet. @param {Page} page */
const overlays = (page) => page.locator('dialog[open], :popover-open').count();

/** On a narrow screen the panel is a sheet that is opened first. @param {Page} page @returns {Promise<string>} where the panel is */
async function bringOut(page) {
  if (await page.locator('aside').isVisible()) return 'aside';
  await page.getByRole('button', { name: 'Controls', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  return 'dialog';
}

/**
 * Acts on every control there once.
 * @param {Page} page @param {string} within @param {Map<string, number>} answers - by name; those in it are passed over
 */
async function respondIn(page, within, answers) {
  const beneath = await overlays(page);
  const controls = await controlsOf(page, within);
  // What takes away others, or their names, comes last.
  const last = (/** @type {string} */ name) => /^(Find a setting|Clear|Close|Fold|Language)/.test(name);
  for (const { mark, kind, name } of [
    ...controls.filter(({ name }) => !last(name)),
    ...controls.filter(({ name }) => last(name)),
  ]) {
    if (answers.has(name) || !(await act(page, mark, kind))) continue;
    answers.set(name, await longest(page));
    // A group that is closed hides its own.
    if (kind === 'summary') await act(page, mark, kind);
    // What was opened is closed, and stood for itself.
    if ((await overlays(page)) > beneath) await page.keyboard.press('Escape');
    await longest(page);
  }
}

/**
 * Interaction to next paint of every control, the slowest first.
 * @param {import('./visit.mjs').Visit} visit @param {string} search
 * @returns {Promise<Answer[]>}
 */
export const measureResponses = (visit, search) =>
  visit(`${FULL_SPEED}&${search}`, async (page) => {
    await firstStep(page);
    await keepOn(page);
    const panel = await bringOut(page);
    const all = page.getByRole('button', { name: 'All settings' });
    await all.waitFor();
    await pause(1000);
    /** @type {Map<string, number>} */
    const answers = new Map();
    await all.click();
    answers.set('All settings (button)', await longest(page));
    await respondIn(page, panel, answers);
    if (panel === 'dialog') await page.keyboard.press('Escape');
    await respondIn(page, 'header', answers);
    return [...answers].map(([control, ms]) => ({ control, ms })).sort((a, b) => b.ms - a.ms);
  });
