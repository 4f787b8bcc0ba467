/**
 * Frames on their way from the worker to the drawings. They do not pass through React state: a drawing subscribes and is called at
 * most once per animation frame with the newest frame, and not at all while nothing new has come.
 */
import type { Frame, HistoryPoint } from '../session/protocol.ts';

/** Points kept for drawing; beyond it every other one is dropped, so curves never grow for ever. */
const HISTORY_LIMIT = 800;
/** The time from one drawing to the next is at least so many times what a drawing takes, laid out and painted: the rest is the reader's. */
const BREATH = 1.5;
/** But no more animation frames than this are left out. */
const MOST_LEFT_OUT = 10;
/** How much the newest drawing says of what the next one will take: words are written with some only. */
const NEWEST = 0.2;

export interface Feed {
  /** Newest frame, or null before the first. */
  readonly frame: Frame | null;
  /** All history points of the run so far, oldest first. */
  readonly history: readonly HistoryPoint[];
  push(frame: Frame, points: readonly HistoryPoint[], restart: boolean): void;
  /** Ends when what has come so far has been drawn and painted; never while the page is not looked at. */
  drawn(): Promise<void>;
  clear(): void;
  /** Calls `draw` soon (next animation frame) when there is something to draw already, then once per animation frame with news. @returns unsubscribe */
  subscribe(draw: () => void): () => void;
}

const thinned = (history: HistoryPoint[]): HistoryPoint[] =>
  history.length <= HISTORY_LIMIT ? history : history.filter((_, i) => i % 2 === 0 || i === history.length - 1);

/** What an animation frame has changed is laid out and painted before the next task. */
const afterPaint = (run: () => void): void => {
  const { port1, port2 } = new MessageChannel();
  port1.onmessage = () => {
    port1.close();
    run();
  };
  port2.postMessage(null);
};

/**
 * @param schedule - runs something in the next animation frame
 * @param afterwards - runs something once what was drawn has been painted
 * @param now - milliseconds
 */
export function createFeed(
  schedule: (run: () => void) => void = (run) => void requestAnimationFrame(run),
  afterwards: (run: () => void) => void = afterPaint,
  now: () => number = () => performance.now(),
): Feed {
  let frame: Frame | null = null;
  let history: HistoryPoint[] = [];
  let pending = false;
  const draws = new Set<() => void>();
  let waiting: (() => void)[] = [];
  /** What a drawing takes, and when the next one may begin: on a slow device fewer frames are drawn, and the page still answers. */
  let [cost, free, leftOut] = [0, -Infinity, 0];
  const drawAll = (): void => {
    const begun = now();
    if (begun < free && leftOut < MOST_LEFT_OUT) {
      leftOut++;
      schedule(drawAll);
      return;
    }
    leftOut = 0;
    pending = false;
    for (const draw of draws) draw();
    const drawn = waiting;
    waiting = [];
    afterwards(() => {
      for (const done of drawn) done();
      cost += NEWEST * (now() - begun - cost);
      free = begun + BREATH * cost;
    });
  };
  const notify = (): void => {
    if (pending) return;
    pending = true;
    schedule(drawAll);
  };
  return {
    get frame() {
      return frame;
    },
    get history() {
      return history;
    },
    push(next, points, restart) {
      frame = next;
      history = thinned((restart ? [] : history).concat(points));
      notify();
    },
    drawn: () => (pending ? new Promise((done) => waiting.push(done)) : Promise.resolve()),
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
