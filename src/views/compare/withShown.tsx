import { memo, useDeferredValue, type ComponentType } from 'react';
import { useComparison } from './comparison.ts';
import type { Shown as Of } from '../ui/shown.ts';
import { comparisonShown, type ShownComparison } from './shown.ts';

export type Shown = Of<ShownComparison>;

/** A card of what is shown of the comparison. Pictures of hundreds of runs wait for whatever the reader does meanwhile, and are left as they are until then. */
export function withShown(Card: ComponentType<Shown>): ComponentType {
  const Kept = memo(Card);
  return function Compared() {
    const shelf = useDeferredValue(useComparison((state) => state.shelf));
    const choices = useComparison((state) => state.choices);
    return <Kept {...comparisonShown(shelf, choices)} />;
  };
}
