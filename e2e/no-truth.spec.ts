import type { Page } from '@playwright/test';
import { expect, test } from './support/fixtures';
import { open, set } from './support/lab';

// A table has no known truth: every chapter says so where it matters, shows what can be shown, and makes nothing up.

const RUN = 'v=1&backend=wasm&src=census&n=4500&nh=900&s=50&at=10';

const PLATFORM = /^Census-Income has no known truth, which this needs: it is measured on the synthetic platform\.$/;
const STUDY =
  /^Census-Income has no known truth, which this needs: it is measured on the synthetic platform, with the model and training/;

/** Chapters as the list names them, each with what it says of the truth. */
const SAID: readonly (readonly [chapter: string, ...sentences: RegExp[]])[] = [
  ['Gates', PLATFORM],
  ['Position bias', /^Census-Income has no positions: no position bias can be observed/, STUDY],
  // Measured on the rows themselves, whose truth no cure needs.
  ['Cures', /^Not all that holds on the synthetic platform/],
  ['Compare', PLATFORM],
  ['Serve', /^Census-Income has rows, and no queries with candidates/],
  ['Live', PLATFORM],
  ['Loop', PLATFORM],
  ['The data', /^Census-Income has no known truth: labels and predictions are shown/],
];

/** What is read or read aloud of the page and is no word: a number that is none, a value that is missing, a key of the catalogue. */
const noWords = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const labels = [...document.querySelectorAll('[aria-label]')].map((one) => one.getAttribute('aria-label') ?? '');
    const seen = [...document.body.innerText.split('\n'), ...labels];
    return seen.filter((text) =>
      /\bNaN\b|undefined|\bnull\b|\[object|\{\{|Infinity|^[a-z]+(\.[a-zA-Z]+){2,}$/.test(text),
    );
  });

/** Cards that have a heading and nothing else. */
const blank = (page: Page): Promise<string[]> =>
  page
    .locator('main')
    .evaluate((main) =>
      [...main.querySelectorAll<HTMLElement>('section[aria-label], figure[aria-label]')]
        .filter((card) => !card.querySelector('svg, canvas, table, input, button, p, dl, ul, ol'))
        .map((card) => card.getAttribute('aria-label') ?? ''),
    );

test(
  'every chapter of a run on a table says what it has no truth for, and shows nothing that is none',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, RUN);
    await expect(page.getByRole('button', { name: 'Engine: WebAssembly' })).toBeVisible();
    await expect(page.getByRole('figure', { name: 'Position bias' })).toContainText('Census-Income has no positions');
    for (const [chapter, ...sentences] of SAID) {
      await page
        .getByRole('navigation')
        .getByRole('button', { name: new RegExp(`^${chapter}`) })
        .click();
      for (const sentence of sentences) await expect(page.getByText(sentence).first()).toBeVisible();
      expect(await noWords(page), chapter).toEqual([]);
      expect(await blank(page), chapter).toEqual([]);
      // A table has rows; what is measured on the platform has impressions.
      if (chapter === 'Gates' || chapter === 'The data')
        await expect(page.getByRole('main')).not.toContainText(/impression/i);
    }

    // What was observed, in the units of its column, beside what the model says.
    const row = page.getByRole('region', { name: 'A row of the table' });
    await expect(row.getByRole('row', { name: /^weeks_worked \d+ weeks .*\d weeks$/ })).toBeVisible();
    await expect(row.getByText('tax_filer_stat')).toBeVisible();
    await expect(page.getByText(/^Census-Income \(KDD\)/).first()).toBeVisible();
  },
);

test('settings of the platform are folded away, and no more rows are asked for than a table has', async ({ page }) => {
  await open(page, `${RUN}&ch=data`);
  const controls = page.getByRole('complementary');
  await expect(controls.getByRole('textbox', { name: 'Sine terms' })).toHaveCount(0);
  await page.getByRole('button', { name: 'All settings' }).click();
  await controls.getByRole('heading', { name: 'Of the synthetic platform' }).click();
  await expect(controls.getByRole('textbox', { name: 'Sine terms' })).toBeVisible();
  await set(page, 'Training rows, at most', '81000');
  await expect(page.getByText('This table has 20,000 rows: all of them are used.').first()).toBeAttached();
});

test('what has nothing to rank leads to the platform', async ({ page }) => {
  await open(page, `${RUN}&ch=serve`);
  await page.getByRole('button', { name: 'Train this model on the synthetic platform and serve it there' }).click();
  await expect(page.getByRole('region', { name: 'One query, ranked' }).getByRole('option')).not.toHaveCount(0);
  await expect.poll(() => new URL(page.url()).searchParams.get('src')).toBeNull();
});
