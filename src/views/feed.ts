/**
 * Frames on their way from the worker to the drawings. They do not pass through React state: a drawing subscribes and is called at
 * most once per animation frame with the newest frame, and not at all while nothing new has come.
 */
import type { Frame, HistoryPoint } from '../session/protocol.ts';

/** Points kept for drawing; beyond it every other one is dropped, so curves never grow for ever. */
const HISTORY_LIMIT = 800;

export interface Feed {
  /** Newest frame, or null before the first. */
  readonly frame: Frame | null;
  /** All history points of the run so far, oldest first. */
  readonly history: readonly HistoryPoint[];
  push(frame: Frame, points: readonly HistoryPoint[], restart: boolean): void;
  clear(): void;
  /** Calls `draw` soon (next animation frame) when there is something to draw already, then once per animation frame with news. @returns unsubscribe */
  subscribe(draw: () => void): () => void;
}

export function createFeed(schedule: (run: () => void) => void = (run) => void requestAnimationFrame(run)): Feed {
  let frame: Frame | null = null;
  let history: HistoryPoint[] = [];
  let pending = false;
  const draws = new Set<() => void>();
  const notify = (): void => {
    if (pending) return;
    pending = true;
    schedule(() => {
      pending = false;
      for (const draw of draws) draw();
    });
  };
  return {
    get frame() {
      return frame;
    },
    get history() {
      return history;
    },
    push(next, points, restart) {
      if (restart) history = [];
      frame = next;
      history = history.concat(points);
      if (history.length > HISTORY_LIMIT) history = history.filter((_, i) => i % 2 === 0 || i === history.length - 1);
      notify();
    },
    clear() {
      frame = null;
      history = [];
      notify();
    },
    subscribe(draw) {
      draws.add(draw);
      if (frame) notify();
      return () => void draws.delete(draw);
    },
  };
}
