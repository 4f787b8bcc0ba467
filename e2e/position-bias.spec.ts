import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures'

// The chapter "Position bias": what the shallow tower learns, the curves drawn by hand, the four treatments. On the CPU engine, which is there
// at once; that the fused engine computes the same is tested elsewhere.

async function open(page: Page, query: string): Promise<void> {
  await page.goto(`./?v=1&ch=position-bias&${query}backend=cpu`)
  await expect(page.getByRole('button', { name: /^Engine:/ })).toBeVisible({ timeout: 60_000 })
}

const stepOf = async (page: Page): Promise<number> => Number(await page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuenow'))

test('the learned bias of the default run comes within 0.2 logits of the truth while it is watched', async ({ page }) => {
  await open(page, 'sp=0&')
  const course = page.getByRole('figure', { name: 'Course of the learned bias' })
  const rmse = async (): Promise<number> => Number(/RMSE ([\d.]+)/.exec(await course.getByRole('heading', { level: 2 }).innerText())?.[1])
  await expect.poll(rmse).toBeGreaterThan(0.3)
  await page.getByRole('button', { name: 'Play' }).click()
  await expect.poll(rmse, { timeout: 30_000 }).toBeLessThan(0.2)
  await expect(page.getByRole('region', { name: 'Why the observed CTR misleads' }).getByRole('heading')).toContainText(/Observed CTR falls from \d+% to \d+%/)
})

test('a bias curve edited by keyboard is in the link, waits for a reset, and then is the world’s', async ({ page }) => {
  await open(page, 'n=900&')
  await page.getByRole('button', { name: 'Step', exact: true }).click()
  await expect.poll(() => stepOf(page)).toBe(1)
  const point = page.getByRole('slider', { name: 'phone, position 1', exact: true })
  await point.focus()
  for (let i = 0; i < 3; i++) await point.press('PageDown')
  await point.press('ArrowUp')
  await expect(point).toHaveAttribute('aria-valuenow', '-1.4')
  await expect(page).toHaveURL(/[?&]bc=-1\.4_/)
  await expect(page.getByText('1 change waits for a reset')).toBeVisible()
  const figures = page.getByRole('region', { name: 'Why the observed CTR misleads' })
  await figures.getByRole('radio', { name: 'phone' }).check({ force: true })
  const before = await figures.getByRole('heading').innerText()
  await page.getByRole('button', { name: 'Reset now' }).click()
  await expect.poll(() => stepOf(page)).toBe(0)
  await expect(figures.getByRole('heading')).not.toHaveText(before)
  await page.reload()
  await expect(page.getByRole('slider', { name: 'phone, position 1', exact: true })).toHaveAttribute('aria-valuenow', '-1.4')
})

test('a point of a curve follows the pointer', async ({ page }) => {
  await open(page, 'n=900&')
  const point = page.getByRole('slider', { name: 'TV, position 9', exact: true })
  await point.scrollIntoViewIfNeeded()
  const box = (await point.boundingBox())!
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 + 40, { steps: 4 })
  await page.mouse.up()
  expect(Number(await point.getAttribute('aria-valuenow'))).toBeLessThan(-1.5)
  await page.getByRole('button', { name: 'As at first' }).click()
  await expect(page).not.toHaveURL(/bc=/)
})

test('the four treatments are four arms trained on the same impressions', async ({ page }) => {
  await open(page, 'n=900&nh=450&s=50&b=8&')
  const card = page.getByRole('region', { name: 'Four treatments of position bias' })
  await expect(card.getByText(/^Measured beforehand on 20 worlds/)).toBeVisible()
  await card.getByRole('combobox', { name: 'Worlds' }).selectOption('3')
  await card.getByRole('button', { name: /^Train all four/ }).click()
  await expect(card.getByText(/^Trained here on 3 worlds of 900 impressions each; measured at step 50 of 50/)).toBeVisible({ timeout: 50_000 })
  for (const arm of ['none', 'input feature', 'adversarial', 'shallow tower']) {
    const row = card.getByRole('row', { name: new RegExp(`^${arm}`) })
    await expect(row.getByRole('cell').nth(2)).toHaveText(/^0\.\d{4}/)
  }
  await expect(card.getByRole('heading', { level: 2 })).toContainText('over 3 worlds')
  await card.getByRole('radio', { name: 'zero' }).check({ force: true })
  await expect(card.getByRole('row', { name: /^input feature/ }).getByRole('cell').first()).toHaveText(/\d/)
})

test('a preset sets up its world and says what to look for', async ({ page }) => {
  await open(page, 'n=900&')
  await page.getByRole('button', { name: 'examination clicks' }).click()
  await expect(page).toHaveURL(/cm=examination/)
  await expect(page.getByText(/Compare the rings with the best table that exists/)).toBeVisible()
  await expect(page.getByRole('figure', { name: 'How wrong the additive assumption is' }).getByRole('heading', { level: 2 })).toContainText(/The best table is wrong by \d/, { timeout: 20_000 })
})
