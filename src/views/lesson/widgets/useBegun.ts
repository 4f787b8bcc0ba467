/** The beginning of a curve whose end is asked for: it may still be on its way. */
import { useMemo, useSyncExternalStore } from 'react';
import { feed } from '../../store.ts';
import type { Point, Question } from '../types.ts';

export interface Begun {
  begun: readonly Point[];
  steps: number;
}

const subscribe = (changed: () => void): (() => void) => feed.subscribe(changed);

export function useBegun(question: Extract<Question, { kind: 'end' }>): Begun {
  // As a text, so that a frame that brings nothing new draws nothing anew.
  const text = useSyncExternalStore(subscribe, () => JSON.stringify([question.begun(), question.steps()]));
  return useMemo(() => {
    const [begun, steps] = JSON.parse(text) as [readonly Point[], number];
    return { begun, steps };
  }, [text]);
}
