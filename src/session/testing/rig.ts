/** A session whose wishes are numbered and whose events are kept, as the page does it. For tests. */
import type { RunSpec } from '../../run/runSpec.ts';
import type { Timeline } from '../../run/timeline.ts';
import type { Frame, HistoryPoint, Opening, RunStatus, SessionEvent, Wish } from '../protocol.ts';
import { createSession, type SessionOptions } from '../session.ts';

export interface OpenOptions extends Partial<Omit<Opening, 'kind' | 'course'>> {
  timeline?: Timeline;
}

/** @param draws - how long the page takes for a frame; nothing: no time */
export function createRig(options: SessionOptions = {}, draws: () => Promise<void> | undefined = () => undefined) {
  const session = createSession(options);
  const events: SessionEvent[] = [];
  const waiting: { test: () => boolean; done: () => void }[] = [];
  let number = 0;
  void session.listen((event) => {
    // As the worker's channel does: what arrives is a copy.
    events.push(structuredClone(event));
    for (const { test, done } of waiting) if (test()) done();
    return event.type === 'frame' ? draws() : undefined;
  });
  const want = (wish: Wish): Promise<void> => session.want(wish, ++number);
  const of = <T extends SessionEvent['type']>(type: T) =>
    events.filter((event): event is Extract<SessionEvent, { type: T }> => event.type === type);
  const history = (): HistoryPoint[] => {
    let points: HistoryPoint[] = [];
    for (const { points: more, restart } of of('frame')) points = (restart ? [] : points).concat(more);
    return points;
  };
  return {
    session,
    events,
    of,
    want,
    /** Number of the newest wish. */
    newest: () => number,
    status: (): RunStatus | undefined => of('status').at(-1)?.status,
    until: (test: () => boolean): Promise<void> =>
      test() ? Promise.resolve() : new Promise((done) => waiting.push({ test, done })),
    frames: (): Frame[] => of('frame').map(({ frame }) => frame),
    history,
    open: (run: RunSpec, { timeline = [], ...more }: OpenOptions = {}) =>
      want({ kind: 'open', course: { run, timeline }, backend: 'cpu', ...more }),
    play: () => want({ kind: 'play' }),
    pause: () => want({ kind: 'pause' }),
    step: (n: number) => want({ kind: 'step', n }),
    reset: () => want({ kind: 'reset' }),
    speed: (stepsPerSecond: number) => want({ kind: 'speed', stepsPerSecond }),
    change: (path: string, value: number) => want({ kind: 'change', path: `run.training.${path}`, value }),
    hidden: (hidden: boolean, keepTraining = false) => want({ kind: 'hidden', hidden, keepTraining }),
  };
}
export type Rig = ReturnType<typeof createRig>;
