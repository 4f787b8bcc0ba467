import { expect, test } from './support/fixtures'

// The counterpart of webgpu.spec.ts: the tests of the fallback must really run without an adapter.
test('this browser has no WebGPU adapter', async ({ page }) => {
  await page.goto('./')
  expect(await page.evaluate(async () => (await navigator.gpu?.requestAdapter()) ?? null)).toBeNull()
})
