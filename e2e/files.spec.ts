import type { Page, Route } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { stepOf } from './support/lab';

// Files of the page that do not come: the network fails, or a newer version has taken the page's place. What is missing is said where it is
// missing, the rest works, and the run is kept.

// One expression: Playwright takes a list of two for a value with its options.
test.use({ expectedMessages: [/Failed to (fetch|load)|Unable to preload CSS|net::ERR_FAILED/] });

const abort = (route: Route): Promise<void> => route.abort('failed');

/** Ten steps of a run, on the processor: what is tested here does not depend on the engine. */
async function trained(page: Page, query = 'v=1&backend=wasm'): Promise<void> {
  await page.goto(`./?${query}`);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(0);
}

for (const [what, file] of [
  ['script', /GatesChapter-[\w-]+\.js/],
  ['style sheet', /GatesChapter-[\w-]+\.css/],
] as const) {
  const tag = what === 'script' ? [] : '@long'; // a chapter's style sheet comes by the same way
  test(
    `a chapter whose ${what} does not come says so alone, and opens when it comes; the run is kept`,
    { tag },
    async ({ page }) => {
      await trained(page);
      const step = await stepOf(page);
      await page.route(file, abort);
      const chapters = page.getByRole('navigation', { name: 'Chapters' });
      await chapters
        .getByRole('button', { name: 'Gates' })
        .or(chapters.getByRole('link', { name: 'Gates' }))
        .click();
      const alert = page.getByRole('alert');
      await expect(alert).toContainText('A file of this chapter did not arrive');
      // It stays off the others.
      await page.goBack();
      await expect(alert).toHaveCount(0);
      await expect(page.getByRole('figure', { name: 'Held-out loss per task' })).toBeVisible();
      expect(await stepOf(page)).toBe(step);
      await page.goForward();
      await expect(alert).toBeVisible();
      await page.unroute(file);
      await alert.getByRole('button', { name: 'Try again' }).click();
      await expect(alert).toHaveCount(0);
      await expect(page.getByRole('slider', { name: 'Step shown' })).toBeVisible();
      expect(await stepOf(page)).toBe(step);
      if (what === 'style sheet')
        expect(
          await page.evaluate(() => [...document.styleSheets].some(({ href }) => href?.includes('GatesChapter'))),
        ).toBe(true);
    },
  );
}

test(
  'a chapter opens by itself when its file comes, and a reload keeps the run',
  { tag: '@long' },
  async ({ page }) => {
    await trained(page);
    const file = /BiasChapter-[\w-]+\.js/;
    await page.route(file, abort);
    await page.getByRole('navigation', { name: 'Chapters' }).getByRole('button', { name: 'Position bias' }).click();
    const alert = page.getByRole('alert');
    await expect(alert).toBeVisible();
    const step = await stepOf(page);
    await alert.getByRole('button', { name: 'Reload the page and keep the run' }).click();
    await expect.poll(() => stepOf(page)).toBe(step);
    await expect(alert).toBeVisible();
    await page.unroute(file);
    await expect(alert).toHaveCount(0, { timeout: 40_000 });
  },
);

test('stored results that never come hold no chapter back', async ({ page }) => {
  await page.route(/\/sweep-dropout-[\w-]+\.js/, () => undefined); // neither fulfilled nor aborted
  await page.goto('./?v=1&ch=polarization&backend=wasm');
  await expect(page.getByRole('button', { name: 'Run the race' })).toBeVisible({ timeout: 10_000 });
  await expect(page.getByText(/^Stored results, 200 seeds each/)).toBeVisible();
});

