import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { StepWalk } from '../../engine/walk/types.ts';
import { defaultState } from '../../run/labState.ts';
import type { Course } from '../../run/timeline.ts';
import type { Opened } from '../../session/protocol.ts';
import { walk as walkNext } from '../client.ts';
import { settle, step } from '../control.ts';
import { feed, useLab } from '../store.ts';
import {
  goToPhase,
  nextPhase,
  nextStep,
  otherImpression,
  PHASES,
  previousPhase,
  setPlaying,
  startSlow,
  tryAgain,
  useSlow,
} from './store.ts';

vi.mock('../client.ts', async (load) => ({ ...(await load<object>()), walk: vi.fn() }));
vi.mock('../control.ts', async (load) => ({ ...(await load<object>()), settle: vi.fn(), step: vi.fn() }));

/** What the session has been asked and has not answered yet. */
let asked: { arm: number; place: number; step: number; answer: (failed?: 'failed' | 'none') => Promise<void> }[];
/** Where the run is in the worker. */
let at: number;
let stop: () => void;

const frame = (to: number): void => {
  at = to;
  feed.push({ step: to, steps: 600, stepsPerSecond: 0, arms: [] }, [], false);
};
const opened = (): Opened => ({}) as Opened;
const show = (arm: number): void => {
  useLab.setState(({ state }) => ({ state: { ...state, view: { ...state.view, arm } } }));
};
const answer = async (): Promise<void> => {
  await asked.at(-1)!.answer();
};
const now = () => {
  const { phase, taken, walk, of } = useSlow.getState();
  return { phase, taken, step: walk?.step ?? null, arm: of?.arm ?? null, place: walk?.impression.place ?? null };
};
/** The worker takes what was asked for. */
const takes = (): void => {
  frame(at + 1);
};

beforeEach(async () => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    run();
    return 0;
  });
  asked = [];
  vi.mocked(step).mockReset();
  vi.mocked(settle).mockReset();
  vi.mocked(walkNext).mockImplementation((arm, place) => {
    const from = at;
    return new Promise<StepWalk | null>((resolve, reject) => {
      const walk = { step: from, batch: 32, impression: { place } } as StepWalk;
      asked.push({
        arm,
        place,
        step: from,
        answer: (how) => {
          if (how === 'failed') reject(new Error('gone'));
          else resolve(how === 'none' ? null : walk);
          return new Promise((done) => setTimeout(done));
        },
      });
    });
  });
  useLab.setState({ state: defaultState(), opened: opened(), course: {} as Course, status: 'paused' });
  useSlow.setState({ phase: 'batch', place: 0, walk: null, of: null, taken: 'no', taking: false, playing: false });
  show(0);
  frame(10);
  stop = startSlow();
  await answer();
});
afterEach(() => {
  stop();
  feed.clear();
  vi.unstubAllGlobals();
});

describe('the phases of a step', () => {
  it('follow one another, and only the last one takes the step: the one that was shown', async () => {
    expect(PHASES).toEqual(['batch', 'forward', 'mask', 'loss', 'backward', 'update']);
    const seen = [now().phase];
    for (let i = 0; i < 4; i++) {
      nextPhase();
      seen.push(now().phase);
    }
    expect(seen).toEqual(['batch', 'forward', 'mask', 'loss', 'backward']);
    expect(step).not.toHaveBeenCalled();
    nextPhase();
    // What was changed a moment ago is in it: it is laid open once more.
    expect(settle).toHaveBeenCalledOnce();
    await answer();
    expect(step).toHaveBeenCalledExactlyOnceWith(1);
    expect(now()).toMatchObject({ phase: 'update', taken: 'asked', step: 10 });
    takes();
    expect(now()).toMatchObject({ phase: 'update', taken: 'yes', step: 10 });
    previousPhase();
    expect(now()).toMatchObject({ phase: 'backward', taken: 'yes', step: 10 });
    nextPhase();
    expect(step).toHaveBeenCalledOnce();
    nextPhase();
    await answer();
    expect(now()).toEqual({ phase: 'batch', taken: 'no', step: 11, arm: 0, place: 0 });
  });

  it('can be gone to at will; what is asked for twice is taken once', async () => {
    goToPhase('loss');
    previousPhase();
    expect(now().phase).toBe('mask');
    goToPhase('update');
    nextPhase();
    goToPhase('update');
    await answer();
    expect(step).toHaveBeenCalledOnce();
  });

  it('can be left out: the step is taken, and the next begins', async () => {
    nextStep();
    expect(step).toHaveBeenCalledExactlyOnceWith(1);
    takes();
    await answer();
    expect(now()).toMatchObject({ phase: 'batch', step: 11 });
  });
});

