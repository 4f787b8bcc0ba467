import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { feed } from '../store.ts';
import type { Frame } from '../../session/protocol.ts';
import { catchUpSoon, follow, writeSoon } from './live.ts';

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', () => 0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const frame = (step: number): Frame => ({ step, steps: 600, stepsPerSecond: 0, arms: [] });
const stepNow = (): number => feed.frame?.step ?? -1;

describe('words that follow the run', () => {
  it('are all written from one frame, however fast frames come', () => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
    const said: number[][] = [[], []];
    const leaves = said.map((mine) => follow(() => mine.push(stepNow())));
    for (let step = 0; step < 100; step++) {
      feed.push(frame(step), [], false);
      vi.advanceTimersByTime(16);
    }
    vi.advanceTimersByTime(1000);
    expect(said[0]).toEqual(said[1]);
    // 1.6 seconds of training: at most every 250 ms, and the last one.
    expect(said[0].length).toBeGreaterThanOrEqual(6);
    expect(said[0].length).toBeLessThanOrEqual(9);
    expect(said[0].at(-1)).toBe(99);
    for (const leave of leaves) leave();
  });

  it('are all written anew when the reader chose something, at once and once', async () => {
    const said = [vi.fn(), vi.fn()];
    const leaves = said.map((write) => follow(write));
    writeSoon();
    writeSoon();
    await Promise.resolve();
    for (const write of said) expect(write).toHaveBeenCalledTimes(1);
    for (const leave of leaves) leave();
    writeSoon();
    await Promise.resolve();
    for (const write of said) expect(write).toHaveBeenCalledTimes(1);
  });

  it('are not written a second time of the same frame because something beside them is', async () => {
    vi.useFakeTimers();
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => setTimeout(run, 16));
    const said: number[] = [];
    const leave = follow(() => said.push(stepNow()));
    feed.push(frame(7), [], false);
    vi.advanceTimersByTime(1000);
    catchUpSoon();
    await Promise.resolve();
    expect(said).toEqual([7]);
    // One that has come and is not drawn yet: what is written beside it is of that one already.
    feed.push(frame(8), [], false);
    catchUpSoon();
    await Promise.resolve();
    expect(said).toEqual([7, 8]);
    vi.advanceTimersByTime(1000);
    expect(said).toEqual([7, 8]);
    const other = vi.fn();
    const leaveOther = follow(other);
    catchUpSoon();
    await Promise.resolve();
    expect(other).toHaveBeenCalledTimes(1);
    expect(said).toEqual([7, 8]);
    leave();
    leaveOther();
  });
});
