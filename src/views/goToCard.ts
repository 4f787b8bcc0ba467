/** Leads to a picture, wherever it is: its chapter is opened, the picture comes into sight and takes the focus, so that it is named. */
import type { Chapter } from '../run/labState.ts';
import { setView } from './control.ts';
import { useLab } from './store.ts';

/** Pictures that words lead to; it, or the element around it, has this as its id. */
export type CardId = 'card-gates' | 'card-polarization' | 'card-bias' | 'card-curves' | 'card-impression';

/** A chapter's files may have to be fetched first; after this long nobody waits any more. */
const PATIENCE_MS = 8000;

/** @returns whether it was there, and in sight: a chapter is hidden until it has all that it opens with */
function focusCard(card: HTMLElement | null): boolean {
  if (!card?.checkVisibility({ visibilityProperty: true })) return false;
  card.tabIndex = -1;
  card.scrollIntoView({ block: 'nearest' });
  card.focus({ preventScroll: true });
  return true;
}

function goTo(chapter: Chapter, find: () => HTMLElement | null): void {
  if (useLab.getState().state.view.chapter === chapter && focusCard(find())) return;
  setView({ chapter });
  const until = performance.now() + PATIENCE_MS;
  const look = (): void => {
    // The reader has gone elsewhere meanwhile.
    if (useLab.getState().state.view.chapter !== chapter || performance.now() > until) return;
    if (!focusCard(find())) requestAnimationFrame(look);
  };
  // After the chapter has been opened at its top.
  requestAnimationFrame(look);
}

/** Opens a chapter and goes to one of its pictures. */
export function goToCard(chapter: Chapter, id: CardId): void {
  goTo(chapter, () => document.querySelector<HTMLElement>(`section#${id}, #${id} > :is(figure, section)`));
}

/** Opens a chapter and goes to the picture that has this name there. */
export function goToPicture(chapter: Chapter, name: string): void {
  goTo(chapter, () =>
    document.querySelector<HTMLElement>(`#pictures :is(figure, section)[aria-label="${CSS.escape(name)}"]`),
  );
}
