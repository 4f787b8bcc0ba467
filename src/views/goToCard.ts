/** Leads to a picture, wherever it is: its chapter is opened, the picture comes into sight and takes the focus, so that it is named. */
import type { Chapter } from '../run/labState.ts';
import { setView } from './control.ts';
import { focusNow, focusOnceShown } from './focus.ts';
import { useLab } from './store.ts';

/** Pictures that words lead to; it, or the element around it, has this as its id. */
export type CardId =
  | 'card-gates'
  | 'card-polarization'
  | 'card-bias'
  | 'card-curves'
  | 'card-impression'
  | 'card-settings';

function goTo(chapter: Chapter, find: () => HTMLElement | null): void {
  const here = (): boolean => useLab.getState().state.view.chapter === chapter;
  if (here() && focusNow(find())) return;
  setView({ chapter });
  // Until then the reader may go elsewhere.
  focusOnceShown(find, here);
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
