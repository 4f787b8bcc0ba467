import { readFileSync } from 'node:fs';
import { csvParse } from 'd3';
import type { Locator, Page } from '@playwright/test';
import { findings } from './support/axe';
import { sticksOut } from './support/fits';
import { expect, test } from './support/fixtures';

// The cards "A bias nobody named" of the chapter "Loop": a search whose culprit is drawn, checked against its own file.

async function open(page: Page): Promise<Locator> {
  await page.goto('./?v=1&ch=loop&backend=wasm');
  const card = page.getByRole('region', { name: 'A bias nobody named' });
  await expect(card.getByText('Stored results of 40 worlds.')).toBeVisible();
  return card;
}

async function fileOf(page: Page, card: Locator): Promise<Record<string, string>[]> {
  await card.getByRole('button', { name: /^Data:/ }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Download CSV' }).click();
  const text = readFileSync(await (await saved).path(), 'utf8').replace('\uFEFF', '');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return csvParse(text);
}

test('a surprise is searched for, called, and told when it is asked for', { tag: '@long' }, async ({ page }) => {
  const card = await open(page);
  const title = card.getByRole('heading', { level: 2 });
  await expect(title).toHaveText(/^Called: thumbnail size in 40 of 40 worlds\. That is right/);
  await card.getByRole('combobox', { name: 'What biases clicks' }).selectOption('surprise me');
  await expect(title).toHaveText(/^Which column/);
  await card.getByRole('textbox', { name: 'Steps' }).fill('400');
  await page.keyboard.press('Enter');
  await card.getByRole('button', { name: 'Search' }).click();
  await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
  await expect(title).toHaveText(/is not told yet\. ?\(your results\)$/);
  const learned = page.getByRole('region', { name: 'What the suspect’s tower has learned' });
  await expect(learned.getByRole('img', { name: /on each device\.$/ })).toBeVisible();

  const worlds = await fileOf(page, card);
  expect(worlds).toHaveLength(25);
  await card.getByText('Numbers', { exact: true }).click();
  for (const column of ['position', 'time of day', 'autoplay', 'thumbnail size', 'network']) {
    const own = worlds.filter((row) => row.Column === column);
    const mean = own.reduce((sum, row) => sum + Number(row['Adds to the device alone, 10⁻³ nats']) / own.length, 0);
    const called = own.filter((row) => row.Called === 'yes').length;
    const cells = await card.getByRole('row', { name: column }).getByRole('cell').allInnerTexts();
    expect(cells[0].split(' ')[0]).toBe(mean.toFixed(2).replace('-', '−'));
    expect(cells[2]).toBe(`${called} of 5`);
  }
  await card.getByRole('button', { name: 'What was it?' }).click();
  await expect(title).toHaveText(/(biases clicks|is missed|is found in \d of 5|false alarms in \d of 5)\b/);
  await card.getByRole('combobox', { name: 'What biases clicks' }).selectOption('network');
  await card.getByRole('textbox', { name: 'Steps' }).fill('1000');
  await page.keyboard.press('Enter');
  await card.getByRole('radio', { name: 'Stored, 40 worlds' }).check({ force: true });
  await expect(title).toHaveText(/^Called: network in 40 of 40 worlds/);
  // The true curves are lines: the pictures' styles come with this chapter too, and not only with Train.
  await expect(learned.locator('.truth').first()).toHaveCSS('fill', 'none');
});

test(
  'a search that is stopped keeps the worlds that it has finished; on a phone nothing sticks out',
  { tag: '@long' },
  async ({ page }) => {
    const card = await open(page);
    await card.getByRole('combobox', { name: 'Worlds' }).selectOption('40');
    await card.getByRole('button', { name: 'Search' }).click();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^So far: [1-9]/, { timeout: 30_000 });
    await card.getByRole('button', { name: 'Stop' }).click();
    await expect(card.getByText(/^Stopped/)).toBeVisible();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(
      /^Called: thumbnail size( in \d+ of \d+ worlds)?\./,
    );

    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sticksOut(page)).toEqual([]);
    expect(await findings(page)).toEqual([]);
  },
);
