import type { Locator, Page } from '@playwright/test';
import { findings } from './support/axe';
import { sticksOut } from './support/fits';
import { expect, test } from './support/fixtures';
import { followShifts, moved } from './support/shifts';

// The chapter "Loop": stored rounds read one by one, and rounds made here that a link makes again. On WebAssembly, as in any page.

async function open(page: Page, fragment = ''): Promise<Locator> {
  await page.goto(`./?v=1&ch=loop&backend=wasm${fragment}`);
  const card = page.getByRole('region', { name: 'Round by round' });
  await expect(card).toBeVisible();
  return card;
}

const title = (card: Locator): Locator => card.getByRole('heading', { level: 2 });

/** The means in the card's table, row by row. */
async function numbersOf(card: Locator): Promise<string[][]> {
  await card.getByText('Numbers', { exact: true }).click();
  const rows = await card.getByRole('table').locator('tbody tr').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allInnerTexts()));
}

test('the stored rounds are played and scrubbed, and every card shows the round', async ({ page }) => {
  const card = await open(page);
  await expect(title(card)).toHaveText(/^After round 5 .* by 0\.27 \(no treatment\) to .*\(stored results\)$/);
  await expect(card.getByText(/^A standing boost does lasting harm\./)).toBeVisible();
  const shown = page.getByRole('region', { name: 'What each policy shows' });
  await expect(title(shown)).toHaveText(/^Round 5: /);

  const round = card.getByRole('slider', { name: 'Round' });
  await round.fill('1');
  await expect(title(card)).toHaveText(/^After round 1 .* Surely fewer: .*shallow tower/);
  await expect(title(shown)).toHaveText(/^Round 1: /);
  await expect(page).toHaveURL(/#round=1$/);
  await card.getByRole('button', { name: 'Play the rounds' }).click();
  await expect(title(card)).toHaveText(/^After round 3/);
  await expect(title(card)).toHaveText(/^After round 5/);
  await expect(card.getByRole('button', { name: 'Play the rounds' })).toBeVisible();

  await card.getByRole('radio', { name: 'misaligned, nothing added' }).check();
  await expect(card.getByText(/^The plain loop heals\./)).toBeVisible();
  await card.getByRole('combobox', { name: 'Shown', exact: true }).selectOption('seed 9003');
  await expect(page).toHaveURL(/#start=plain&round=5&seed=9003$/);
  // One seed is drawn: what is said is said of it alone.
  await expect(title(card)).toHaveText(/Three seeds or more are needed/);
  expect(await findings(page)).toEqual([]);
  // Back from another chapter, all is as it was left; the address says so.
  await page.getByRole('navigation').getByRole('button', { name: 'Train', exact: true }).click();
  await expect(page).not.toHaveURL(/#/);
  await page.goBack();
  await expect(page).toHaveURL(/#start=plain&round=5&seed=9003$/);
  await expect(card.getByRole('combobox', { name: 'Shown', exact: true })).toHaveValue('9003');
});

test(
  'a loop sent round here is made again, and its round shown, by whoever opens its link',
  { tag: '@long' },
  async ({ page, context }) => {
    await followShifts(page);
    const card = await open(page);
    await expect(card.getByText(/^Stored results, 20 seeds each/)).toBeVisible();
    for (const name of ['input feature', 'adversarial loss'])
      await card.getByRole('button', { name, exact: true }).click();
    for (const [name, value] of [
      ['Rounds', '3'],
      ['Impressions a round', '900'],
      ['Steps a round', '40'],
    ])
      await card.getByRole('textbox', { name, exact: true }).fill(value);
    await page.keyboard.press('Enter');
    await card.getByRole('combobox', { name: 'Seeds' }).selectOption('2');
    await card.getByRole('combobox', { name: 'Each round begins' }).selectOption('warm');
    await card.getByRole('button', { name: 'Send it round the loop' }).click();
    await expect(card.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
    await expect(title(card)).toHaveText(/\(your results\)$/);
    await card.getByRole('slider', { name: 'Round' }).fill('2');
    await expect(page).toHaveURL(
      /#rounds=3&seeds=2&impressions=900&steps=40&warm=1&treatments=none\*shallow-tower&round=2&own=1$/,
    );
    // Before the table is opened, which moves what is below it, on a slow machine long after the press.
    expect(await moved(page)).toBeLessThan(0.01);
    const words = await title(card).innerText();
    const numbers = await numbersOf(card);
    expect(numbers.map(([treatment, round]) => `${treatment} ${round}`)).toEqual(
      ['no treatment', 'shallow tower'].flatMap((name) => [1, 2, 3].map((round) => `${name} ${String(round)}`)),
    );

    const other = await context.newPage();
    await other.goto(page.url());
    const again = other.getByRole('region', { name: 'Round by round' });
    await expect(again.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
    await expect(again.getByText('2 of 3', { exact: true })).toBeVisible();
    await expect(title(again)).toHaveText(words);
    expect(await numbersOf(again)).toEqual(numbers);
  },
);

test('fits a phone, and a loop that is stopped in its first round adds nothing', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const card = await open(page, '#rounds=2&seeds=20');
  await expect.poll(() => sticksOut(page)).toEqual([]);
  await card.getByRole('button', { name: 'Send it round the loop' }).click();
  await card.getByRole('button', { name: 'Stop' }).click();
  await expect(card.getByText('Stopped before anything was finished: nothing is added to the results.')).toBeVisible();
  await expect(title(card)).toHaveText(/\(stored results\)$/);
});
