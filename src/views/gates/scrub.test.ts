import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ArmView, Frame, HistoryArm, HistoryPoint, Opened } from '../../session/protocol.ts';
import { follow } from '../charts/live.ts';
import { feed, useLab } from '../store.ts';
import { scrubTo, shownStep, useScrub, viewed } from './scrub.ts';

const arm = {} as HistoryArm;
const point = (step: number): HistoryPoint => ({ step, arms: [arm, arm] });
const frame = (step: number): Frame => ({ step, steps: 600, stepsPerSecond: 0, arms: [{} as ArmView, {} as ArmView] });

/** A run that has come to step 100, measured every ten. */
function train(): void {
  feed.push(
    frame(100),
    Array.from({ length: 11 }, (_, i) => point(10 * i)),
    true,
  );
}

describe('the step shown', () => {
  beforeEach(() => {
    vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
      run();
      return 0;
    });
    scrubTo(null);
    feed.clear();
    train();
  });

  it('is the newest until the reader goes back, and again at the end', () => {
    expect([shownStep(), viewed()?.step]).toEqual([null, 100]);
    scrubTo(31);
    expect([shownStep(), viewed()?.step]).toEqual([40, 40]);
    scrubTo(60);
    expect([shownStep(), viewed()?.step]).toEqual([60, 60]);
    scrubTo(95);
    expect([shownStep(), viewed()?.step]).toEqual([null, 100]);
    scrubTo(0);
    expect([shownStep(), viewed()?.step]).toEqual([0, 0]);
    scrubTo(null);
    expect(viewed()?.step).toBe(100);
  });

  it('stays while the run goes on', () => {
    scrubTo(30);
    feed.push(frame(120), [point(110), point(120)], false);
    expect([shownStep(), viewed()?.step]).toEqual([30, 30]);
  });

  it('is the newest again when the run starts over, or another one opens', () => {
    scrubTo(0);
    feed.push(frame(0), [point(0)], true);
    expect(useScrub.getState().step).toBeNull();
    feed.push(frame(10), [point(10)], false);
    expect(viewed()?.step).toBe(10);
    train();
    scrubTo(30);
    useLab.setState({ opened: {} as Opened });
    expect(shownStep()).toBeNull();
  });

  it('is written everywhere at once, paused as well', async () => {
    const written: (number | undefined)[] = [];
    const leave = follow(() => written.push(viewed()?.step));
    written.length = 0;
    scrubTo(30);
    await Promise.resolve();
    expect(written).toEqual([30]);
    // A second time, back to back.
    scrubTo(50);
    await Promise.resolve();
    expect(written).toEqual([30, 50]);
    leave();
  });
});
