import { findings } from './support/axe';
import { expect, test } from './support/fixtures';

// What words mean: beside where they stand, and on a page of their own.

test.describe('a term', () => {
  test.use({ hasTouch: true });

  test('opens by keyboard, touch and pointer, says what it means, and leads on', async ({ page }) => {
    await page.goto('./?backend=cpu');
    const term = page.getByRole('button', { name: 'gate dropout', exact: true });
    const meaning = page.getByRole('group', { name: 'gate dropout', exact: true });
    await term.focus();
    await page.keyboard.press('Enter');
    await expect(meaning).toContainText('门控 dropout');
    await expect(meaning).toContainText('so that no gate can rely on a few');
    await expect(meaning.locator('math')).toBeVisible();
    await expect(term).toHaveAttribute('aria-expanded', 'true');
    expect(await findings(page)).toEqual([]);
    // Its own links come next; Escape closes it, and the focus is back at the word.
    await page.keyboard.press('Tab');
    await expect(meaning.getByRole('button', { name: /^Seen in: Train/ })).toBeFocused();
    await page.keyboard.press('Escape');
    await expect(meaning).toBeHidden();
    await expect(term).toBeFocused();

    await term.tap();
    await expect(meaning).toBeVisible();
    await page.getByRole('heading', { name: 'How does it learn?' }).tap();
    await expect(meaning).toBeHidden();

    await term.click();
    await meaning.getByRole('button', { name: 'In the glossary' }).click();
    await expect(page).toHaveURL(/ch=glossary.*#gateDropout$/);
    const entry = page.getByRole('article', { name: 'gate dropout · 门控 dropout' });
    await expect(entry).toBeFocused();
    await entry.getByRole('button', { name: /^Seen in: Train/ }).click();
    await expect(page.getByRole('figure', { name: 'Polarization with and without dropout' })).toBeFocused();
  });
});

test('the glossary is searched in both languages, and a link leads to one term', { tag: '@long' }, async ({ page }) => {
  await page.goto('./?ch=glossary&backend=cpu#ndcg');
  await expect(page.getByRole('article', { name: /^NDCG/ })).toBeFocused();
  await expect(page).toHaveURL(/#ndcg$/);
  expect(await findings(page)).toEqual([]);
  const search = page.getByRole('searchbox', { name: 'Find a term' });
  await search.fill('浅层塔');
  await expect(page.getByRole('article').first()).toHaveAccessibleName('shallow tower · 浅层塔');
  await search.fill('zebra');
  await expect(page.getByRole('article')).toHaveCount(0);
  await expect(page.getByRole('status').filter({ hasText: 'No term like that' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all terms' }).click();
  await expect(search).toBeFocused();
  expect(await page.getByRole('article').count()).toBeGreaterThan(80);

  await page.getByRole('banner').getByRole('button', { name: 'About' }).click();
  await expect(page.getByRole('link', { name: /10\.1145\/3298689\.3346997/ })).toBeVisible();
  expect(await findings(page)).toEqual([]);
});

test('the glossary is read while the run is still being made', async ({ page }) => {
  await page.addInitScript(() => {
    const first: { term?: number; run?: number } = {};
    Object.assign(window, { first });
    const look = (): void => {
      if (document.querySelector('article')?.checkVisibility({ visibilityProperty: true }))
        first.term ??= performance.now();
      if ([...document.querySelectorAll('button')].some((button) => /^Engine:/.test(button.ariaLabel ?? '')))
        first.run ??= performance.now();
      if (first.run === undefined || first.term === undefined) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
  // As many impressions as can be asked for: making them takes its time.
  await page.goto('./?ch=glossary&backend=cpu&n=81000');
  await expect(page.getByRole('button', { name: /^Engine:/ })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('article').first()).toBeVisible();
  const first = await page.evaluate(() => (window as unknown as { first: { term: number; run: number } }).first);
  expect(first.term).toBeLessThan(first.run);
});

test(
  'on a phone: chapters say what is computed here, terms are folded by subject, a search says why',
  { tag: '@long' },
  async ({ page }) => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto('./?ch=glossary&backend=cpu');
    const chapters = page.getByRole('navigation', { name: 'Chapters' });
    await expect(chapters.getByRole('button', { name: 'Train' })).toContainText('computed here');
    await expect(chapters.getByRole('button', { name: 'Polarization' })).toHaveAccessibleDescription(
      'When does a gate collapse? here + stored',
    );
    await expect(page.getByRole('heading', { name: 'Position bias', level: 2 })).toBeVisible();
    await expect(page.getByRole('article')).toHaveCount(0);
    await page.getByRole('heading', { name: 'Position bias', level: 2 }).click();
    await expect(page.getByRole('article', { name: /^position bias/ })).toBeVisible();
    await expect(page.getByRole('article', { name: /^Adagrad/ })).toBeHidden();
    await page.getByRole('searchbox', { name: 'Find a term' }).fill('adagrad');
    await expect(page.getByRole('article', { name: /^Adagrad/ })).toBeVisible();
    expect(await findings(page)).toEqual([]);

    await page.getByRole('button', { name: 'Controls' }).click();
    await page.getByRole('searchbox', { name: 'Find a setting' }).fill('revives');
    await expect(page.locator('mark').first()).toHaveText('revives');
  },
);
