/** Whether the reader has done what a step without a question asks for. */
import { useCallback, useSyncExternalStore } from 'react';
import { feed } from '../store.ts';
import type { LessonStep } from './types.ts';

/** @returns null where it asks for nothing that could be seen */
export function useDone(step: LessonStep): boolean | null {
  const subscribe = useCallback(
    (changed: () => void) => {
      const stops = [feed.subscribe(changed), step.watches?.(changed)];
      return () => {
        for (const stop of stops) stop?.();
      };
    },
    [step],
  );
  return useSyncExternalStore(subscribe, () => step.done?.() ?? null);
}
