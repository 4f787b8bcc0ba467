/** Which chapters' leads the reader has folded: what was read gives way to the pictures. */
import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { CHAPTERS, type Chapter } from '../../run/labState.ts';
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

/** Folds a chapter's lead to one line, or unfolds it, and remembers it. */
export function foldLead(chapter: Chapter, fold: boolean): void {
  const others = useLeads.getState().folded.filter((one) => one !== chapter);
  useLeads.setState({ folded: fold ? [...others, chapter] : others });
}
