import type { Browser, Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { dataOf, stepOf } from './support/lab';

// The process of the browser that drives the GPU really dies: what a driver's crash does, and what no event of the page can stand for.

const RUN = 'v=1&n=900&nh=450&s=120&sp=30';

async function play(page: Page): Promise<void> {
  await page.goto(`./?${RUN}`);
  // Nothing here may pass on a fallback.
  await expect(page.getByRole('button', { name: /^Engine: WebGPU/ })).toBeVisible({ timeout: 60_000 });
  await page.getByRole('button', { name: 'Play', exact: true }).click();
}

/** What the run ended with. */
async function end(page: Page): Promise<string[][][]> {
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(120);
  return [await dataOf(page, 'Gate weights per task'), [(await dataOf(page, 'Held-out loss per task')).at(-1) ?? []]];
}

async function gpuProcess(browser: Browser): Promise<number> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  await session.detach();
  return processInfo.find(({ type }) => type === 'GPU')!.id;
}

test(
  'the GPU process dies: the run goes on with another, and ends as the undisturbed one',
  { tag: '@long' },
  async ({ page, playwright, baseURL }, { project }) => {
    // A browser of its own: the others must not be met by the crash.
    const browser = await playwright.chromium.launch(project.use.launchOptions);
    const other = await browser.newPage({ baseURL: baseURL!, locale: 'en-US', viewport: { width: 1440, height: 900 } });
    // Both at the same time.
    await Promise.all([play(page), play(other)]);
    await expect.poll(() => stepOf(other)).toBeGreaterThan(30);
    const first = await gpuProcess(browser);
    process.kill(first, 'SIGKILL');
    await expect(other.getByRole('region', { name: 'Notices' })).toContainText('device was lost', { timeout: 60_000 });
    await expect(other.getByRole('button', { name: /^Engine: WebGPU/ })).toBeVisible();
    expect(await end(other)).toEqual(await end(page));
    await expect(page.getByRole('region', { name: 'Notices' })).not.toContainText('device was lost');
    expect(await gpuProcess(browser)).not.toBe(first);
    await browser.close();
  },
);
