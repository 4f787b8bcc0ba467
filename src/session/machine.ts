/**
 * The session as a state machine: what is wanted, what is so, and what to do next. Pure: every wish of the page and every fact from the
 * engine goes through `next`, and nothing else changes the state; `decide` says what moves the state towards what is wanted.
 */
import type { AskedBackend, Detail } from '../engine/types.ts';
import type { FieldValue } from '../run/fields.ts';
import type { Opening, RunStatus, Wish } from './protocol.ts';

/** Where the run is that was opened last. */
export type Phase = 'none' | 'ready' | 'diverged' | 'failed';

/** A wish to change a field that applies at once. */
export interface Changed {
  readonly number: number;
  readonly path: string;
  readonly value: FieldValue;
}

export interface Machine {
  // What is wanted.
  /** Number of the newest wish. */
  readonly wish: number;
  /** The run wanted, and the number of the wish for it (0: none yet). */
  readonly opening: { readonly number: number; readonly wanted: Opening } | null;
  /** Number of the wish to go back to step 0. */
  readonly reset: number;
  readonly playing: boolean;
  /** Step to go to and stay at while not playing; null = wherever the run is. */
  readonly goal: number | null;
  /** Steps asked for before the run was there. */
  readonly ahead: number;
  /** Up to this step training goes at full speed, whatever the speed. */
  readonly rush: number;
  readonly speed: number;
  /** Whether playing waits because nobody sees it. */
  readonly hidden: boolean;
  /** What the page's pictures need beside averages. */
  readonly looked: readonly Detail[];
  /** Changes of fields that apply at once, not yet taken up. */
  readonly changes: readonly Changed[];
  /** The engine that is to take over, and the number of the wish for it. */
  readonly engine: { readonly number: number; readonly backend: AskedBackend } | null;
  /** Whether it is time to find out if another engine would be faster. */
  readonly comparing: boolean;
  /** Questions that wait for an answer (an ablation, a file). */
  readonly errands: number;
  readonly disposed: boolean;
  // What is so.
  /** Number of the opening that was carried out last, or failed. */
  readonly opened: number;
  /** Number of the reset that was carried out last. */
  readonly resetDone: number;
  readonly phase: Phase;
  readonly step: number;
  readonly steps: number;
  /** Step of the newest measurement; -1 before the first. */
  readonly measured: number;
  /** What that measurement has beside averages. */
  readonly shown: readonly Detail[];
  /** Was training until a moment ago, and its last step is not measured yet. */
  readonly settling: boolean;
}

/** All that the page may look at: never the gates of single examples. */
export const DETAILS: readonly Detail[] = ['predictions', 'parameters'];

export const initialMachine: Machine = {
  wish: 0,
  opening: null,
  reset: 0,
  playing: false,
  goal: null,
  ahead: 0,
  rush: 0,
  speed: 30,
  hidden: false,
  looked: DETAILS,
  changes: [],
  engine: null,
  comparing: false,
  errands: 0,
  disposed: false,
  opened: 0,
  resetDone: 0,
  phase: 'none',
  step: 0,
  steps: 0,
  measured: -1,
  shown: DETAILS,
  settling: false,
};

export type Fact =
  /** The run of an opening is there (at the step where it goes on), or could not be made. */
  | { fact: 'opened'; number: number; step: number; steps: number }
  | { fact: 'failed'; number: number }
  | { fact: 'reset'; number: number }
  | { fact: 'trained'; step: number }
  | { fact: 'changed'; upTo: number }
  /** `details`: what it has beside averages, default all. */
  | { fact: 'measured'; step: number; details?: readonly Detail[] }
  | { fact: 'diverged' }
  /** Another engine has taken over, or could not. */
  | { fact: 'switched'; number: number }
  /** It is time to compare engines; or they have been compared. */
  | { fact: 'comparing'; due: boolean }
  | { fact: 'errands'; waiting: number }
  | { fact: 'disposed' };

export type Input = { fact?: undefined; wish: Wish; number: number } | Fact;

/** Whether the wanted run is the one that is there, at the beginning if that was asked for. */
const isThere = (m: Machine): boolean =>
  m.opening !== null && m.opened === m.opening.number && m.reset === m.resetDone && m.phase === 'ready';

/** Whether the wanted run is there and cannot be trained any further: it has reached its end, diverged, or could not be made. */
const hasEnded = (m: Machine): boolean =>
  m.opening !== null
  && m.opened === m.opening.number
  && m.reset === m.resetDone
  && (m.phase !== 'ready' || m.step >= m.steps);

/** Step that training goes to before it rests. */
export const goalOf = (m: Machine): number => (m.playing ? m.steps : Math.min(m.goal ?? m.step, m.steps));

/** Not training, and nothing of it asked for: what a reader's pause, reset or other run does. */
const still = { playing: false, goal: null, ahead: 0, rush: 0 } as const;

/** @param m - which has heard of the wish */
function withSwitch(m: Machine, backend: AskedBackend): Machine {
  const { opening } = m;
  if (!opening || m.phase === 'failed') return m;
  // Not there yet: it begins with that engine.
  if (m.opened !== opening.number) return { ...m, opening: { ...opening, wanted: { ...opening.wanted, backend } } };
  return { ...m, engine: { number: m.wish, backend }, comparing: false };
}

