/** What can be taken out of a card now: asked when its menu opens, before anything of the rest is fetched. */
import { isOf, offeredBy } from './tables.ts';

/** The card that an element is in. */
export const cardOf = (element: Element): HTMLElement | null => element.closest<HTMLElement>('[data-card]');

/** The parts of a card below its head, without what is folded away. */
export const bodyOf = (card: Element): Element[] =>
  Array.from(card.children).filter((part) => !part.matches('header, figcaption, details'));

const DRAWN = 'svg, canvas, [data-picture]';

/** A drawing that is there and has a size, or what is drawn with boxes of the page. */
function isDrawn(element: Element): boolean {
  if (!element.matches(DRAWN) || element.closest('button, details, [data-take=no]')) return false;
  const { width, height } = element.getBoundingClientRect();
  return width * height > 1 && (element instanceof HTMLCanvasElement || element.childElementCount > 0);
}

/** Whether a card has a picture now. */
export const hasPicture = (card: Element): boolean =>
  bodyOf(card).some((part) => [part, ...part.querySelectorAll(DRAWN)].some(isDrawn));

/** Tables that stand in a card, folded ones too; not those of its explanations. */
export const tablesIn = (card: Element): HTMLTableElement[] =>
  Array.from(card.querySelectorAll('table')).filter(
    (table) => table.rows.length > 1 && isOf(table, card) && !table.closest('dialog, [popover], [data-take=no]'),
  );

/** Whether a card has numbers. */
export const hasTable = (card: Element): boolean => offeredBy(card) !== undefined || tablesIn(card).length > 0;
