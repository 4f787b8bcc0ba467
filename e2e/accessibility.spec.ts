import { findingsInBoth } from './support/axe';
import { expect, test } from './support/fixtures';
import { open } from './support/lab';

// What the page is to those who do without a mouse, without colours or from the last row. Each chapter has its own look by axe in its file.

test(
  'for a projector all is larger and the settings are folded away, by link or by choice; the keys lead everywhere',
  { tag: '@long' },
  async ({ page }) => {
    await open(page, 'v=1&backend=wasm&projector');
    const html = page.locator('html');
    await expect(html).toHaveAttribute('data-projector', 'on');
    await expect(page.getByRole('complementary', { name: 'Controls' })).toHaveCount(0);
    // 12 pixels at the desk are 17 for the class; nothing sticks out sideways.
    const words = page.getByRole('figure', { name: 'Network' }).getByText('watch time', { exact: true }).first();
    const large = (await words.boundingBox())!.height;
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1440);
    expect(await findingsInBoth(page)).toEqual({ light: [], dark: [] });

    await page.keyboard.press('s');
    await expect(page.getByRole('complementary', { name: 'Controls' })).toBeFocused();
    await page.keyboard.press('n');
    await expect(page.getByRole('heading', { level: 1, name: 'Gates' })).toBeFocused();
    await page.keyboard.press('p');
    await expect(page.getByRole('heading', { level: 1, name: 'Train' })).toBeFocused();
    await page.keyboard.press('p');
    await expect(page.getByRole('heading', { level: 1, name: 'Train' })).toBeFocused();

    await page.keyboard.press('?');
    const sheet = page.getByRole('dialog', { name: 'Help', exact: true });
    await expect(sheet.getByText('next chapter; previous one')).toBeVisible();
    const look = sheet.getByRole('switch', { name: /^Projector/ });
    await expect(look).toBeChecked();
    expect(await findingsInBoth(page)).toEqual({ light: [], dark: [] });
    await look.click();
    await expect(html).not.toHaveAttribute('data-projector');
    await expect(page).not.toHaveURL(/projector/);
    await page.keyboard.press('Escape');
    await expect.poll(async () => (await words.boundingBox())!.height).toBeLessThan(large / 1.3);

    // What a reader chose is there again at the next visit by the plain address, before the page is drawn.
    await page.keyboard.press('?');
    await look.click();
    await page.goto('./?v=1&backend=wasm');
    await expect(html).toHaveAttribute('data-projector', 'on');
    await page.goto('./?v=1&backend=wasm&projector=0');
    await expect(page.getByRole('button', { name: /^Engine:/ })).toBeVisible();
    await expect(html).not.toHaveAttribute('data-projector');
  },
);
