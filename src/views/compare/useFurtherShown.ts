/** What is shown of a further study: results, whose they are, whether they are still coming. Nothing of its settings can be changed. */
import { useDeferredValue, useMemo } from 'react';
import type { StudyName } from '../../experiments/compare/headlines.ts';
import type { KnownLines } from '../../experiments/compare/storedMore.ts';
import type { Shelf } from '../../study/evidence.ts';
import { whatIsShown, type Shown } from '../ui/shown.ts';
import { useFurther } from './studies.ts';

export function useFurtherShown<S extends StudyName>(study: S): Shown<KnownLines<S>> {
  const shelf: Shelf<KnownLines<S>> = useDeferredValue(useFurther((state) => state.shelves[study]));
  return useMemo(() => whatIsShown(shelf, () => false), [shelf]);
}
