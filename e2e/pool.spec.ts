import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';

// Studies on the processor are split over workers, as many as there are cores. What a computer has of them is no matter for a test: the study's
// worker is told so by a few lines before its own file.
const WORKER = /\/assets\/worker-[\w-]+\.js/;

async function cores(page: Page, count: number, more = ''): Promise<void> {
  await page.unroute(WORKER);
  await page.route(WORKER, async (route) => {
    const response = await route.fetch();
    const line = `Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${String(count)} }); ${more}`;
    await route.fulfill({ response, body: `${line}\n${await response.text()}` });
  });
}

interface RaceFile {
  results: { arms: { runs: unknown[] }[] };
}

/** Runs a race of three arms of 3 models for so many steps. @param meanwhile - once it trains; @returns what its line says, and its file */
async function raceOf(
  page: Page,
  meanwhile?: () => Promise<void>,
): Promise<{ said: string; arms: RaceFile['results'] }> {
  await page.goto('./?v=1&ch=polarization&backend=wasm');
  const race = page.getByRole('region', { name: 'The race' });
  await race.getByRole('textbox', { name: 'Seeds' }).fill('3');
  await race.getByRole('textbox', { name: 'Steps' }).fill('3000');
  await page.keyboard.press('Enter');
  await race.getByRole('button', { name: 'Run the race' }).click();
  if (meanwhile) {
    await expect
      .poll(() => race.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), { intervals: [20] })
      .toBeGreaterThan(0.02);
    await meanwhile();
  }
  const line = race.getByText(/^Run here, in /);
  await expect(line).toBeVisible({ timeout: 30_000 });
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  const { results } = JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as RaceFile;
  return { said: await line.innerText(), arms: results };
}

const notices = (page: Page) => page.getByRole('region', { name: 'Notices' });

test(
  'a race on two threads is the race on one, also where one of them ends in the middle',
  { tag: '@long' },
  async ({ page }) => {
    await cores(page, 1);
    const alone = await raceOf(page);
    expect(alone.said).toMatch(/on WebAssembly\.$/);
    await cores(page, 2);
    const pooled = await raceOf(page);
    expect(pooled.said).toMatch(/on WebAssembly in 2 threads\.$/);
    expect(pooled.arms).toEqual(alone.arms);
    const disturbed = await raceOf(page, async () => {
      await page.evaluate(() => window.dispatchEvent(new Event('mmoe-lab:lose-device')));
      await expect(notices(page)).toContainText(/One of the threads .* has ended\. Its models go on from step \d+/);
    });
    expect(disturbed.arms).toEqual(alone.arms);
  },
);

test(
  'where no thread may be started, the race is run all the same, and the page says so once',
  { tag: '@long' },
  async ({ page }) => {
    await cores(
      page,
      4,
      "self.Worker = class { constructor() { throw new DOMException('forbidden', 'SecurityError'); } };",
    );
    const { said, arms } = await raceOf(page);
    expect(said).toMatch(/on WebAssembly\.$/);
    expect(arms.arms.map(({ runs }) => runs.length)).toEqual([3, 3, 3]);
    await expect(notices(page).getByText(/starts no further threads for this page/)).toHaveCount(1);
  },
);
