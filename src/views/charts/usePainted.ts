/** Keeps a picture as its marks say. */
import { useCallback, useEffect, useRef, type RefObject } from 'react';
import type { Frame } from '../../session/protocol.ts';
import { feed } from '../store.ts';
import { withWordsOf } from './heldWords.ts';
import { catchUpSoon, useLive } from './live.ts';
import type { Mark } from './marks.ts';
import { paintMarks } from './paintMarks.ts';

export interface Size {
  width: number;
  height: number;
}

/**
 * When a picture is painted, besides after every render and at every new size. `frames`: with every frame, its words a few times a second with all
 * other words. `words`: with all words, for pictures that are slow and change little from frame to frame. `never`: it does not depend on the frames.
 */
export type Pace = 'frames' | 'words' | 'never';

/**
 * Paints marks into an element.
 * @param marks - what is seen of the newest frame; null: leave it as it is
 * @returns takes a new size up
 */
export function usePainted(
  svg: RefObject<SVGSVGElement | null>,
  marks: (size: Size) => readonly Mark[] | null,
  pace: Pace,
): (size: Size) => void {
  const size = useRef<Size>({ width: 0, height: 0 });
  const written = useRef<readonly Mark[]>([]);
  /** The frame that the picture was last painted from with its words: it is not painted a second time without them. */
  const writtenOf = useRef<Frame | null>(null);
  const seen = (): readonly Mark[] | null => (svg.current && size.current.width > 0 ? marks(size.current) : null);
  const write = (): void => {
    const now = seen();
    if (!now) return;
    written.current = now;
    writtenOf.current = feed.frame;
    paintMarks(svg.current!, now);
  };
  const move = (): void => {
    if (writtenOf.current === feed.frame) return;
    const now = seen();
    if (now) paintMarks(svg.current!, withWordsOf(now, written.current));
  };
  const latest = useRef({ write, move });
  useEffect(() => {
    latest.current = { write, move };
    if (pace === 'never') write();
  });
  useLive(() => {
    if (pace !== 'never') write();
  });
  useEffect(
    () =>
      pace === 'frames'
        ? feed.subscribe(() => {
            latest.current.move();
          })
        : undefined,
    [pace],
  );
  return useCallback((now: Size): void => {
    size.current = now;
    latest.current.write();
    catchUpSoon();
  }, []);
}
