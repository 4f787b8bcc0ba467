import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { polarizationRates } from '../src/experiments/polarization/polarization.ts';
import { expectToBeFine } from './support/axe';
import { expect, test } from './support/fixtures';
import type { RunSummary } from '../src/study/summary.ts';

// The Polarization chapter: races run in the page, counted as the metrics count, opened in the Gates chapter.

interface RaceFile {
  spec: { seeds: number; base: { source: object; training: { steps: number } } };
  results: { arms: { label: string; runs: RunSummary[] }[] };
}

async function exported(page: Page): Promise<RaceFile> {
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export JSON' }).click();
  return JSON.parse(readFileSync(await (await saved).path(), 'utf8')) as RaceFile;
}

/** What the table of rates shows: k of n of the first two measures, group by group. */
async function shown(page: Page): Promise<string[][]> {
  const rows = await page.getByRole('region', { name: 'Rates' }).locator('.pol-rates tbody tr:not(.pol-fisher)').all();
  return Promise.all(
    rows.map(async (row) =>
      (await row.locator('td').allInnerTexts()).map((cell) => /(\d+\/\d+)/.exec(cell)?.[1] ?? ''),
    ),
  );
}

const counted = (file: RaceFile, threshold: number): string[][] =>
  file.results.arms.map(({ runs }) => {
    const { z5, z6, m9, lowEntropy, dead } = polarizationRates(runs, threshold);
    return [z5, z6, m9, lowEntropy, dead].map(({ k, n }) => `${String(k)}/${String(n)}`);
  });

async function setThreshold(page: Page, value: number): Promise<void> {
  await page
    .getByRole('region', { name: 'The race' })
    .getByRole('slider', { name: 'Unused below' })
    .fill(String(value));
}

/** Chooses the shortest race: two groups of synchronous runs. */
async function twoGroups(page: Page): Promise<Locator> {
  const race = page.getByRole('region', { name: 'The race' });
  await race
    .getByRole('combobox', { name: 'Setting' })
    .selectOption({ label: 'Adam, small weights: polarizes most reliably' });
  await race.getByRole('combobox', { name: 'Compare' }).selectOption({ label: 'without and with gate dropout' });
  return race;
}

