import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/**
 * What axe finds wrong with the page as it is now, or with the part of it that a selector names: rule and place. Only what is wrong is asked for,
 * in the page itself: listing what is right, and putting it together in a tab of its own (for frames, of which the page has none), takes five
 * times as long as looking.
 */
export async function findings(page: Page, part?: string): Promise<{ id: string; where: string[] }[]> {
  const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] }).setLegacyMode();
  const { violations } = await (part === undefined ? axe : axe.include(part)).analyze();
  return violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ target }) => target.join(' ')) }));
}
