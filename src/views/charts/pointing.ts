/** Which marks of a chart the highlighted part of the network stands for. */
import type { PointerEvent } from 'react';
import type { Task } from '../../world/spec.ts';
import { point, samePart, useLab, type Part } from '../store.ts';

/** Index of the pointed expert, or null. */
const expertOf = (part: Part | null): number | null => (part?.kind === 'expert' ? part.expert : null);

/** The task whose gate or tower is pointed at, or null. */
const taskOf = (part: Part | null): Task | null => (part?.kind === 'gate' || part?.kind === 'tower' ? part.task : null);

/** The pointed expert and task, as React state: for structure that changes when the pointer moves, not with every frame. */
export function usePointed(): { expert: number | null; task: Task | null } {
  const expert = useLab((lab) => expertOf(lab.part));
  const task = useLab((lab) => taskOf(lab.part));
  return { expert, task };
}

/** The part whose element has the focus: it stays pointed at when the mouse leaves another one. */
let focused: Part | null = null;
/** Whether the press that is going on began on the part that was pointed at already: then it lets go of it. */
let again = false;

/** Highlights a part everywhere, unless it is already: pointers move many times within one mark. Null goes back to what has the focus. */
export function pointAt(part: Part | null): void {
  const wanted = part ?? focused;
  if (!samePart(useLab.getState().part, wanted)) point(wanted);
}

/**
 * Handlers for an element that stands for a part: with a mouse it is pointed at while the mouse is over it, with the keyboard while it has the
 * focus, by touch or click until the next one on it or elsewhere.
 */
export function pointing(part: Part, onFocus?: () => void) {
  return {
    onPointerEnter: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') pointAt(part);
    },
    onPointerLeave: (event: PointerEvent) => {
      if (event.pointerType !== 'touch') pointAt(null);
    },
    onPointerDown: () => {
      again = samePart(focused, part);
    },
    onClick: (event: { currentTarget: HTMLElement | SVGElement; detail: number }) => {
      if (event.detail === 0) point(samePart(useLab.getState().part, part) ? null : part); // Enter or space
      else if (again) event.currentTarget.blur();
      else event.currentTarget.focus(); // not every browser focuses what is tapped
      again = false;
    },
    onFocus: () => {
      focused = part;
      onFocus?.();
      pointAt(part);
    },
    onBlur: () => {
      focused = null;
      // A tap that reads another picture has pointed at something else by now.
      if (samePart(useLab.getState().part, part)) point(null);
    },
  };
}
