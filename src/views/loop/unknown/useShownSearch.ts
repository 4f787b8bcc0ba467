/** What is shown of the search: results, whose they are, and whether their culprit may be named. */
import { useDeferredValue, useMemo } from 'react';
import { isLive, shownOf, type Evidence } from '../../../study/evidence.ts';
import { sourceOf, type Source } from '../../ui/source.ts';
import { useSearches, type ShownSearch } from './searches.ts';
import { sameQuestion } from './settings.ts';

export interface Shown {
  evidence: Evidence<ShownSearch> | null;
  /** Absent where there is nothing to show. */
  shown: ShownSearch | undefined;
  /** The culprit was drawn, and the reader has not asked for it. */
  hidden: boolean;
  live: boolean;
  source: Source | undefined;
  /** It was made with other settings than those chosen now. */
  other: boolean;
}

export function useShownSearch(): Shown {
  const shelf = useDeferredValue(useSearches((state) => state.shelf));
  const choices = useSearches((state) => state.choices);
  const told = useSearches((state) => state.told);
  return useMemo(() => {
    const evidence = shownOf(shelf);
    const live = isLive(shelf, evidence);
    const shown = evidence?.data;
    return {
      evidence,
      shown,
      hidden: evidence !== null && evidence.data.asked.surprise && !told.includes(evidence.id),
      live,
      source: sourceOf(evidence, live),
      other: shown !== undefined && !sameQuestion(shown.asked, choices),
    };
  }, [shelf, choices, told]);
}
