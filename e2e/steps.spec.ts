import { expect, test } from './support/fixtures';
import { open, stepOf, takeSteps } from './support/lab';
import { followShifts, moved } from './support/shifts';

// Every number of the page is of one step: words, tables, the numbers in pictures, the counter and the page's title.

/** A small world on the CPU engine: a point of the curves every 4 steps. */
const SMALL = 'v=1&n=900&nh=450&backend=cpu';

test('while training, the same number stands in title, network and curves at every moment', async ({ page }) => {
  // Room for values beside the names of the curves.
  await page.setViewportSize({ width: 1920, height: 1000 });
  await open(page, `${SMALL}&sp=0&s=5000`);
  const curves = page.getByRole('figure', { name: 'Held-out loss per task' });
  await curves.getByRole('radio', { name: 'AUC' }).check({ force: true });
  await expect(curves.getByRole('heading')).toContainText('AUC, untrained: click');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  const { seen, wrong } = await page.evaluate(async () => {
    const text = (selector: string): string => document.querySelector(selector)?.textContent ?? '';
    const seen = new Set<string>();
    const wrong = new Set<string>();
    for (const end = performance.now() + 4000; performance.now() < end;) {
      await new Promise(requestAnimationFrame);
      // After what this animation frame painted, and between two of them.
      for (const wait of [0, 5]) {
        await new Promise((resolve) => setTimeout(resolve, wait));
        const title = text('.curves .chart-title');
        const [click, like] = [...title.matchAll(/\d\.\d{3}/g)].map(String);
        const labels = [...document.querySelectorAll('.curves-plot text')].map((mark) => mark.textContent);
        const close = (task: string, value: string): boolean =>
          labels.some(
            (label) =>
              label.startsWith(`${task} `) && Math.abs(Number(label.slice(task.length)) - Number(value)) < 0.0056,
          );
        const step = text('.progress-count');
        if (!close('click', click) || !close('like', like)) wrong.add(`${title} above ${labels.join(', ')}`);
        if (text('[data-metric="click"]') !== click) wrong.add(`${title} beside ${text('[data-metric="click"]')}`);
        if (!document.title.includes(` ${step} `) && !document.title.includes(`step ${step}`))
          wrong.add(`${step} under ${document.title}`);
        seen.add(title);
      }
    }
    return { seen: seen.size, wrong: [...wrong] };
  });
  expect(wrong).toEqual([]);
  expect(seen, 'different titles').toBeGreaterThan(5);
});

test('off the grid of the curves, the gates now and over time say the same', async ({ page }) => {
  await open(page, `${SMALL}&ch=gates&at=3`);
  const figures = (name: string) => page.getByRole('figure', { name }).locator('.multiple-figures').allTextContents();
  const progress = page.getByRole('progressbar', { name: 'Training progress' });
  await expect(progress).toHaveAttribute('aria-valuenow', '3');
  for (const step of [3, 13, 14]) {
    await expect(progress).toHaveAttribute('aria-valuenow', String(step));
    // Both are asked anew until they stand: a picture that says nothing yet has no figures to be equal to.
    await expect
      .poll(async () => {
        const [over, now] = [await figures('Gate weights over time'), await figures('Gate weights per task')];
        return now.length === 4 && over.join() === now.join();
      })
      .toBe(true);
    if (step < 14) await takeSteps(page, step === 3 ? 10 : 1);
  }
});

test('a change while training, and its undo, are marked where the run is', async ({ page }) => {
  await open(page, `${SMALL}&at=3`);
  const curves = page.getByRole('figure', { name: 'Held-out loss per task' });
  const marks = curves.locator('.change text');
  await expect(marks).toHaveCount(0);
  const dropout = page.getByRole('textbox', { name: 'Gate dropout' });
  await dropout.fill('50');
  await dropout.press('Enter');
  await takeSteps(page, 1);
  await expect(marks).toHaveText(['Gate dropout 50%']);
  await page.getByRole('button', { name: /^Undo/ }).click();
  await takeSteps(page, 1);
  await expect(marks).toHaveText(['2 changes']);
});

test('nothing moves when a link’s run has been trained and the note of it goes', { tag: '@long' }, async ({ page }) => {
  await followShifts(page);
  await page.goto('./?v=1&backend=cpu&n=2700&s=150&at=150&ch=gates');
  const note = page.getByRole('region', { name: 'On the way to a trained run' });
  await expect(note).toBeVisible();
  await expect(note).toHaveCount(0, { timeout: 60_000 });
  expect(await stepOf(page)).toBe(150);
  expect(await moved(page)).toBeLessThan(0.01);
});

for (const [chapter, width] of [
  ['train', 1440],
  ['train', 390],
  ['gates', 1440],
  ['polarization', 1024],
  ['position-bias', 390],
  ['data', 390],
] as const)
  test(
    `nothing moves by itself in ${chapter} at ${String(width)}, from the first paint to the end of a run`,
    { tag: '@long' },
    async ({ page }) => {
      await page.setViewportSize({ width, height: 900 });
      await followShifts(page);
      await page.goto(`./?v=1&backend=wasm&s=50&sp=30&ch=${chapter}`);
      await page.getByRole('button', { name: 'Play', exact: true }).click();
      await expect.poll(() => stepOf(page)).toBe(50);
      await expect(page.getByRole('main').getByRole('heading', { level: 2 }).last()).toBeVisible();
      expect(await moved(page)).toBeLessThan(0.01);
    },
  );
