import { useEffect, useRef, type MouseEvent } from 'react';
import { useFrames } from '../store.ts';
import { throttled, type Throttled } from '../throttle.ts';
import { useSlow } from './live.ts';
import { useReading } from './reading.ts';
import type { Mark } from './marks.ts';
import { paintMarks } from './paintMarks.ts';
import './drawings.css';

export interface Size {
  width: number;
  height: number;
}

interface Props {
  /** What is seen of the newest frame; asked for every frame, after every render and when the size changes. Null: leave it as it is. */
  marks: (size: Size) => readonly Mark[] | null;
  /** What the drawing shows now, for those who cannot see it. */
  describe: () => string;
  className?: string;
  /** Least milliseconds between two frames, for drawings that are slow and change little from one to the next. Default 0: every frame. */
  every?: number;
  /** The drawing does not depend on the frames: it is made anew only when the page is rendered or the size changes. */
  still?: boolean;
  /** The place that is read, in pixels of the drawing: under the mouse, or tapped. */
  onMove?: (x: number, y: number, size: Size) => void;
  onLeave?: () => void;
  /** Click or tap on the drawing, in its pixels. */
  onPress?: (x: number, y: number, size: Size) => void;
}

/** A drawing that fills its box: React holds the element, the marks are painted into it. */
export function Plot({ marks, describe, className = '', every = 0, still = false, ...on }: Props) {
  const { onMove, onLeave, onPress } = on;
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const size = useRef<Size>({ width: 0, height: 0 });
  const redraw = (): void => {
    if (!svg.current || size.current.width === 0) return;
    const now = marks(size.current);
    if (now) paintMarks(svg.current, now);
  };
  const latest = useRef(redraw);
  const later = useRef<Throttled | null>(null);
  useEffect(() => {
    latest.current = redraw;
    if (still || every > 0) redraw();
  });
  useEffect(() => {
    const mine = throttled(every, 'both', () => {
      latest.current();
    });
    later.current = mine;
    return () => {
      mine.cancel();
    };
  }, [every]);
  useFrames(() => {
    if (every > 0) later.current?.();
    else if (!still) redraw();
  });
  useSlow(() => {
    const now = describe();
    if (svg.current && svg.current.getAttribute('aria-label') !== now) svg.current.setAttribute('aria-label', now);
  }, 1000);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new ResizeObserver(() => {
      size.current = { width: element.clientWidth, height: element.clientHeight };
      svg.current?.setAttribute('width', String(size.current.width));
      svg.current?.setAttribute('height', String(size.current.height));
      latest.current();
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  const reading = useReading(
    onMove
      && ((x, y) => {
        onMove(x, y, size.current);
      }),
    onLeave,
  );
  const press = (event: MouseEvent<HTMLDivElement>): void => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    onPress?.(event.clientX - left, event.clientY - top, size.current);
  };
  return (
    <div
      ref={box}
      className={`plot ${className}`}
      data-press={onPress && ''}
      data-reads={onMove && ''}
      {...reading}
      onClick={onPress && press}
    >
      <svg ref={svg} role="img" />
    </div>
  );
}
