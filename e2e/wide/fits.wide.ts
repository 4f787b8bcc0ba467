import type { Page } from '@playwright/test';
import { expect, test } from '../support/fixtures';
import { staysShare, sticksOut } from '../support/fits';
import { focusTroubles } from '../support/focused';
import { smallTargets } from '../support/targets';
import { openAs, throughChapters, train, type Language } from './walk';

// Every chapter in the sizes that people have, by finger: `npm run test:fits`. It leaves a picture of each in test-results.

interface Size {
  name: string;
  lang: Language;
  width: number;
  height: number;
  query?: string;
  /** Letters and lines set wider, as readers may set them: WCAG 2.2, 1.4.12. */
  spaced?: boolean;
}

const SIZES: Size[] = [
  { name: 'phone', lang: 'zh', width: 390, height: 844 },
  { name: 'phone, landscape', lang: 'en', width: 844, height: 390 },
  { name: 'small phone, landscape', lang: 'zh', width: 667, height: 375 },
  { name: 'reflow', lang: 'en', width: 320, height: 640 },
  { name: 'phone, lesson open', lang: 'en', width: 390, height: 844, query: 'lesson=experts' },
  { name: 'phone, landscape, lesson open', lang: 'zh', width: 844, height: 390, query: 'lesson=experts' },
  { name: 'projector', lang: 'en', width: 1920, height: 1080, query: 'projector=1' },
  { name: 'spaced, desk', lang: 'en', width: 1440, height: 900, spaced: true },
  { name: 'spaced, phone', lang: 'en', width: 390, height: 844, spaced: true },
];

const SPACED =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }';

/** Scrolls the chapter by half of its height. */
const toMiddle = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const box of [document.querySelector('main')!, document.documentElement])
      box.scrollTo(0, (box.scrollHeight - box.clientHeight) / 2);
  });

/** What is wrong with the chapter that is open, as words. */
async function misfits(page: Page, { width, height, query }: Size): Promise<string[]> {
  const [wide, below] = await page.evaluate(() => {
    const { scrollWidth, scrollHeight, clientHeight } = document.scrollingElement!;
    // Where the chapter scrolls in a box of its own, the document does not.
    const inBox = getComputedStyle(document.querySelector('main')!).overflowY === 'auto';
    return [scrollWidth, inBox ? scrollHeight - clientHeight : 0];
  });
  await toMiddle(page);
  const share = await staysShare(page);
  return [
    ...(wide > width ? [`the page is ${String(wide)} wide`] : []),
    ...(below > 1 ? [`the document goes on for ${String(below)} below the window`] : []),
    ...(await sticksOut(page)),
    ...(await smallTargets(page)),
    ...(await focusTroubles(page)),
    ...(height < 480 && !query && share > 0.25 ? [`${(100 * share).toFixed(0)}% of the height stay`] : []),
  ];
}

for (const size of SIZES)
  test(size.name, async ({ browser }, info) => {
    test.setTimeout(300_000);
    const { width, height } = size;
    const touch = width < 1000;
    const context = await browser.newContext({ viewport: { width, height }, hasTouch: touch, isMobile: touch });
    const page = await context.newPage();
    // As a reader's own style sheet: there before anything is drawn, and no matter of the page's policy.
    if (size.spaced)
      await page.addInitScript((rules) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(rules);
        document.adoptedStyleSheets.push(sheet);
      }, SPACED);
    const found: Record<string, string[]> = {};
    await openAs(page, size, size.query);
    await train(page);
    await throughChapters(page, async (name) => {
      await page.screenshot({ path: info.outputPath(`${name}.png`) });
      const wrong = await misfits(page, size);
      await page.screenshot({ path: info.outputPath(`${name}, middle.png`) });
      if (wrong.length > 0) found[name] = wrong;
    });
    await context.close();
    expect(found).toEqual({});
  });
