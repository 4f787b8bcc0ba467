/**
 * Words and numbers that follow the run without React rendering. One clock for all of them: what stands in a card, and on the page, was
 * written at one moment from one frame, whether a frame, a render or a choice of the reader was the cause.
 */
import { useEffect, useRef } from 'react';
import type { Frame } from '../../session/protocol.ts';
import { feed } from '../store.ts';
import { throttled } from '../throttle.ts';

/** Faster than about four times a second nobody can read. */
const EVERY_MS = 250;

interface Writer {
  write: () => void;
  /** The frame that it has written of; undefined: it is to write, whichever the frame is. */
  of: Frame | null | undefined;
}
const writers = new Set<Writer>();

function writeWhere(due: (writer: Writer) => boolean): void {
  for (const writer of writers) {
    if (!due(writer)) continue;
    writer.of = feed.frame;
    writer.write();
  }
}
const writeAll = (): void => {
  writeWhere(() => true);
};
/** What says already what the newest frame says is not written a second time: that is a third of the work of a page that shows another run. */
const catchUp = (): void => {
  writeWhere(({ of }) => of !== feed.frame);
};
const later = throttled(EVERY_MS, 'both', catchUp);
let stop: (() => void) | null = null;

/** Once before anything else happens, however often it is asked for. */
function soon(run: () => void): () => void {
  let asked = false;
  return () => {
    if (asked) return;
    asked = true;
    queueMicrotask(() => {
      asked = false;
      run();
    });
  };
}

/** Writes all words anew: for what the reader changed. */
export const writeSoon = soon(writeAll);
/** Writes the words that are of another frame than the newest: what is written beside them is of that one. */
export const catchUpSoon = soon(catchUp);

function join(writer: Writer): () => void {
  writers.add(writer);
  stop ??= feed.subscribe(later);
  return () => {
    writers.delete(writer);
    if (writers.size > 0) return;
    stop?.();
    stop = null;
    later.cancel();
  };
}

/** Lets `write` be called whenever words are written. @returns how to leave */
export const follow = (write: () => void): (() => void) => join({ write, of: undefined });

/** Calls `write` after every render, and whenever words are written: after another card's render, and a few times a second while frames come. */
export function useLive(write: () => void): void {
  const writer = useRef<Writer>({ write, of: undefined });
  useEffect(() => {
    writer.current.write = write;
    writer.current.of = undefined;
    catchUpSoon();
  });
  useEffect(() => join(writer.current), []);
}

/** Calls `write` after every render and, while frames come, at most every `ms` milliseconds: for what nobody reads beside other words. */
export function useSlow(write: () => void, ms: number): void {
  const writer = useRef<Writer>({ write, of: undefined });
  useEffect(() => {
    writer.current = { write, of: feed.frame };
    write();
  });
  useEffect(() => {
    const now = throttled(ms, 'both', () => {
      if (writer.current.of === feed.frame) return;
      writer.current.of = feed.frame;
      writer.current.write();
    });
    const leave = feed.subscribe(now);
    return () => {
      leave();
      now.cancel();
    };
  }, [ms]);
}
