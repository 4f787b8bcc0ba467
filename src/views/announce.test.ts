import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { announce, useSpokenWords } from './announce.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

it('says at most one sentence a second, and of several the last', () => {
  const said: string[] = [];
  const stop = useSpokenWords.subscribe(({ words }) => said.push(words));
  for (const words of ['Training', 'Paused at step 3', 'Training', 'Paused at step 4']) announce(words);
  expect(said).toEqual(['Training']);
  vi.advanceTimersByTime(999);
  expect(said).toEqual(['Training']);
  vi.advanceTimersByTime(1);
  expect(said).toEqual(['Training', 'Paused at step 4']);
  vi.advanceTimersByTime(5000);
  expect(said).toHaveLength(2);
  stop();
});

it('keeps no sentence in the page that has been heard', () => {
  announce('Training');
  vi.advanceTimersByTime(4000);
  announce('Paused at step 5');
  // The first one's time is over, the second one's is not.
  vi.advanceTimersByTime(5000);
  expect(useSpokenWords.getState()).toEqual({ words: 'Paused at step 5', said: true });
  vi.advanceTimersByTime(3000);
  expect(useSpokenWords.getState()).toEqual({ words: '', said: true });
});
