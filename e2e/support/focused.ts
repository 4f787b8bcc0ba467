import type { Page } from '@playwright/test';

/**
 * Gives the focus to all that can have it, one after the other, as the Tab key does.
 * @returns of each that is covered as a whole by what stays in sight (WCAG 2.2, 2.4.11), or shows no outline (2.4.7): why, and its name
 */
export async function focusTroubles(page: Page): Promise<string[]> {
  // Focus that follows a key is shown.
  await page.keyboard.press('Tab');
  return page.evaluate(() => {
    const all = 'a[href], button, input, select, textarea, summary, [tabindex="0"]';
    const found = new Set<string>();
    /** A part of a picture changes its strokes instead. */
    const strokes = (element: Element): string =>
      element instanceof SVGElement
        ? Array.from(element.querySelectorAll('*'), (part) => getComputedStyle(part).stroke).join()
        : '';
    const outlined = (element: Element): boolean => {
      // What draws its focus on itself, or on the label or the box around it; a slider on its thumb, which no script sees.
      for (let box: Element | null = element, i = 0; box && i < 3; box = box.parentElement, i++) {
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(box);
        if ((outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none') return true;
      }
      return element.matches('input[type=range]');
    };
    for (const element of document.querySelectorAll<HTMLElement | SVGElement>(all)) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.matches(':disabled, [tabindex="-1"]'))
        continue;
      const before = strokes(element);
      element.focus();
      if (document.activeElement !== element) continue;
      const box = element.getBoundingClientRect();
      const shares = [0.1, 0.3, 0.5, 0.7, 0.9];
      const seen = shares.some((x) =>
        shares.some((y) => {
          const top = document.elementFromPoint(box.left + x * box.width, box.top + y * box.height);
          return top !== null && (element.contains(top) || (top.contains(element) && !top.matches('html, body')));
        }),
      );
      const name = `${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)} (${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''})`;
      if (!seen) found.add(`covered: ${name} at ${box.left.toFixed(0)}, ${box.top.toFixed(0)}`);
      if (!outlined(element) && strokes(element) === before) found.add(`no outline: ${name}`);
    }
    return [...found];
  });
}
