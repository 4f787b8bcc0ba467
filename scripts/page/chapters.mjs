// How long the page's thread is held up when a chapter is opened.
import { firstStep, notedOn, pause } from './visit.mjs';

/** How long a chapter is looked at: its stored results and pictures come in this time. */
const LOOK_MS = 2000;

/**
 * Opens every chapter of the list once, each for the first time, while the run of the page rests.
 * @param {import('./visit.mjs').Visit} visit @param {string} search
 * @returns {Promise<{ chapter: string, task: number }[]>} the longest task, if over 50 ms; else 0
 */
export const measureChapters = (visit, search) =>
  visit(search, async (page) => {
    await firstStep(page);
    await page.getByRole('button', { name: 'Pause' }).click();
    await pause(LOOK_MS);
    const list = page.getByRole('navigation').getByRole('button');
    const opened = [];
    for (let i = 1; i < (await list.count()); i++) {
      const chapter = (await list.nth(i).innerText()).split('\n')[0] ?? '';
      const before = (await notedOn(page)).tasks.length;
      await list.nth(i).click();
      await pause(LOOK_MS);
      const { tasks } = await notedOn(page);
      opened.push({ chapter, task: Math.max(0, ...tasks.slice(before).map(({ ms }) => ms)) });
    }
    return opened;
  });
