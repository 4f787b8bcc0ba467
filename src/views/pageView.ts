/** How the page is shown: in a lesson, to a class, inside of another page. The address has it; see ../run/pageView.ts. */
import { create } from 'zustand';
import { noPageView, type PageView } from '../run/pageView.ts';

export const usePageView = create<PageView>()(() => noPageView());

/** Changes how the page is shown; the address follows. */
export const setPageView = (change: Partial<PageView>): void => {
  usePageView.setState(change);
};
