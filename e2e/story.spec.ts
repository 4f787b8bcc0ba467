import { findings } from './support/axe';
import { expect, test } from './support/fixtures';
import { sticksOut } from './support/fits';
import { open, stepOf } from './support/lab';
import { smallTargets } from './support/targets';

// A run told in words when it has ended, and the data one impression at a time.

test('what happened is told when the run ends, without moving a picture, and leads on by keyboard', async ({
  page,
}) => {
  await open(page, 'backend=wasm&sp=0&s=100');
  const story = page.getByRole('region', { name: 'What happened?' });
  await expect(story.getByText(/is told here when the run ends/)).toBeVisible();
  const network = () => page.getByRole('figure').first().boundingBox();
  const before = await network();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(100);
  await expect(story.getByText(/^After 100 steps: /)).toBeVisible();
  expect(await network()).toEqual(before);

  const more = story.getByRole('button', { name: 'Read on: what next' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(story.getByRole('listitem')).toHaveCount(4);
  expect(await findings(page)).toEqual([]);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(story.getByRole('button', { name: 'See the position bias' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('figure', { name: 'Position bias' })).toBeFocused();
  await expect(page.getByRole('figure', { name: 'Position bias' })).toBeInViewport();

  // The next run begins with its story untold.
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect(story.getByText(/is told here when the run ends/)).toBeVisible();
  await expect(story.getByRole('listitem')).toHaveCount(0);
});

test('a query is read item by item on a phone, and an impression is followed through the model', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page, 'ch=data&backend=cpu&lab=clicked');
  const query = page.getByRole('region', { name: 'Items of a query' });
  await query.getByRole('radio', { name: '3: ' }).check();
  const items = query.getByRole('list').getByRole('button', { name: /^item/ });
  await expect(items).toHaveCount(9);
  await items.nth(1).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(items.nth(7)).toBeFocused();
  await page.keyboard.press('Enter');
  const words = query.getByText(
    /, eighth of nine\. (Clicked, watched|Not clicked, so).* Model A, not trained yet: \d+(\.\d)?% click/,
  );
  await expect(words).toBeVisible();
  const said = (await words.innerText()).trim();
  expect(await findings(page)).toEqual([]);
  expect(await sticksOut(page)).toEqual([]);
  expect(await smallTargets(page)).toEqual([]);

  await query.getByRole('button', { name: 'Follow this impression through the model' }).click();
  const one = page.getByRole('region', { name: 'One impression' });
  await expect(one).toBeFocused();
  await expect(one).toContainText(said);
  await expect(one.getByRole('combobox', { name: 'Impression' })).toHaveValue('25');
});
