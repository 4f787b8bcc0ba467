/** How the page is shown: in a lesson, to a class, inside of another page. The address has it; see ../run/pageView.ts. */
import { create } from 'zustand';
import { decodePage, noPageView, type PageView } from '../run/pageView.ts';

export const usePageView = create<PageView>()(() => noPageView());

/** Changes how the page is shown; the address follows. */
export const setPageView = (change: Partial<PageView>): void => {
  usePageView.setState(change);
};

/** Reads it from the address before anything else is: theme and frame of the page depend on it. Call once. */
export function startPageView(): void {
  usePageView.setState(decodePage(new URLSearchParams(location.search)).page);
}

/** Whether the page is inside of another one. Such a page is somebody else's: it remembers nothing of its reader. */
export const isEmbedded = (): boolean => usePageView.getState().embed !== null;
