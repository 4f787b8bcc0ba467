import { readFileSync } from 'node:fs';
import { csvParse } from 'd3';
import type { Locator, Page } from '@playwright/test';
import { findings } from './support/axe';
import { sticksOut } from './support/fits';
import { expect, test } from './support/fixtures';
import { followShifts, moved } from './support/shifts';

// The chapter "Compare": architectures at equal multiplications, trained in the page, checked against its own file. On WebAssembly, as in any page.

const METRICS = ['click: AUC', 'watch time: squared error', 'like: AUC', 'rating: squared error'];

async function open(page: Page): Promise<Locator> {
  await page.goto('./?v=1&ch=compare&backend=wasm');
  const card = page.getByRole('region', { name: 'Architectures at equal cost' });
  await expect(card.getByText(/^Stored results, 20 seeds each/)).toBeVisible();
  return card;
}

/** The runs in the file that the card gives. */
async function fileOf(page: Page, card: Locator): Promise<Record<string, string>[]> {
  await card.getByRole('button', { name: /^Data:/ }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Download CSV' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8').replace('\uFEFF', '');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return csvParse(text);
}

/** The means in the card's table: of each model, its four metrics as written. */
async function meansOf(card: Locator): Promise<Record<string, string[]>> {
  await card.getByText('Numbers', { exact: true }).click();
  const rows = await card.getByRole('table').locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return Object.fromEntries(
    cells.map(([model, , , ...rest]) => [model, rest.slice(0, 4).map((text) => text.split(' ')[0])]),
  );
}

test('4 seeds of 2 models are trained, the means are those of the file, and a run opens in Gates as it was', async ({
  page,
}) => {
  const card = await open(page);
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^Small: .* errs least .* Large: /);
  for (const name of ['one gate', '8‑expert MMoE', 'single-task', 'shared-bottom'])
    await card.getByRole('button', { name, exact: true }).click();
  await card.getByRole('combobox', { name: 'Size' }).selectOption('small');
  await card.getByRole('textbox', { name: 'Steps' }).fill('60');
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Run the comparison' }).click();
  await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(/\(your results\)$/);

  const runs = await fileOf(page, card);
  expect(runs.map(({ Model, Seed }) => [Model, Seed])).toEqual(
    ['4‑expert MMoE', 'CGC'].flatMap((model) => ['1', '2', '3', '4'].map((seed) => [model, seed])),
  );
  const means = await meansOf(card);
  for (const model of ['4‑expert MMoE', 'CGC']) {
    const own = runs.filter(({ Model }) => Model === model);
    const mean = METRICS.map((metric) => own.reduce((sum, run) => sum + Number(run[metric]), 0) / own.length);
    expect(means[`${model} (small)`]).toEqual(mean.map((value) => value.toFixed(3)));
  }
  const pairs = page.getByRole('region', { name: 'Against 4‑expert MMoE, seed by seed' });
  // What there is of it: nothing is compared with what was not trained.
  await expect(pairs.getByRole('heading', { level: 2 })).toContainText('4‑expert MMoE');

  const one = card.getByRole('group', { name: 'One run from inside:' });
  await one.getByRole('combobox', { name: 'Model' }).selectOption({ label: 'CGC (small)' });
  await one.getByRole('combobox', { name: 'Seed' }).selectOption('3');
  await one.getByRole('button', { name: 'Open in Gates' }).click();
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute('aria-valuenow', '60', {
    timeout: 60_000,
  });
  await expect(page).toHaveURL(/es=groups/);
  await expect(page).toHaveURL(/sd=3&si=3/);
  // Each of four tasks sees its group's own expert and the two shared ones, not that of the other group.
  await expect(page.getByText('–: the gate may not use the expert.')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Utilization' }).getByRole('cell', { name: '–' })).toHaveCount(4);
});

test(
  'stopping keeps the seeds that are finished; the page is accessible and fits',
  { tag: '@long' },
  async ({ page }) => {
    test.setTimeout(90_000);
    const card = await open(page);
    expect(await findings(page)).toEqual([]);
    await card.getByRole('combobox', { name: 'Seeds' }).selectOption('20');
    await card.getByRole('button', { name: 'Run the comparison' }).click();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^So far: \d+ of 20 seeds/, { timeout: 60_000 });
    await card.getByRole('button', { name: 'Stop' }).click();
    await expect(card.getByText(/^Stopped; what was finished before is kept: \d+/)).toBeVisible();
    await expect(card.getByRole('radio', { name: /^Yours, \d+ seeds?$/ })).toBeChecked();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^Small: .*\(your results\)$/);
    await card.getByRole('radio', { name: 'Stored, 20 seeds' }).check({ force: true });
    await expect(card.getByText(/^Stored results, 20 seeds each/)).toBeVisible();
    for (const width of [1440, 1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => sticksOut(page), String(width)).toEqual([]);
    }
  },
);

test(
  'a further study is trained here, beside the stored one; nothing moves; stopping keeps what is finished',
  { tag: '@long' },
  async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await followShifts(page);
    await open(page);
    // Its values come one after the other, and its title is of other lengths before, during and after.
    const card = page.getByRole('region', { name: 'Does it depend on the world?' });
    await card.getByRole('combobox', { name: 'Seeds' }).selectOption('8');
    await card.evaluate((panel) => {
      panel.scrollIntoView();
    });
    await card.getByRole('button', { name: /^Train it here/ }).click();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^So far: [2-9] of 9 values/, { timeout: 30_000 });
    expect(await moved(page)).toBeLessThan(0.01);
    await card.getByRole('button', { name: 'Stop' }).click();
    await expect(card.getByRole('radio', { name: /^Yours, \d+ seeds?$/ })).toBeChecked();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/\(your results\)$/);
    await card.getByRole('radio', { name: 'Stored, 20 seeds' }).check({ force: true });
    await expect(card.getByText(/^Stored results, 20 seeds each/)).toBeVisible();
  },
);

for (const width of [1440, 390])
  test(
    `nothing moves by itself at ${String(width)} while a comparison is trained, nor when it ends`,
    { tag: '@long' },
    async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await followShifts(page);
      const card = await open(page);
      await card.getByRole('button', { name: 'Run the comparison' }).click();
      await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^So far: \d of 4 seeds/);
      await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
      await expect(card.getByRole('heading', { level: 2 })).toHaveText(/\(your results\)$/);
      expect(await moved(page)).toBeLessThan(0.01);
    },
  );
