import type { Page } from '@playwright/test';
import { expectToBeFine } from './support/axe';
import { expect, test } from './support/fixtures';

// The Gates chapter: one impression followed, the history gone back to, experts switched off.

const cells = async (page: Page, name: string): Promise<number[][]> => {
  const named = { name, exact: true };
  const table = page.getByRole('table', named).or(page.getByRole('grid', named));
  const rows = await table.locator('tbody tr').all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.locator('td').allInnerTexts()).map((text) => Number(text.replace('−', '-').replace('–', 'NaN'))),
    ),
  );
};

async function train(page: Page, steps: number): Promise<void> {
  await page.getByRole('button', { name: 'More steps' }).click();
  await page.getByRole('button', { name: '100 steps', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute(
    'aria-valuenow',
    String(steps),
    { timeout: 60_000 },
  );
}

test('an impression is followed with numbers that agree with each other, and the history leads back', async ({
  page,
}) => {
  await page.goto('./?v=1&ch=gates&sp=0&backend=cpu');
  await expect(page.getByRole('grid', { name: 'Gate logits' })).toBeVisible({ timeout: 60_000 });
  await expect.poll(async () => (await cells(page, 'Gate logits'))[0][0]).not.toBeNaN();
  const start = await cells(page, 'Utilization');
  await train(page, 100);
  await expect.poll(() => cells(page, 'Utilization')).not.toEqual(start);

  await page.getByRole('button', { name: 'Next impression' }).click();
  await expect(page.getByRole('combobox', { name: 'Impression' })).toHaveValue('11');
  await expect(async () => {
    const logits = await cells(page, 'Gate logits');
    const weights = await cells(page, 'Gate weights (softmax)');
    logits.forEach((row, k) => {
      const sum = row.reduce((total, z) => total + Math.exp(z), 0);
      row.forEach((z, e) => {
        expect(weights[k][e]).toBeCloseTo(Math.exp(z) / sum, 1.5);
      });
    });
  }).toPass({ timeout: 10_000 });
  await page.getByRole('grid', { name: 'Gate weights (softmax)' }).getByRole('gridcell').nth(10).click();
  await expect(page.getByText(/^watch time, expert 3: e\^/)).toBeVisible();

  const place = () => page.getByRole('figure', { name: 'Gate weights over time' }).boundingBox();
  const before = await place();
  await page.getByRole('slider', { name: 'Step shown' }).fill('0');
  await expect.poll(() => cells(page, 'Utilization')).toEqual(start);
  await expect(page.getByText('Gates at step 0:')).toBeVisible();
  expect(await place()).toEqual(before); // going back moves nothing
  await page.getByRole('button', { name: 'Newest' }).click();
  await expect.poll(() => cells(page, 'Utilization')).not.toEqual(start);

  const ablation = page.getByRole('region', { name: 'Without one expert' }).first();
  await ablation.getByRole('button', { name: 'Measure' }).click();
  await expect(ablation.locator('tbody tr')).toHaveCount(8);
});

test('the history leads back by a click on it, and the table of figure 5 says what made its numbers', async ({
  page,
}) => {
  await page.goto('./?v=1&ch=gates&sp=0&backend=cpu');
  await expect(page.getByRole('grid', { name: 'Gate logits' })).toBeVisible({ timeout: 60_000 });
  await train(page, 100);
  const history = page.getByRole('figure', { name: 'Gate weights over time' });
  const picture = history.getByRole('img').first();
  const { width } = (await picture.boundingBox())!;
  // 600 steps wide: a twelfth of it is about step 50.
  await picture.click({ position: { x: 18 + (width - 34) / 12, y: 40 } });
  await expect(page.getByText(/^Gates at step (4|5)\d:/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Newest' })).toBeEnabled();
  await expect(page.getByRole('radiogroup', { name: 'Model shown' })).toHaveCount(1);

  // Sentences that are written anew while a run trains have terms that open, too.
  await page.getByRole('button', { name: 'Newest' }).click();
  await page.getByRole('button', { name: 'dead', exact: true }).press('Enter');
  await expect(page.getByRole('group', { name: 'dead', exact: true })).toContainText('死亡专家');
  await page.keyboard.press('Escape');

  const sharing = page.getByRole('region', { name: 'Engagement and satisfaction gates' }).first();
  await sharing.getByText('How they were made').click();
  await expect(sharing.getByText(/Made on .* from commit [0-9a-f]{7}/)).toBeVisible();
  const rows = sharing.locator('tbody tr');
  await expect(rows).toHaveCount(6);
  for (const row of await rows.all()) await expect(row.locator('td').first()).toHaveText(/^\d\.\d\d \[/);
});

test(
  'what the chapter shows has no finding of axe and fits: light and wide, dark and narrow',
  { tag: '@long' },
  async ({ page }) => {
    await page.goto('./?v=1&ch=gates&sp=0&backend=cpu');
    await expect(page.getByRole('grid', { name: 'Gate logits' })).toBeVisible({ timeout: 60_000 });
    await train(page, 100);
    const ablation = page.getByRole('region', { name: 'Without one expert' });
    await ablation.getByRole('button', { name: 'Measure' }).click();
    await expect(ablation.locator('tbody tr')).toHaveCount(8);
    await expectToBeFine(page, [
      ['light', 1440, 900],
      ['dark', 390, 900],
    ]);
  },
);

test('on a phone nothing moves by itself once the numbers stand', { tag: '@long' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?v=1&ch=gates&sp=0&backend=cpu');
  await expect(page.getByRole('grid', { name: 'Gate logits' })).toBeVisible({ timeout: 60_000 });
  await train(page, 100);
  const heights = () =>
    page.evaluate(async () => {
      const seen = new Set<number>();
      for (let frame = 0; frame < 20; frame++) {
        await new Promise(requestAnimationFrame);
        seen.add(document.documentElement.scrollHeight);
      }
      return seen.size;
    });
  await expect.poll(heights).toBe(1);
  // A table whose look while it scrolls made it narrow enough not to scroll went on for ever; one round of 20 frames could miss it.
  for (let round = 0; round < 5; round++) expect(await heights()).toBe(1);
});
