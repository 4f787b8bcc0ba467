/**
 * Words and numbers that follow the run without React rendering. One clock for all of them: what stands in a card, and on the page, was
 * written at one moment from one frame, whether a frame, a render or a choice of the reader was the cause.
 */
import { useEffect, useRef } from 'react';
import { feed } from '../store.ts';
import { throttled } from '../throttle.ts';

/** Faster than about four times a second nobody can read. */
const EVERY_MS = 250;

const writers = new Set<() => void>();

function writeAll(): void {
  for (const write of writers) write();
}
const later = throttled(EVERY_MS, 'both', writeAll);
let stop: (() => void) | null = null;
let asked = false;

/** Writes all words anew, before anything else happens: for what the reader changed. Asked several times, it is done once. */
export function writeSoon(): void {
  if (asked) return;
  asked = true;
  queueMicrotask(() => {
    asked = false;
    writeAll();
  });
}

/** Lets `write` be called whenever all words are written. @returns how to leave */
export function follow(write: () => void): () => void {
  writers.add(write);
  stop ??= feed.subscribe(later);
  return () => {
    writers.delete(write);
    if (writers.size > 0) return;
    stop?.();
    stop = null;
    later.cancel();
  };
}

/** Calls `write` after every render, and whenever words are written: after another card's render, and a few times a second while frames come. */
export function useLive(write: () => void): void {
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
    write();
    writeSoon();
  });
  useEffect(
    () =>
      follow(() => {
        latest.current();
      }),
    [],
  );
}

/** Calls `write` after every render and, while frames come, at most every `ms` milliseconds: for what nobody reads beside other words. */
export function useSlow(write: () => void, ms: number): void {
  const latest = useRef(write);
  useEffect(() => {
    latest.current = write;
    write();
  });
  useEffect(() => {
    const soon = throttled(ms, 'both', () => {
      latest.current();
    });
    const leave = feed.subscribe(soon);
    return () => {
      leave();
      soon.cancel();
    };
  }, [ms]);
}
