import { useRef, type KeyboardEvent, type PointerEvent } from 'react';
import { placeIn } from '../../ui/zoomed.ts';
import { keyed, type Scale } from './drawing.ts';

/** How far below the upper edge of a picture a height of the window is. */
export const heightIn = (picture: Element | null, clientY: number): number =>
  picture ? placeIn(picture, { clientX: 0, clientY }).y : 0;

interface Props {
  name: string;
  left: number;
  top: number;
  /** How wide it may be held. */
  width: number;
  scale: Scale;
  value: number;
  /** The value in words. */
  said: string;
  /** Not chosen yet. */
  unset: boolean;
  /** The value at a height in the window. */
  valueAt: (clientY: number) => number;
  onChange: (value: number) => void;
  /** Takes the place of `onChange` while it is dragged, where it may be dragged sideways, too. @param begins - it was just taken hold of */
  onDrag?: (at: { clientX: number; clientY: number }, begins: boolean) => void;
}

/**
 * A point that is moved up and down, by the pointer or by keys. An element of the page over the picture rather than a part of the picture, because
 * browsers obey `touch-action` only there: a finger that drags it must not scroll the page.
 */
export function Grip({ name, left, top, width, scale, value, said, unset, valueAt, onChange, onDrag }: Props) {
  /** How far from the point's middle it was taken hold of: a finger lands beside it, and must not move it by that alone. */
  const grip = useRef({ x: 0, y: 0 });
  const press = (event: KeyboardEvent): void => {
    const next = keyed(event.key, value, scale);
    if (next === null || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    event.stopPropagation();
    onChange(next);
  };
  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    const begins = event.type === 'pointerdown';
    if (begins) {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      event.currentTarget.focus({ preventScroll: true });
      const { left: side, top: edge, width: wide, height } = event.currentTarget.getBoundingClientRect();
      grip.current = { x: event.clientX - (side + wide / 2), y: event.clientY - (edge + height / 2) };
    } else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const at = { clientX: event.clientX - grip.current.x, clientY: event.clientY - grip.current.y };
    if (onDrag) onDrag(at, begins);
    else onChange(valueAt(at.clientY));
  };
  return (
    <div
      className="lesson-grip"
      role="slider"
      tabIndex={0}
      data-unset={unset || undefined}
      style={{ left, top, width }}
      aria-label={name}
      aria-orientation="vertical"
      aria-valuemin={scale.from}
      aria-valuemax={scale.to}
      aria-valuenow={value}
      aria-valuetext={said}
      onKeyDown={press}
      onPointerDown={drag}
      onPointerMove={drag}
    >
      <i />
    </div>
  );
}
