/** Outlines the pictures that a step is about, brings the first into sight, and covers those that show what is asked. */
import { useEffect } from 'react';
import { useLeftOut } from '../leftOut.ts';
import { NARROW } from '../shell/useMedia.ts';
import { throttled } from '../throttle.ts';

/** A chapter's files may have to be fetched first, and its pictures laid out. */
const PATIENCE_MS = 8000;
/** So long what is brought into sight is held there: covers, and pictures above it, still change their heights. */
const SETTLES_MS = 1500;
/** A run that trains changes its pictures with every frame. */
const LOOK_MS = 200;

/** The card of that stable name. @param within - the pictures */
const cardIn = (within: ParentNode, name: string): Element | null =>
  within.querySelector(`[data-card="${CSS.escape(name)}"]`);

/** Whether a card begins in the upper part of what is seen of the pictures: then most of it is in sight, or as much as there is room for. */
function isInSight(card: Element, pictures: HTMLElement): boolean {
  const { top } = card.getBoundingClientRect();
  // On a narrow page the document scrolls, and a sheet lies over half of it.
  if (matchMedia(NARROW).matches) return top >= 0 && top <= innerHeight / 6;
  const from = pictures.getBoundingClientRect().top;
  return top >= from - 1 && top <= from + pictures.clientHeight / 3;
}

const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** Brings a card into sight, and holds it there until the pictures have their heights or the reader takes over. */
function holder(pictures: HTMLElement): { bring: (card: Element) => void; stop: () => void } {
  let until = performance.now() + PATIENCE_MS;
  let brought = false;
  const stop = (): void => {
    until = 0;
  };
  for (const hand of HANDS) addEventListener(hand, stop, { passive: true });
  return {
    bring: (card) => {
      if (performance.now() > until || !card.checkVisibility({ visibilityProperty: true })) return;
      if (!brought) until = performance.now() + SETTLES_MS;
      brought = true;
      if (!isInSight(card, pictures)) card.scrollIntoView({ block: 'start' });
    },
    stop: () => {
      for (const hand of HANDS) removeEventListener(hand, stop);
    },
  };
}

/** Sets an attribute where it is not so already: what watches attributes hears of changes only. */
function setOn(card: Element | null, attribute: string, value: string): void {
  if (card && card.getAttribute(attribute) !== value) card.setAttribute(attribute, value);
}

/** Sets an attribute on cards again where they come later or are drawn anew. @param changed - sets it @returns how to stop, and take it away */
function keepOn(pictures: HTMLElement, attribute: string, changed: () => void): () => void {
  const look = throttled(LOOK_MS, 'both', changed);
  // A chapter opens at its top first.
  const frame = requestAnimationFrame(look);
  const observer = new MutationObserver(look);
  const attributeFilter = ['data-card', 'data-settled', 'data-veiled'];
  observer.observe(pictures, { childList: true, subtree: true, attributeFilter });
  return () => {
    observer.disconnect();
    cancelAnimationFrame(frame);
    look.cancel();
    for (const card of pictures.querySelectorAll(`[${attribute}]`)) card.removeAttribute(attribute);
  };
}

/**
 * Outlines cards for as long as they are spoken of, and brings the first into sight.
 * @param veil - what covers pictures: when that changes, so do their heights, and the first is brought into sight again
 */
export function useMarks(names: readonly string[], veil: string | null): void {
  useEffect(() => {
    const pictures = document.getElementById('pictures');
    if (!pictures || names.length === 0) return;
    const { bring, stop } = holder(pictures);
    const leave = keepOn(pictures, 'data-marked', () => {
      for (const [i, name] of names.entries()) setOn(cardIn(pictures, name), 'data-marked', i === 0 ? 'first' : '');
      const first = cardIn(pictures, names[0]);
      if (first) bring(first);
    });
    return () => {
      leave();
      stop();
    };
  }, [names, veil]);
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

/** Leaves cards, or parts of them, out. @param names - as the chapters, or their style sheets, call them */
export function useLeaves(names: readonly string[] = NONE): void {
  useNamed('data-leaves', names);
  useEffect(() => {
    useLeftOut.setState({ names });
    return () => {
      useLeftOut.setState({ names: NONE });
    };
  }, [names]);
}

/** Covers cards. @param words - what stands in the place of the first that is marked; all others of the chapter are left out meanwhile */
export function useVeils(names: readonly string[] = NONE, words: string): void {
  useEffect(() => {
    const pictures = document.getElementById('pictures');
    if (!pictures || names.length === 0) return;
    pictures.toggleAttribute('data-covered', true);
    const leave = keepOn(pictures, 'data-veiled', () => {
      for (const name of names) setOn(cardIn(pictures, name), 'data-veiled', words);
    });
    return () => {
      leave();
      pictures.removeAttribute('data-covered');
    };
  }, [names, words]);
}
