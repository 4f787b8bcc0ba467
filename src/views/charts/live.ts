/** Words and pictures that follow the run without React rendering. */
import { useEffect, useRef } from 'react';
import { feed } from '../store.ts';
import { throttled } from '../throttle.ts';

/**
 * Calls `write` after every render and, while frames come, at most every `ms` milliseconds. For words: faster than about four times a second
 * nobody can read.
 */
export function useLive(write: () => void, ms: number): void {
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
    write();
  });
  useEffect(() => {
    const later = throttled(ms, 'both', () => {
      latest.current();
    });
    const stop = feed.subscribe(later);
    return () => {
      stop();
      later.cancel();
    };
  }, [ms]);
}
