import type { KeyboardEvent } from 'react';
import { useShortcuts } from '../shortcuts.ts';
import { goToPhase, nextPhase, otherImpression, previousPhase, setPlaying, useSlow } from './store.ts';

/** Where arrow keys mean something already. */
const OWN_ARROWS = 'select, input, textarea, [role=region][tabindex]';

export type SlowPress = 'next' | 'previous' | 'first' | 'play' | 'other' | 'leave';

/** What a key does in slow motion; null: nothing. `matches` says whether the event's target is inside of what a selector names. */
export function slowKey(
  event: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  matches: (selector: string) => boolean,
): SlowPress | null {
  if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  if (event.key === 'Escape') return 'leave';
  if (matches(OWN_ARROWS)) return null;
  switch (event.key.length === 1 ? event.key.toLowerCase() : event.key) {
    case 'ArrowRight':
    case 'PageDown':
      return 'next';
    case 'ArrowLeft':
    case 'PageUp':
      return 'previous';
    case 'Home':
      return 'first';
    case 'g':
      return 'play';
    case 'i':
      return 'other';
    default:
      return null;
  }
}

/** @returns what listens to the keys of the box that has the focus; single letters mind that they may be switched off */
export function useSlowKeys(leave: () => void): (event: KeyboardEvent<HTMLElement>) => void {
  const letters = useShortcuts((state) => state.enabled);
  return (event) => {
    const target = event.target;
    const what = slowKey(event, (selector) => target instanceof Element && target.closest(selector) !== null);
    if (what === null || (!letters && event.key.length === 1)) return;
    event.preventDefault();
    event.stopPropagation();
    if (what === 'leave') leave();
    else if (what === 'next') nextPhase();
    else if (what === 'previous') previousPhase();
    else if (what === 'first') goToPhase('batch');
    else if (what === 'other') otherImpression();
    else setPlaying(!useSlow.getState().playing);
  };
}
