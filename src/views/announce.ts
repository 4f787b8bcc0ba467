/** What is said to those who listen to the page: a new state, a new verdict; never numbers that tick. */
import { useEffect, useRef } from 'react';
import { create } from 'zustand';
import { useSlow } from './charts/live.ts';
import { throttled } from './throttle.ts';

/** Quicker than this nobody can listen; of what comes quicker, the last is said. */
const SPOKEN_EVERY_MS = 1000;
/** By then it has been heard: who reads the page on does not meet it as if it were now. */
const HEARD_AFTER_MS = 8000;

interface Spoken {
  words: string;
  /** Something has been said since the page opened. */
  said: boolean;
}

/** The words of the page's live region, for as long as they are news. */
export const useSpokenWords = create<Spoken>()(() => ({ words: '', said: false }));

const silence = throttled(HEARD_AFTER_MS, 'trailing', () => {
  useSpokenWords.setState({ words: '' });
});

let next = '';
const say = throttled(SPOKEN_EVERY_MS, 'both', () => {
  useSpokenWords.setState({ words: next, said: true });
  silence();
});

/** Says a sentence, once. */
export function announce(words: string): void {
  next = words;
  say();
}

/** Says `words` whenever `key` changes: the words may change with every number in them, and are not said again for that. Not at first. */
export function useSpoken(key: string | null | undefined, words: string): void {
  const known = useRef(key);
  useEffect(() => {
    if (known.current === key) return;
    known.current = key;
    if (key) announce(words);
  }, [key, words]);
}

/** As useSpoken, for a verdict that follows the frames. */
export function useSpokenVerdict(key: () => string | null, words: () => string): void {
  const known = useRef<string | null>(null);
  useSlow(() => {
    const now = key();
    if (now === known.current) return;
    const first = known.current === null;
    known.current = now;
    if (!first && now !== null) announce(words());
  }, SPOKEN_EVERY_MS);
}
