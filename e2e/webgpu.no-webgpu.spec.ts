import { expect, test } from './support/fixtures'

// The counterpart of webgpu.spec.ts: the tests of the fallback must really run without an adapter.
test('this browser has no WebGPU adapter, and the page trains all the same and says on what', async ({ page }) => {
  await page.goto('./?v=1&s=100&sp=0')
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull()
  const badge = page.getByRole('button', { name: /^Engine: WebAssembly/ })
  await expect(badge).toBeVisible({ timeout: 60_000 })
  await badge.click()
  await expect(page.getByText(/hardware acceleration|graphics/i).first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: /^Play/ }).click()
  await expect.poll(async () => Number(await page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuenow')), { timeout: 60_000 }).toBe(100)
  await page.getByRole('button', { name: 'Data: Held-out loss per task' }).click()
  const steps = await page.getByRole('dialog').locator('tbody tr').count()
  expect(steps).toBeGreaterThan(10)
})
