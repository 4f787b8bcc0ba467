import { findings } from './support/axe';
import { expect, test } from './support/fixtures';
import { sticksOut } from './support/fits';
import { dataOf, open, stepOf } from './support/lab';
import { smallTargets } from './support/targets';

// A run told in words when it has ended, and the data one impression at a time.

test('what happened is told when the run ends, without moving a picture, and leads on by keyboard', async ({
  page,
}) => {
  await open(page, 'backend=wasm&sp=0&s=100');
  const story = page.getByRole('region', { name: 'What happened?' });
  await expect(story.getByText(/^When the run has ended, or is paused/)).toBeVisible();
  const network = () => page.getByRole('figure').first().boundingBox();
  const before = await network();
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(100);
  await expect(story.getByText(/^After 100 steps: /)).toBeVisible();
  expect(await network()).toEqual(before);

  const more = story.getByRole('button', { name: 'Read on: what to do next' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(story.getByRole('listitem')).toHaveCount(5);
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
  await expect(story.getByText(/^When the run has ended, or is paused/)).toBeVisible();
  await expect(story.getByRole('listitem')).toHaveCount(0);
});

test(
  'a run that has ended is put beside simpler models, whose numbers are those of their own runs',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, 'backend=wasm&sp=0&s=100&n=3000&sd=3&si=4&sb=5');
    const story = page.getByRole('region', { name: 'What happened?' });
    await page.getByRole('button', { name: 'Play', exact: true }).click();
    await story.getByRole('button', { name: 'Read on: what to do next' }).click({ timeout: 60_000 });
    const simpler = story.getByRole('region', { name: 'Would a simpler model do as well on this run?' });
    const network = () => page.getByRole('figure').first().boundingBox();
    const before = await network();
    await simpler.getByRole('button', { name: 'Train both' }).click();
    await expect(simpler.getByRole('listitem')).toHaveCount(2, { timeout: 60_000 });
    expect(await network()).toEqual(before);
    expect(await findings(page)).toEqual([]);
    expect(await smallTargets(page)).toEqual([]);

    /** Of every task its loss, and what it is put beside. */
    const told = async (which: number): Promise<{ loss: number[]; than: number[] }> => {
      const text = await simpler.getByRole('listitem').nth(which).innerText();
      const numbers = ['click', 'watch time', 'like', 'rating'].map((task) =>
        new RegExp(`${task} \\((\\S+) against (\\S+)\\)`).exec(text)!.slice(1).map(Number),
      );
      return { loss: numbers.map(([loss]) => loss), than: numbers.map(([, than]) => than) };
    };
    /** How far, at most, model A's losses at the end of the open run, to four decimals behind its curves, are from those told in three. */
    const farFrom = async (losses: number[]): Promise<number> => {
      const row = (await dataOf(page, 'Held-out loss per task')).at(-1)!;
      return Math.max(...losses.map((loss, k) => Math.abs(loss - Number(row[1 + k]))));
    };
    const ROUNDED = 0.00056;
    const [gate, bottom] = [await told(0), await told(1)];
    expect(bottom.than).toEqual(gate.than);
    expect(await farFrom(gate.than)).toBeLessThan(ROUNDED);

    await simpler.getByRole('button', { name: 'Train with a shared bottom' }).click();
    await expect.poll(() => farFrom(bottom.loss), { timeout: 60_000 }).toBeLessThan(ROUNDED);
    // Back at the run its answer is still there, and leads on.
    await page.getByRole('button', { name: 'Undo' }).click();
    await story.getByRole('button', { name: 'Read on: what to do next' }).click({ timeout: 60_000 });
    await expect(simpler.getByRole('listitem')).toHaveCount(2);
    expect(await told(0)).toEqual(gate);
    await simpler.getByRole('button', { name: 'Train with one gate' }).click();
    await expect.poll(() => farFrom(gate.loss), { timeout: 60_000 }).toBeLessThan(ROUNDED);
  },
);

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
