import type { Locator, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { allSettings, sharedLink, stepOf } from './support/lab';

// The living network: it follows the model that is trained, every part can be pointed at, and the inspector's numbers hold together.

const step = (page: Page): Locator => page.getByRole('button', { name: 'Step', exact: true });
const network = (page: Page): Locator => page.getByRole('figure', { name: 'Network' });
const part = (page: Page, name: string): Locator => network(page).getByRole('button', { name, exact: true });
const inspector = (page: Page): Locator => network(page).getByRole('region', { name: 'The chosen part' });

/** On WebAssembly, which is there at once: the picture is the same on any engine. */
async function open(page: Page, query = '?v=1&backend=wasm'): Promise<void> {
  await page.goto(`./${query}`);
  await expect(part(page, 'Expert 1')).toBeVisible({ timeout: 60_000 });
}

/** Numbers in the cells that a locator finds. */
const numbers = async (cells: Locator): Promise<number[]> =>
  (await cells.allInnerTexts()).map((text) => Number(text.trim().split(/\s+/).at(-1)));
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

test('focusing an expert follows its paths, and the inspector shows its formula and numbers', async ({ page }) => {
  await open(page, ''); // as the page opens by itself, on WebGPU
  await step(page).click();
  await expect.poll(() => stepOf(page)).toBe(1);
  await part(page, 'Expert 3').focus();
  const picture = network(page).getByRole('group', { name: /^The network that is being trained/ });
  await expect(picture.locator('[data-edge="expert/2>gate/like"]')).toHaveAttribute('data-on', '');
  await expect(picture.locator('[data-edge="expert/3>gate/like"]')).not.toHaveAttribute('data-on');
  await expect(picture.locator('[data-edge="shared>expert/2"]')).toHaveAttribute('data-on', '');
  await expect(picture.locator('[data-node="bias"]')).not.toHaveAttribute('data-on');

  await expect(inspector(page).getByRole('heading')).toHaveText('Expert 3');
  await expect(inspector(page).locator('math').first()).toHaveText(/^fe=ReLU\u2061?\(Weh\+ce\)$/);
  await expect(inspector(page)).toContainText('Parameters136'); // 16 × 8 weights and 8 biases
  const weights = await numbers(
    inspector(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: /click|watch time|like|rating/ }) })
      .getByRole('cell'),
  );
  const [mean] = await numbers(
    inspector(page)
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'mean' }) })
      .getByRole('cell'),
  );
  expect(weights).toHaveLength(4);
  expect(Math.abs(sum(weights) / 4 - mean)).toBeLessThanOrEqual(0.001);

  // The same weights stand in the gates' own panels, and each gate's sum to 1.
  for (const [k, task] of ['click', 'watch time', 'like', 'rating'].entries()) {
    await part(page, `Gate of ${task}`).focus();
    await expect(inspector(page)).toContainText('sum 1.000');
    const row = await numbers(inspector(page).getByRole('cell'));
    expect(row).toHaveLength(8);
    expect(Math.abs(sum(row) - 1)).toBeLessThan(0.005);
    expect(row[2]).toBe(weights[k]);
  }
});

test('lines are as wide as the gate weights, and fill every gate', async ({ page }) => {
  await open(page);
  await step(page).click();
  await part(page, 'Gate of rating').focus();
  const weights = await numbers(inspector(page).getByRole('cell'));
  const widths = await network(page)
    .locator('[data-edge$=">gate/rating"][data-kind=mix]')
    .evaluateAll((lines) => lines.map((line) => Number.parseFloat(getComputedStyle(line).strokeWidth)));
  expect(widths).toHaveLength(8);
  const full = sum(widths);
  weights.forEach((weight, e) => {
    expect(Math.abs(widths[e] / full - weight)).toBeLessThan(0.03);
  });
});