function withWish(m: Machine, wish: Wish, number: number): Machine {
  const heard = { ...m, wish: number };
  switch (wish.kind) {
    case 'open':
      return {
        ...heard,
        ...still,
        opening: { number, wanted: wish },
        reset: m.resetDone,
        rush: wish.until ?? 0,
        changes: [],
        engine: null,
        comparing: false,
        settling: false,
      };
    case 'switch':
      return withSwitch(heard, wish.backend);
    case 'play':
      return hasEnded(m) ? heard : { ...heard, playing: true, goal: null, ahead: 0, settling: false };
    case 'pause':
      return { ...heard, ...still, settling: m.settling || statusOf(m) === 'running' };
    case 'step':
      if (m.playing || hasEnded(m) || (isThere(m) && m.rush > Math.max(0, m.measured))) return heard;
      return isThere(m)
        ? {
            ...heard,
            goal: Math.min(Math.max(m.goal ?? m.step, m.step) + wish.n, m.steps),
            // What was measured when it was paused has settled.
            settling: m.settling && m.measured !== m.step,
          }
        : { ...heard, ahead: m.ahead + wish.n };
    case 'reset':
      // What was changed before it belongs to the run all the same, at the step that it had reached.
      return { ...heard, ...still, reset: number, settling: false };
    case 'speed':
      return { ...heard, speed: wish.stepsPerSecond };
    case 'change': {
      if (hasEnded(m)) return heard;
      return { ...heard, changes: [...m.changes, { number, path: wish.path, value: wish.value }] };
    }
    case 'look':
      return { ...heard, looked: wish.details };
    case 'hidden':
      return { ...heard, hidden: wish.hidden && !wish.keepTraining };
  }
}

/** A run that has just come to stand at `step`. */
function arrived(m: Machine, step: number, steps: number): Machine {
  const goal = Math.max(step, m.rush) + m.ahead;
  return { ...m, phase: 'ready', step, steps, measured: -1, goal, ahead: 0 };
}

/** @returns the state after a wish or a fact */
export function next(m: Machine, input: Input): Machine {
  switch (input.fact) {
    case 'switched':
      return { ...m, engine: m.engine?.number === input.number ? null : m.engine };
    case 'comparing':
      return { ...m, comparing: input.due };
    case undefined:
      return m.disposed ? m : withWish(m, input.wish, input.number);
    case 'opened':
      return arrived({ ...m, opened: input.number }, input.step, input.steps);
    case 'failed':
      return {
        ...m,
        ...still,
        opened: input.number,
        resetDone: m.reset,
        phase: 'failed',
        changes: [],
        settling: false,
      };
    case 'reset':
      return arrived({ ...m, resetDone: input.number }, 0, m.steps);
    case 'trained':
      return { ...m, step: input.step };
    case 'changed':
      return { ...m, changes: m.changes.filter(({ number }) => number > input.upTo) };
    case 'measured': {
      const there = input.step === m.step;
      const done = there && m.step >= m.steps;
      return {
        ...m,
        measured: input.step,
        shown: input.details ?? DETAILS,
        settling: m.settling && !there,
        playing: m.playing && !done,
      };
    }
    case 'diverged':
      return { ...m, ...still, phase: 'diverged', changes: [], settling: false };
    case 'errands':
      return { ...m, errands: input.waiting };
    case 'disposed':
      return { ...m, ...still, disposed: true };
  }
}

/** @returns the changes to take up now: while a reset waits, those wished for before it */
export const changesDue = (m: Machine): readonly Changed[] =>
  m.reset === m.resetDone ? m.changes : m.changes.filter(({ number }) => number < m.reset);

export type Action =
  | 'close'
  | 'open'
  | 'reset'
  | 'answer'
  | 'change'
  | 'switch'
  | 'compare'
  | 'train'
  | 'measure'
  | 'rest';

/** @returns what moves the state towards what is wanted */
export function decide(m: Machine): Action {
  if (m.disposed) return 'close';
  if (m.opening && m.opened !== m.opening.number) return 'open';
  if (m.phase === 'none' || m.phase === 'failed') return m.errands > 0 ? 'answer' : 'rest';
  if (m.phase === 'ready' && changesDue(m).length > 0) return 'change';
  if (m.reset !== m.resetDone) return 'reset';
  if (m.errands > 0) return 'answer';
  if (m.phase === 'diverged') return 'rest';
  if (m.measured < 0 || !m.looked.every((detail) => m.shown.includes(detail))) return 'measure';
  if (m.engine) return 'switch';
  if (m.comparing) return 'compare';
  if (m.step < goalOf(m) && !(m.hidden && m.playing)) return 'train';
  return m.measured === m.step ? 'rest' : 'measure';
}

/** Whether nothing of what is wanted is left to do but to go on training. A comparison was wanted by nobody. */
export const isSteady = (m: Machine): boolean => {
  const action = decide({ ...m, comparing: false });
  return action === 'rest' || (action === 'train' && m.playing);
};

/** What the page is told of the state. A function of it, so that what is said and what is done agree. */
export function statusOf(m: Machine): RunStatus {
  if (!m.opening || m.opened !== m.opening.number) return 'opening';
  if (m.phase === 'failed' || m.phase === 'diverged') return m.phase;
  if (m.measured < 0) return 'opening';
  if (m.step >= m.steps && m.measured === m.step) return 'finished';
  return m.playing || m.rush > m.measured || (m.settling && m.measured !== m.step) ? 'running' : 'paused';
}
