/** What is shown of the experiment: results, whose they are, whether they are still coming. */
import { useDeferredValue, useMemo } from 'react';
import { isLive, shownOf, type Evidence } from '../../study/evidence.ts';
import { sourceOf, type Source } from '../ui/source.ts';
import { isOf } from './choices.ts';
import { useLive } from './experiment.ts';
import type { ShownExperiment } from './shown.ts';

export interface Shown {
  evidence: Evidence<ShownExperiment> | null;
  shown: ShownExperiment | undefined;
  live: boolean;
  source: Source | undefined;
  /** It was made with other settings than those chosen now. */
  other: boolean;
}

export function useShown(): Shown {
  const shelf = useDeferredValue(useLive((state) => state.shelf));
  const choices = useLive((state) => state.choices);
  return useMemo(() => {
    const evidence = shownOf(shelf);
    const live = isLive(shelf, evidence);
    const shown = evidence?.data;
    const other = shown !== undefined && !isOf(shown.spec, choices);
    return { evidence, shown, live, source: sourceOf(evidence, live), other };
  }, [shelf, choices]);
}
