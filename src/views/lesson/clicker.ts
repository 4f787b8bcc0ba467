/** A lecturer's keys: those of a clicker, and the arrows. Pure. */

/** What somebody does there that the keys are needed for: typing, a slider, a choice, a table that scrolls, a dialog. */
const NEEDED =
  'input:not([type=checkbox]), textarea, select, [contenteditable], [role=slider], [role=gridcell], [tabindex="0"], dialog *, [popover] *';

/** Slow motion turns its own phases with these keys, while it has the focus. */
const TURNS = '[data-turns]';

export type Press =
  | 'onwards'
  | 'back'
  /** Clickers have a key that blanks the screen of a slide show; here it does nothing, least of all a training step. */
  | 'blank';

/** @param matches - whether the event's target is inside of what a selector names */
export function clickerPress(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>,
  matches: (selector: string) => boolean,
): Press | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || matches(NEEDED)) return null;
  switch (event.key) {
    case 'PageDown':
    case 'ArrowRight':
      return matches(TURNS) ? null : 'onwards';
    case 'PageUp':
    case 'ArrowLeft':
      return matches(TURNS) ? null : 'back';
    case '.':
    case 'b':
    case 'B':
      return 'blank';
    default:
      return null;
  }
}

/** How a question stands before a class. */
export interface Standing {
  asks: boolean;
  /** There is something to lock in: hands were counted, or a prediction agreed upon. */
  answered: boolean;
  locked: boolean;
  revealed: boolean;
}

/** What comes next: what was predicted is locked in, then revealed, and only then the lesson goes on. A question that is left open is passed. */
export function nextOf({ asks, answered, locked, revealed }: Standing): 'lock' | 'reveal' | 'step' {
  if (!asks) return 'step';
  if (!locked) return answered ? 'lock' : 'step';
  return revealed ? 'step' : 'reveal';
}

/** Minutes that the steps after one are expected to take. */
export const minutesAfter = (steps: readonly { minutes: number }[], place: number): number =>
  steps.slice(place + 1).reduce((sum, { minutes }) => sum + minutes, 0);
