/** Outlines the pictures that a step is about, brings the first into sight, and covers those that show what is asked. */
import { useEffect } from 'react';
import { NARROW } from '../shell/useMedia.ts';
import { throttled } from '../throttle.ts';

/** A chapter's files may have to be fetched first, and its pictures laid out. */
const PATIENCE_MS = 8000;
/** A run that trains changes its pictures with every frame. */
const LOOK_MS = 200;

/** The card of that stable name. @param within - the pictures */
const cardIn = (within: ParentNode, name: string): Element | null =>
  within.querySelector(`[data-card="${CSS.escape(name)}"]`);

/**
 * Keeps an attribute on cards, also where they come later or are drawn anew.
 * @param names - stable names of cards
 * @param leads - whether the first comes into sight once: from then on the page is scrolled by its reader
 */
function useOnCards(names: readonly string[], attribute: string, value: string, leads: boolean): void {
  useEffect(() => {
    const pictures = document.getElementById('pictures');
    if (!pictures || names.length === 0) return;
    const until = performance.now() + PATIENCE_MS;
    let shown = !leads;
    const set = throttled(LOOK_MS, 'both', () => {
      for (const name of names) cardIn(pictures, name)?.setAttribute(attribute, value);
      const first = cardIn(pictures, names[0]);
      if (shown || !first?.checkVisibility({ visibilityProperty: true })) return;
      shown = true;
      // Above a sheet little of the pictures is seen: the first begins at their upper edge.
      const block = matchMedia(NARROW).matches ? 'start' : 'nearest';
      if (performance.now() < until) first.scrollIntoView({ block });
    });
    // A chapter opens at its top first.
    const frame = requestAnimationFrame(set);
    const observer = new MutationObserver(set);
    observer.observe(pictures, { childList: true, subtree: true, attributeFilter: ['data-card', 'data-settled'] });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      set.cancel();
      for (const card of pictures.querySelectorAll(`[${attribute}]`)) card.removeAttribute(attribute);
    };
  }, [names, attribute, value, leads]);
}

/** Outlines cards for as long as they are spoken of, and brings the first into sight. */
export function useMarks(names: readonly string[]): void {
  useOnCards(names, 'data-marked', '', true);
}

const NONE: readonly string[] = [];

/** Names what the style sheets of chapters are to treat otherwise, as long as it is to be. */
function useNamed(attribute: string, names: readonly string[]): void {
  useEffect(() => {
    const pictures = document.getElementById('pictures');
    if (!pictures || names.length === 0) return;
    pictures.setAttribute(attribute, names.join(' '));
    return () => {
      pictures.removeAttribute(attribute);
    };
  }, [attribute, names]);
}

/** Hides parts of pictures. @param names - as the pictures' style sheets call them */
export function useHides(names: readonly string[] = NONE): void {
  useNamed('data-hides', names);
}

/** Leaves cards out. @param names - as the chapters' style sheets call them */
export function useLeaves(names: readonly string[] = NONE): void {
  useNamed('data-leaves', names);
}

/** Covers cards. @param words - what stands in their place */
export function useVeils(names: readonly string[] = NONE, words: string): void {
  useOnCards(names, 'data-veiled', words, false);
}
