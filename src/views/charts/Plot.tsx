import { useEffect, useRef, type MouseEvent } from 'react';
import { useSlow } from './live.ts';
import { onResize } from '../ui/sizes.ts';
import { placeIn } from '../ui/zoomed.ts';
import { useReading } from './reading.ts';
import type { Mark } from './marks.ts';
import { usePainted, type Pace, type Size } from './usePainted.ts';
import './drawings.css';

export type { Size };

interface Props {
  /** What is seen of the newest frame. Null: leave it as it is. */
  marks: (size: Size) => readonly Mark[] | null;
  /** What the drawing shows now, for those who cannot see it. */
  describe: () => string;
  className?: string;
  /** When it is painted. Default: with every frame. */
  pace?: Pace;
  /** The place that is read, in pixels of the drawing: under the mouse, or tapped. */
  onMove?: (x: number, y: number, size: Size) => void;
  onLeave?: () => void;
  /** Click or tap on the drawing, in its pixels. */
  onPress?: (x: number, y: number, size: Size) => void;
}

/** A drawing that fills its box: React holds the element, the marks are painted into it. */
export function Plot({ marks, describe, className = '', pace = 'frames', onMove, onLeave, onPress }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const svg = useRef<SVGSVGElement>(null);
  const size = useRef<Size>({ width: 0, height: 0 });
  const resize = usePainted(svg, marks, pace);
  useSlow(() => {
    const now = describe();
    if (svg.current && svg.current.getAttribute('aria-label') !== now) svg.current.setAttribute('aria-label', now);
  }, 1000);
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    return onResize(element, () => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width === size.current.width && height === size.current.height) return; // a part of a pixel
      size.current = { width, height };
      svg.current?.setAttribute('width', String(size.current.width));
      svg.current?.setAttribute('height', String(size.current.height));
      resize(size.current);
    });
  }, [resize]);
  const reading = useReading(
    onMove
      && ((x, y) => {
        onMove(x, y, size.current);
      }),
    onLeave,
  );
  const press = (event: MouseEvent<HTMLDivElement>): void => {
    const { x, y } = placeIn(event.currentTarget, event);
    onPress?.(x, y, size.current);
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
