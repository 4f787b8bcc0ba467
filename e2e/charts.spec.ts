import type { Locator, Page } from '@playwright/test';
import { findingsInBoth } from './support/axe';
import { expect, test } from './support/fixtures';
import { stepOf, takeSteps } from './support/lab';

// The pictures: what they show follows the run, their data tables hold what they show, and both are the truth about the model.

/** WebGPU, for what is told of two models that it trains; the rest is the same on any engine, and a software GPU takes long to compile. */
const WEBGPU = '?v=1&sp=0';

async function open(page: Page, query = `${WEBGPU}&backend=wasm`): Promise<void> {
  await page.goto(`./${query}`);
  await expect(page.getByRole('button', { name: /^Engine:/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('figure', { name: 'Held-out loss per task' }).getByRole('img')).toBeVisible({
    timeout: 60_000,
  });
}

/** Trains to this step, a whole hundred: one that plays may have ended before the press of "Pause", which then begins it anew. */
async function trainTo(page: Page, step: number): Promise<void> {
  for (let at = await stepOf(page); at < step; at += 100) await takeSteps(page, 100);
}

const figure = (page: Page, name: string): Locator => page.getByRole('figure', { name });
const titleOf = (page: Page, name: string): Locator => figure(page, name).getByRole('heading');

/** The cells of the data table that is open. */
const cells = (page: Page): Promise<string[][]> =>
  page
    .getByRole('dialog')
    .locator('tbody tr')
    .evaluateAll((rows) => rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent)));

/** Opens a chart's data, reads it, and closes it again. */
async function dataOf(page: Page, chart: string): Promise<string[][]> {
  await page.getByRole('button', { name: `Data: ${chart}` }).click();
  const read = await cells(page);
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  return read;
}

test('every gate’s mean weights sum to 1, at every moment of training', async ({ page }) => {
  await open(page, '?v=1&sp=30');
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Data: Gate weights per task' }).click();
  const seen = new Set<string>();
  await expect
    .poll(async () => {
      const rows = await cells(page);
      const sums = new Map<string, number>();
      for (const [task, , mean] of rows) sums.set(task, (sums.get(task) ?? 0) + Number(mean));
      expect([...sums.keys()]).toEqual(['click', 'watch time', 'like', 'rating']);
      for (const sum of sums.values()) expect(Math.abs(sum - 1)).toBeLessThan(0.001);
      seen.add(JSON.stringify(rows));
      return seen.size; // the table is brought up to date while it is open
    })
    .toBeGreaterThanOrEqual(3);
});

test(
  'the two models are equal at the start and differ after some steps of dropout',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, WEBGPU);
    const half = (rows: string[][], model: string): string[][] =>
      rows.filter(([name]) => name === model).map((row) => row.slice(1));
    const before = await dataOf(page, 'Polarization with and without dropout');
    expect(half(before, 'A · no dropout')).toHaveLength(4);
    expect(half(before, 'B · 10% dropout')).toEqual(half(before, 'A · no dropout'));
    await takeSteps(page, 10);
    const after = await dataOf(page, 'Polarization with and without dropout');
    expect(half(after, 'B · 10% dropout')).not.toEqual(half(after, 'A · no dropout'));
    expect(half(after, 'A · no dropout')).not.toEqual(half(before, 'A · no dropout'));

    // The switch shows the other one's gates, in every picture and in the link.
    const shown = await dataOf(page, 'Gate weights per task');
    await figure(page, 'Gate weights per task').getByRole('radio', { name: 'B 10% dropout' }).check();
    await expect(page).toHaveURL(/[?&]a=1/);
    expect(await dataOf(page, 'Gate weights per task')).not.toEqual(shown);
  },
);

test('the held-out losses fall, and their table grows with the run', async ({ page }) => {
  await open(page);
  await expect(titleOf(page, 'Held-out loss per task')).toHaveText('Held-out loss, before training');
  expect(await dataOf(page, 'Held-out loss per task')).toHaveLength(1);
  await trainTo(page, 400);
  await expect(titleOf(page, 'Held-out loss per task')).toHaveText(/^Loss: .+ down to \d+%, .+ at \d+%$/);
  const rows = await dataOf(page, 'Held-out loss per task');
  expect(rows.length).toBeGreaterThan(10);
  const [first, last] = [rows[0], rows.at(-1)!].map((row) => row.map(Number));
  // Points stand on a fixed grid of steps, whatever the speed: every fourth step of a run of 600. The last one is where the run is.
  expect(first[0]).toBe(0);
  expect(rows.slice(0, -1).every(([step]) => Number(step) % 4 === 0)).toBe(true);
  for (const task of [1, 2, 3, 4]) expect(last[task]).toBeLessThan(first[task]);
  await figure(page, 'Held-out loss per task').getByRole('radio', { name: 'AUC' }).check();
  // The run comes to rest a moment after the button says so: the numbers are read until they are those of the last step.
  await expect(async () => {
    const now = (await dataOf(page, 'Held-out loss per task')).at(-1)!.map(Number);
    expect(now[0]).toBe(await stepOf(page));
    const title = await titleOf(page, 'Held-out loss per task').textContent();
    const said = /^AUC: click (\d\.\d{3}), like (\d\.\d{3})$/
      .exec(title ?? '')
      ?.slice(1)
      .map(Number);
    expect(said).toHaveLength(2);
    // Three digits there, four here, each rounded from all of them: 0.94946 is 0.949 and 0.9495.
    for (const [i, auc] of said!.entries()) expect(Math.abs(auc - now[5 + i])).toBeLessThan(0.00056);
  }).toPass();
});

