import { expect, test } from './support/fixtures';

// The counterpart of webgpu.spec.ts: the tests of the fallback must really run without an adapter.
test('this browser has no WebGPU adapter, and the page trains all the same and says on what', async ({ page }) => {
  await page.goto('./?v=1&s=100&sp=0');
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull();
  const badge = page.getByRole('button', { name: /^Engine: WebAssembly/ });
  await expect(badge).toBeVisible({ timeout: 60_000 });
  await badge.click();
  await expect(page.getByText(/hardware acceleration|graphics/i).first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^Play/ }).click();
  await expect
    .poll(
      async () =>
        Number(await page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuenow')),
      { timeout: 60_000 },
    )
    .toBe(100);
  await page.getByRole('button', { name: 'Data: Held-out loss per task' }).click();
  const steps = await page.getByRole('dialog').locator('tbody tr').count();
  expect(steps).toBeGreaterThan(10);
});

test('a race between many runs is trained in WebAssembly', async ({ page }) => {
  await page.goto('./?v=1&ch=polarization');
  const race = page.getByRole('region', { name: 'The race' });
  await race.getByRole('textbox', { name: 'Seeds' }).fill('4');
  await race.getByRole('textbox', { name: 'Steps' }).fill('60');
  await page.keyboard.press('Enter');
  await race.getByRole('button', { name: 'Run the race' }).click();
  await expect(race.getByText(/^Run here, in .* Engine: WebAssembly/)).toBeVisible({ timeout: 60_000 });
});

for (const [asked, badge, words] of [
  ['cpu', 'CPU', 'plain loops'],
  ['wasm', 'WebAssembly', /^loops written for this model/],
  ['reference', 'WebAssembly', 'TF.js operations'],
] as const) {
  test(`whoever asks for ${asked} gets it, and the badge says what it is`, async ({ page }) => {
    await page.goto(`./?v=1&backend=${asked}`);
    const button = page.getByRole('button', { name: `Engine: ${badge}`, exact: true });
    await expect(button).toBeVisible({ timeout: 60_000 });
    await button.click();
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText(/^The address asks for this/)).toBeVisible();
    await expect(page).toHaveURL(new RegExp(`backend=${asked}$`));
  });
}
