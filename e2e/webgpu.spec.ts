import { expect, test } from './support/fixtures';

// What every other test stands on: this browser really has WebGPU, in the page and in a module worker.

test('the page and a module worker get a WebGPU adapter, and nothing leaves the origin', async ({ page }) => {
  await page.goto('./');
  await expect(page).toHaveTitle(/MMoE Lab/);

  const inPage = await page.evaluate(async () => {
    const adapter = await navigator.gpu.requestAdapter();
    return adapter && { vendor: adapter.info.vendor, architecture: adapter.info.architecture };
  });
  expect(inPage).not.toBeNull();
  if (process.env.MMOE_LAB_GPU !== 'hardware')
    expect(inPage).toEqual({ vendor: 'google', architecture: 'swiftshader' });

  const inWorker = await page.evaluate(() => {
    const code = 'postMessage((await (await navigator.gpu?.requestAdapter())?.requestDevice()) !== undefined)';
    const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
    return new Promise<unknown>((resolve, reject) => {
      const worker = new Worker(url, { type: 'module' });
      worker.onmessage = (event) => {
        resolve(event.data);
      };
      worker.onerror = (event) => {
        reject(new Error(event.message));
      };
    });
  });
  expect(inWorker).toBe(true);
});

test('the page forbids inline scripts, and sets theme and language before it paints', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('./');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).toHaveAttribute(
    'content',
    /script-src 'self' 'wasm-unsafe-eval';/,
  );
  expect(await page.locator('script:not([src])').count()).toBe(0);
  // What draws the page is fetched beside what starts the worker, not after it.
  await expect(page.locator('link[rel=modulepreload][href*="/frame-"]')).toHaveCount(1);

  await page.evaluate(() => {
    localStorage.setItem('mmoe-lab.theme', 'light');
  });
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'light');
});
