import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { readCsv } from '../src/session/exports/testing/readBack.ts';
import { findingsInBoth } from './support/axe';
import { expect, test } from './support/fixtures';
import { sticksOut } from './support/fits';
import { open, picturesOf, stepOf, takeSteps } from './support/lab';

// A file of the reader's own, and the data set on board: from a press to training, and what stays when nothing comes of it.

// What is made to go wrong here: a worker that ends, a part of the page that does not come.
test.use({ expectedMessages: [/ended by the test|assets\/parts-/] });

const EXAMPLE = 'public/example-log.csv';
const RUN = 'v=1&backend=wasm&n=900&nh=450&s=50&h=8&e=4&b=8';

/** Drops a file on the page, as from another window. */
async function drop(page: Page, name: string, content: string, rows = { text: '', times: 0 }): Promise<void> {
  await page.evaluate(
    ([called, text, { text: row, times }]) => {
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([text, row.repeat(times)], called));
      for (const type of ['dragover', 'drop'])
        document.body.dispatchEvent(new DragEvent(type, { dataTransfer, bubbles: true, cancelable: true }));
    },
    [name, content, rows] as const,
  );
}

/** Ends the worker that trains, as an error of its own would. */
async function endTraining(page: Page): Promise<void> {
  for (const worker of page.workers())
    await worker.evaluate(() => {
      if (self.name !== 'training') return;
      setTimeout(() => {
        throw new Error('ended by the test');
      });
    });
}

const engine = (page: Page) => page.getByRole('button', { name: /^Engine:/ });
const finished = (page: Page, steps: number) => expect.poll(() => stepOf(page), { timeout: 60_000 }).toBe(steps);

