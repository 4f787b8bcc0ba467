/** An embedded page starts by itself, or is asked to by the page around it. */
import { useWishes } from '../client.ts';
import { play } from '../control.ts';
import { useLab } from '../store.ts';

/**
 * Plays, as the button does; a run that a link has trained to some step is trained to it first, at full speed, and plays on from there unless it is
 * stopped on the way, has ended, or failed. @returns gives it up
 */
export function playOnceTrained(): () => void {
  if (useWishes.getState().until === 0) {
    play();
    return () => undefined;
  }
  const stop = useWishes.subscribe(({ until }) => {
    if (until > 0) return;
    stop();
    // Stopped by somebody, it is said to run for a moment more.
    if (useLab.getState().status === 'paused') play();
  });
  return stop;
}
