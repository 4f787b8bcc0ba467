import type { Page } from '@playwright/test';

/**
 * What sticks out of the width of the page, or of the card that it lies in, as "name: by how many pixels". What lies in a box that scrolls
 * sideways is left out, and what is there for screen readers only.
 */
export const sticksOut = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean => {
      for (let box = element; box; box = box.parentElement) {
        if (['auto', 'scroll', 'hidden', 'clip'].includes(getComputedStyle(box).overflowX) && box !== document.body) {
          if (box.matches('main, html')) continue;
          return true;
        }
      }
      return false;
    };
    const found = new Set<string>();
    const text = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''} “${element.textContent.trim().slice(0, 30)}”`;
    for (const element of document.body.querySelectorAll('*')) {
      const box = element.getBoundingClientRect();
      if (box.width <= 1 || box.height <= 1 || !element.checkVisibility({ visibilityProperty: true })) continue;
      if (element.closest('.hidden-words, .skip')) continue;
      const card = element.closest('figure, section')?.getBoundingClientRect();
      const right = Math.max(box.right - width, card ? box.right - card.right : 0);
      const left = Math.max(-box.left, card ? card.left - box.left : 0);
      const over = Math.max(left, right);
      if (over > 1 && !scrolls(element.parentElement)) found.add(`${text(element)}: ${over.toFixed(0)}`);
    }
    return [...found];
  });

/** The part of the window's height that stays where it is when the page is scrolled. */
export const staysShare = (page: Page): Promise<number> =>
  page.evaluate(() => {
    /** What keeps its place only while a table is scrolled sideways does not. */
    const staysUpright = (box: Element): boolean => {
      const { position, top, bottom } = getComputedStyle(box);
      return position === 'sticky' && (top !== 'auto' || bottom !== 'auto');
    };
    const stays = (at: Element | null): boolean => {
      if (!at) return false;
      const scrolled = at.closest('main');
      for (let box: Element | null = at; box && box !== scrolled; box = box.parentElement)
        if (getComputedStyle(box).position === 'fixed' || staysUpright(box)) return true;
      // Where the chapter scrolls in a box of its own, all around it stays.
      return !scrolled && getComputedStyle(document.querySelector('main')!).overflowY === 'auto';
    };
    const left = document.querySelector('main')!.getBoundingClientRect();
    const heights = Array.from({ length: Math.floor(innerHeight / 2) }, (_, i) => 2 * i + 1);
    return (
      heights.filter((y) => stays(document.elementFromPoint(left.left + left.width / 2, y))).length / heights.length
    );
  });