test('a dropped file is looked through, one guess is corrected, and what is trained on it can be taken out, goes on without its worker, and is raced; until then the run stays', async ({
  page,
}) => {
  await open(page, RUN);
  await takeSteps(page, 10);
  const dialog = page.getByRole('dialog', { name: 'Your own file' });

  // What is no table: said, with what to do instead.
  await drop(page, 'picture.csv', '\x89PNG\r\n\x1a\n');
  await expect(dialog.getByRole('alert')).toContainText('picture.csv cannot be read as a table.');
  await dialog
    .getByLabel('CSV or TSV file')
    .setInputFiles({ name: 'log.xlsx', mimeType: '', buffer: Buffer.from('PK\x03\x04[Content_Types].xml') });
  await expect(dialog.getByRole('alert')).toContainText('Save the sheet as CSV');

  // Half-way: the run goes on where it was.
  await drop(page, 'large.csv', 'query,position,device,x,click\n', { text: 'q1,1,phone,0.5,1\n', times: 3_400_000 });
  await expect(dialog.getByRole('progressbar', { name: 'Read so far' })).toBeVisible();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog.getByLabel('CSV or TSV file')).toBeVisible();
  expect(await stepOf(page)).toBe(10);

  await drop(page, 'example-log.csv', await readFile(EXAMPLE, 'utf8'));
  await expect(dialog.getByText('8 inputs, click (0/1), watch_time (number), and like (0/1)')).toBeVisible();
  await dialog.getByRole('combobox', { name: 'Role of genre' }).selectOption('skip');
  await expect(dialog.getByText('4 inputs, click (0/1)')).toBeVisible();
  expect(await stepOf(page)).toBe(10);
  expect(await findingsInBoth(page, 'dialog[open]')).toEqual({ light: [], dark: [] });
  await dialog.getByRole('button', { name: 'Train on this file' }).click();
  await expect(dialog).toBeHidden();
  await finished(page, 200);
  await expect(engine(page)).toHaveText(/WebAssembly/);
  await expect(page.getByText('This run is on example-log.csv.')).toBeVisible();
  // Tasks are called as their columns are; there is none that the file has not.
  const named = (name: string) => page.getByRole('main').getByText(name, { exact: true }).filter({ visible: true });
  await expect(named('watch_time').first()).toBeVisible();
  await expect(named('rating')).toHaveCount(0);

  await page.getByRole('button', { name: 'More ways to share' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Held-out predictions (CSV)' }).click();
  const [header, ...rows] = readCsv(await readFile(await (await download).path()));
  expect(header.filter((name) => name.includes('watch_time'))).not.toEqual([]);
  expect(header.filter((name) => name.includes('rating'))).toEqual([]);
  expect(rows).toHaveLength(225);
  await page.keyboard.press('Escape');

  // The choice comes back for the same columns, and undo brings the run of before.
  await drop(page, 'again.csv', await readFile(EXAMPLE, 'utf8'));
  await expect(dialog.getByRole('combobox', { name: 'Role of genre' })).toHaveValue('skip');
  await expect(dialog.getByText('These choices are the ones you made before')).toBeVisible();
  const saved = page.waitForEvent('download');
  await dialog.getByRole('button', { name: 'Save these choices' }).click();
  const choices = await (await saved).path();
  await dialog.getByRole('button', { name: 'Back to the proposal' }).click();
  await expect(dialog.getByRole('combobox', { name: 'Role of genre' })).toHaveValue('feature');
  await dialog.getByLabel('Load choices…').setInputFiles(EXAMPLE);
  await expect(dialog.getByText('That file holds no choices for these columns.')).toBeVisible();
  await dialog.getByLabel('Load choices…').setInputFiles(choices);
  await expect(dialog.getByRole('combobox', { name: 'Role of genre' })).toHaveValue('skip');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect.poll(() => stepOf(page)).toBe(10);
  await page.keyboard.press('Control+Shift+z');
  await finished(page, 200);

  // The worker ends: another one goes on where the run was, with rows that the page has kept, to the same numbers.
  const before = await picturesOf(page);
  await endTraining(page);
  await page.getByRole('alert').getByRole('button', { name: 'Go on with the run' }).click();
  await finished(page, 200);
  await expect(page.getByRole('alert')).toHaveCount(0);
  expect(await picturesOf(page)).toEqual(before);

  // A race on the rows: gates are called as the columns.
  await page
    .getByRole('navigation', { name: 'Chapters' })
    .getByRole('button', { name: 'Polarization', exact: true })
    .click();
  const race = page.getByRole('region', { name: 'The race' });
  await race.getByRole('combobox', { name: 'Setting' }).selectOption({ label: 'as set in the controls' });
  await race.getByRole('textbox', { name: 'Seeds' }).fill('2');
  await race.getByRole('textbox', { name: 'Steps' }).fill('20');
  await race.getByRole('textbox', { name: 'Steps' }).blur();
  await race.getByRole('button', { name: 'Run the race' }).click();
  await expect(race.getByRole('button', { name: /^Seed 2: / }).first()).toBeVisible({ timeout: 60_000 });
  const rates = page.getByRole('region', { name: 'Rates', exact: true });
  await expect(rates.getByRole('columnheader', { name: 'watch_time' })).toBeVisible();
  await expect(rates.getByRole('columnheader', { name: 'rating' })).toHaveCount(0);
});

test('a link of an own file says what is missing; on a phone, in Chinese, by the keyboard alone, the file is given and the run opens', async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const shape = {
    features: 8,
    tasks: [
      { name: 'click', kind: 'binary', mean: 0, deviation: 1 },
      { name: 'watch_time', kind: 'regression', mean: 128, deviation: 36 },
      { name: 'like', kind: 'binary', mean: 0, deviation: 1 },
      null,
    ],
    positions: true,
    devices: true,
    queries: true,
    train: 927,
    heldOut: 225,
  };
  const changes = {
    columns: [{ name: 'taste_1', role: 'skip', kind: 'number', missing: [] }],
    inputs: 64,
    split: 'query',
    seed: 1,
  };
  const own = encodeURIComponent(JSON.stringify({ hash: 'ab'.repeat(32), name: 'theirs.csv', shape, changes }));
  const dialogs = /\/assets\/parts-[\w-]+\.js/;
  await page.route(dialogs, (route) => route.abort());
  await page.goto(`./?v=1&src=own&s=100&b=64&own=${own}&backend=wasm`);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('theirs.csv');
  // What reads files is a part of its own, which may not come: said, and asked for again by the next press.
  await expect(alert).toContainText('The part of the page that reads files did not arrive');
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
  await expect(alert).toContainText('读取文件的部分未能加载');
  await page.unroute(dialogs);
  await page.getByRole('button', { name: '选择文件…' }).press('Enter');
  const dialog = page.getByRole('dialog', { name: '自己的文件' });
  await dialog.getByLabel('CSV 或 TSV 文件').setInputFiles(EXAMPLE);

  // What was changed of the guess for the link's file is changed for this one too.
  await expect(dialog.getByText('以下是链接中的选择。')).toBeVisible();
  await expect(dialog.getByRole('combobox', { name: 'taste_1 的作用' })).toHaveValue('skip');
  await expect(dialog.getByText('7 维输入')).toBeVisible();
  const role = dialog.getByRole('combobox', { name: 'taste_2 的作用' });
  await role.focus();
  await role.press('End');
  await expect(role).toHaveValue('skip');
  await expect(dialog.getByText('6 维输入')).toBeVisible();
  expect(await sticksOut(page)).toEqual([]);
  await dialog.getByRole('button', { name: '用此文件训练' }).press('Enter');
  // Other rows than the link's: said before anything is trained on them.
  await expect(dialog.getByRole('alert')).toContainText('theirs.csv');
  await dialog.getByRole('button', { name: '仍然用它训练' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('alert')).toHaveCount(0);
  // From now on the link is of this file, with what was chosen for it.
  const linked = (): unknown => JSON.parse(new URL(page.url()).searchParams.get('own') ?? '{}');
  const chosen = ['taste_1', 'taste_2'].map((name) => expect.objectContaining({ name, role: 'skip' }) as unknown);
  await expect
    .poll(linked)
    .toMatchObject({ name: 'example-log.csv', changes: { columns: chosen }, shape: { features: 6 } });
  await page.getByRole('button', { name: '播放' }).press('Enter');
  const bar = page.getByRole('progressbar', { name: '训练进度' });
  await expect(bar).toHaveAttribute('aria-valuenow', '100', { timeout: 60_000 });
});

test('the data set on board trains by one press, is taken back by undo, and comes back without the network', async ({
  page,
}) => {
  await open(page, RUN);
  await page.getByRole('button', { name: 'Train on it' }).click();
  await expect(page.getByText('This run is on Census-Income.')).toBeVisible();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(0);
  await expect(engine(page)).toHaveText(/WebAssembly/);
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: 'Train on it' })).toBeVisible();

  await expect(page).not.toHaveURL(/src=census/);

  let asked = 0;
  await page.context().route(/census-income/, (route) => {
    asked++;
    return route.abort();
  });
  await page.reload();
  await page.getByRole('button', { name: 'Train on it' }).click();
  await expect.poll(() => stepOf(page), { timeout: 60_000 }).toBeGreaterThan(0);
  expect(asked).toBe(0);
});
