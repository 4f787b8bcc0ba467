import { create } from 'zustand';

/** How the panel of controls stands; kept while it is folded or its sheet is closed. */
export const usePanel = create<{ all: boolean; query: string }>()(() => ({ all: false, query: '' }));

/** Shows all settings, or the chapter's handful alone. */
export const showAll = (all: boolean): void => {
  usePanel.setState({ all });
};

/** Looks for settings; an empty query shows the chapter's again. */
export const find = (query: string): void => {
  usePanel.setState({ query });
};
