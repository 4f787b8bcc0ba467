import type { Page } from '@playwright/test';
import { findingsInBoth } from './support/axe';
import { expect, test } from './support/fixtures';
import { allSettings, open, set, stepOf, takeSteps } from './support/lab';

// The frame around the pictures: what starts and stops the run, the controls, the link, the languages and themes. Most of it does not care
// what trains, so it is tested on the CPU engine, which is there at once; compiling shaders for a software GPU takes many seconds.

/** One step from the start: from here on, changes wait for a reset. */
async function takeStep(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBe(1);
}

test('play moves the step counter, pause holds it, step takes one, reset goes back', async ({ page }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  await open(page);
  // Needed at the same moment, they come in few files: left alone, the bundler makes ninety of them.
  expect(scripts.length).toBeLessThan(50);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => stepOf(page)).toBeGreaterThan(5);
  await expect(page.getByText(/of \d[\d,]* steps/)).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const held = await stepOf(page);
  await page.getByRole('button', { name: 'Step', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBe(held + 1);
  await page.getByRole('button', { name: 'More steps' }).click();
  await page.getByRole('button', { name: '10 steps', exact: true }).click();
  await expect.poll(() => stepOf(page)).toBe(held + 11);
  await page.getByRole('button', { name: 'Reset' }).click();
  await expect.poll(() => stepOf(page)).toBe(0);
});

test('the address is the link: it follows the controls, and opens the same run again', async ({ page }) => {
  await open(page);
  await page.getByRole('textbox', { name: 'Gate dropout' }).fill('25');
  await page.getByRole('textbox', { name: 'Gate dropout' }).press('Enter');
  await page.getByRole('combobox', { name: 'Bias treatment' }).selectOption('input feature');
  await page.getByRole('combobox', { name: 'Speed' }).selectOption('100 steps/s');
  await expect(page).toHaveURL(/\?v=1&bh=input-feature&gd=0\.25&sp=100&backend=cpu$/);
  await page.reload();
  await expect(page.getByRole('textbox', { name: 'Gate dropout' })).toHaveValue('25');
  await expect(page.getByRole('combobox', { name: 'Bias treatment' })).toHaveValue('input-feature');
  await expect(page.getByRole('combobox', { name: 'Speed' })).toHaveValue('100');
  await page.getByRole('button', { name: /^Back to the default of Gate dropout/ }).click();
  await expect(page).toHaveURL(/\?v=1&bh=input-feature&sp=100&backend=cpu$/);
});

test('a bad link loses nothing but the bad fields, and names them', async ({ page }) => {
  await open(page, 'v=1&e=99&gd=0.3&lr=fast&colour=red&backend=cpu');
  const notices = page.getByRole('region', { name: 'Notices' });
  // One at a time, the newest first.
  for (const said of [
    'The link sets “colour”, which does not exist here.',
    'The link gives Learning rate as “fast”, which is not a number.',
    'The link gives Experts as 99, which is out of range. It is 8 experts instead.',
  ]) {
    await expect(notices).toContainText(said);
    await notices.getByRole('button', { name: 'Dismiss' }).click();
  }
  await expect(page.getByRole('textbox', { name: 'Gate dropout' })).toHaveValue('30');
  await expect(page).toHaveURL(/\?v=1&gd=0\.3&backend=cpu$/);
  await expect(notices.getByRole('button')).toHaveCount(0);
});

test('a change that needs a reset waits for it, can be undone, and is taken up', async ({ page }) => {
  await open(page);
  await takeStep(page);
  const experts = page.getByRole('slider', { name: 'Experts', exact: true });
  await experts.press('ArrowLeft');
  await set(page, 'Batch size', '64');
  await expect(page.getByText('2 changes wait for a reset')).toBeVisible();
  expect(await stepOf(page)).toBe(1);
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(page.getByText(/waits? for a reset/)).toHaveCount(0);
  await expect(experts).toHaveValue('8');
  await experts.press('ArrowLeft');
  await expect(page.getByText('1 change waits for a reset')).toBeVisible();
  await page.getByRole('button', { name: 'Reset now' }).click();
  await expect.poll(() => stepOf(page)).toBe(0);
  await expect(experts).toHaveValue('7');
  await expect(page.getByText(/waits? for a reset/)).toHaveCount(0);
});

test('any setting is found by a word, changed where it is found, and the panel folds and stays folded', async ({
  page,
}) => {
  await open(page);
  const panel = page.getByRole('complementary', { name: 'Controls' });
  const search = panel.getByRole('searchbox', { name: 'Find a setting' });
  await search.fill('task correlation');
  await expect(panel.getByRole('status').filter({ hasText: '2 settings' })).toBeVisible();
  await expect(panel.getByRole('slider')).toHaveCount(2);
  await search.fill('批大小');
  await expect(panel.getByRole('slider', { name: 'Batch size' })).toBeVisible();
  await search.press('Enter');
  await expect(panel.getByRole('slider', { name: 'Batch size' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/\bb=40\b/);
  await search.fill('zebra');
  await expect(panel.getByText('No setting like that.')).toBeVisible();
  await search.press('Escape');
  await expect(search).toHaveValue('');
  // Beside the chapter's handful stands what was changed.
  await expect(panel.getByRole('region', { name: 'Changed from the default' }).getByRole('slider')).toHaveCount(1);
  await panel.getByRole('button', { name: 'Fold this panel' }).press('Enter');
  await expect(panel).toHaveCount(0);
  const toggle = page.getByRole('banner').getByRole('button', { name: 'Controls' });
  await expect(toggle).toBeFocused();
  await page.reload();
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await toggle.press('Enter');
  await expect(panel).toBeFocused();
});

test('a change that applies at once disturbs nothing', async ({ page }) => {
  await open(page);
  await takeStep(page);
  await page.getByRole('slider', { name: 'Gate dropout' }).press('ArrowRight');
  // It is part of this run from here on, and so of its link.
  await expect(page).toHaveURL(/tl=1-gd-0\.11/);
  await expect(page.getByText(/waits? for a reset/)).toHaveCount(0);
  expect(await stepOf(page)).toBe(1);
});

test('new seeds start another run', async ({ page }) => {
  await open(page);
  await takeStep(page);
  await page.getByRole('button', { name: 'New seeds' }).click();
  await expect.poll(() => stepOf(page)).toBe(0);
  await expect(page).toHaveURL(/sd=\d+&si=\d+&sg=\d+&sb=\d+/);
});

test('the language changes every word and leaves the run alone', async ({ page }) => {
  await open(page);
  await takeStep(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('slider', { name: '专家数' })).toBeVisible();
  expect(Number(await page.getByRole('progressbar', { name: '训练进度' }).getAttribute('aria-valuenow'))).toBe(1);
  await page.reload();
  await expect(page.getByRole('button', { name: '播放' })).toBeVisible();
});

test('chapters are places: the run goes on through them, back and forward lead through them, and their words come with them', async ({
  page,
}) => {
  await open(page);
  await takeStep(page);
  const chapters = page.getByRole('navigation', { name: 'Chapters' });
  const here = (name: string) =>
    expect(chapters.getByRole('button', { name, exact: true })).toHaveAttribute('aria-current', 'page');
  await here('Train');
  await chapters.getByRole('button', { name: 'Gates', exact: true }).click();
  await expect(page).toHaveURL(/ch=gates/);
  await expect(page.getByRole('main').getByRole('heading', { level: 2 }).first()).toBeVisible();
  await page.getByRole('combobox', { name: 'Language' }).selectOption('简体中文');
  await expect(page.getByRole('main')).toContainText('专家');
  // A key that was not found is shown as it is: "gates.heat.alive".
  expect(await page.getByRole('main').innerText()).not.toMatch(/\b[a-z]+\.[a-z]+\.[a-zA-Z]+/);
  await page.goBack();
  await expect(page).not.toHaveURL(/ch=/);
  await page.goForward();
  await expect(page).toHaveURL(/ch=gates/);
  expect(Number(await page.getByRole('progressbar', { name: '训练进度' }).getAttribute('aria-valuenow'))).toBe(1);
});

test('the theme goes round and is remembered', async ({ page }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await open(page);
  const html = page.locator('html');
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: 'Theme: as the system' }).click();
  await expect(html).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(html).toHaveAttribute('data-theme', 'light');
  await page.getByRole('button', { name: 'Theme: light' }).click();
  await page.getByRole('button', { name: 'Theme: dark' }).click();
  await expect(html).toHaveAttribute('data-theme', 'dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await expect(html).toHaveAttribute('data-theme', 'light');
});

test('the keyboard plays, steps, resets and explains itself, except where it types', async ({ page }) => {
  await open(page);
  await page.keyboard.press('.');
  await expect.poll(() => stepOf(page)).toBe(1);
  await page.keyboard.press('Shift+.');
  await expect.poll(() => stepOf(page)).toBe(11);
  await page.keyboard.press('r');
  await expect.poll(() => stepOf(page)).toBe(0);
  await page.keyboard.press('Space');
  await expect.poll(() => stepOf(page)).toBeGreaterThan(2);
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Play' })).toBeVisible();
  const held = await stepOf(page);
  await page.getByRole('textbox', { name: 'Learning rate' }).click();
  await page.keyboard.type('r.');
  expect(await stepOf(page)).toBe(held);
  await page.keyboard.press('Escape');
  await page.getByRole('main').click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Help', exact: true })).toBeVisible();
  await page.getByRole('switch', { name: 'Single-key shortcuts are on' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('r');
  expect(await stepOf(page)).toBe(held);
});

test('sharing copies the link, or shows it where the browser refuses', async ({ page, context }) => {
  await open(page, 'v=1&gd=0.3&backend=cpu');
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(page.url());
  await page.evaluate(() => {
    navigator.clipboard.writeText = () => Promise.reject(new Error('refused'));
  });
  await page.getByRole('button', { name: 'Share', exact: true }).click();
  await expect(page.getByRole('textbox', { name: 'Copy this link:' })).toHaveValue(page.url());
});

test('a run saved to a file goes on where it was saved; a file that is none of ours is refused', async ({ page }) => {
  await open(page, 'v=1&gd=0.2&backend=cpu');
  await takeStep(page);
  await page.getByRole('button', { name: 'More ways to share' }).click();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save this run to a file' }).click();
  const file = await (await saved).path();
  await open(page);
  const choose = async (path: string | { name: string; mimeType: string; buffer: Buffer }) => {
    await page.getByRole('button', { name: 'More ways to share' }).click();
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Open a run or settings from a file…' }).click();
    await (await chooser).setFiles(path);
  };
  await choose(file);
  await expect.poll(() => stepOf(page)).toBe(1);
  await expect(page.getByRole('textbox', { name: 'Gate dropout' })).toHaveValue('20');
  await expect(page.getByText(/waits? for a reset/)).toHaveCount(0);
  await choose({ name: 'notes.mmoe', mimeType: 'text/plain', buffer: Buffer.from('not a run') });
  await expect(page.getByText('This file was not saved by MMoE Lab.')).toBeVisible();
  expect(await stepOf(page)).toBe(1);
});

test('a worker that cannot start is a message, not a blank page', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(window, 'Worker', { value: undefined });
  });
  await page.goto('./');
  await expect(page.getByRole('heading', { name: 'The background worker stopped' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Reload the page' })).toBeVisible();
});

test('on a software adapter the processor is offered once, with what was measured, and goes on from the step where the run is', async ({
  page,
}) => {
  await page.goto('./?v=1&e=6&sp=0');
  await page.getByRole('button', { name: /^Engine: WebGPU/ }).click();
  if (process.env.MMOE_LAB_GPU === 'hardware') {
    await expect(page.getByText('on your graphics processor')).toBeVisible();
    return;
  }
  await expect(page.getByText('this adapter is a software one')).toBeVisible();
  await page.keyboard.press('Escape');
  const offer = page.getByRole('region', { name: 'Notices' });
  await expect(offer).toContainText(/trains these models about \d+(\.\d)? times as fast as WebGPU does here/);
  await takeSteps(page, 10);
  await offer.getByRole('button', { name: 'Train on the processor' }).click();
  const badge = page.getByRole('button', { name: /^Engine: WebAssembly/ });
  await expect(badge).toBeVisible();
  await expect(offer).toBeEmpty();
  expect(await stepOf(page)).toBe(10);
  await takeSteps(page, 10);
  expect(await stepOf(page)).toBe(20);
  await expect(page.getByRole('textbox', { name: 'Experts' })).toHaveValue('6');
  // Remembered, and not because the address asks for it.
  await page.reload();
  await badge.click();
  await expect(page.getByText('You chose the processor')).toBeVisible();
  await expect(page).toHaveURL(/\?v=1&e=6&sp=0$/);
  await page.getByRole('button', { name: 'Train through WebGPU' }).click();
  await expect(page.getByRole('button', { name: /^Engine: WebGPU/ })).toBeVisible();
  // Asked and answered.
  await page.waitForTimeout(1500);
  await expect(offer).toBeEmpty();
});

test('an address asks for another backend, and the page says why it has it', async ({ page }) => {
  await open(page, 'backend=cpu');
  await page.getByRole('button', { name: /^Engine: CPU/ }).click();
  await expect(page.getByText(/remove “backend” from it/)).toBeVisible();
  await page.getByRole('slider', { name: 'Gate dropout' }).press('ArrowRight');
  await expect(page).toHaveURL(/\?v=1&gd=0\.11&backend=cpu$/);
});

test(
  'at every width nothing sticks out, the run can be started, and the controls can be reached',
  { tag: '@long' },
  async ({ page }) => {
    await open(page);
    const sizes = [
      { width: 1440, height: 900, dropout: '20' },
      { width: 1024, height: 768, dropout: '30' },
      { width: 390, height: 844, dropout: '40' },
    ];
    for (const [i, { width, height, dropout }] of sizes.entries()) {
      await page.setViewportSize({ width, height });
      // Drawings have their size a frame after the run has been made, or the window has changed.
      await expect
        .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { timeout: 2000 })
        .toBeLessThanOrEqual(width);
      await expect(page.getByRole('figure').last()).toBeVisible();
      // The first chapter tells its whole story without scrolling, once its lead has been read.
      if (width === 1440) {
        await page.getByRole('button', { name: 'Fold', exact: true }).click();
        await expect
          .poll(() => page.getByRole('main').evaluate((main) => main.scrollHeight - main.clientHeight), {
            timeout: 2000,
          })
          .toBeLessThanOrEqual(0);
      }
      if (width >= 1024)
        expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(height);
      await page.getByRole('button', { name: 'Step', exact: true }).click();
      await expect.poll(() => stepOf(page)).toBe(i + 1);
      if (width < 1400) await page.getByRole('button', { name: 'Controls' }).click();
      await page.getByRole('textbox', { name: 'Gate dropout' }).fill(dropout);
      await page.keyboard.press('Enter');
      await expect(page).toHaveURL(new RegExp(`${String(i + 1)}-gd-0\\.${dropout[0]}&`));
      if (width < 1400) await page.keyboard.press('Escape');
    }
  },
);

test('axe finds nothing, in light and in dark', { tag: '@long' }, async ({ page }) => {
  await open(page, 'e=99&backend=cpu');
  await takeStep(page);
  await allSettings(page);
  await page.getByRole('slider', { name: 'Sine terms' }).press('ArrowRight');
  await expect(page.getByText('1 change waits for a reset')).toBeVisible();
  expect(await findingsInBoth(page)).toEqual({ light: [], dark: [] });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: 'Controls' }).click();
  await expect(page.getByRole('dialog', { name: 'Controls' })).toBeVisible();
  expect(await findingsInBoth(page)).toEqual({ light: [], dark: [] });
});

test('before a run has been made nothing is said about it', async ({ page }) => {
  await page.addInitScript(() => {
    const early: string[] = [];
    Object.assign(window, { early });
    const look = (): void => {
      for (const words of document.querySelectorAll('.chart-subtitle'))
        if (/of 0 experts|^0 held-out/.test(words.textContent) && words.checkVisibility({ visibilityProperty: true }))
          early.push(words.textContent);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  await open(page);
  await expect(page.getByText(/^Polarized: a gate with at least 5 of 8 experts/)).toBeVisible();
  expect(await page.evaluate(() => (window as unknown as { early: string[] }).early)).toEqual([]);
});
