/** What is shown of a further study: results, whose they are, whether they are still coming. */
import { useDeferredValue, useMemo } from 'react';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { KnownLines } from '../../experiments/compare/storedMore.ts';
import { isLive, shownOf, type Evidence, type Shelf } from '../../study/evidence.ts';
import { sourceOf, type Source } from '../ui/source.ts';
import { useFurther } from './studies.ts';

export interface FurtherShown<S extends StudyName> {
  evidence: Evidence<KnownLines<S>> | null;
  known: KnownLines<S> | undefined;
  live: boolean;
  source: Source | undefined;
}

export function useFurtherShown<S extends StudyName>(study: S): FurtherShown<S> {
  const shelf: Shelf<KnownLines<S>> = useDeferredValue(useFurther((state) => state.shelves[study]));
  return useMemo(() => {
    const evidence = shownOf(shelf);
    const live = isLive(shelf, evidence);
    return { evidence, known: evidence?.data, live, source: sourceOf(evidence, live) };
  }, [shelf]);
}
