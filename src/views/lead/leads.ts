/** Which chapters' leads the reader has folded: what was read gives way to the pictures. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { CHAPTERS, type Chapter } from '../../run/labState.ts';
import { usePageView } from '../pageView.ts';
import { asWord } from '../remembered.ts';

export const useLeads = create<{ folded: Chapter[] }>()(
  persist<{ folded: Chapter[] }>(() => ({ folded: [] }), {
    name: 'mmoe-lab.leads',
    storage: asWord(
      (word) => ({ folded: CHAPTERS.filter((chapter) => word.split(' ').includes(chapter)) }),
      ({ folded }) => (folded.length > 0 ? folded.join(' ') : null),
    ),
  }),
);

/** Before a class all are folded, for somebody says what is in them, until they are unfolded there; not remembered. */
const useUnfoldedToClass = create<{ unfolded: Chapter[] }>()(() => ({ unfolded: [] }));

/** The chapter whose lead would give away what the lesson asks: folded, and not to be unfolded, until that has been answered. */
const useHushed = create<{ chapter: Chapter | null }>()(() => ({ chapter: null }));

export const hushLead = (chapter: Chapter | null): void => {
  useHushed.setState({ chapter });
};
export const useIsHushed = (chapter: Chapter): boolean => useHushed((state) => state.chapter === chapter);

/** @returns whether a chapter's lead is folded now */
export function useFolded(chapter: Chapter): boolean {
  const projector = usePageView((page) => page.projector);
  const unfolded = useUnfoldedToClass((state) => state.unfolded.includes(chapter));
  const folded = useLeads((state) => state.folded.includes(chapter));
  return projector ? !unfolded : folded;
}

/** Folds a chapter's lead to one line, or unfolds it, and remembers it. */
export function foldLead(chapter: Chapter, fold: boolean): void {
  if (usePageView.getState().projector) {
    const rest = useUnfoldedToClass.getState().unfolded.filter((one) => one !== chapter);
    useUnfoldedToClass.setState({ unfolded: fold ? rest : [...rest, chapter] });
    return;
  }
  const others = useLeads.getState().folded.filter((one) => one !== chapter);
  useLeads.setState({ folded: fold ? [...others, chapter] : others });
}
