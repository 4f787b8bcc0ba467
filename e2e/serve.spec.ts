import { readFileSync } from 'node:fs';
import { csvParse } from 'd3';
import type { Locator, Page } from '@playwright/test';
import { findings } from './support/axe';
import { sticksOut } from './support/fits';
import { expect, test } from './support/fixtures';
import { followShifts, moved } from './support/shifts';

// The chapter "Serve": what is shown is checked against its own file, ranked here once more.

/** A small run, trained a little, on WebAssembly. */
const RUN = 'v=1&ch=serve&backend=wasm&n=2700&s=50&at=50';

interface Candidate {
  name: string;
  /** Click, watch time, like, rating, as predicted. */
  predicted: number[];
  place: number;
}

async function open(page: Page, more = ''): Promise<Locator> {
  await page.goto(`./?${RUN}${more}`);
  const card = page.getByRole('region', { name: 'One query, ranked' });
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute('aria-valuenow', '50', {
    timeout: 60_000,
  });
  // What the trained model says, not what it said on its way.
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(/comes first; \d of the 9 shown/);
  await expect.poll(async () => (await candidatesOf(page, card)).step).toBe(50);
  return card;
}

/** The candidates in the file that the card gives. */
async function candidatesOf(page: Page, card: Locator): Promise<{ step: number; candidates: Candidate[] }> {
  await card.getByRole('button', { name: /^Data:/ }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('dialog').getByRole('button', { name: 'Download CSV' }).click();
  const file = await saved;
  const text = readFileSync(await file.path(), 'utf8').replace('\uFEFF', '');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).click();
  return {
    step: Number(/step-(\d+)/.exec(file.suggestedFilename())?.[1]),
    candidates: csvParse(text).map((row) => ({
      name: row.Item,
      predicted: ['click', 'watch time', 'like', 'rating'].map((task) => Number(row[`${task}, predicted`])),
      place: Number(row.Place),
    })),
  };
}

/** Names in the list, by their places. */
async function listed(card: Locator): Promise<string[]> {
  const options = await card.getByRole('option').all();
  const rows = await Promise.all(
    options.map(async (option) => ({
      place: Number(await option.getAttribute('aria-posinset')),
      name: (await option.getAttribute('aria-label'))?.replace(/^\d+, /, '').replace(/:.*$/, '') ?? '',
    })),
  );
  return rows.sort((a, b) => a.place - b.place).map(({ name }) => name);
}

/** The paper's product, and the sum. */
const product = (weights: number[], [click, watch, like, rating]: number[]): number =>
  click ** weights[0] * Math.exp(watch) ** weights[1] * like ** weights[2] * Math.exp(rating) ** weights[3];
const sum = (weights: number[], predicted: number[]): number =>
  predicted.reduce((total, value, k) => total + weights[k] * value, 0);
const orderBy = (candidates: Candidate[], score: (predicted: number[]) => number): string[] =>
  candidates.toSorted((a, b) => score(b.predicted) - score(a.predicted)).map(({ name }) => name);

const slider = (card: Locator, task: string): Locator => card.getByRole('slider', { name: `Weight of ${task}` });

test('a slider re-ranks the list as the exported predictions say it should, and the weights are remembered', async ({
  page,
}) => {
  const card = await open(page);
  const { candidates } = await candidatesOf(page, card);
  expect(candidates).toHaveLength(15);
  expect(await listed(card)).toEqual(orderBy(candidates, (predicted) => product([1, 1, 1, 1], predicted)));
  await slider(card, 'click').fill('0.1');
  await slider(card, 'rating').fill('2.65');
  const weights = [0.1, 1, 1, 2.65];
  const expected = orderBy(candidates, (predicted) => product(weights, predicted));
  expect(expected).not.toEqual(candidates.map(({ name }) => name));
  expect(await listed(card)).toEqual(expected);
  await card.getByRole('radio', { name: 'sum' }).check({ force: true });
  expect(await listed(card)).toEqual(orderBy(candidates, (predicted) => sum(weights, predicted)));
  // By keyboard: a step of the slider, and another.
  await slider(card, 'like').focus();
  await page.keyboard.press('ArrowRight');
  await expect(slider(card, 'like')).toHaveValue('1.05');

  await page.reload();
  await expect(slider(card, 'rating')).toHaveValue('2.65');
  await expect(card.getByRole('radio', { name: 'sum' })).toBeChecked();
});

