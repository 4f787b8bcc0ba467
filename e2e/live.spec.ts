import type { Locator, Page } from '@playwright/test';
import { findings } from './support/axe';
import { sticksOut } from './support/fits';
import { expect, test } from './support/fixtures';
import { followShifts, moved } from './support/shifts';

// The chapter "Live": an experiment is run in the page, its verdicts are those of its intervals. On WebAssembly, as in any page.

async function open(page: Page): Promise<Locator> {
  await page.goto('./?v=1&ch=live&backend=wasm');
  const card = page.getByRole('region', { name: 'Lift over control, query by query' });
  await expect(card.getByText(/^Stored experiment, 200,000 queries/)).toBeVisible();
  return card;
}

/** Cells of the verdicts, by arm. */
async function verdictsOf(page: Page): Promise<Record<string, string[]>> {
  const card = page.getByRole('region', { name: 'Verdicts', exact: true });
  const rows = await card.getByRole('table').locator('tbody tr').all();
  const cells = await Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
  return Object.fromEntries(cells.map(([arm, ...rest]) => [arm, rest]));
}

/** The bounds in "+1.23% [−4.56%, +7.89%]". */
const boundsOf = (text: string): number[] => {
  const [, inside] = /\[(.*)\]/.exec(text)!;
  return inside.split(', ').map((part) => Number(part.replace('−', '-').replace('%', '')));
};

test('an experiment comes to verdicts, control against itself stays at zero, an arm opens in Train', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await followShifts(page);
  const card = await open(page);
  await card.getByRole('combobox', { name: 'Each query goes to' }).selectOption({ label: 'every arm (paired)' });
  await card.getByRole('combobox', { name: 'Queries' }).selectOption('2000');
  await card.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(
    /^After 2,000 queries in this one world, by engagement, .*Worse: .*random/,
  );
  expect(await moved(page)).toBeLessThan(0.01);
  const verdicts = await verdictsOf(page);
  const [low, high] = boundsOf(verdicts['control again (A/A)'][0]);
  expect(low).toBeLessThan(0);
  expect(high).toBeGreaterThan(0);
  expect(verdicts['control again (A/A)'][2]).toBe('not told apart, as it should be');
  expect(boundsOf(verdicts.random[0])[1]).toBeLessThan(0);
  expect(verdicts.random[2]).toMatch(/^worse, since query \d+$/);
  for (const [arm, cells] of Object.entries(verdicts))
    if (cells[2] === 'not told apart') expect(boundsOf(cells[0])[0] * boundsOf(cells[0])[1], arm).toBeLessThan(0);

  await page.getByRole('button', { name: 'Open in Train: 8‑expert MMoE' }).click();
  await expect(page).toHaveURL(/sd=3&si=3/);
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toBeVisible();
});

test('what no experiment can be made of is refused in words, stopping keeps what had come; it is accessible and fits', async ({
  page,
}) => {
  const card = await open(page);
  expect(await findings(page)).toEqual([]);
  await expect(card.getByText(/^The model in Train cannot be an arm here: it is of another world/)).toBeVisible();
  await expect(card.getByRole('button', { name: 'the model from Train' })).toBeDisabled();
  await card.getByText('Combined score, candidates, seed').click();
  for (const task of ['click', 'watch time', 'like', 'rating'])
    await card.getByRole('textbox', { name: `Weight of ${task}` }).fill('0');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('alert')).toHaveText(/^All weights are 0/);
  await expect(card.getByRole('button', { name: 'Run the experiment' })).toBeDisabled();
  await card.getByRole('textbox', { name: 'Weight of click' }).fill('1');
  await page.keyboard.press('Enter');
  await expect(card.getByRole('heading', { level: 2 })).toContainText('stored results, made with other settings');
  await card.getByRole('combobox', { name: 'Queries' }).selectOption('200000');
  await card.getByRole('button', { name: 'Run the experiment' }).click();
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^So far|so far/, { timeout: 60_000 });
  await card.getByRole('button', { name: 'Stop' }).click();
  await expect(card.getByText(/^Stopped; what was finished before is kept: \d+/)).toBeVisible();
  await expect(card.getByRole('radio', { name: /^Yours, [\d,]+ queries$/ })).toBeChecked();
  for (const width of [1440, 1024, 390]) {
    await page.setViewportSize({ width, height: 900 });
    await expect.poll(() => sticksOut(page), String(width)).toEqual([]);
  }
});

test('a class sees peeking: 200 A/A experiments, the ordinary interval is wrong in many, the sequence in few', async ({
  page,
}) => {
  await open(page);
  const card = page.getByRole('region', { name: /^A\/A: how often/ });
  await card.getByRole('button', { name: 'Run 200 A/A experiments' }).click();
  await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
  await expect(card.getByRole('heading', { level: 2 })).toHaveText(/^200 experiments of control against itself/);
  const own = await card.getByRole('table').locator('tbody tr td:last-child').allInnerTexts();
  const counts = own.map((text) => Number(/^(\d+) of 200/.exec(text)![1]));
  expect(counts[0]).toBeLessThan(20);
  expect(counts[1]).toBeGreaterThan(50);
});
