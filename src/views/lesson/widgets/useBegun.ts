/** The beginning of a curve whose end is asked for, and its whole course: both may still be on their way. */
import { useMemo, useSyncExternalStore } from 'react';
import { feed } from '../../store.ts';
import type { Point, Question } from '../types.ts';

export interface Begun {
  begun: readonly Point[];
  course: readonly Point[];
  steps: number;
}

const subscribe = (changed: () => void): (() => void) => feed.subscribe(changed);

export function useBegun(question: Extract<Question, { kind: 'end' }>): Begun {
  // As a text, so that a frame that brings nothing new draws nothing anew.
  const text = useSyncExternalStore(subscribe, () =>
    JSON.stringify([question.begun(), question.course(), question.steps()]),
  );
  return useMemo(() => {
    const [begun, course, steps] = JSON.parse(text) as [readonly Point[], readonly Point[], number];
    return { begun, course, steps };
  }, [text]);
}
