import { Children, type ReactNode } from 'react';
import { useInTurn } from './useInTurn.ts';

/** The cards of a chapter: the first at once, the others below it one after another, and the page answers in between. */
export function InTurn({ children }: { children: ReactNode }) {
  const cards = Children.toArray(children);
  return cards.slice(0, useInTurn(cards.length, 1));
}
