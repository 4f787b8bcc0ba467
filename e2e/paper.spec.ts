import { findings } from './support/axe';
import { expect, test } from './support/fixtures';

// What is printed: the lesson's hand-out, and a chapter.

/** Pages of a PDF file, as Chromium writes it. */
const pagesOf = (pdf: Buffer): number => pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length ?? 0;

/** Red, green and blue of a computed colour. */
const rgbOf = (color: string): number[] => (color.match(/[\d.]+/g) ?? []).slice(0, 3).map(Number);

test(
  'the lesson goes to paper: questions without their answers, answers with their pictures; and so does the chapter behind it',
  { tag: '@long' },
  async ({ page }) => {
    await page.addInitScript(() => {
      localStorage.setItem('mmoe-lab.theme', 'dark');
    });
    await page.goto('./?backend=wasm&lesson=objectives');
    const lesson = page.getByRole('region', { name: 'Lesson', exact: true });
    const open = lesson.getByRole('button', { name: 'Print hand-out' });
    await open.click({ timeout: 60_000 });
    const handout = page.getByRole('dialog', { name: 'Hand-out of the lesson' });
    const steps = handout.getByRole('heading', { level: 2 });
    await expect(steps).toHaveCount(15);
    await expect(handout.getByRole('img', { name: 'QR code of the link to the lesson' })).toBeVisible();
    // The picture of the open step is there as soon as it has been on screen; the others say that they are not.
    await expect(handout.getByRole('figure')).toHaveCount(1);
    await expect(handout.getByText(/^Without its picture/).first()).toBeVisible();
    expect(await findings(page, 'dialog')).toEqual([]);
    const asked = await handout.getByRole('article').innerText();
    const pages = pagesOf(await page.pdf({ format: 'A4' }));
    expect(pages).toBeGreaterThanOrEqual(5);
    expect(pages).toBeLessThanOrEqual(15);
    // Paper is narrower than the screen, and the page behind is laid out for it meanwhile: what is printed is still the hand-out.
    await expect(steps).toHaveCount(15);

    await page.keyboard.press('Escape');
    await expect(handout).toHaveCount(0);
    await expect(open).toBeFocused();
    const question = lesson.getByRole('region', { name: 'Prediction' });
    await question.getByRole('slider').focus();
    await page.keyboard.press('ArrowUp');
    await question.getByRole('button', { name: 'Lock in' }).click();
    const said = question.getByText(/^It is the same video in/);
    await expect(said).toBeVisible();
    const outcome = await said.innerText();
    await open.click();
    expect(await handout.getByRole('article').innerText()).toBe(asked);
    await handout.getByRole('radio', { name: 'Answers' }).check();
    await expect(handout.getByText(outcome)).toBeVisible();
    await expect(handout.getByRole('figure')).toHaveCount(1);
    expect(pagesOf(await page.pdf({ format: 'Letter' }))).toBeLessThan(pages);
    // Kept for the next visit, with the prediction.
    await page.reload();
    await open.click({ timeout: 60_000 });
    await handout.getByRole('radio', { name: 'Answers' }).check();
    await expect(handout.getByRole('figure')).toHaveCount(1);
    await expect(handout.getByText(outcome)).toBeVisible();
    await handout.getByRole('button', { name: 'Close' }).click();

    // The page itself, printed from the dark theme.
    await page.emulateMedia({ media: 'print' });
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(said).toBeVisible();
    await expect(open).toBeHidden();
    await expect(page.getByRole('navigation')).toBeHidden();
    await expect(page.locator('[data-card="data.query"]')).toBeVisible();
    await expect(page.getByText(/^http:\/\/localhost:\d+\/\?.*data/)).toBeVisible();
    expect(rgbOf(await page.evaluate(() => getComputedStyle(document.body).color)).every((part) => part < 80)).toBe(
      true,
    );
    const ground = await page
      .locator('[data-card="data.query"]')
      .evaluate((card) => getComputedStyle(card).backgroundColor);
    expect(rgbOf(ground).every((part) => part > 200)).toBe(true);
    expect(pagesOf(await page.pdf({ format: 'A4' }))).toBeGreaterThanOrEqual(1);
    await page.emulateMedia({ media: null });
    await expect(page.getByText(/^http:\/\/localhost:\d+\/\?/)).toHaveCount(0);
  },
);
