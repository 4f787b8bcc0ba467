/** The numbers behind a card as CSV: of a live chart those that its data button shows, of any other card the tables in it. */
import { toCsv, type Table } from '../charts/table.ts';

const offered = new WeakMap<Element, () => Table>();

/** A chart's button says which numbers are behind it. */
export const offerTable = (button: Element, table: () => Table): void => {
  offered.set(button, table);
};

/** Whether an element is of this card, and not of one inside of it. */
export const isOf = (element: Element, card: Element): boolean => element.closest('[data-card]') === card;

/** The table that the button in a card's head opens, if there is one. */
export const offeredBy = (card: Element): (() => Table) | undefined =>
  Array.from(card.querySelectorAll('[data-numbers]'))
    .filter((button) => isOf(button, card))
    .map((button) => offered.get(button))
    .find(Boolean);

/** A file for spreadsheets: the mark at the beginning tells them that it is UTF-8. */
export const csvFile = (table: Table): string => `\uFEFF${toCsv(table)}`;