describe('what is laid open is always the run’s on screen', () => {
  it.each<[string, () => void, ReturnType<typeof now>]>([
    ['a step that was taken elsewhere', takes, { phase: 'batch', taken: 'no', step: 11, arm: 0, place: 0 }],
    [
      'a reset',
      () => {
        frame(0);
      },
      { phase: 'batch', taken: 'no', step: 0, arm: 0, place: 0 },
    ],
    // Another model, impression or setting of the same step is looked at in the same phase.
    [
      'the other model',
      () => {
        show(1);
      },
      { phase: 'mask', taken: 'no', step: 10, arm: 1, place: 0 },
    ],
    ['another impression', otherImpression, { phase: 'mask', taken: 'no', step: 10, arm: 0, place: 1 }],
    [
      'a changed setting',
      () => {
        useLab.setState({ course: {} as Course });
      },
      { phase: 'mask', taken: 'no', step: 10, arm: 0, place: 0 },
    ],
    [
      'another engine',
      () => {
        useLab.setState({ opened: opened() });
      },
      { phase: 'mask', taken: 'no', step: 10, arm: 0, place: 0 },
    ],
    [
      'another run at the same step',
      () => {
        useLab.setState({ opened: opened(), course: {} as Course });
      },
      { phase: 'mask', taken: 'no', step: 10, arm: 0, place: 0 },
    ],
  ])('%s', async (_, change, then) => {
    goToPhase('mask');
    const before = useSlow.getState().walk;
    change();
    await answer();
    expect(now()).toEqual(then);
    expect(useSlow.getState().walk).not.toBe(before);
    expect(useSlow.getState().of!.opened).toBe(useLab.getState().opened);
  });

  it('an answer that was overtaken is not shown', async () => {
    show(1);
    const late = asked.at(-1)!;
    show(0);
    frame(12);
    await answer();
    await late.answer();
    expect(now()).toMatchObject({ step: 12, arm: 0 });
  });

  it('nothing while another run is opened; the new one’s first step once it stands', async () => {
    goToPhase('loss');
    setPlaying(true);
    useLab.setState({ status: 'opening' });
    useLab.setState({ opened: opened(), course: {} as Course });
    expect(now()).toMatchObject({ phase: 'batch', step: null });
    useLab.setState({ status: 'paused' });
    frame(0);
    await answer();
    expect(now()).toMatchObject({ phase: 'batch', step: 0 });
    expect(useSlow.getState().playing).toBe(true);
  });

  it('nothing while it trains, and play stops', () => {
    setPlaying(true);
    useLab.setState({ status: 'running' });
    takes();
    expect(now().step).toBeNull();
    expect(useSlow.getState().playing).toBe(false);
  });

  it('nothing of a run that diverges with the step', async () => {
    goToPhase('update');
    await answer();
    expect(now().taken).toBe('asked');
    useLab.setState({ status: 'diverged' });
    expect(now()).toMatchObject({ phase: 'batch', taken: 'no', step: null });
  });

  it('a last step stays, and there is none after it', async () => {
    goToPhase('update');
    await answer();
    takes();
    useLab.setState({ status: 'finished' });
    expect(now()).toMatchObject({ phase: 'update', taken: 'yes' });
    setPlaying(true);
    nextPhase();
    expect(now()).toMatchObject({ phase: 'update', taken: 'yes' });
    expect(useSlow.getState().playing).toBe(false);
  });

  it('a step is not taken where the run became another one meanwhile', async () => {
    goToPhase('update');
    const old = asked.at(-1)!;
    useLab.setState({ opened: opened(), course: {} as Course });
    await old.answer();
    expect(step).not.toHaveBeenCalled();
    await answer();
    expect(now()).toMatchObject({ phase: 'batch', taken: 'no', step: 10 });
    expect(useSlow.getState().of!.opened).toBe(useLab.getState().opened);
  });

  it('a step taken is not said of the other model', async () => {
    goToPhase('update');
    await answer();
    takes();
    show(1);
    await answer();
    expect(now()).toMatchObject({ phase: 'batch', taken: 'no', step: 11, arm: 1 });
  });

  it('drawn anew it goes on where it was, if it still is', async () => {
    goToPhase('loss');
    stop();
    stop = startSlow();
    expect(now()).toMatchObject({ phase: 'loss', step: 10 });
    stop();
    takes();
    stop = startSlow();
    await answer();
    expect(now()).toMatchObject({ phase: 'batch', step: 11 });
  });

  it('what could not be laid open is asked for again only when the reader wants it', async () => {
    takes();
    await asked.at(-1)!.answer('failed');
    const questions = asked.length;
    expect(useSlow.getState()).toMatchObject({ failed: true, walk: null });
    useLab.setState({ notices: [] });
    expect(asked).toHaveLength(questions);
    tryAgain();
    await answer();
    expect(useSlow.getState()).toMatchObject({ failed: false });
    expect(now().step).toBe(11);
  });
});

describe('the impression that is followed', () => {
  it('begins again after the batch’s last, and is not changed while the step is being taken', async () => {
    useSlow.setState({ place: 31 });
    await answer();
    otherImpression();
    await answer();
    expect(now().place).toBe(0);
    goToPhase('update');
    await answer();
    otherImpression();
    expect(useSlow.getState().place).toBe(0);
  });
});
