import type { Page, Route } from '@playwright/test';
import { expect, test } from './support/fixtures';

// WebGPU that is there and does not work. The worker asks for the device, and no script that is given to a page runs in its workers: so what the
// worker's own file holds is sent with a few lines before it, which change what `navigator.gpu` is there.

const WORKER = /\/assets\/worker-[\w-]+\.js/;

async function inWorkers(page: Page, lines: string): Promise<void> {
  await page.route(WORKER, async (route: Route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${lines}\n${await response.text()}` });
  });
}

const gpu = (requestAdapter: string): string =>
  `Object.defineProperty(navigator, 'gpu', { value: { requestAdapter: ${requestAdapter} } });`;

async function trainsInWebAssembly(page: Page, reason: RegExp): Promise<void> {
  const badge = page.getByRole('button', { name: /^Engine: WebAssembly/ });
  await expect(badge).toBeVisible({ timeout: 60_000 });
  await badge.click();
  await expect(page.getByText(reason)).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute('aria-valuenow', '1');
}

test('an adapter that never comes is given up, and the page says so', async ({ page }) => {
  // The ten seconds are six timers in the worker: here they last a tenth. Another limit than this would be waited for in full.
  const soon = `{
    const later = self.setTimeout.bind(self);
    self.setTimeout = (then, ms, ...rest) => later(then, ms === 10_000 / 6 ? ms / 10 : ms, ...rest);
  }`;
  await inWorkers(page, `${soon} ${gpu('() => new Promise(() => undefined)')}`);
  await page.goto('./?v=1');
  await trainsInWebAssembly(page, /did not answer within 10 seconds/);
});

test('while an adapter lets wait for it, what needs no run can be read', { tag: '@long' }, async ({ page }) => {
  await inWorkers(page, gpu('() => new Promise(() => undefined)'));
  await page.goto('./?v=1&ch=polarization');
  await expect(page.getByRole('region', { name: 'The race' })).toBeVisible({ timeout: 10_000 });
  await expect(page.getByRole('button', { name: /^Engine:/ })).toHaveCount(0);
});

test(
  'a browser that throws when it is asked for an adapter trains all the same',
  { tag: '@long' },
  async ({ page }) => {
    await inWorkers(page, gpu("() => { throw new Error('blocklisted'); }"));
    await page.goto('./?v=1');
    await trainsInWebAssembly(page, /found no graphics adapter/);
  },
);

test('where neither WebGPU nor WebAssembly works, JavaScript trains', async ({ page }) => {
  await inWorkers(page, `${gpu("() => Promise.reject(new Error('no'))")} WebAssembly.validate = () => false;`);
  await page.goto('./?v=1');
  await expect(page.getByRole('button', { name: 'Engine: CPU', exact: true })).toBeVisible({ timeout: 60_000 });
});