test('the parts are reached with Tab and the arrow keys, and Escape lets go', async ({ page }) => {
  await open(page);
  await network(page).getByRole('button', { name: /data/i }).focus();
  // The terms of the sentence come first.
  while (!(await page.evaluate(() => document.activeElement?.closest('svg')))) await page.keyboard.press('Tab');
  await expect(part(page, 'Inputs')).toBeFocused();
  await expect(inspector(page).getByRole('heading')).toHaveText('Inputs');
  await page.keyboard.press('ArrowRight');
  await expect(part(page, 'Shared layer')).toBeFocused();
  await expect(inspector(page)).toContainText('Units ever firing (54 sampled impressions)');
  const visited = new Set<string>();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowRight', 'ArrowRight', 'End']) {
    await page.keyboard.press(key);
    visited.add(await page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? ''));
    // A plain sentence before any formula.
    await expect(inspector(page).locator('h3 + p')).not.toBeEmpty();
  }
  expect([...visited].some((name) => name.startsWith('Expert'))).toBe(true);
  expect([...visited].some((name) => name.startsWith('Gate of'))).toBe(true);
  expect([...visited].some((name) => name.startsWith('Tower of'))).toBe(true);
  await expect(inspector(page).getByRole('heading')).toHaveText('Shallow tower');
  await expect(inspector(page)).toContainText('RMSE');
  await page.keyboard.press('Escape');
  await expect(inspector(page).getByRole('heading')).toHaveText('Reading the picture');
});

test('the picture follows the number of experts, the gates and the bias handling', async ({ page }) => {
  await open(page, '?v=1&e=3&backend=wasm');
  await expect(network(page).getByRole('button', { name: /^Expert \d+$/ })).toHaveCount(3);
  await step(page).click();
  // Before its first step a run is simply made anew when a setting changes.
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  await expect(progress).toHaveAttribute('aria-valuenow', '1', { timeout: 60_000 });
  await page.getByRole('slider', { name: 'Experts', exact: true }).press('ArrowRight');
  await expect(network(page).getByRole('button', { name: /^Expert \d+$/ })).toHaveCount(3); // until the reset
  await page.getByRole('button', { name: 'Reset now' }).click();
  await expect(network(page).getByRole('button', { name: /^Expert \d+$/ })).toHaveCount(4);
  await page.getByRole('combobox', { name: 'Architecture' }).selectOption('shared bottom');
  await expect(network(page).getByRole('button', { name: /^Expert \d+$/ })).toHaveCount(1);
  await expect(network(page).getByRole('button', { name: /^Gate of/ })).toHaveCount(0);
  await expect(network(page).getByRole('heading', { level: 2 })).toHaveText(
    'Untrained: all towers read the same expert',
  );
});

test('what is pointed at with the mouse is let go of when it leaves, or kept by a click until the next', async ({
  page,
}) => {
  await open(page);
  await part(page, 'Tower of like').hover();
  await expect(inspector(page).getByRole('heading')).toHaveText('Tower of like');
  await expect(inspector(page)).toContainText('Held-out AUC');
  await page.mouse.move(5, 300);
  await expect(inspector(page).getByRole('heading')).toHaveText('Reading the picture');
  await part(page, 'Shared layer').click();
  await page.mouse.move(5, 300);
  await expect(inspector(page).getByRole('heading')).toHaveText('Shared layer');
  await part(page, 'Shared layer').click();
  await page.mouse.move(5, 300);
  await expect(inspector(page).getByRole('heading')).toHaveText('Reading the picture');
});

test('the numbers behind the picture are in its table', async ({ page }) => {
  await open(page);
  await step(page).click();
  await network(page).getByRole('button', { name: /data/i }).click();
  const dialog = page.getByRole('dialog');
  // Task, eight experts, three measures, and which of the two models it is.
  await expect(dialog.getByRole('columnheader')).toHaveCount(1 + 8 + 3 + 1);
  const row = await numbers(
    dialog
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: 'like' }) })
      .getByRole('cell'),
  );
  expect(Math.abs(sum(row.slice(0, 8)) - 1)).toBeLessThan(0.005);
});

test.describe('on a small touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 390, height: 844 } });

  test(
    'a tap points at a part, another lets go of it, and the inspector lies below the picture',
    { tag: '@long' },
    async ({ page }) => {
      await open(page);
      await part(page, 'Gate of click').tap();
      await expect(inspector(page).getByRole('heading')).toHaveText('Gate of click');
      const picture = await network(page).locator('svg[role=group]').boundingBox();
      const below = await inspector(page).boundingBox();
      expect(below!.y).toBeGreaterThanOrEqual(picture!.y + picture!.height);
      expect(picture!.x + picture!.width).toBeLessThanOrEqual(390);
      await part(page, 'Gate of click').tap();
      await expect(inspector(page).getByRole('heading')).toHaveText('Reading the picture');
    },
  );
});

