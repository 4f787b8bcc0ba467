import type { Page } from '@playwright/test';
import { expect } from '../support/fixtures';

// Through the whole page, whatever language it speaks: by what things are, not by what they are called.

export type Language = 'en' | 'zh';

/** English at a desk, so tall that none of the settings is half scrolled away, which axe takes for covered; Chinese on a phone. */
export const READERS = [
  { lang: 'en', width: 1440, height: 2400 },
  { lang: 'zh', width: 390, height: 844 },
] as const;

const RUN = 'v=1&n=900&nh=450&s=60&sp=0&backend=wasm';

/** Opens a link, in a language and a size, and waits until its run has been made. */
export async function openAs(
  page: Page,
  { lang, width, height }: { lang: Language; width: number; height: number },
  query = '',
): Promise<void> {
  await page.setViewportSize({ width, height });
  await page.addInitScript((chosen) => {
    localStorage.setItem('mmoe-lab.lang', chosen);
  }, lang);
  await page.goto(`./?${RUN}&${query}`);
  await expect(page.locator('html')).toHaveAttribute('lang', lang === 'en' ? 'en' : /^zh/);
  await expect(page.locator('main [data-settled]')).toBeAttached({ timeout: 60_000 });
}

/** Trains the run to its end: pictures have something to show. */
export async function train(page: Page): Promise<void> {
  await page.keyboard.press('Space');
  await expect(page.getByRole('progressbar').first()).toHaveAttribute('aria-valuenow', '60', { timeout: 60_000 });
}

/** Scrolls through the open chapter: what is drawn when it comes near is drawn. */
async function seeAll(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const scrolls = document.querySelector('main')!;
    const box = scrolls.scrollHeight > scrolls.clientHeight + 1 ? scrolls : document.documentElement;
    for (let top = 0; top < box.scrollHeight; top += innerHeight / 2) {
      box.scrollTo(0, top);
      await new Promise((done) => setTimeout(done, 40));
    }
    box.scrollTo(0, 0);
    await new Promise((done) => setTimeout(done, 120));
  });
}

/** Opens chapter after chapter, and has each of them drawn. @param each - is told its name */
export async function throughChapters(page: Page, each: (name: string) => Promise<void>): Promise<void> {
  const tabs = page.locator('nav button');
  for (let i = 0; i < (await tabs.count()); i++) {
    const tab = tabs.nth(i);
    await tab.click();
    await expect(tab).toHaveAttribute('aria-current', 'page');
    await expect(page.locator('main [data-settled]')).toBeAttached({ timeout: 30_000 });
    await seeAll(page);
    await each(await tab.locator('span').first().innerText());
  }
}
