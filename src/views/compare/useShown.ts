/** What is shown of the comparison: results, whose they are, whether they are still coming. */
import { useDeferredValue, useMemo } from 'react';
import { isLive, shownOf, type Evidence } from '../../study/evidence.ts';
import type { Source } from '../ui/source.ts';
import { sourceOf } from '../ui/source.ts';
import { useComparison } from './comparison.ts';
import type { ShownComparison } from './shown.ts';
import { sameQuestion, specOf } from './settings.ts';

export interface Shown {
  evidence: Evidence<ShownComparison> | null;
  shown: ShownComparison | undefined;
  live: boolean;
  source: Source | undefined;
  /** It was made with other settings than those chosen now. */
  other: boolean;
}

/** Pictures of hundreds of runs wait for whatever the reader does meanwhile. */
export function useShown(): Shown {
  const shelf = useDeferredValue(useComparison((state) => state.shelf));
  const choices = useComparison((state) => state.choices);
  return useMemo(() => {
    const evidence = shownOf(shelf);
    const live = isLive(shelf, evidence);
    const shown = evidence?.data;
    return {
      evidence,
      shown,
      live,
      source: sourceOf(evidence, live),
      other: shown !== undefined && !sameQuestion(shown.spec, specOf(choices)),
    };
  }, [shelf, choices]);
}