test('the threshold recounts unused experts and retrains nothing', async ({ page }) => {
  await open(page);
  await trainTo(page, 200);
  const step = await stepOf(page);
  const chart = figure(page, 'Polarization with and without dropout');
  const threshold = chart.getByRole('slider', { name: 'unused: under' });
  const counts = async (): Promise<{ weights: number[][]; unused: number[] }> => {
    const rows = await dataOf(page, 'Polarization with and without dropout');
    return { weights: rows.map((row) => row.slice(2, 10).map(Number)), unused: rows.map((row) => Number(row[10])) };
  };
  for (const [key, limit] of [
    ['End', 0.1],
    ['Home', 0.001],
  ] as const) {
    await threshold.press(key);
    await expect(chart.locator('.chart-subtitle')).toContainText(`under ${String(limit * 100)}% mean weight`);
    const { weights, unused } = await counts();
    // The table rounds its weights: those at the limit may lie on either side.
    unused.forEach((count, gate) => {
      expect(count).toBeGreaterThanOrEqual(weights[gate].filter((weight) => weight < limit - 1e-4).length);
      expect(count).toBeLessThanOrEqual(weights[gate].filter((weight) => weight < limit + 1e-4).length);
    });
  }
  await threshold.press('End');
  expect((await counts()).unused.reduce((a, b) => a + b)).toBeGreaterThan(0);
  expect(await stepOf(page)).toBe(step);
  await expect(page).toHaveURL(/[?&]z=0\.1/);
});

test('the learned bias comes near the true one while one watches', { tag: '@long' }, async ({ page }) => {
  await open(page);
  const rmse = async (): Promise<number> =>
    Number(
      /Learned bias: ([\d.]+) logits/.exec((await titleOf(page, 'Position bias').textContent()) ?? '')?.[1] ?? NaN,
    );
  await expect(titleOf(page, 'Position bias')).toHaveText('Learned bias: untrained, every position alike');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(rmse, { timeout: 60_000 }).toBeLessThan(0.2);
  // To its end, which may come before a press of Pause would.
  await expect(page.getByRole('button', { name: 'Play again' })).toBeVisible({ timeout: 60_000 });
  await figure(page, 'Position bias').getByRole('radio', { name: 'desktop' }).check();
  await expect(page).toHaveURL(/[?&]dv=desktop/);
  await expect(
    figure(page, 'Position bias').getByRole('img', { name: /^Click-through rate by position, desktop/ }),
  ).toBeVisible();
  const rows = await dataOf(page, 'Position bias');
  expect(rows).toHaveLength(36);
  for (const row of rows) {
    const [observed, low, high] = row.slice(3, 6).map(Number);
    expect(low).toBeLessThanOrEqual(observed);
    expect(high).toBeGreaterThanOrEqual(observed);
  }
});

test('a chart with nothing to show says why', { tag: '@long' }, async ({ page }) => {
  await open(page, '?v=1&log=none&k=shared-bottom&backend=wasm');
  await expect(figure(page, 'Position bias')).toContainText('This log has no positions');
  await expect(figure(page, 'Gate weights per task')).toContainText('A shared bottom has one expert and no gates');
  await expect(page.getByRole('button', { name: 'Data: Position bias' })).toHaveCount(0);
  await open(page, '?v=1&bh=adversarial&backend=wasm');
  await expect(figure(page, 'Position bias')).toContainText('unlearns the position by an adversarial loss');
  await expect(figure(page, 'Position bias').getByRole('img', { name: /^Click-through rate/ })).toBeVisible();
});

test('an expert is pointed at with the keyboard and stands out in all four gates', async ({ page }) => {
  await open(page);
  const experts = page.getByRole('toolbar', { name: 'Experts of the click gate' });
  await experts.getByRole('button', { name: 'expert 1', exact: true }).focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(experts.getByRole('button', { name: 'expert 3' })).toBeFocused();
  await expect(page.locator('.violin[data-on]')).toHaveCount(4);
  await page.keyboard.press('Tab');
  await expect(page.locator('.violin[data-on]')).toHaveCount(0);
});

test(
  'every drawing says in words what it shows, and nothing moves when the words change',
  { tag: '@long' },
  async ({ page }) => {
    await open(page);
    const places = (): Promise<unknown[]> =>
      page.getByRole('figure').evaluateAll((figures) =>
        figures.map((one) => {
          const { top, left, height } = one.getBoundingClientRect();
          const plot = one.querySelector('.plot')?.getBoundingClientRect();
          return {
            name: one.getAttribute('aria-label'),
            top,
            left,
            height,
            plot: plot && { top: plot.top, height: plot.height },
          };
        }),
      );
    const before = await places();
    const words = await page
      .locator('.plot svg[role=img]')
      .evaluateAll((drawings) => drawings.map((drawing) => drawing.getAttribute('aria-label') ?? ''));
    expect(words.length).toBeGreaterThanOrEqual(9);
    for (const text of words) expect(text.length).toBeGreaterThan(20);
    await trainTo(page, 200);
    expect(await places()).toEqual(before);
  },
);

test('the data can be taken away as a file', { tag: '@long' }, async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Data: Gate weights per task' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('mmoe-lab-train.gates-step-0.csv');
});

test('axe finds nothing in the charts and their data, in light and in dark', { tag: '@long' }, async ({ page }) => {
  await open(page);
  await trainTo(page, 100);
  const none = { light: [], dark: [] };
  expect(await findingsInBoth(page, 'figure.chart')).toEqual(none);
  await page.getByRole('radio', { name: 'over time' }).check();
  expect(await findingsInBoth(page, 'figure.chart')).toEqual(none);
  await page.getByRole('button', { name: 'Data: Held-out loss per task' }).click();
  expect(await findingsInBoth(page, 'dialog[open]')).toEqual(none);
});