test('a race of 2 × 8 runs finishes, its rates are those of its runs, the threshold recounts, and a run can be opened', async ({
  page,
}) => {
  await page.goto('./?v=1&ch=polarization&backend=wasm'); // on the GPU: the race whose device is lost, below
  const race = await twoGroups(page);
  await race.getByRole('textbox', { name: 'Seeds' }).fill('8');
  await race.getByRole('textbox', { name: 'Steps' }).fill('60');
  await page.keyboard.press('Enter');
  await race.getByRole('button', { name: 'Run the race' }).click();
  await expect(race.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
  const file = await exported(page);
  expect(file.results.arms.map(({ runs }) => runs.length)).toEqual([8, 8]);
  await expect.poll(() => shown(page)).toEqual(counted(file, 0.01));

  // The threshold alone: other counts of the same runs, at once.
  await setThreshold(page, 0.1);
  await expect.poll(() => shown(page)).toEqual(counted(file, 0.1));
  expect(counted(file, 0.1)).not.toEqual(counted(file, 0.01));
  expect((await exported(page)).results.arms[0].runs).toEqual(file.results.arms[0].runs);

  // By keyboard to the fourth run of the second group, and into it.
  const group = race.getByRole('group', { name: '10% gate dropout' });
  await group.getByRole('button').first().focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press('ArrowRight');
  await expect(group.getByRole('button', { name: /^Seed 4:/ })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('progressbar', { name: 'Training progress' })).toHaveAttribute('aria-valuenow', '60', {
    timeout: 60_000,
  });
  await expect(page).toHaveURL(/sd=4&si=4/);
  const table = page.getByRole('table', { name: 'Utilization', exact: true });
  const wanted = file.results.arms[1].runs
    .find(({ seed }) => seed === 4)!
    .utilization.map((row) => row.map((weight) => weight.toFixed(3)));
  await expect
    .poll(async () =>
      Promise.all((await table.locator('tbody tr').all()).map((row) => row.locator('td').allInnerTexts())),
    )
    .toEqual(wanted);
});

test('stored runs are there from the start and say what made them; a sweep can be stopped', async ({ page }) => {
  await page.goto('./?v=1&ch=polarization');
  await expect(page.getByText(/^Stored results, 200 seeds each/)).toBeVisible();
  const origin = page.getByText(/^Made on \d{4}-\d\d-\d\d from commit [0-9a-f]{7}/).first();
  await expect(origin).toBeHidden();
  await page.getByText('How they were made').first().click();
  await expect(origin).toContainText('npm run');
  const file = await exported(page);
  await expect.poll(() => shown(page)).toEqual(counted(file, 0.01));
  // The paper's story comes first; its settings are not those of the controls, and the page says in what.
  await expect(page.getByRole('group', { name: 'synchronous' })).toBeVisible();
  await expect(page.getByText(/^Not as in the controls: Impressions, Sine terms/)).toBeVisible();
  const sweep = page.getByRole('region', { name: 'What polarization depends on' });
  await expect(sweep.getByText(/^Stored results, 60 seeds each/)).toBeVisible();
  await sweep.getByRole('radio', { name: 'Workers' }).check({ force: true });
  await expect(sweep.getByRole('heading', { name: /^Workers: gates polarize more often at 16/ })).toBeVisible();
  await sweep.getByRole('button', { name: 'Measure' }).click();
  await sweep.getByRole('button', { name: 'Stop' }).click();
  await expect(sweep.getByText(/^Stopped before anything was finished/)).toBeVisible();
  // What was known before is still shown.
  await expect(sweep.getByText(/^Stored results, 60 seeds each/)).toBeVisible();
  await expect(sweep.getByRole('heading', { name: /^Workers: gates polarize more often at 16/ })).toBeVisible();
  // Nobody said what to train on: that was found out, and is said.
  await sweep.getByRole('button', { name: 'Measure' }).click();
  await expect(
    sweep.getByText(/Engines?: .*(measured (at (least|most) )?\d|measured speed|by measurement)/),
  ).toBeVisible();
  await sweep.getByRole('button', { name: 'Stop' }).click();
});

/** A small race that is set up, not started. On WebAssembly, where nothing else is said: other tests race on WebGPU. */
async function setUpRace(page: Page, seeds: number, steps: number, engine = '&backend=wasm') {
  await page.goto(`./?v=1&ch=polarization${engine}`);
  const race = await twoGroups(page);
  await expect(race.getByText(/^Stored results, 200 seeds each/)).toBeVisible();
  // Those of the two groups, not those that the chapter opens with.
  await expect(race.getByRole('heading', { level: 2 })).toHaveText(/^Polarized: no gate dropout .* of 200/);
  await race.getByRole('textbox', { name: 'Seeds' }).fill(String(seeds));
  await race.getByRole('textbox', { name: 'Steps' }).fill(String(steps));
  await page.keyboard.press('Enter');
  return race;
}

test(
  'a double click starts one race; stopped early it leaves the stored results as they were',
  { tag: '@long' },
  async ({ page }) => {
    const race = await setUpRace(page, 12, 5000, '&backend=cpu'); // a smaller one, or WebAssembly, would be over before it is stopped
    const rates = page.getByRole('region', { name: 'Rates' });
    const before = await shown(page);
    await race.getByRole('button', { name: 'Run the race' }).dblclick();
    await expect(race.getByRole('progressbar')).toBeVisible();
    // The second click has stopped nothing: it gets as far as its first measurement, of which nothing is concluded.
    await expect(race.getByRole('heading', { level: 2 })).toHaveText(/^So far, at step [\d,]+ of 5,000:/, {
      timeout: 60_000,
    });
    await expect(rates.getByRole('heading', { level: 2 })).toHaveText(/^So far, at step/);
    await expect(rates.getByText(/p = /)).toHaveCount(0);
    await race.getByRole('radio', { name: 'Stored, 200 seeds' }).check({ force: true });
    await expect.poll(() => shown(page)).toEqual(before);
    await race.getByRole('radio', { name: 'Running now' }).check({ force: true });
    await race.getByRole('button', { name: 'Stop' }).click();
    await expect(race.getByText(/^Stopped before anything was finished/)).toBeVisible();
    await expect(race.getByText(/^Stored results, 200 seeds each/)).toBeVisible();
    await expect.poll(() => shown(page)).toEqual(before);
    await expect(race.getByRole('heading', { level: 2 })).toHaveText(/^Polarized: .* of 200/);
  },
);

test('own and stored results stand beside each other, and a changed setting makes the headings say so', async ({
  page,
}) => {
  const race = await setUpRace(page, 3, 20);
  const elsewhere = 'made with other settings than the present ones';
  const heading = race.getByRole('heading', { level: 2 });
  // Twenty steps are not what was stored.
  await expect(heading).toContainText(elsewhere);
  await race.getByRole('button', { name: 'Run the race' }).click();
  await expect(race.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
  await expect(heading).toContainText('of 3');
  await expect(heading).not.toContainText(elsewhere);
  await expect(heading).toContainText('(your results)');
  await race.getByRole('radio', { name: 'Stored, 200 seeds' }).check({ force: true });
  await expect(heading).toContainText('of 200');
  await expect(heading).toContainText('(stored results, ');
  for (const name of ['Rates', 'What it costs'])
    await expect(page.getByRole('region', { name }).getByRole('heading', { level: 2 })).toContainText(
      '(stored results, ',
    );
  // How the reader's own race went is not said above results that are not its.
  await expect(race.getByText(/^Run here, in/)).toHaveCount(0);
  await expect(heading).toContainText(elsewhere);
  await race.getByRole('radio', { name: 'Yours, 3 seeds' }).check({ force: true });
  await expect(race.getByText(/^Run here, in/)).toBeVisible();
  await expect(heading).not.toContainText(elsewhere);
  await race.getByRole('combobox', { name: 'Setting' }).selectOption({ label: 'the run this page opens with' });
  for (const name of ['The race', 'Rates', 'What it costs'])
    await expect(page.getByRole('region', { name }).getByRole('heading', { level: 2 })).toContainText(elsewhere);
});

test('a contrast theme repaints the race when it comes and when it goes', { tag: '@long' }, async ({ page }) => {
  await setUpRace(page, 60, 300);
  const canvas = page.getByRole('region', { name: 'The race' }).locator('canvas').first();
  const painted = (): Promise<string> => canvas.evaluate((surface: HTMLCanvasElement) => surface.toDataURL());
  const before = await painted();
  await page.emulateMedia({ forcedColors: 'active' });
  await expect.poll(painted).not.toBe(before);
  const light = await painted();
  await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
  await expect.poll(painted).not.toBe(light);
  await page.emulateMedia({ forcedColors: 'none', colorScheme: 'light' });
  await expect.poll(painted).toBe(before);
});

test(
  'a race of models with one gate has one row a picture, and one without gates says that nothing can polarize',
  { tag: '@long' },
  async ({ page }) => {
    for (const kind of ['omoe', 'shared-bottom']) {
      await page.goto(`./?v=1&ch=polarization&backend=wasm&n=900&nh=450&k=${kind}`);
      const race = page.getByRole('region', { name: 'The race' });
      await race.getByRole('combobox', { name: 'Setting' }).selectOption({ label: 'as set in the controls' });
      await race.getByRole('textbox', { name: 'Seeds' }).fill('2');
      await race.getByRole('textbox', { name: 'Steps' }).fill('20');
      await page.keyboard.press('Enter');
      await race.getByRole('button', { name: 'Run the race' }).click();
      await expect(race.getByText(/^Run here, in/)).toBeVisible({ timeout: 60_000 });
      if (kind === 'omoe') {
        await setThreshold(page, 0.1);
        // Not one after the name of each task.
        await expect(race.getByRole('button', { name: /^Seed 1: its gate polarized, / }).first()).toBeVisible();
        await expect(race.getByText(/the one gate that all tasks share/)).toBeVisible();
      } else {
        await expect(race.getByRole('heading', { level: 2 })).toContainText('there is nothing that could polarize');
        await expect(page.getByRole('region', { name: 'Rates' })).toHaveCount(0);
      }
    }
  },
);

test('identical experts stay identical without dropout', { tag: '@long' }, async ({ page }) => {
  await page.goto('./?v=1&ch=polarization&backend=cpu');
  await page.getByRole('button', { name: 'Identical experts' }).click();
  await expect
    .poll(async () =>
      Number(await page.getByRole('progressbar', { name: 'Training progress' }).getAttribute('aria-valuenow')),
    )
    .toBeGreaterThan(30);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('All experts give the very same output here: copies of one expert.')).toBeVisible();
  const experts = page.getByRole('table', { name: 'Experts', exact: true });
  // All at one moment: the numbers of the last step may still be on their way.
  const rows = await experts
    .locator('tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.querySelectorAll('td')].map(({ textContent }) => textContent)));
  expect(rows).toHaveLength(8);
  for (const row of rows) expect(row).toEqual(rows[0]);
  const weights = await page
    .getByRole('table', { name: 'Utilization', exact: true })
    .locator('tbody td')
    .allInnerTexts();
  expect(new Set(weights)).toEqual(new Set(['0.125']));
});

test(
  'what the chapter shows has no finding of axe and fits: light and wide, dark and narrow',
  { tag: '@long' },
  async ({ page }) => {
    await page.goto('./?v=1&ch=polarization&backend=cpu');
    await expect(page.getByText(/^Stored results, 200 seeds each/)).toBeVisible({ timeout: 60_000 });
    await expect(page.getByText(/^Stored results, 60 seeds each/)).toBeVisible();
    await expectToBeFine(page, [
      ['light', 1024, 768],
      ['dark', 390, 768],
    ]);
  },
);

test('a race whose device is lost on the way ends as the undisturbed one', { tag: '@long' }, async ({ page }) => {
  await page.goto('./?v=1&ch=polarization&backend=webgpu');
  const race = await twoGroups(page);
  await race.getByRole('textbox', { name: 'Seeds' }).fill('4');
  await race.getByRole('textbox', { name: 'Steps' }).fill('200');
  await page.keyboard.press('Enter');
  const files: RaceFile[] = [];
  for (const disturbed of [false, true]) {
    await race.getByRole('button', { name: 'Run the race' }).click();
    if (disturbed) {
      await expect
        .poll(() => race.getByRole('progressbar').evaluate((bar: HTMLProgressElement) => bar.value), {
          intervals: [20],
        })
        .toBeGreaterThan(0.1);
      await page.evaluate(() => window.dispatchEvent(new Event('mmoe-lab:lose-device')));
      await expect(page.getByRole('region', { name: 'Notices' })).toContainText(
        /models trained side by side go on from step \d+, with WebGPU/,
        { timeout: 30_000 },
      );
    }
    await expect(race.getByText(/^Run here, in .*Engine: kernels fused/)).toBeVisible({ timeout: 60_000 });
    files.push(await exported(page));
  }
  expect(files[1].results.arms).toEqual(files[0].results.arms);
});

test(
  'on rows of Census-Income: stored results are there, a race of its own runs, and gates are called as the columns',
  { tag: '@long' },
  async ({ page }) => {
    await page.goto('./?v=1&ch=polarization&backend=wasm');
    const race = page.getByRole('region', { name: 'The race' });
    await race.getByRole('combobox', { name: 'Data' }).selectOption({ label: 'Census-Income' });
    // The setting that is of use there comes with it.
    await expect(race.getByRole('combobox', { name: 'Setting' })).toHaveValue('adam');
    await expect(race.getByText(/^Stored results, 200 seeds each/)).toBeVisible();
    await expect(race.getByRole('heading', { level: 2 })).toHaveText(/^Polarized: no gate dropout 176 of 200/);
    const rates = page.getByRole('region', { name: 'Rates', exact: true });
    await expect(rates.getByRole('columnheader', { name: 'income_over_50k' })).toBeVisible();
    await race.getByRole('textbox', { name: 'Seeds' }).fill('3');
    await race.getByRole('textbox', { name: 'Steps' }).fill('40');
    await page.keyboard.press('Enter');
    await race.getByRole('button', { name: 'Run the race' }).click();
    await expect(race.getByText(/^Run here, in .*WebAssembly/)).toBeVisible({ timeout: 60_000 });
    const file = await exported(page);
    expect(file.results.arms.map(({ runs }) => runs.length)).toEqual([3, 3]);
    expect(file.spec.base.source).toMatchObject({ name: 'census' });
    await expect.poll(() => shown(page)).toEqual(counted(file, 0.01));
    // At a threshold above an eighth every gate counts as polarized: their names are those of the columns.
    await setThreshold(page, 0.1);
    await race.getByRole('group', { name: 'no gate dropout' }).getByRole('button').first().hover();
    await expect(race.getByText(/Seed 1: .*(income_over_50k|weeks_worked|never_married|age)/)).toBeVisible();
  },
);
