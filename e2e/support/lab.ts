import type { Locator, Page } from '@playwright/test';
import { expect } from './fixtures';

// What a person does with the page, by the names that she reads there.

/** The step that the page shows. */
export const stepOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuenow'));

/** Opens a link and waits until its run has been made. */
export async function open(page: Page, query = 'backend=cpu'): Promise<void> {
  await page.goto(`./?${query}`);
  await expect(page.getByRole('button', { name: /^Engine:/ })).toBeVisible({ timeout: 60_000 });
}

/** Takes `count` steps, one click on "Step" or on one of the larger ones beside it. */
export async function takeSteps(page: Page, count: 1 | 10 | 100): Promise<void> {
  const goal = (await stepOf(page)) + count;
  if (count === 1) await page.getByRole('button', { name: 'Step', exact: true }).click();
  else {
    await page.getByRole('button', { name: 'More steps' }).click();
    await page.getByRole('button', { name: `${String(count)} steps`, exact: true }).click();
  }
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(goal);
}

/** Shows every setting, not only the handful that the chapter is about. */
export async function allSettings(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'All settings' });
  await button.click();
  await expect(button).toHaveAttribute('aria-expanded', 'true');
}

/** Types a value into a control; one that is not of the chapter's handful is brought out first. */
export async function set(page: Page, name: string, value: string): Promise<void> {
  const box = page.getByRole('textbox', { name, exact: true });
  await expect(page.getByRole('button', { name: 'All settings' })).toBeVisible();
  if (!(await box.isVisible())) await allSettings(page);
  await box.fill(value);
  await box.press('Enter');
}

/** The cells of the data table that is open. */
const cellsOf = (dialog: Locator): Promise<string[][]> =>
  dialog
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)));

/** Opens a chart's data, reads it, and closes it again. */
export async function dataOf(page: Page, chart: string): Promise<string[][]> {
  await page.getByRole('button', { name: `Data: ${chart}` }).click();
  const rows = await cellsOf(page.getByRole('dialog'));
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return rows;
}

/** All that Train shows of a run: the points of its curves, its gates, its two models' experts. To the last digit that is shown. */
export const picturesOf = async (page: Page): Promise<string[][][]> => [
  await dataOf(page, 'Held-out loss per task'),
  await dataOf(page, 'Gate weights per task'),
  await dataOf(page, 'Polarization with and without dropout'),
];

/** The link that Share copies. */
export async function sharedLink(page: Page): Promise<string> {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText(/^Link copied|trained to step/).first()).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}
