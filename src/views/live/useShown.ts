/** What is shown of the experiment: results, whose they are, whether they are still coming. */
import { useDeferredValue, useMemo } from 'react';
import { whatIsShown, type Shown } from '../ui/shown.ts';
import { isOf } from './choices.ts';
import { useLive } from './experiment.ts';
import type { ShownExperiment } from './shown.ts';

export function useShown(): Shown<ShownExperiment> {
  const shelf = useDeferredValue(useLive((state) => state.shelf));
  const choices = useLive((state) => state.choices);
  return useMemo(() => whatIsShown(shelf, ({ spec }) => !isOf(spec, choices)), [shelf, choices]);
}
