import type { Page } from '@playwright/test';

/** WCAG 2.2, 2.5.8 Target Size (Minimum): both sides, in CSS pixels. */
const LEAST = 24;

/**
 * Everything on the page as it is now that is pressed, dragged or chosen and is smaller than 24 × 24 CSS pixels, as "name: width × height".
 * A label belongs to the target of its control. Left out as in WCAG: links and terms inside of a sentence, and what is not drawn.
 */
export const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate((least) => {
    const pressed =
      'a[href], button, input, select, textarea, summary, [role=button], [role=slider], [role=gridcell], svg [tabindex]';
    const found = new Set<string>();
    for (const element of document.querySelectorAll<HTMLElement | SVGElement>(pressed)) {
      const label = element instanceof HTMLInputElement ? element.labels?.[0] : undefined;
      const boxes = [element, ...(label?.contains(element) ? [label] : [])].map((one) => one.getBoundingClientRect());
      const width = Math.max(...boxes.map((box) => box.width));
      const height = Math.max(...boxes.map((box) => box.height));
      const drawn = element.checkVisibility({ visibilityProperty: true }) && width > 1 && height > 1;
      const inSentence =
        (element.matches(':is(p, li, small, caption) > a') && getComputedStyle(element).display === 'inline')
        || element.matches(':is(p, li, dd) span > button[aria-expanded][popovertarget]');
      // Half a pixel: fractions of the layout.
      if (!drawn || inSentence || (width > least - 0.5 && height > least - 0.5)) continue;
      const name = element.getAttribute('aria-label') ?? (label ?? element).textContent.trim().slice(0, 40);
      const kind = element.getAttribute('class') ?? element.tagName.toLowerCase();
      found.add(`${name} (${kind}): ${width.toFixed(1)} × ${height.toFixed(1)}`);
    }
    return [...found];
  }, LEAST);