test('an item says why it stands there, and the weight that it names moves it up; a thousand are re-ranked as a slider is dragged', async ({
  page,
}) => {
  const card = await open(page);
  const names = await listed(card);
  const list = card.getByRole('listbox', { name: 'Candidates in the order of their score' });
  await list.focus();
  for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowDown');
  const why = page.getByRole('region', { name: 'Why an item stands there' });
  const heading = why.getByRole('heading', { level: 2 });
  await expect(heading).toContainText(`“${names[4]}” is number 5 of 15`);
  await why.getByRole('button', { name: 'Set the weight so' }).click();
  await expect(heading).toContainText(new RegExp(`“${names[4]}” is number [1-4] of 15`));

  await card.getByRole('textbox', { name: 'Candidates' }).fill('1000');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('option').first()).toHaveAttribute('aria-setsize', '1000');
  // Drawn is what is in sight.
  expect(await card.getByRole('option').count()).toBeLessThan(40);
  const first = (await card.getByRole('option').first().textContent()) ?? '';
  for (let i = 0; i <= 20; i++) await slider(card, 'like').fill((i / 10).toFixed(1));
  await expect(slider(card, 'like')).toHaveValue('2');
  await expect(card.getByRole('option').first()).not.toHaveText(first);
});

test('a position that is told wrongly changes what a model predicts that reads it; no weights, no order; a new run, its own list', async ({
  page,
}) => {
  const card = await open(page, '&bh=input-feature');
  const title = card.getByRole('heading', { level: 2 });
  const missing = (await candidatesOf(page, card)).candidates;
  await card.getByRole('radio', { name: '1 for everybody' }).check({ force: true });
  const byName = (all: Candidate[]): number[][] =>
    all.toSorted((a, b) => (a.name < b.name ? -1 : 1)).map(({ predicted }) => predicted);
  await expect.poll(async () => byName((await candidatesOf(page, card)).candidates)).not.toEqual(byName(missing));
  const told = (await candidatesOf(page, card)).candidates;
  expect(told.map(({ name }) => name).sort()).toEqual(missing.map(({ name }) => name).sort());
  expect(await listed(card)).toEqual(orderBy(told, (predicted) => product([1, 1, 1, 1], predicted)));
  const positions = page.getByRole('region', { name: 'The position told at serving' });
  await expect(positions.getByRole('row', { name: /^1 for everybody/ })).toContainText(/[−+]?\d\.\d{3} \[/);

  for (const task of ['click', 'watch time', 'like', 'rating']) await slider(card, task).fill('0');
  await expect(title).toHaveText(/^All four weights are 0/);
  await expect(card.getByRole('option').first()).not.toHaveAttribute('aria-label', /score/);
  const trade = page.getByRole('region', { name: 'Engagement against satisfaction' });
  await expect(trade.getByRole('heading', { level: 2 })).toHaveText(/^All four weights are 0/);
  await card.getByRole('button', { name: 'All to 1' }).click();
  await expect(trade.getByRole('heading', { level: 2 })).toHaveText(/Your weights: [\d.]+ clicks and [\d.]+ likes/i);

  await page.getByRole('button', { name: 'New seeds' }).click();
  await expect(title).toHaveText(/Not trained yet/i);
  const names = missing.map(({ name }) => name).sort();
  await expect.poll(async () => (await listed(card)).sort()).not.toEqual(names);
});

test(
  'the page is accessible, fits, and nothing moves by itself while a model trains',
  { tag: '@long' },
  async ({ page }) => {
    await followShifts(page);
    await page.goto('./?v=1&ch=serve&backend=wasm&n=2700&s=50');
    const card = page.getByRole('region', { name: 'One query, ranked' });
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/Not trained yet/i);
    await expect(page.getByRole('region', { name: 'What serving costs' }).getByRole('table')).toBeVisible();
    await page.getByRole('button', { name: 'Play' }).click();
    await expect(card.getByRole('heading', { level: 2 })).toHaveText(/comes first; \d of the 9 shown/);
    await expect(page.getByRole('button', { name: 'Play again' })).toBeVisible({ timeout: 30_000 });
    expect(await moved(page)).toBeLessThan(0.01);
    expect(await findings(page)).toEqual([]);
    for (const width of [1024, 390]) {
      await page.setViewportSize({ width, height: 900 });
      await expect.poll(() => sticksOut(page), String(width)).toEqual([]);
    }
  },
);