test(
  'a language that does not come says so, is not remembered, and comes when it is tried again',
  { tag: '@long' },
  async ({ page }) => {
    await page.goto('./?v=1&backend=wasm');
    const file = /\/assets\/first-[\w-]+\.js/;
    await page.route(file, abort);
    const language = page.getByRole('combobox', { name: 'Language' });
    await language.selectOption('zh');
    const notice = page.getByRole('region', { name: 'Notices' });
    await expect(notice).toContainText('简体中文');
    await expect(language).toHaveValue('en');
    expect(await page.evaluate(() => localStorage.getItem('mmoe-lab.lang'))).toBeNull();
    await page.unroute(file);
    await notice.getByRole('button', { name: 'Try again' }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
    expect(await page.evaluate(() => localStorage.getItem('mmoe-lab.lang'))).toBe('zh');
  },
);

test('a language that was chosen before and does not come leaves the page in English, and says so', async ({
  page,
}) => {
  await page.goto('./?v=1&backend=wasm');
  await page.evaluate(() => {
    localStorage.setItem('mmoe-lab.lang', 'zh');
  });
  await page.route(/\/assets\/first-[\w-]+\.js/, abort);
  await page.reload();
  await expect(page.getByRole('region', { name: 'Notices' })).toContainText('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

test('a race whose worker does not come says why, and can be run again', async ({ page }) => {
  await page.goto('./?v=1&ch=polarization&backend=wasm');
  const race = page.getByRole('region', { name: 'The race' });
  await race.getByRole('textbox', { name: 'Seeds' }).fill('2');
  await race.getByRole('textbox', { name: 'Steps' }).fill('60');
  await page.keyboard.press('Enter');
  // The study's worker, not the training worker, which is there already.
  const workers = /\/assets\/worker-[\w-]+\.js/;
  await page.route(workers, abort);
  await race.getByRole('button', { name: 'Run the race' }).click();
  await expect(race).toContainText('It could not be run: its program did not arrive');
  await page.unroute(workers);
  await race.getByRole('button', { name: 'Run the race' }).click();
  await expect(race.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
});

test(
  'a comparison of treatments whose worker does not come says why, keeps what was stored, and can be run again',
  { tag: '@long' },
  async ({ page }) => {
    await page.goto('./?v=1&ch=position-bias&backend=wasm&n=900&nh=450&s=50&b=8');
    const card = page.getByRole('region', { name: 'Four treatments of position bias' });
    await expect(card.getByText(/^Measured beforehand on 20 worlds/)).toBeVisible();
    await card.getByRole('combobox', { name: 'Worlds' }).selectOption('3');
    const workers = /\/assets\/worker-[\w-]+\.js/;
    await page.route(workers, abort);
    await card.getByRole('button', { name: /^Train all four/ }).click();
    await expect(card.getByRole('alert')).toContainText('It could not be run: its program did not arrive');
    await expect(card.getByText(/^Measured beforehand on 20 worlds/)).toBeVisible();
    await page.unroute(workers);
    await card.getByRole('button', { name: /^Train all four/ }).click();
    await expect(card.getByText(/^Trained here on 3 worlds/)).toBeVisible({ timeout: 60_000 });
    await expect(card.getByRole('alert')).toHaveCount(0);
  },
);

test('where the training worker does not come, the page says it', async ({ page }) => {
  await page.route(/\/assets\/worker-[\w-]+\.js/, abort);
  await page.goto('./?v=1');
  await expect(page.getByRole('alert')).toContainText('The background worker stopped');
  await page.getByText('Technical details').click();
  await expect(page.getByRole('alert')).toContainText('the file of the worker could not be fetched');
});

test(
  'where no engine’s file comes, the page says that, and not that engines were tried',
  { tag: '@long' },
  async ({ page, context }) => {
    await context.route(/\/assets\/(engine|simd|webgpuBackend|wasm|create)[\w.-]*\.js/, abort);
    await page.goto('./?v=1');
    await expect(page.getByRole('alert')).toContainText('A file of this page did not arrive');
    await expect(page.getByRole('alert')).not.toContainText('Tried in turn');
  },
);

test('where the page’s own script does not come, a sentence stands there, which goes when it does', async ({
  page,
}) => {
  const script = /\/assets\/(index|main)-[\w-]+\.js/;
  await page.route(script, abort);
  await page.goto('./?v=1&backend=wasm');
  const words = page.getByText('a file of this page did not arrive');
  await expect(words).toBeVisible();
  await page.unroute(script);
  // Nor where the first part comes, and what draws the page does not: the engine trains, and nobody sees it.
  const drawing = /\/assets\/frame-[\w-]+\.js/;
  await page.route(drawing, abort);
  await page.reload();
  await expect(words).toBeVisible();
  await expect(page.getByText('说明页面的某个文件未能加载')).toBeVisible();
  await page.unroute(drawing);
  await page.getByRole('link', { name: 'reload the page' }).click();
  await expect(page.getByRole('button', { name: /^Engine/ })).toBeVisible();
  await expect(words).toHaveCount(0);
});