test(
  'on a phone the words above the network keep their room when the title no longer counts experts',
  { tag: '@long' },
  async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open(page, '?v=1&sp=0&backend=cpu');
    const picture = network(page).getByRole('group', { name: /^The network that is being trained/ });
    const top = async (): Promise<number | undefined> => (await picture.boundingBox())?.y;
    const before = await top();
    await expect(network(page)).toContainText('“About n”');
    await page.getByRole('button', { name: 'More steps' }).click();
    await page.getByRole('button', { name: '100 steps', exact: true }).click();
    await expect(network(page)).not.toContainText('“About n”');
    expect(await top()).toBe(before);
  },
);

test('both models stand beside each other where there is room, and what explains a part is of the one the reader is in', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page);
  await step(page).click();
  await network(page).getByRole('radio', { name: 'A and B' }).check();
  const pictures = ['A · no dropout', 'B · 10% dropout'].map((name) =>
    network(page).getByRole('group', { name: new RegExp(`^${name}\\. The network`) }),
  );
  for (const picture of pictures) {
    // A line that a frame has given its width.
    await expect(picture.locator('[data-edge="expert/2>gate/like"]')).toHaveAttribute('stroke-width', /^\d/);
  }
  // Its button lies on neither.
  const button = (await network(page).getByRole('button', { name: 'Slow motion' }).boundingBox())!;
  for (const picture of pictures) {
    const { x, y, width, height } = (await picture.boundingBox())!;
    const beside = button.x >= x + width || button.x + button.width <= x;
    expect(beside || button.y >= y + height || button.y + button.height <= y).toBe(true);
  }
  await pictures[1].getByRole('button', { name: 'Gate of like' }).focus();
  await expect(inspector(page).getByRole('heading')).toHaveText('B Gate of like');
  await expect(pictures[0].locator('[data-node="gate/like"]')).toHaveAttribute('data-chosen', '');

  await page.setViewportSize({ width: 1440, height: 900 });
  await expect(network(page).getByRole('radio')).toHaveCount(2);
  await expect(network(page).getByRole('group', { name: /The network that is being trained/ })).toHaveCount(1);
});

test(
  'own experts: no line leads to the gates of others, weights sum to 1 without them, and the link opens it again',
  { tag: '@long' },
  async ({ page }) => {
    await open(page);
    await allSettings(page);
    const shared = page.getByRole('combobox', { name: 'Shared experts' });
    await shared.selectOption('CGC by group');
    // The way back to the default comes in between, and the list stays in the line of its label.
    const back = await page.getByRole('button', { name: /^Back to the default of Shared experts/ }).boundingBox();
    expect(Math.abs(back!.y - (await shared.boundingBox())!.y)).toBeLessThan(4);
    await step(page).click();
    await expect(part(page, 'Expert 1 (engagement)')).toBeVisible();
    await expect.poll(() => stepOf(page)).toBe(1);
    const lines = (expert: number): Promise<(string | null)[]> =>
      page
        .locator(`[data-edge^="expert/${String(expert)}>"]`)
        .evaluateAll((edges) => edges.map((edge) => edge.getAttribute('data-edge')));
    expect(await lines(0)).toEqual(['expert/0>gate/click', 'expert/0>gate/watchTime']);
    expect(await lines(3)).toHaveLength(4);
    expect(await lines(7)).toEqual(['expert/7>gate/like', 'expert/7>gate/rating']);

    await part(page, 'Gate of like').focus();
    await expect(inspector(page)).toContainText('sum 1.000');
    const cells = inspector(page).getByRole('cell');
    expect((await cells.allInnerTexts()).map((text) => Number(text.trim().split(/\s+/)[0]))).toEqual([
      3, 4, 5, 6, 7, 8,
    ]);
    expect(Math.abs(sum(await numbers(cells)) - 1)).toBeLessThan(0.005);
    await part(page, 'Expert 8 (satisfaction)').focus();
    await expect(inspector(page).getByRole('rowheader')).toHaveText(['like', 'rating']);

    await page.goto(await sharedLink(page));
    await expect(part(page, 'Expert 8 (satisfaction)')).toBeVisible({ timeout: 60_000 });
    await allSettings(page);
    await expect(page.getByRole('combobox', { name: 'Shared experts' })).toHaveValue('groups');
    expect(await lines(7)).toHaveLength(2);
  },
);
