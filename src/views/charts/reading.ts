/** Reading values off a picture by mouse, pen or finger. */
import { useEffect, useRef, type PointerEvent } from 'react';
import { placeIn } from '../ui/zoomed.ts';

/** A finger that moves less than this sideways is tapping, or scrolls the page. */
const SLOP = 8;

/** In the projector's look a press holds what a mouse reads: who talks lets go of the mouse. */
const mouseHolds = (): boolean => document.documentElement.dataset.projector !== undefined;

/**
 * Handlers for the element that holds a picture. A mouse reads while it is over it. A finger reads with a tap, or along the picture with a
 * sideways drag, and what it read stays until the next tap elsewhere; a finger that scrolls past reads nothing.
 * @param read - reads at a place, in pixels from the element's corner
 * @param leave - nothing is read any more
 */
export function useReading(
  read: ((x: number, y: number) => void) | undefined,
  leave: (() => void) | undefined,
): Partial<
  Record<'onPointerDown' | 'onPointerMove' | 'onPointerUp' | 'onPointerLeave', (event: PointerEvent) => void>
> {
  const held = useRef<Element | null>(null);
  const start = useRef(0);
  const latest = useRef(leave);
  useEffect(() => {
    latest.current = leave;
  });
  useEffect(() => {
    // In the capture phase: another picture that is tapped reads only after this one has let go of what they may share.
    const elsewhere = (event: globalThis.PointerEvent): void => {
      if (!held.current || (event.target instanceof Node && held.current.contains(event.target))) return;
      held.current = null;
      latest.current?.();
    };
    document.addEventListener('pointerup', elsewhere, true);
    return () => {
      document.removeEventListener('pointerup', elsewhere, true);
    };
  }, []);
  if (!read) return {};
  const at = (event: PointerEvent): void => {
    const { x, y } = placeIn(event.currentTarget, event);
    read(x, y);
  };
  const hold = (event: PointerEvent): void => {
    held.current = event.currentTarget;
    at(event);
  };
  const byFinger = (event: PointerEvent): boolean => event.pointerType === 'touch';
  return {
    onPointerDown: (event) => {
      if (byFinger(event)) start.current = event.clientX;
      else at(event);
    },
    onPointerMove: (event) => {
      if (!byFinger(event)) {
        if (!held.current) at(event);
      } else if (Math.abs(event.clientX - start.current) >= SLOP) hold(event);
    },
    onPointerUp: (event) => {
      if (byFinger(event) || mouseHolds()) hold(event);
    },
    onPointerLeave: (event) => {
      if (byFinger(event) || held.current) return;
      leave?.();
    },
  };
}
