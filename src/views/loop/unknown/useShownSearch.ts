/** What is shown of the search: results, whose they are, and whether their culprit may be named. */
import { useDeferredValue, useMemo } from 'react';
import { whatIsShown, type Shown } from '../../ui/shown.ts';
import { useSearches, type ShownSearch } from './searches.ts';
import { sameQuestion } from './settings.ts';

export interface SearchShown extends Shown<ShownSearch> {
  /** The culprit was drawn, and the reader has not asked for it. */
  hidden: boolean;
}

export function useShownSearch(): SearchShown {
  const shelf = useDeferredValue(useSearches((state) => state.shelf));
  const choices = useSearches((state) => state.choices);
  const told = useSearches((state) => state.told);
  return useMemo(() => {
    const what = whatIsShown(shelf, ({ asked }) => !sameQuestion(asked, choices));
    const { evidence } = what;
    return { ...what, hidden: evidence !== null && evidence.data.asked.surprise && !told.includes(evidence.id) };
  }, [shelf, choices, told]);
}
