import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { findings } from './support/axe';
import { stepOf } from './support/lab';

// Slow motion: the next training step phase by phase, with the numbers of one impression; its last phase takes that very step.

const slow = (page: Page): Locator => page.getByRole('region', { name: 'Slow motion', exact: true });
const press = (page: Page, name: string): Promise<void> =>
  slow(page).getByRole('button', { name, exact: true }).click();
const title = (page: Page): Locator => page.getByRole('figure', { name: 'Network' }).getByRole('heading', { level: 2 });
const numbersOf = async (row: Locator): Promise<number[]> =>
  (await row.getByRole('cell').allInnerTexts()).map((text) => Number(text.replace('−', '-').replace(/,.*$/, '')));

test('six phases of a step on both models, and the engine then has what was shown', async ({ page }) => {
  await page.goto('./?v=1&backend=wasm');
  await page.getByRole('button', { name: 'Slow motion', exact: true }).click();
  await expect(slow(page).getByRole('button', { name: 'Next phase' })).toBeFocused({ timeout: 60_000 });
  for (const [arm, letter] of ['A', 'B'].entries()) {
    await page
      .getByRole('figure', { name: 'Network' })
      .getByRole('radio', { name: new RegExp(`^${letter} `) })
      .check({ force: true });
    const named = (number: number, phase: string): string =>
      `Model ${letter}, step ${String(arm + 1)}, phase ${String(number)} of 6: ${phase}`;
    await expect(title(page)).toHaveText(named(1, 'batch'));
    await expect(slow(page).getByRole('table', { name: 'Its labels' }).getByRole('row')).toHaveCount(5);
    await press(page, 'Next phase');
    await expect(title(page)).toHaveText(named(2, 'forward pass'));
    const before = await numbersOf(
      slow(page)
        .getByRole('table', { name: 'Softmax of the logits' })
        .getByRole('row', { name: /^click/ }),
    );
    expect(Math.abs(before.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(0.05);
    await slow(page).getByRole('button', { name: 'Next phase' }).press('ArrowRight');
    await expect(title(page)).toHaveText(named(3, 'gate mask'));
    const dropped = await slow(page).locator('td[data-dropped]').count();
    const kept = await numbersOf(
      slow(page)
        .getByRole('table', { name: 'Renormalised' })
        .getByRole('row', { name: /^click/ }),
    );
    expect(Math.abs(kept.reduce((sum, weight) => sum + weight, 0) - 1)).toBeLessThan(0.006);
    if (arm === 0) {
      expect(dropped).toBe(0);
      await expect(slow(page)).toContainText('model A trains without gate dropout');
    } else {
      expect(dropped).toBeGreaterThan(0);
      await expect(slow(page)).toContainText(`of 32 weights here ${String(dropped)} became 0`);
      await expect(page.locator('[data-edge][data-dropped]')).toHaveCount(dropped);
    }
    await press(page, 'Next phase');
    await expect(title(page)).toHaveText(named(4, 'loss'));
    await press(page, 'Next phase');
    await expect(title(page)).toHaveText(named(5, 'backward pass'));
    // Another size of the window changes nothing.
    await page.setViewportSize({ width: 1440, height: 960 + 40 * arm });
    await expect(title(page)).toHaveText(named(5, 'backward pass'));
    expect(await stepOf(page)).toBe(arm);
    await press(page, 'Take the step');
    await expect(title(page)).toHaveText(named(6, 'update'));
    await expect(slow(page)).toContainText(/The engine has taken the step: the model’s [\d,]+ parameters are now/);
    expect(await stepOf(page)).toBe(arm + 1);
    if (arm === 0) {
      expect(await findings(page)).toEqual([]);
      await press(page, 'Next step');
    }
  }
  await page.keyboard.press('Escape');
  await expect(slow(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Slow motion', exact: true })).toBeFocused();
});

test('a shared bottom has no gate to mask, and a run that trains is paused', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto('./?v=1&backend=wasm&k=shared-bottom');
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(2);
  await page.getByRole('button', { name: 'Slow motion', exact: true }).click();
  await expect(slow(page).getByRole('button', { name: 'gate mask' })).toBeVisible();
  await press(page, 'gate mask');
  await expect(slow(page)).toContainText('a shared bottom has no gates');
});
