import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

interface Finding {
  id: string;
  where: string[];
}

/**
 * What axe finds wrong with the page as it is now, or with the part of it that a selector names: rule and place. Only what is wrong is asked for,
 * in the page itself: listing what is right, and putting it together in a tab of its own (for frames, of which the page has none), takes five
 * times as long as looking.
 */
export async function findings(page: Page, part?: string): Promise<Finding[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }));
}

/** What axe finds in a theme that the system asks for. */
async function findingsIn(page: Page, colorScheme: 'light' | 'dark', part?: string): Promise<Finding[]> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveCSS('color-scheme', colorScheme);
  return findings(page, part);
}

/** A page as a reader has it: its theme, and its size in pixels. */
export type Look = readonly [colorScheme: 'light' | 'dark', width: number, height: number];

/** In each look axe finds nothing, and the document is no wider than the window. */
export async function expectToBeFine(page: Page, looks: readonly Look[]): Promise<void> {
  for (const [colorScheme, width, height] of looks) {
    await page.setViewportSize({ width, height });
    expect(await findingsIn(page, colorScheme)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  }
}

/** What axe finds in each of the themes, one after the other in the same page. */
export const findingsInBoth = async (page: Page, part?: string): Promise<Record<'light' | 'dark', Finding[]>> => ({
  light: await findingsIn(page, 'light', part),
  dark: await findingsIn(page, 'dark', part),
});
